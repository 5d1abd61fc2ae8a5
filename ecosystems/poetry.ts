import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";
import { dependencyTraps, projectTraps } from "./pyproject.ts";
import { pythonBytecode } from "./python-bytecode.ts";
import { isExactConstraint, isPinnedRequirement } from "./requirements.ts";

const poetryTool = {
  tools: ["poetry"],
  modules: ["poetry"],
  directoryFlags: ["-C", "--directory", "-P", "--project"],
  valueFlags: ["--without", "--with", "--only", "--extras", "-E", "--group", "-G", "--python", "--platform", "--source", "--format", "-f", "--output", "-o"],
} satisfies Partial<CommandForm>;

/** Settings of the project, where `poetry config --local` writes them. */
const movedIn = { "poetry.toml": /^cache-dir\b/m };

export const poetry: Ecosystem = {
  id: "poetry",
  name: "Poetry",
  kind: "language",
  commands: [
    // A lockfile that does not fit is an error, a missing one is made (poetry/installation/installer.py).
    {
      ...poetryTool,
      subcommands: [["install"], ["sync"]],
      anyFlag: ["--no-root"],
      effect: { kind: "install", frozen: "always", lockOptional: true },
    },
    { ...poetryTool, subcommands: [["install"], ["sync"]], effect: { kind: "install-project" } },
    { ...poetryTool, subcommands: [["update"]], effect: { kind: "install", frozen: "never" } },
    { ...poetryTool, subcommands: [["add"]], operands: "some", effect: { kind: "add", scope: "project" } },
    { ...poetryTool, subcommands: [["self", "add"], ["plugin", "add"]], operands: "some", effect: { kind: "add", scope: "global" } },
    { ...poetryTool, subcommands: [["lock"], ["export"]], effect: { kind: "plan" } },
    { ...poetryTool, subcommands: [["build"]], effect: { kind: "build" } },
    { ...poetryTool, subcommands: [["cache", "clear"]], effect: { kind: "clean-cache" } },
  ],
  files: { manifests: ["pyproject.toml"], lockfiles: ["poetry.lock"], config: ["poetry.toml"] },
  isPinned: (operand) => isPinnedRequirement(operand) || isExactConstraint(operand),
  // The directory above also holds the virtual environments, which a mount on it would hide.
  caches: [
    { path: "~/.cache/pypoetry/cache", variables: { POETRY_CACHE_DIR: "cache", XDG_CACHE_HOME: "pypoetry/cache" }, movedIn, sharing: "shared" },
    { path: "~/.cache/pypoetry/artifacts", variables: { POETRY_CACHE_DIR: "artifacts", XDG_CACHE_HOME: "pypoetry/artifacts" }, movedIn, sharing: "shared" },
  ],
  hostArtifacts: [".venv", "__pycache__", "*.egg-info"],
  besideSources: pythonBytecode,
  installsInto: [".venv"],
  installsAt: { paths: [/\/(?:site|dist)-packages$/, /\/\.?venv$/], variables: ["VIRTUAL_ENV", "POETRY_VIRTUALENVS_PATH"], amongCaches: { path: "~/.cache/pypoetry/virtualenvs", unless: /virtualenvs[._](?:create|in[-_]project|path)|^\[virtualenvs\]|\bVIRTUAL_ENV=|POETRY_CACHE_DIR=|XDG_CACHE_HOME=|-m venv\b/im } },
  traps: (files, flags = []) =>
    flags.includes("--no-root") ? dependencyTraps(files.get("pyproject.toml") ?? "") : projectTraps(files),
  environment: [/^POETRY_/, /^PYTHON/, /^PIP_/, "VIRTUAL_ENV", "XDG_CACHE_HOME", proxyVariables],
  sources: [
    "https://python-poetry.org/docs/cli/#install",
    "https://python-poetry.org/docs/cli/#sync",
    "https://python-poetry.org/docs/configuration/#cache-dir",
    "https://python-poetry.org/docs/configuration/#virtualenvspath",
    "https://python-poetry.org/docs/dependency-specification/",
    "https://github.com/python-poetry/poetry-plugin-export#readme",
  ],
};
