import type { CommandForm, Ecosystem, Trap } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const mixTool = { tools: ["mix"], valueFlags: ["--only", "--target", "--path", "--version"] } satisfies Partial<CommandForm>;
const BUILD = ["compile", "release", "test", "escript.build", "phx.digest", "assets.build", "assets.deploy"];
const INSTALL = ["deps.get", "deps.compile", "deps.update"];
/** `mix do deps.get, deps.compile` and `mix do deps.get + compile` run several tasks. */
const DO = [["do"]];
const frozen = { flags: ["--check-locked"] };

export const mix: Ecosystem = {
  id: "mix",
  name: "Mix",
  kind: "language",
  commands: [
    { ...mixTool, subcommands: [["deps.get"]], effect: { kind: "install", frozen } },
    { ...mixTool, subcommands: [["deps.compile"]], cacheless: true, effect: { kind: "install", frozen: "always" } },
    { ...mixTool, subcommands: [["deps.update"]], effect: { kind: "install", frozen: "never", lockOptional: true } },
    { ...mixTool, subcommands: BUILD.map((task) => [task]), effect: { kind: "build", downloads: false } },
    { ...mixTool, subcommands: DO, anyOperand: anyTask(BUILD), effect: { kind: "build" } },
    { ...mixTool, subcommands: DO, anyOperand: anyTask(INSTALL), effect: { kind: "install", frozen } },
    { ...mixTool, subcommands: [["local.hex"], ["local.rebar"]], cacheless: true, effect: { kind: "add", scope: "global" } },
    // A package and its version; a package alone is the operand that is judged.
    { ...mixTool, subcommands: [[/^(?:archive|escript)\.install$/, "hex", /./, /^\d/]], operands: "none", effect: { kind: "add", scope: "global" } },
    { ...mixTool, subcommands: [[/^(?:archive|escript)\.install$/, "hex"]], operands: "some", effect: { kind: "add", scope: "global" } },
    { ...mixTool, subcommands: [["archive.install"], ["escript.install"]], operands: "some", cacheless: true, effect: { kind: "add", scope: "global" } },
  ],
  files: {
    manifests: ["mix.exs"],
    lockfiles: ["mix.lock"],
    // Mix loads the configuration before any task, that of its environment too. The umbrella's applications have their own mix.exs.
    config: ["config/config.exs", "config/dev.exs", "config/prod.exs", "config/test.exs", "apps/*/mix.exs", "apps/*/config/config.exs"],
  },
  isPinned: (operand) => /^\d+\.\d+\.\d+|-v?\d+\.\d+\.\d+[\w.-]*\.ez$/.test(operand),
  caches: [{ path: "~/.hex/packages", variables: { HEX_HOME: "packages" }, unsettledBy: ["MIX_XDG"], sharing: "shared" }],
  hostArtifacts: ["_build", "deps"],
  installsInto: ["_build", "deps"],
  buildsInto: ["_build"],
  traps: (files) => [...files].flatMap(([path, text]) => (/(?:^|\/)mix\.exs$/.test(path) ? mixTraps(path, text) : [])),
  includes: localDependencies,
  versionProofs: [{ images: ["elixir"], file: ".tool-versions", version: elixirVersion }],
  environment: [/^MIX_/, /^HEX_/, /^REBAR/, /^ERL_/, /^ELIXIR_/, proxyVariables],
  sources: [
    "https://hexdocs.pm/mix/Mix.html#module-environment-variables",
    "https://hexdocs.pm/mix/Mix.Tasks.Deps.Get.html",
    "https://hexdocs.pm/mix/Mix.Tasks.Deps.html",
    "https://hexdocs.pm/mix/Mix.Tasks.Archive.Install.html",
    "https://hexdocs.pm/hex/Mix.Tasks.Hex.Config.html",
    "https://hexdocs.pm/phoenix/releases.html#containers",
  ],
};

function anyTask(names: readonly string[]): RegExp {
  return new RegExp(`^(?:${names.join("|").replaceAll(".", "\\.")}),?$`);
}

/** Dependencies by path, whole: they are compiled with the others. */
function localDependencies(path: string, text: string): readonly string[] {
  if (!path.endsWith("mix.exs")) return [];
  return pathsOf(withoutComments(text)).map((directory) => `${directory.replace(/^\.\//, "").replace(/\/+$/, "")}/`);
}

function mixTraps(path: string, text: string): readonly Trap[] {
  const project = withoutComments(text);
  const reads = project.matchAll(/\b(?:File\.read!?|File\.stream!|Code\.(?:require|eval)_file)[ (]+"([^"\n]+)"/g);
  return [
    ...pathsOf(project).map((directory) => `${path} uses the package in ${directory}`),
    ...[...reads].map(([, file]) => `${path} reads ${file ?? ""}`),
    ...(/\bSystem\.(?:cmd|shell)\b/.test(project) ? [`${path} runs a command`] : []),
  ].map((reason) => ({ reason }));
}

function pathsOf(project: string): readonly string[] {
  return [...project.matchAll(/\{[ \t]*:\w+\b[^{}]*\bpath:[ \t]*"([^"#\n]+)"/g)].flatMap(([, directory]) => directory ?? []);
}

function withoutComments(text: string): string {
  return text.replace(/^[ \t]*#.*$/gm, "");
}

/** asdf's versions may name the OTP they were compiled with: `1.17.2-otp-27`. */
function elixirVersion(text: string): string | undefined {
  return /^elixir[ \t]+(\d+\.\d+(?:\.\d+)?)(?:-otp-\d+)?[ \t\r]*$/m.exec(text)?.[1];
}
