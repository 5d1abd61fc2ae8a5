import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";
import { dependencyTraps, projectTraps } from "./pyproject.ts";
import { pythonBytecode } from "./python-bytecode.ts";
import { isPinnedRequirement } from "./requirements.ts";

const pdmTool = {
  tools: ["pdm"],
  modules: ["pdm"],
  directoryFlags: ["-p", "--project"],
  valueFlags: ["-G", "--group", "--with", "--without", "-L", "--lockfile", "-k", "--skip", "--venv", "--override", "-C", "--config-setting", "-d", "--dest", "-o", "--output", "-f", "--format"],
} satisfies Partial<CommandForm>;

/** Without these it installs the project itself, an editable one by default. */
const WITHOUT_PROJECT = ["--no-self"];

// Without a lockfile `--frozen-lockfile` installs all the same, and `sync` fails (tried with 2.29).
const INSTALL = { kind: "install", frozen: { flags: ["--frozen-lockfile", "--no-lock", "--check"], variables: ["PDM_FROZEN_LOCKFILE"] }, lockOptional: true } as const;

export const pdm: Ecosystem = {
  id: "pdm",
  name: "PDM",
  kind: "language",
  commands: [
    { ...pdmTool, subcommands: [["sync"]], anyFlag: WITHOUT_PROJECT, effect: { kind: "install", frozen: "always" } },
    { ...pdmTool, subcommands: [["install"]], anyFlag: WITHOUT_PROJECT, operands: "none", effect: INSTALL },
    { ...pdmTool, subcommands: [["sync"], ["install"]], operands: "none", effect: { kind: "install-project" } },
    { ...pdmTool, subcommands: [["update"]], effect: { kind: "install", frozen: "never" } },
    { ...pdmTool, subcommands: [["add"]], effect: { kind: "add", scope: "project" } },
    { ...pdmTool, subcommands: [[/^(?:self|plugin)$/, /^(?:add|install)$/]], operands: "some", effect: { kind: "add", scope: "global" } },
    { ...pdmTool, subcommands: [["lock"], ["export"]], effect: { kind: "plan" } },
    { ...pdmTool, subcommands: [["build"]], effect: { kind: "build" } },
    { ...pdmTool, subcommands: [["cache", "clear"]], operands: "none", effect: { kind: "clean-cache" } },
  ],
  files: { manifests: ["pyproject.toml"], lockfiles: ["pdm.lock"], config: ["pdm.toml"] },
  isPinned: isPinnedRequirement,
  caches: [
    {
      path: "~/.cache/pdm",
      variables: { PDM_CACHE_DIR: "", XDG_CACHE_HOME: "pdm" },
      movedIn: { "pdm.toml": /^cache_dir\b/m },
      sharing: "shared",
      // Off by default; what it then installs are links into the cache.
      neededAtRunTime: (files, settings) => /\binstall\.cache\s+(?:true|yes|on|1)\b/i.test(settings) || /^\[install\][^[]*^cache\s*=\s*true/m.test(files.get("pdm.toml") ?? ""),
    },
  ],
  hostArtifacts: [".venv", "__pypackages__", "__pycache__", "*.egg-info"],
  besideSources: pythonBytecode,
  installsInto: [".venv", "__pypackages__"],
  installsAt: { paths: [/\/(?:site|dist)-packages$/, /\/\.?venv$/], variables: ["VIRTUAL_ENV"] },
  traps: (files, flags = []) => (flags.includes("--no-self") ? dependencyTraps(files.get("pyproject.toml") ?? "") : projectTraps(files)),
  environment: [/^PDM_/, /^PYTHON/, /^PIP_/, "VIRTUAL_ENV", "XDG_CACHE_HOME", proxyVariables],
  sources: [
    "https://pdm-project.org/latest/reference/cli/#install",
    "https://pdm-project.org/latest/reference/cli/#sync",
    "https://pdm-project.org/latest/reference/configuration/",
    "https://pdm-project.org/latest/usage/lockfile/",
  ],
};
