import { checkCommands, checkPinning } from "./check.ts";

checkCommands("Yarn Classic, which is assumed when nothing is known", [
  ["yarn", "yarn1 install"],
  ["yarn --frozen-lockfile", "yarn1 install frozen"],
  ["yarn --frozen-lockfile=false", "yarn1 install"],
  ["yarn install", "yarn1 install"],
  ["yarn install --frozen-lockfile --production=false", "yarn1 install frozen"],
  ["yarn install --pure-lockfile", "yarn1 install frozen"],
  ["yarn install --network-timeout 100000 --frozen-lockfile", "yarn1 install frozen"],
  ["yarn --cwd web install", "yarn1 install"],
  ["yarn --cwd web", "yarn1 install"],
  ["yarnpkg install", "yarn1 install"],
  ["corepack yarn install", "yarn1 install"],
  ["corepack yarn@1.22.22 install", "yarn1 install"],
  ["yarn upgrade", "yarn1 install"],
  ["yarn add left-pad", "yarn1 add project"],
  ["yarn workspace web add left-pad", "yarn1 add project"],
  ["yarn global add serve", "yarn1 add global"],
  ["yarn global bin", "-"],
  ["yarn build", "yarn1 build"],
  ["yarn run build --mode production", "yarn1 build"],
  ["yarn workspace web build", "yarn1 build"],
  ["yarn workspaces run build", "yarn1 build"],
  ["yarn cache clean", "yarn1 clean-cache"],
  ["yarn turbo prune web --docker", "yarn1 plan"],
  ["yarn install --immutable", "yarn1 install"],
  ["yarn workspaces focus --production", "yarn install frozen"],
  ["yarn config set registry https://example.com", "-"],
  ["yarn workspaces info", "-"],
  ["yarn --version", "-"],
  ["yarn -v", "-"],
  ["yarn $COMMAND", "-"],
  ["npx yarn install", "-"],
]);

const berry = new Map([[".yarnrc.yml", "nodeLinker: node-modules\n"]]);

checkCommands("Yarn 2 and newer, which the files tell", [
  ["yarn", "yarn install"],
  ["yarn --immutable", "yarn install frozen"],
  ["yarn install --immutable --mode=skip-build", "yarn install frozen"],
  ["yarn install --no-immutable", "yarn install"],
  ["yarn install --frozen-lockfile", "yarn install frozen"],
  ["yarn workspaces focus --production web", "yarn install frozen"],
  ["yarn workspaces foreach run build", "yarn build"],
  ["yarn workspaces list", "-"],
  ["yarn global add serve", "yarn1 add global"],
  ["yarn install --pure-lockfile", "yarn1 install frozen"],
  ["yarn add left-pad", "yarn add project"],
  ["yarn up left-pad", "yarn add project"],
  ["yarn build", "yarn build"],
  ["yarn cache clean --all", "yarn clean-cache"],
  ["yarn dlx turbo prune web", "yarn plan"],
  ["yarn dlx create-app web", "-"],
  ["yarn set version stable", "-"],
], berry);

checkCommands("the lockfile tells Yarn Classic", [["yarn", "yarn1 install"]], new Map([["yarn.lock", "# yarn lockfile v1\n"]]));
checkCommands("the lockfile tells Berry", [["yarn", "yarn install"]], new Map([["yarn.lock", "__metadata:\n  version: 8\n"]]));
checkCommands(
  "what Corepack is told outweighs the other files",
  [["yarn", "yarn1 install"]],
  new Map([["package.json", '{"packageManager":"yarn@1.22.22+sha512.abc"}'], ...berry]),
);
checkCommands("packageManager tells Berry", [["yarn", "yarn install"]], new Map([["package.json", '{"packageManager":"yarn@4.1.0"}']]));
checkCommands("another packageManager tells nothing", [["yarn", "yarn1 install"]], new Map([["package.json", '{"packageManager":"npm@10.1.0"}']]));

checkPinning("packages of Yarn are pinned by a full version", [
  ["yarn global add serve@14.2.0", "pinned"],
  ["yarn global add serve", "unpinned"],
]);
