import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { nodePackageFiles, packageTraps, workspaceManifests } from "./package-json.ts";
import { isPinnedPackage, LOCAL_PACKAGE } from "./package-spec.ts";
import { proxyVariables } from "./proxy-variables.ts";

const pnpmTool = {
  tools: ["pnpm"],
  directoryFlags: ["-C", "--dir"],
  valueFlags: [
    "--allow-build", "--changed-files-ignore-pattern", "--child-concurrency", "--config-dir", "--cpu", "--fetch-retries", "--fetch-timeout", "--filter",
    "--filter-prod", "--global-dir", "--hoist-pattern", "--libc", "--lockfile-dir", "--loglevel", "--modules-dir", "--network-concurrency",
    "--node-linker", "--os", "--package-import-method", "--public-hoist-pattern", "--registry", "--reporter", "--store-dir", "--test-pattern",
    "--virtual-store-dir", "--workspace-concurrency", "-F",
  ],
} satisfies Partial<CommandForm>;

const GLOBAL = ["-g", "--global"];
const LOCK = "pnpm-lock.yaml";
const CONFIG = ["pnpm-workspace.yaml", ".npmrc", ".pnpmfile.cjs", ".pnpmfile.mjs", ...nodePackageFiles.config];

/** Any word that is no command of pnpm itself runs the script or program of that name. */
const SCRIPT =
  /^(?!(?:add|approve-builds|audit|bin|bugs|c|cache|cat-file|cat-index|ci|clean-install|completion|config|create|dedupe|deploy|dlx|docs|doctor|edit|env|exec|fetch|find-hash|get|help|i|ic|ignored-builds|import|init|install|install-clean|install-completion|install-test|it|la|licenses|link|list|ll|ln|login|logout|ls|m|multi|outdated|pack|patch|patch-commit|patch-remove|ping|prefix|prune|publish|r|rb|rebuild|recursive|remove|rm|root|search|self-update|server|set|setup|store|un|uninstall|unlink|up|update|upgrade|v|version|view|whoami|why)$)[\w@.]/;

export const pnpm: Ecosystem = {
  id: "pnpm",
  name: "pnpm",
  kind: "language",
  commands: [
    {
      ...pnpmTool,
      subcommands: [["fetch"]],
      files: { manifests: [LOCK], lockfiles: [LOCK], config: CONFIG },
      effect: { kind: "install", frozen: "always" },
    },
    {
      ...pnpmTool,
      subcommands: [["install"], ["i"], [/^(?:recursive|multi|m)$/, /^(?:install|i)$/]],
      operands: "none",
      noFlag: [...GLOBAL, "--lockfile-only"],
      effect: { kind: "install", frozen: { flags: ["--frozen-lockfile"] } },
    },
    { ...pnpmTool, subcommands: [["ci"], ["clean-install"], ["install-clean"], ["ic"]], effect: { kind: "install", frozen: "always" } },
    { ...pnpmTool, subcommands: [["update"], ["up"], ["upgrade"]], noFlag: GLOBAL, effect: { kind: "install", frozen: "never" } },
    { ...pnpmTool, subcommands: [["add"], ["install"], ["i"]], anyOperand: LOCAL_PACKAGE, effect: { kind: "install-project" } },
    { ...pnpmTool, subcommands: [["add"], ["install"], ["i"]], anyFlag: GLOBAL, operands: "some", effect: { kind: "add", scope: "global" } },
    { ...pnpmTool, subcommands: [["add"], ["install"], ["i"]], operands: "some", effect: { kind: "add", scope: "project" } },
    { ...pnpmTool, subcommands: [["store", "prune"]], effect: { kind: "clean-cache" } },
    {
      ...pnpmTool,
      subcommands: [["deploy"], [/^(?:turbo|nx)$/, "prune"], [/^(?:exec|dlx)$/, /^(?:turbo|nx)(?:@|$)/, "prune"]],
      effect: { kind: "plan" },
    },
    {
      ...pnpmTool,
      subcommands: [["run", /./], ["exec", /./], [/^(?:recursive|multi|m)$/, "run", /./], ["pack"], [SCRIPT]],
      effect: { kind: "build", downloads: false },
    },
  ],
  files: { manifests: nodePackageFiles.manifests, lockfiles: [LOCK], config: CONFIG },
  isPinned: isPinnedPackage,
  // Tried with 12 (`pnpm store path`), which reads pnpm_config_store_dir alone; until 10 it was npm_config_store_dir.
  caches: [
    {
      path: "~/.local/share/pnpm/store",
      variables: { pnpm_config_store_dir: "", npm_config_store_dir: "", PNPM_HOME: "store", XDG_DATA_HOME: "pnpm/store" },
      flags: { "--store-dir": "" },
      movedIn: { ".npmrc": /^store-dir[ \t]*=/m, "pnpm-workspace.yaml": /^storeDir[ \t]*:/m },
      sharing: "shared",
    },
  ],
  hostArtifacts: ["node_modules", ".pnpm-store"],
  installsInto: ["node_modules"],
  installsIntoMembers: true,
  traps: packageTraps(["pnpm:devPreinstall", "preinstall", "install", "postinstall", "preprepare", "prepare", "postprepare"]),
  includes: workspaceManifests,
  environment: [/^PNPM_/, /^npm_config_/i, "CI", /^NODE_/, "XDG_DATA_HOME", proxyVariables],
  sources: [
    "https://pnpm.io/cli/install",
    "https://pnpm.io/cli/fetch",
    "https://pnpm.io/cli/add",
    "https://pnpm.io/cli/deploy",
    "https://pnpm.io/cli/run",
    "https://pnpm.io/scripts",
    "https://pnpm.io/settings#storedir",
    "https://pnpm.io/docker",
  ],
};
