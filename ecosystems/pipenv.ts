import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";
import { dependencyTraps } from "./pyproject.ts";
import { pythonBytecode } from "./python-bytecode.ts";
import { includedRequirements, isPinnedRequirement, LOCAL_PROJECT, requirementTraps } from "./requirements.ts";

const pipenvTool = {
  tools: ["pipenv"],
  modules: ["pipenv"],
  operandFlags: ["-e", "--editable"],
  manifestFlags: ["-r", "--requirements"],
  valueFlags: [
    "--categories", "--config-settings", "--extra-pip-args", "--extras", "--index", "--pypi-mirror", "--python", "--resolver", "-i",
  ],
} satisfies Partial<CommandForm>;

export const pipenv: Ecosystem = {
  id: "pipenv",
  name: "Pipenv",
  kind: "language",
  commands: [
    { ...pipenvTool, subcommands: [["sync"]], effect: { kind: "install", frozen: "always" } },
    { ...pipenvTool, subcommands: [["install"]], anyOperand: LOCAL_PROJECT, effect: { kind: "install-project" } },
    // `--deploy` makes a lockfile where there is none (tried with 2026.10).
    {
      ...pipenvTool,
      subcommands: [["install"]],
      operands: "none",
      effect: { kind: "install", frozen: { flags: ["--deploy", "--ignore-pipfile", "--skip-lock"] }, lockOptional: true },
    },
    { ...pipenvTool, subcommands: [["install"]], effect: { kind: "add", scope: "project" } },
    { ...pipenvTool, subcommands: [["update"], ["upgrade"]], effect: { kind: "install", frozen: "never" } },
    { ...pipenvTool, subcommands: [["lock"], ["requirements"]], effect: { kind: "plan" } },
    { ...pipenvTool, anyFlag: ["--clear"], operands: "none", effect: { kind: "clean-cache" } },
  ],
  files: { manifests: ["Pipfile"], lockfiles: ["Pipfile.lock"], config: [] },
  isPinned: isPinnedRequirement,
  caches: [{ path: "~/.cache/pipenv", variables: { PIPENV_CACHE_DIR: "", XDG_CACHE_HOME: "pipenv" }, sharing: "shared" }],
  hostArtifacts: [".venv", "__pycache__", "*.egg-info"],
  besideSources: pythonBytecode,
  installsInto: [".venv"],
  traps: (files) => [...dependencyTraps(files.get("Pipfile") ?? ""), ...requirementTraps(files)],
  includes: (path, text) => (path.endsWith("Pipfile") ? [] : includedRequirements(path, text)),
  environment: [/^PIPENV_/, /^PIP_/, /^PYTHON/, "VIRTUAL_ENV", "WORKON_HOME", "XDG_CACHE_HOME", proxyVariables],
  sources: [
    "https://pipenv.pypa.io/en/latest/cli.html",
    "https://pipenv.pypa.io/en/latest/configuration.html",
    "https://pipenv.pypa.io/en/latest/docker.html",
  ],
};
