import type { Command } from "../shell/command.ts";
import type { Step } from "./model.ts";

/**
 * What running a step again takes, the dearest of what it does:
 * - `install`: resolves and fetches dependencies, those of the project or packages it names;
 * - `build`: compiles or packages sources;
 * - `system`: packages of the operating system, their index included;
 * - `download`: fetches files or repositories, by ADD too;
 * - `light`: everything else, a copy of the whole context included: its files are on their way to the builder anyway.
 */
export type Cost = "install" | "build" | "system" | "download" | "light";

const compilers = ["make", "gmake", "cmake", "ninja", "meson", "scons", "configure", "gcc", "g++", "cc", "c++", "clang", "clang++"];
const fetchers = ["curl", "wget", "aria2c"];
const repositoryTools = ["git", "hg", "svn"];
const fetchingVerbs = ["clone", "fetch", "pull", "checkout", "co", "export", "submodule"];

/** The class of a step, by the commands that the model recognises; a script of one's own is taken for light. */
export function costOf(step: Step): Cost {
  if (step.kind === "copy") return step.inputs.some(({ kind }) => kind === "url" || kind === "git") ? "download" : "light";
  if (step.kind !== "run") return "light";
  const effects = step.installs.map(({ effect }) => effect.kind);
  const { commands } = step.script;
  if (effects.some((kind) => kind === "install" || kind === "install-project" || kind === "add")) return "install";
  if (effects.includes("build") || commands.some(isCompiler)) return "build";
  if (effects.some((kind) => kind === "system-install" || kind === "upgrade" || kind === "refresh-index")) return "system";
  return commands.some(isFetch) ? "download" : "light";
}

export function isExpensive(step: Step): boolean {
  return costOf(step) !== "light";
}

function isCompiler({ name }: Command): boolean {
  return compilers.includes(name);
}

function isFetch({ name, args }: Command): boolean {
  if (fetchers.includes(name)) return true;
  return repositoryTools.includes(name) && args.some(({ value }) => fetchingVerbs.includes(value));
}
