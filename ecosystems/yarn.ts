import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { nodePackageFiles, packageManager, packageTraps, workspaceManifests } from "./package-json.ts";
import { isPinnedPackage } from "./package-spec.ts";
import { proxyVariables } from "./proxy-variables.ts";

const yarnTool = {
  tools: ["yarn"],
  directoryFlags: ["--cwd"],
  valueFlags: ["--mode", "--from", "--include", "--exclude", "-j", "--jobs"],
} satisfies Partial<CommandForm>;

const INSTALL = { kind: "install", frozen: { flags: ["--immutable", "--frozen-lockfile"] } } as const;

/** Flags that it refuses (tried with 4.18). */
const CLASSIC_FLAGS = [
  "--check-files", "--ignore-optional", "--ignore-platform", "--ignore-scripts", "--no-lockfile", "--prod", "--pure-lockfile",
];

/** Any word that is no command of either Yarn runs the script or program of that name. */
export const YARN_SCRIPT =
  /^(?!(?:access|add|audit|autoclean|bin|cache|check|config|constraints|create|dedupe|dlx|exec|explain|generate-lock-entry|global|help|import|info|init|install|licenses|link|list|login|logout|node|npm|outdated|owner|pack|patch|patch-commit|plugin|policies|prune|publish|rebuild|remove|search|self-update|set|stage|tag|team|unlink|unplug|up|upgrade|upgrade-interactive|version|versions|why|workspace|workspaces)$)[\w@.]/;

export const yarn: Ecosystem = {
  id: "yarn",
  name: "Yarn",
  kind: "language",
  commands: [
    { ...yarnTool, operands: "none", noFlag: ["-v", ...CLASSIC_FLAGS], effect: INSTALL },
    { ...yarnTool, subcommands: [["install"]], noFlag: CLASSIC_FLAGS, effect: INSTALL },
    // It installs without saving the project, lockfile included (the sources' `persistProject: false`).
    { ...yarnTool, subcommands: [["workspaces", "focus"]], effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...yarnTool, subcommands: [["add"], ["up"], ["workspace", /./, /^(?:add|up)$/]], operands: "some", effect: { kind: "add", scope: "project" } },
    { ...yarnTool, subcommands: [["cache", "clean"]], effect: { kind: "clean-cache" } },
    { ...yarnTool, subcommands: [[/^(?:turbo|nx)$/, "prune"], ["dlx", /^(?:turbo|nx)(?:@|$)/, "prune"]], effect: { kind: "plan" } },
    {
      ...yarnTool,
      subcommands: [["run", /./], ["workspace", /./, "run", /./], ["workspace", /./, YARN_SCRIPT], ["workspaces", "foreach", "run", /./], ["pack"], [YARN_SCRIPT]],
      effect: { kind: "build", downloads: false },
    },
  ],
  files: {
    manifests: nodePackageFiles.manifests,
    lockfiles: ["yarn.lock"],
    config: [".yarnrc.yml", ".yarn/releases/", ".yarn/plugins/", ".yarn/patches/", ...nodePackageFiles.config],
  },
  isPinned: isPinnedPackage,
  caches: [
    {
      path: "~/.yarn/berry/cache",
      // YARN_CACHE_FOLDER has no effect while enableGlobalCache is on, its default since 4.0.
      variables: { YARN_GLOBAL_FOLDER: "cache", XDG_DATA_HOME: "yarn/berry/cache" },
      unsettledBy: ["YARN_ENABLE_GLOBAL_CACHE"],
      // Until 3 the cache lay in the project.
      movedIn: { ".yarnrc.yml": /^(?:enableGlobalCache[ \t]*:[ \t]*["']?false|cacheFolder|globalFolder)/m, "package.json": /"packageManager"\s*:\s*"yarn@[23]\./ },
      sharing: "shared",
      neededAtRunTime: usesPlugAndPlay,
    },
  ],
  hostArtifacts: ["node_modules", ".yarn/install-state.gz", ".yarn/unplugged"],
  installsInto: ["node_modules", ".pnp.cjs", ".pnp.loader.mjs", ".yarn/unplugged"],
  installsIntoMembers: true,
  traps: packageTraps(["preinstall", "install", "postinstall"]),
  includes: workspaceManifests,
  applies: isBerry,
  credentials: [{ path: ".yarnrc.yml", holds: /^[ \t]*["']?(?:npmAuthToken|npmAuthIdent)["']?:[ \t]*["']?(?!["']?\$)[\w+/=.:-]{8,}/m }],
  environment: [/^YARN_/, "CI", /^NODE_/, "XDG_DATA_HOME", proxyVariables],
  sources: [
    "https://yarnpkg.com/cli/install",
    "https://yarnpkg.com/cli/workspaces/focus",
    "https://yarnpkg.com/configuration/yarnrc#globalFolder",
    "https://yarnpkg.com/configuration/yarnrc#enableGlobalCache",
    "https://yarnpkg.com/features/pnp",
    "https://yarnpkg.com/advanced/lifecycle-scripts",
    "https://yarnpkg.com/getting-started/qa#which-files-should-be-gitignored",
  ],
};

/** Whether Yarn 2 or newer is meant. What Corepack is told outweighs the lockfile, and that the configuration file. */
export function isBerry(files: ReadonlyMap<string, string>): boolean {
  const [name, version] = packageManager(files.get("package.json")) ?? [];
  if (name === "yarn" && version !== undefined) return !/^[01]\./.test(version);
  const lock = files.get("yarn.lock");
  if (lock !== undefined && lock.trim() !== "") return /^__metadata:/m.test(lock);
  return files.has(".yarnrc.yml");
}

/** Plug'n'Play, the default, loads packages from the cache while the program runs. */
function usesPlugAndPlay(files: ReadonlyMap<string, string>): boolean {
  return files.size > 0 && !/^nodeLinker:\s*["']?(?:node-modules|pnpm)\b/m.test(files.get(".yarnrc.yml") ?? "");
}
