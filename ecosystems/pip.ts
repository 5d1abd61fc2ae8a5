import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";
import { projectTraps } from "./pyproject.ts";
import { pythonBytecode } from "./python-bytecode.ts";
import { pythonVersionProofs } from "./python-versions.ts";
import { includedRequirements, isPinnedRequirement, LOCAL_PROJECT, requirementTraps } from "./requirements.ts";

const pipTool = {
  tools: [/^pip[\d.]*$/],
  modules: ["pip"],
  operandFlags: ["-e", "--editable"],
  manifestFlags: ["-r", "--requirement", "-c", "--constraint"],
  valueFlags: [
    "-b", "-d", "-f", "-i", "-t", "-w", "--abi", "--build", "--build-constraint", "--cache-dir", "--cert", "--client-cert", "--config-settings",
    "--default-timeout", "--dest", "--exists-action", "--extra-index-url", "--find-links", "--global-option", "--group",
    "--implementation", "--index-url", "--install-option", "--keyring-provider", "--log", "--no-binary", "--only-binary",
    "--platform", "--prefix", "--progress-bar", "--proxy", "--pypi-url", "--python", "--python-version", "--report",
    "--resume-retries", "--retries", "--root", "--root-user-action", "--src", "--target", "--timeout", "--trusted-host",
    "--upgrade-strategy", "--use-deprecated", "--use-feature", "--wheel-dir", "-C",
  ],
} satisfies Partial<CommandForm>;

const PROJECT_FILES = { manifests: ["pyproject.toml", "setup.py", "setup.cfg"], lockfiles: [], config: [] };
const INSTALL = [["install"], ["wheel"], ["download"]];

export const pip: Ecosystem = {
  id: "pip",
  name: "pip",
  kind: "language",
  commands: [
    { ...pipTool, subcommands: INSTALL, anyOperand: LOCAL_PROJECT, files: PROJECT_FILES, effect: { kind: "install-project" } },
    // pip has no lockfile of its own to rewrite.
    { ...pipTool, subcommands: INSTALL, anyFlag: ["-r", "--requirement"], effect: { kind: "install", frozen: "always" } },
    { ...pipTool, subcommands: INSTALL, anyFlag: ["--group"], files: PROJECT_FILES, effect: { kind: "install", frozen: "always" } },
    { ...pipTool, subcommands: INSTALL, operands: "some", effect: { kind: "add", scope: "global" } },
    { ...pipTool, subcommands: [["cache", "purge"]], effect: { kind: "clean-cache" } },
    { ...pipTool, subcommands: [["cache", "remove"]], effect: { kind: "clean-cache", empties: [] } },
    { tools: ["pip-sync"], operands: "some", operandsAre: "manifests", effect: { kind: "install", frozen: "always" } },
    { tools: ["pipx"], subcommands: [["install"]], valueFlags: ["--python", "--index-url", "-i", "--pip-args", "--suffix"], operands: "some", effect: { kind: "add", scope: "global" } },
    {
      tools: [/^(?:python|pypy)[\d.]*$/],
      subcommands: [["setup.py", /^(?:install|develop)$/], ["./setup.py", /^(?:install|develop)$/]],
      files: PROJECT_FILES,
      cacheless: true,
      effect: { kind: "install-project" },
    },
    { tools: ["pyproject-build"], modules: ["build"], files: PROJECT_FILES, effect: { kind: "build" } },
  ],
  files: { manifests: ["requirements*.txt"], lockfiles: [], config: [] },
  isPinned: isPinnedRequirement,
  companions: ["pip", "setuptools", "wheel"],
  caches: [{ path: "~/.cache/pip", variables: { PIP_CACHE_DIR: "", XDG_CACHE_HOME: "pip" }, flags: { "--cache-dir": "" }, sharing: "shared" }],
  disablesCache: { flags: ["--no-cache-dir"], variables: ["PIP_NO_CACHE_DIR"] },
  hostArtifacts: [".venv", "venv", "__pycache__", "*.egg-info"],
  besideSources: pythonBytecode,
  installsInto: [],
  installsAt: { paths: [/\/(?:site|dist)-packages$/, /\/\.?venv$/], environments: /\/\.?venv$/, variables: ["VIRTUAL_ENV", "PYTHONUSERBASE"] },
  traps: (files) => [...requirementTraps(files), ...projectTraps(files)],
  includes: includedRequirements,
  versionProofs: pythonVersionProofs,
  credentials: [".pypirc", "pip.conf", "pip/pip.ini"].map((path) => ({ path, holds: /^[ \t]*password[ \t]*[:=][ \t]*(?!\$)\S{6,}|:\/\/[^/\s:@$]+:[^/\s@$]{6,}@/m })),
  environment: [/^PIP_/, /^PYTHON/, "VIRTUAL_ENV", "XDG_CACHE_HOME", proxyVariables],
  sources: [
    "https://pip.pypa.io/en/stable/cli/pip_install/",
    "https://pip.pypa.io/en/stable/reference/requirements-file-format/",
    "https://pip.pypa.io/en/stable/topics/caching/",
    "https://pip.pypa.io/en/stable/topics/configuration/",
    "https://pipx.pypa.io/stable/",
    "https://pip-tools.readthedocs.io/en/stable/cli/pip-sync/",
  ],
};
