import { checkCommands, checkPinning } from "./check.ts";

checkCommands("pnpm installs what the project asks for", [
  ["pnpm install", "pnpm install"],
  ["pnpm i --frozen-lockfile", "pnpm install frozen"],
  ["pnpm install --no-frozen-lockfile", "pnpm install"],
  ["pnpm install --frozen-lockfile --prod --offline", "pnpm install frozen"],
  ["pnpm -r install", "pnpm install"],
  ["pnpm recursive install", "pnpm install"],
  ["pnpm -C web i", "pnpm install"],
  ["pnpm --filter web install", "pnpm install"],
  ["pnpm --filter=./packages/* install", "pnpm install"],
  ["pnpm --store-dir /store install", "pnpm install"],
  ["corepack pnpm install", "pnpm install"],
  ["pnpm ci", "pnpm install frozen"],
  ["pnpm fetch", "pnpm install frozen"],
  ["pnpm fetch --prod", "pnpm install frozen"],
  ["pnpm update", "pnpm install"],
  ["pnpm install --lockfile-only", "-"],
  ["pnpm --version", "-"],
  ["pnpm config set store-dir /store", "-"],
  ["pnpm dlx install", "-"],
  ["pnpm env use --global lts", "-"],
]);

checkCommands("pnpm installs what the command names", [
  ["pnpm add left-pad", "pnpm add project"],
  ["pnpm install left-pad", "pnpm add project"],
  ["pnpm add -g turbo", "pnpm add global"],
  ["pnpm --global add turbo", "pnpm add global"],
  ["pnpm add ./lib", "pnpm install-project"],
]);

checkCommands("pnpm runs scripts and plans", [
  ["pnpm run build", "pnpm build"],
  ["pnpm build", "pnpm build"],
  ["pnpm -r build", "pnpm build"],
  ["pnpm --filter web run build", "pnpm build"],
  ["pnpm exec prisma generate", "pnpm build"],
  ["pnpm deploy --filter=web --prod /out", "pnpm plan"],
  ["pnpm dlx turbo prune web --docker", "pnpm plan"],
  ["pnpm turbo prune web", "pnpm plan"],
  ["pnpm store prune", "pnpm clean-cache"],
  ["pnpm store path", "-"],
  ["pnpm why left-pad", "-"],
]);

checkPinning("packages of pnpm are pinned by a full version", [
  ["pnpm add -g turbo@2.1.0", "pinned"],
  ["pnpm add -g turbo@2", "unpinned"],
]);
