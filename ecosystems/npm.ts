import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { nodeVersionProofs } from "./node-versions.ts";
import { nodePackageFiles, packageTraps, workspaceManifests } from "./package-json.ts";
import { isPinnedPackage, LOCAL_PACKAGE } from "./package-spec.ts";
import { proxyVariables } from "./proxy-variables.ts";

const npmTool = {
  tools: ["npm"],
  directoryFlags: ["--prefix", "-C"],
  valueFlags: [
    "--audit-level", "--before", "--cache", "--cafile", "--cpu", "--depth", "--fetch-retries", "--fetch-retry-factor",
    "--fetch-retry-maxtimeout", "--fetch-retry-mintimeout", "--fetch-timeout", "--globalconfig", "--https-proxy",
    "--include", "--install-strategy", "--libc", "--location", "--loglevel", "--maxsockets", "--noproxy", "--omit", "--only",
    "--os", "--proxy", "--reg", "--registry", "--script-shell", "--tag", "--umask", "--userconfig", "--workspace", "-L", "-w",
  ],
} satisfies Partial<CommandForm>;

const GLOBAL = ["-g", "--global", "--location"];
const INSTALL = ["install", "i", "add", "in", "ins", "inst", "insta", "instal", "isnt", "isnta", "isntal", "isntall"].map(
  (word) => [word],
);const UPDATE = ["update", "up", "upgrade", "u", "udpate"].map((word) => [word]);

export const npm: Ecosystem = {
  id: "npm",
  name: "npm",
  kind: "language",
  commands: [
    {
      ...npmTool,
      subcommands: [["ci"], ["clean-install"], ["install-clean"], ["ic"], ["isntall-clean"]],
      effect: { kind: "install", frozen: "always" },
    },
    { ...npmTool, subcommands: INSTALL, operands: "none", noFlag: GLOBAL, effect: { kind: "install", frozen: "never" } },
    // npm drops operands that name the project itself (lib/commands/install.js).
    { ...npmTool, subcommands: INSTALL, operandPattern: /^\.\/?$/, noFlag: GLOBAL, effect: { kind: "install", frozen: "never" } },
    { ...npmTool, subcommands: INSTALL, operands: "none", effect: { kind: "install-project" } },
    { ...npmTool, subcommands: INSTALL, anyOperand: LOCAL_PACKAGE, effect: { kind: "install-project" } },
    { ...npmTool, subcommands: INSTALL, anyFlag: GLOBAL, effect: { kind: "add", scope: "global" } },
    { ...npmTool, subcommands: INSTALL, effect: { kind: "add", scope: "project" } },
    {
      ...npmTool,
      subcommands: UPDATE,
      noFlag: GLOBAL,
      effect: { kind: "install", frozen: "never" },
    },
    { ...npmTool, subcommands: UPDATE, operands: "some", effect: { kind: "add", scope: "global" } },
    {
      ...npmTool,
      subcommands: [["run", /./], ["run-script", /./], ["test"], ["tst"], ["t"], ["start"], ["pack"]],
      effect: { kind: "build", downloads: false },
    },
    { ...npmTool, subcommands: [["cache", /^(?:clean|clear|rm)$/]], effect: { kind: "clean-cache" } },
    { tools: ["corepack"], subcommands: [["prepare"], ["install"], ["use"]], operands: "some", cacheless: true, effect: { kind: "add", scope: "global" } },
    { tools: ["turbo", "nx"], subcommands: [["prune"]], effect: { kind: "plan" } },
    { tools: ["npx", "bunx"], subcommands: [[/^(?:turbo|nx)(?:@|$)/, "prune"]], effect: { kind: "plan" } },
  ],
  files: {
    manifests: nodePackageFiles.manifests,
    lockfiles: ["package-lock.json", "npm-shrinkwrap.json"],
    config: [".npmrc", ...nodePackageFiles.config],
  },
  isPinned: isPinnedPackage,
  caches: [{ path: "~/.npm", variables: { npm_config_cache: "", NPM_CONFIG_CACHE: "" }, flags: { "--cache": "" }, movedIn: { ".npmrc": /^cache[ \t]*=/m }, contents: ["_cacache"], sharing: "shared" }],
  hostArtifacts: ["node_modules"],
  installsInto: ["node_modules"],
  installsIntoMembers: true,
  traps: packageTraps(["preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare", "dependencies"]),
  includes: workspaceManifests,
  versionProofs: nodeVersionProofs,
  credentials: [{ path: ".npmrc", holds: /^[ \t]*[^#;\n]*(?:_authToken|_auth|_password)[ \t]*=[ \t]*["']?(?!["']?\$)[\w+/=.-]{8,}/m }],
  environment: [/^npm_config_/i, /^NODE_/, proxyVariables],
  sources: [
    "https://docs.npmjs.com/cli/commands/npm-ci",
    "https://docs.npmjs.com/cli/commands/npm-install",
    "https://docs.npmjs.com/cli/using-npm/config",
    "https://docs.npmjs.com/cli/using-npm/scripts",
    "https://github.com/nodejs/corepack#readme",
    "https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/generating-prisma-client",
    "https://turborepo.com/docs/reference/prune",
  ],
};
