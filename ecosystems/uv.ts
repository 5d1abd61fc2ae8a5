import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";
import { dependencyTraps, workspaceProjects } from "./pyproject.ts";
import { pythonBytecode } from "./python-bytecode.ts";
import { includedRequirements, isPinnedRequirement, LOCAL_PROJECT, requirementTraps } from "./requirements.ts";

const uvTool = {
  tools: ["uv"],
  modules: ["uv"],
  directoryFlags: ["--directory", "--project"],
  valueFlags: [
    "--allow-insecure-host", "--cache-dir", "--color", "--config-file", "--config-setting", "--config-settings-package", "--default-index",
    "--exclude-newer", "--exclude-newer-package", "--extra", "--extra-index-url", "--find-links", "--fork-strategy", "--format", "--group", "--index",
    "--index-strategy", "--index-url", "--keyring-provider", "--link-mode", "--no-binary", "--no-binary-package",
    "--no-build-isolation-package", "--no-build-package", "--no-editable-package", "--no-emit-package", "--no-extra", "--no-group",
    "--no-install-package", "--no-sources-package", "--only-binary", "--only-group", "--out-dir", "--output-file", "--output-format", "--package",
    "--prefix", "--prerelease", "--python", "--python-platform", "--python-version", "--refresh-package", "--reinstall-package",
    "--resolution", "--script", "--target", "--torch-backend", "--upgrade-group", "--upgrade-package", "--with", "--with-editable",
    "--with-executables-from", "--with-requirements", "-C", "-P", "-f", "-i", "-o", "-p", "-t", "-w",
  ],
} satisfies Partial<CommandForm>;

const pipInterface = {
  ...uvTool,
  operandFlags: ["-e", "--editable"],
  manifestFlags: [
    "-r", "--requirements", "--requirement", "-c", "--constraints", "--constraint", "--overrides", "--override", "--excludes",
    "-b", "--build-constraints", "--build-constraint",
  ],
  files: { manifests: ["requirements*.txt"], lockfiles: [], config: ["uv.toml"] },
} satisfies Partial<CommandForm>;

const FROZEN = { flags: ["--frozen", "--locked"], variables: ["UV_FROZEN", "UV_LOCKED"] };
const INSTALL_MANIFEST = { kind: "install", frozen: "always", lockOptional: true } as const;

export const uv: Ecosystem = {
  id: "uv",
  name: "uv",
  kind: "language",
  commands: [
    {
      ...uvTool,
      subcommands: [["sync"]],
      anyFlag: ["--no-install-project", "--no-install-workspace", "--no-install-local", "--only-group", "--only-dev"],
      noFlag: ["--check", "--script"],
      effect: { kind: "install", frozen: FROZEN },
    },
    { ...uvTool, subcommands: [["sync"]], noFlag: ["--check", "--script"], effect: { kind: "install-project" } },
    { ...pipInterface, subcommands: [["pip", "install"]], anyOperand: LOCAL_PROJECT, files: { manifests: ["pyproject.toml", "setup.py", "setup.cfg"], lockfiles: [], config: ["uv.toml"] }, effect: { kind: "install-project" } },
    { ...pipInterface, subcommands: [["pip", "install"]], anyFlag: ["-r", "--requirements", "--requirement", "--group"], effect: INSTALL_MANIFEST },
    { ...pipInterface, subcommands: [["pip", "sync"]], operands: "some", operandsAre: "manifests", effect: INSTALL_MANIFEST },
    { ...pipInterface, subcommands: [["pip", "install"]], operands: "some", effect: { kind: "add", scope: "global" } },
    { ...pipInterface, subcommands: [["tool", "install"]], anyOperand: LOCAL_PROJECT, effect: { kind: "install-project" } },
    { ...pipInterface, subcommands: [["tool", "install"]], operands: "some", effect: { kind: "add", scope: "global" } },
    { ...pipInterface, subcommands: [["add"]], effect: { kind: "add", scope: "project" } },
    { ...uvTool, subcommands: [["lock"], ["export"], ["pip", "compile"]], effect: { kind: "plan" } },
    { ...uvTool, subcommands: [["run", /./]], anyFlag: ["--no-sync"], effect: { kind: "build", downloads: false } },
    { ...uvTool, subcommands: [["run", /./], ["build"]], noFlag: ["--no-project"], effect: { kind: "build" } },
    { ...uvTool, subcommands: [["cache", "clean"]], effect: { kind: "clean-cache" } },
    // It keeps what the current version can use, except where it is told that downloads are cheap.
    { ...uvTool, subcommands: [["cache", "prune"]], effect: { kind: "clean-cache", empties: [] } },
  ],
  files: { manifests: ["pyproject.toml"], lockfiles: ["uv.lock"], config: [".python-version", "uv.toml"] },
  isPinned: isPinnedRequirement,
  caches: [{ path: "~/.cache/uv", variables: { UV_CACHE_DIR: "", XDG_CACHE_HOME: "uv" }, flags: { "--cache-dir": "" }, movedIn: { "uv.toml": /^cache-dir\b/m, "pyproject.toml": /^\[tool\.uv\][^[]*^cache-dir\b/m }, sharing: "shared", neededAtRunTime: linksIntoCache }],
  disablesCache: { flags: ["--no-cache", "--no-cache-dir", "-n"], variables: ["UV_NO_CACHE"] },
  hostArtifacts: [".venv", "__pycache__", "*.egg-info"],
  besideSources: pythonBytecode,
  installsInto: [".venv"],
  installsAt: { paths: [/\/(?:site|dist)-packages$/, /\/\.?venv$/], variables: ["UV_PROJECT_ENVIRONMENT", "VIRTUAL_ENV"] },
  traps: (files) => [...dependencyTraps(files.get("pyproject.toml") ?? ""), ...requirementTraps(files)],
  includes: (path, text) => (path.endsWith(".toml") ? workspaceProjects(text) : includedRequirements(path, text)),
  environment: [/^UV_/, /^PYTHON/, "VIRTUAL_ENV", "XDG_CACHE_HOME", proxyVariables],
  sources: [
    "https://docs.astral.sh/uv/reference/cli/",
    "https://docs.astral.sh/uv/guides/integration/docker/",
    "https://docs.astral.sh/uv/concepts/projects/sync/",
    "https://docs.astral.sh/uv/concepts/projects/workspaces/",
    "https://docs.astral.sh/uv/concepts/cache/",
    "https://docs.astral.sh/uv/reference/environment/",
  ],
};

/** By default it copies where it cannot make hard links, as across a mount. */
function linksIntoCache(files: ReadonlyMap<string, string>, settings: string): boolean {
  const isConfigured = ["uv.toml", "pyproject.toml"].some((path) => /^link-mode[ \t]*=[ \t]*["']symlink/m.test(files.get(path) ?? ""));
  return isConfigured || /\bUV_LINK_MODE=symlink\b|--link-mode[ =]symlink\b/.test(settings);
}
