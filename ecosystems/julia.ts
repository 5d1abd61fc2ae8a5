import type { CommandForm, Ecosystem, Trap } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const juliaTool = {
  tools: ["julia"],
  operandFlags: ["-e", "--eval"],
  directoryFlags: ["--project="],
  valueFlags: ["-J", "--sysimage", "-t", "--threads", "-p", "--procs", "-C", "--cpu-target", "-O"],
} satisfies Partial<CommandForm>;

/** `Pkg.activate` with another directory than this one leaves open whose manifests are meant. */
const INSTANTIATE = /^(?![^]*\bPkg\.activate\((?!\s*["']?\.?["']?\s*\)))[^]*\b(?:Pkg\.)?instantiate\(/;

/** Its depot holds packages and what is compiled of them: programs load them from there. */
export const julia: Ecosystem = {
  id: "julia",
  name: "Julia",
  kind: "language",
  commands: [
    { ...juliaTool, anyOperand: INSTANTIATE, effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...juliaTool, anyOperand: /\bPkg\.(?:add|develop)\(|\bpkg"add\s/, effect: { kind: "add", scope: "global" } },
  ],
  files: { manifests: ["Project.toml", "JuliaProject.toml"], lockfiles: ["Manifest.toml"], config: [] },
  caches: [{ path: "~/.julia", variables: { JULIA_DEPOT_PATH: "" }, sharing: "shared", neededAtRunTime: () => true }],
  hostArtifacts: [],
  installsInto: [],
  installsAt: { paths: ["/root/.julia"], variables: ["JULIA_DEPOT_PATH"] },
  traps: (files) => [...projectTraps(files.get("Project.toml") ?? ""), ...localPackages(files.get("Manifest.toml") ?? "")],
  environment: [/^JULIA_/, proxyVariables],
  sources: [
    "https://pkgdocs.julialang.org/v1/api/#Pkg.instantiate",
    "https://pkgdocs.julialang.org/v1/toml-files/",
    "https://docs.julialang.org/en/v1/manual/environment-variables/#JULIA_DEPOT_PATH",
  ],
};

function projectTraps(text: string): readonly Trap[] {
  const name = /^name[ \t]*=[ \t]*"([^"\n]+)"/m.exec(text)?.[1];
  return name === undefined ? [] : [{ reason: `Project.toml declares the package ${name}, whose sources are compiled with the others` }];
}

function localPackages(text: string): readonly Trap[] {
  return [...text.matchAll(/^path[ \t]*=[ \t]*"([^"\n]+)"/gm)].map(([, path]) => ({ reason: `Manifest.toml uses the package in ${path ?? ""}` }));
}
