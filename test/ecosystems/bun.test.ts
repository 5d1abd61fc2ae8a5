import { checkCommands, checkPinning } from "./check.ts";

checkCommands("Bun installs what the project asks for", [
  ["bun install", "bun install"],
  ["bun i --production", "bun install"],
  ["bun install --frozen-lockfile", "bun install frozen"],
  ["bun ci", "bun install frozen"],
  ["bun --cwd web install", "bun install"],
  ["bun install --cwd=web", "bun install"],
  ["bun update", "bun install"],
  ["bun install --dry-run", "-"],
  ["bun --version", "-"],
  ["bun upgrade", "-"],
  ["bunx install", "-"],
  ["bun x cowsay install", "-"],
]);

checkCommands("Bun does other things", [
  ["bun add left-pad", "bun add project"],
  ["bun a left-pad", "bun add project"],
  ["bun install left-pad", "bun add project"],
  ["bun add -g turbo", "bun add global"],
  ["bun add ./lib", "bun install-project"],
  ["bun run build", "bun build"],
  ["bun build ./src/index.ts --outdir ./out", "bun build"],
  ["bun pm cache rm", "bun clean-cache"],
  ["bun pm cache", "-"],
  ["bunx turbo prune web", "npm plan"],
  ["bun x turbo prune web", "bun plan"],
]);

checkPinning("packages of Bun are pinned by a full version", [
  ["bun add -g turbo@2.1.0", "pinned"],
  ["bun add -g turbo", "unpinned"],
]);
