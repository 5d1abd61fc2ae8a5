import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { nodePackageFiles, packageTraps, workspaceManifests } from "./package-json.ts";
import { isPinnedPackage } from "./package-spec.ts";
import { proxyVariables } from "./proxy-variables.ts";
import { isBerry, YARN_SCRIPT } from "./yarn.ts";

const yarnTool = {
  tools: ["yarn", "yarnpkg"],
  directoryFlags: ["--cwd"],
  valueFlags: [
    "--cache-folder", "--global-folder", "--https-proxy", "--link-folder", "--modules-folder", "--mutex", "--network-concurrency",
    "--network-timeout", "--otp", "--preferred-cache-folder", "--proxy", "--registry", "--use-yarnrc",
  ],
} satisfies Partial<CommandForm>;

// Without a lockfile `--frozen-lockfile` installs all the same, and `--immutable` is silently ignored (tried with 1.22).
const INSTALL = {
  kind: "install",
  frozen: { flags: ["--frozen-lockfile", "--pure-lockfile", "--no-lockfile"] },
  lockOptional: true,
} as const;

export const yarn1: Ecosystem = {
  id: "yarn1",
  name: "Yarn Classic",
  kind: "language",
  commands: [
    { ...yarnTool, operands: "none", noFlag: ["-v"], effect: INSTALL },
    { ...yarnTool, subcommands: [["install"]], effect: INSTALL },
    { ...yarnTool, subcommands: [["upgrade"], ["up"]], effect: { kind: "install", frozen: "never" } },
    { ...yarnTool, subcommands: [["global", "add"]], operands: "some", effect: { kind: "add", scope: "global" } },
    { ...yarnTool, subcommands: [["add"], ["workspace", /./, "add"]], operands: "some", effect: { kind: "add", scope: "project" } },
    { ...yarnTool, subcommands: [["cache", "clean"]], effect: { kind: "clean-cache" } },
    { ...yarnTool, subcommands: [["turbo", "prune"], ["nx", "prune"]], effect: { kind: "plan" } },
    {
      ...yarnTool,
      subcommands: [["run", /./], ["workspace", /./, "run", /./], ["workspace", /./, YARN_SCRIPT], ["workspaces", "run", /./], ["pack"], [YARN_SCRIPT]],
      effect: { kind: "build", downloads: false },
    },
  ],
  files: {
    manifests: nodePackageFiles.manifests,
    lockfiles: ["yarn.lock"],
    config: [".yarnrc", ".npmrc", ...nodePackageFiles.config],
  },
  isPinned: isPinnedPackage,
  caches: [
    {
      path: "/usr/local/share/.cache/yarn",
      only: { user: "root" },
      otherwise: "~/.cache/yarn",
      variables: { YARN_CACHE_FOLDER: "", XDG_CACHE_HOME: "yarn" },
      flags: { "--cache-folder": "" },
      movedIn: { ".yarnrc": /^["-]*(?:yarn-offline-mirror|cache-folder)/m },
      sharing: "locked",
    },
  ],
  hostArtifacts: ["node_modules"],
  installsInto: ["node_modules"],
  installsIntoMembers: true,
  traps: packageTraps(["preinstall", "install", "postinstall", "prepublish", "prepare"]),
  includes: workspaceManifests,
  applies: (files) => !isBerry(files),
  environment: [/^YARN_/, /^npm_config_/i, /^NODE_/, "XDG_CACHE_HOME", proxyVariables],
  sources: [
    "https://classic.yarnpkg.com/en/docs/cli/install",
    "https://classic.yarnpkg.com/en/docs/cli/cache",
    "https://classic.yarnpkg.com/en/docs/cli/run",
    "https://github.com/yarnpkg/yarn/blob/master/src/util/user-home-dir.js",
  ],
};
