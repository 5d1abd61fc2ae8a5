import { checkCommands, checkPinning } from "./check.ts";

checkCommands("npm installs from the lockfile", [
  ["npm ci", "npm install frozen"],
  ["/usr/local/bin/npm ci --omit=dev", "npm install frozen"],
  ["npm ci --omit dev", "npm install frozen"],
  ["npm clean-install", "npm install frozen"],
  ["npm install-clean", "npm install frozen"],
  ["npm ic", "npm install frozen"],
  ["npm --prefix web ci", "npm install frozen"],
  ["npm -C web ci", "npm install frozen"],
  ["npm --loglevel warn ci", "npm install frozen"],
  ["npm ci --dry-run", "-"],
  ["npm ci --help", "-"],
  ["npm help ci", "-"],
  ["npm --version", "-"],
  ["npm civ", "-"],
  ["npx npm ci", "-"],
]);

checkCommands("npm installs what package.json asks for", [
  ["npm install", "npm install"],
  ["npm i", "npm install"],
  ["npm i --only production", "npm install"],
  ["npm install --production=false --legacy-peer-deps", "npm install"],
  ["npm install --unsafe-perm true", "npm install"],
  ["npm install .", "npm install"],
  ["npm update", "npm install"],
  ["npm prune --omit=dev", "-"],
  ["npm config set registry https://example.com", "-"],
]);

checkCommands("npm installs what the command names", [
  ["npm install express", "npm add project"],
  ["npm i express@4.19.2 --save", "npm add project"],
  ["npm add express", "npm add project"],
  ["npm i -g pnpm", "npm add global"],
  ["npm install --global pnpm@9.1.0", "npm add global"],
  ["npm install -gf pnpm", "npm add global"],
  ["npm install $PACKAGES", "npm add project"],
  ["npm update -g pnpm", "npm add global"],
  ["npm install ./lib", "npm install-project"],
  ["npm install ../lib express", "npm install-project"],
  ["npm install -g .", "npm install-project"],
  ["npm install -g", "npm install-project"],
  ["npm install -g /tmp/tool-1.0.0.tgz", "npm add global"],
  ["npx create-react-app web", "-"],
  ["corepack prepare pnpm@9.1.0 --activate", "npm add global"],
  ["corepack enable", "-"],
]);

checkCommands("npm runs scripts of the project", [
  ["npm run build", "npm build"],
  ["npm run build -- --dry-run", "npm build"],
  ["npm --prefix web run-script build", "npm build"],
  ["npm test", "npm build"],
  ["npm run", "-"],
  ["npm cache clean --force", "npm clean-cache"],
  ["npm cache verify", "-"],
]);

checkCommands("pruning a monorepo reads manifests", [
  ["turbo prune --scope=web --docker", "npm plan"],
  ["npx turbo prune web --docker", "npm plan"],
  ["npx turbo@2.1.0 prune web", "npm plan"],
  ["nx prune web", "npm plan"],
  ["turbo run build", "-"],
]);

checkPinning("packages of npm are pinned by a full version", [
  ["npm i -g pnpm@9.1.0", "pinned"],
  ["npm i -g @angular/cli@17.0.0", "pinned"],
  ["npm i -g yarn@npm:@yarnpkg/cli-dist@4.1.0", "pinned"],
  ["npm i https://example.com/tool-1.2.3.tgz", "pinned"],
  ["npm i git+ssh://git@github.com/user/tool.git#v1.2.3", "pinned"],
  ["npm i user/tool#0123456789012345678901234567890123456789", "pinned"],
  ["npm i -g pnpm", "unpinned"],
  ["npm i -g pnpm@latest @angular/cli", "unpinned unpinned"],
  ["npm i -g pnpm@9 npm@^10.2.0", "unpinned unpinned"],
  ["npm i user/tool", "unpinned"],
  ["npm i git+ssh://git@github.com/user/tool.git#main", "unpinned"],
  ["npm i -g pnpm@$VERSION", "unknown"],
  ["npm i -g pnpm $FLAGS", "unknown unknown"],
]);
