import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

/** `rebar3 as prod release`: profiles before the task. */
const AS = ["as", /./] as const;
const rebarTool = { tools: ["rebar3"], valueFlags: ["-n", "--relname", "-v", "--relvsn", "-o", "--output-dir", "-d", "--deps_only"] } satisfies Partial<CommandForm>;

function tasks(...names: readonly string[]): readonly (readonly (string | RegExp)[])[] {
  return names.flatMap((name) => [[name], [...AS, name]]);
}

/** Downloads go to the cache, dependencies to _build. Its directory was tried with 3.19. */
export const rebar3: Ecosystem = {
  id: "rebar3",
  name: "Rebar3",
  kind: "language",
  commands: [
    { tools: rebarTool.tools, subcommands: tasks("compile"), anyFlag: ["-d", "--deps_only"], effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...rebarTool, subcommands: tasks("get-deps"), effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...rebarTool, subcommands: tasks("upgrade"), effect: { kind: "install", frozen: "never", lockOptional: true } },
    { ...rebarTool, subcommands: tasks("compile", "release", "tar", "escriptize", "ct", "eunit"), effect: { kind: "build" } },
  ],
  files: { manifests: ["rebar.config"], lockfiles: ["rebar.lock"], config: ["rebar.config.script"] },
  caches: [{ path: "~/.cache/rebar3", unsettledBy: ["REBAR_CACHE_DIR", "REBAR_GLOBAL_CACHE_DIR"], sharing: "shared" }],
  hostArtifacts: ["_build", "_checkouts"],
  installsInto: ["_build"],
  traps: (files) => (/\bproject_app_dirs\b/.test(files.get("rebar.config") ?? "") ? [{ reason: "rebar.config lists directories of applications" }] : []),
  environment: [/^REBAR_/, /^ERL_/, /^HEX_/, proxyVariables],
  sources: [
    "https://www.rebar3.org/docs/commands/",
    "https://www.rebar3.org/docs/configuration/dependencies/",
    "https://github.com/erlang/rebar3/blob/main/apps/rebar/src/rebar_dir.erl",
  ],
};
