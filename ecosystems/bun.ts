import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { exactVersion, toolVersion } from "./manifest-text.ts";
import { nodePackageFiles, packageManager, packageTraps, workspaceManifests } from "./package-json.ts";
import { isPinnedPackage, LOCAL_PACKAGE } from "./package-spec.ts";
import { proxyVariables } from "./proxy-variables.ts";

const bunTool = {
  tools: ["bun"],
  directoryFlags: ["--cwd"],
  valueFlags: [
    "--backend", "--ca", "--cache-dir", "--cafile", "--catalog", "--concurrent-scripts", "--config", "--cpu", "--env-file", "--filter", "--libc",
    "--linker", "--minimum-release-age", "--network-concurrency", "--omit", "--os", "--registry", "-F", "-c",
  ],
} satisfies Partial<CommandForm>;

const GLOBAL = ["-g", "--global"];
const ADD = [["add"], ["a"], ["install"], ["i"]];

export const bun: Ecosystem = {
  id: "bun",
  name: "Bun",
  kind: "language",
  commands: [
    {
      ...bunTool,
      subcommands: [["install"], ["i"]],
      operands: "none",
      noFlag: [...GLOBAL, "--lockfile-only"],
      // Without a lockfile `--frozen-lockfile` and `bun ci` install all the same (tried with 1.4).
      effect: { kind: "install", frozen: { flags: ["--frozen-lockfile", "--no-save"] }, lockOptional: true },
    },
    { ...bunTool, subcommands: [["ci"]], effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...bunTool, subcommands: [["update"]], noFlag: GLOBAL, effect: { kind: "install", frozen: "never" } },
    { ...bunTool, subcommands: ADD, anyOperand: LOCAL_PACKAGE, effect: { kind: "install-project" } },
    { ...bunTool, subcommands: ADD, anyFlag: GLOBAL, operands: "some", effect: { kind: "add", scope: "global" } },
    { ...bunTool, subcommands: ADD, operands: "some", effect: { kind: "add", scope: "project" } },
    { ...bunTool, subcommands: [["pm", "cache", "rm"]], effect: { kind: "clean-cache" } },
    { ...bunTool, subcommands: [["x", /^(?:turbo|nx)(?:@|$)/, "prune"]], effect: { kind: "plan" } },
    { ...bunTool, subcommands: [["run", /./], ["build"], ["test"]], effect: { kind: "build", downloads: false } },
  ],
  files: {
    manifests: nodePackageFiles.manifests,
    lockfiles: ["bun.lock", "bun.lockb"],
    config: ["bunfig.toml", ".npmrc", ...nodePackageFiles.config],
  },
  isPinned: isPinnedPackage,
  caches: [
    {
      path: "~/.bun/install/cache",
      variables: { BUN_INSTALL_CACHE_DIR: "", BUN_INSTALL: "install/cache", XDG_CACHE_HOME: ".bun/install/cache" },
      flags: { "--cache-dir": "" },
      movedIn: { "bunfig.toml": /^\[install\.cache\]|^cache[ \t]*=/m },
      sharing: "shared",
    },
  ],
  hostArtifacts: ["node_modules"],
  installsInto: ["node_modules"],
  installsIntoMembers: true,
  traps: packageTraps(["preinstall", "install", "postinstall", "preprepare", "prepare", "postprepare"]),
  includes: workspaceManifests,
  versionProofs: [
    { images: ["bun"], file: ".bun-version", version: exactVersion },
    { images: ["bun"], file: ".tool-versions", version: (text) => toolVersion(text, "bun") },
    { images: ["bun"], file: "package.json", version: packageManagerVersion },
  ],
  environment: [/^BUN_/, /^npm_config_/i, /^NODE_/, "CI", "XDG_CACHE_HOME", proxyVariables],
  sources: [
    "https://bun.com/docs/pm/cli/install",
    "https://bun.com/docs/pm/global-cache",
    "https://bun.com/docs/pm/lifecycle",
    "https://bun.com/guides/install/cicd",
    "https://bun.com/docs/pm/cli/patch",
  ],
};

function packageManagerVersion(text: string): string | undefined {
  const [name, version] = packageManager(text) ?? [];
  return name === "bun" ? exactVersion(version) : undefined;
}
