import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const stackTool = {
  tools: ["stack"],
  manifestFlags: ["--stack-yaml"],
  valueFlags: ["--flag", "--ghc-options", "--jobs", "-j", "--local-bin-path", "--resolver", "--snapshot", "--stack-root", "--work-dir", "--compiler", "--docker-image", "--color"],
} satisfies Partial<CommandForm>;

const DEPENDENCIES = ["--only-dependencies", "--dependencies-only", "--only-snapshot", "--only-locals"];

/** Its root holds compilers, an index and the libraries that it has built: builds read them, programs do not. */
export const stack: Ecosystem = {
  id: "stack",
  name: "Stack",
  kind: "language",
  commands: [
    { ...stackTool, subcommands: [["build"], ["test"], ["install"]], anyFlag: DEPENDENCIES, effect: { kind: "install", frozen: { flags: ["--lock-file"] }, lockOptional: true } },
    { ...stackTool, subcommands: [["build"], ["install"]], anyFlag: ["--copy-bins"], effect: { kind: "build" } },
    { ...stackTool, subcommands: [["install"]], operands: "some", effect: { kind: "add", scope: "global" } },
    { ...stackTool, subcommands: [["build"], ["install"], ["test"], ["bench"], ["haddock"]], effect: { kind: "build" } },
  ],
  files: { manifests: ["stack.yaml"], lockfiles: ["stack.yaml.lock"], config: ["package.yaml", "*.cabal"] },
  isPinned: (operand) => /-\d+(?:\.\d+)+(?:@.*)?$/.test(operand),
  caches: [{ path: "~/.stack", variables: { STACK_ROOT: "" }, flags: { "--stack-root": "" }, unsettledBy: ["STACK_XDG"], usedByBuilds: true, sharing: "locked" }],
  hostArtifacts: [".stack-work"],
  installsInto: [".stack-work"],
  traps: (files) => [...files].flatMap(([path, text]) => (/\.cabal$/.test(path) && /^build-type:[ \t]*Custom\b/im.test(text) ? [{ reason: `${path} is built by its own Setup.hs` }] : [])),
  includes: localPackages,
  environment: [/^STACK_/, /^GHC/, proxyVariables],
  sources: [
    "https://docs.haskellstack.org/en/stable/commands/build_command/",
    "https://docs.haskellstack.org/en/stable/topics/stack_root/",
    "https://docs.haskellstack.org/en/stable/configure/environment_variables/",
    "https://docs.haskellstack.org/en/stable/topics/lock_files/",
  ],
};

/** The packages of stack.yaml, whose manifests the build reads. */
function localPackages(path: string, text: string): readonly string[] {
  if (!/(?:^|\/)stack\.yaml$/.test(path)) return [];
  const list = /^packages:[ \t]*((?:\r?\n[ \t]*(?:-[^\n]*|#[^\n]*)?)*)/m.exec(text)?.[1] ?? "";
  const items = [...list.matchAll(/^[ \t]*-[ \t]*["']?(?:\.\/)?([^\s"'#:]+)/gm)].flatMap(([, item]) => item?.replace(/\/+$/, "") ?? []);
  return items.filter((item) => item !== ".").flatMap((item) => [`${item}/package.yaml`, `${item}/*.cabal`]);
}
