import type { Command, ShellWord } from "../../shell/command.ts";
import { relativeBelow, resolveImagePath } from "../image-path.ts";
import type { RunStep } from "../model.ts";
import { relationOf, type CacheLocation, type CacheMount } from "./cache-directories.ts";

/** An `rm` whose operands empty a cache mount of the same RUN, or name a place that cannot be removed while it is mounted. */
export interface Removal {
  readonly step: RunStep;
  readonly cache: CacheMount;
  readonly command: Command;
  /** The operands meant; the command may have others, which are needed. */
  readonly words: readonly ShellWord[];
  /** Whether the command has no others. */
  readonly isAll: boolean;
}

/** The removals of a step. `busy`: the mount point itself, or all of a directory that it lies in, is to be removed. */
export function findRemovals(step: RunStep, mounts: readonly CacheMount[], locations: readonly CacheLocation[]): readonly (Removal & { readonly kind: "remove" | "busy" })[] {
  return step.script.commands.flatMap((command, index) => {
    if (command.name !== "rm" || command.conditional) return [];
    const operands = command.args.filter(({ value }) => !value.startsWith("-"));
    const effects = operands.flatMap((word) => effectOf(step, command, word, mounts, locations) ?? []);
    const isHeeded = [undefined, "&&"].includes(step.script.commands[index + 1]?.joiner);
    const busy = isRecursive(command) && isHeeded ? effects.filter(({ kind }) => kind === "busy") : [];
    const chosen = busy.length > 0 ? busy : effects.filter(({ kind }) => kind === "remove");
    const [first] = chosen;
    if (first === undefined) return [];
    const words = chosen.map(({ word }) => word);
    return [{ kind: first.kind, step, cache: first.cache, command, words, isAll: words.length === operands.length }];
  });
}

interface RemovalEffect {
  readonly kind: "remove" | "busy";
  readonly word: ShellWord;
  readonly cache: CacheMount;
}

function effectOf(step: RunStep, command: Command, word: ShellWord, mounts: readonly CacheMount[], locations: readonly CacheLocation[]): RemovalEffect | undefined {
  if (word.variables.length > 0 || /[$`{}~]/.test(word.value) || command.directory === undefined) return undefined;
  const removed = /^(.*?)\/([^/]*[*?[][^/]*)$/.exec(word.value);
  const [, directory, pattern] = removed ?? [undefined, word.value, undefined];
  const path = resolveImagePath(resolveImagePath(step.directory, command.directory), directory === "" ? "/" : directory);
  if (!path.anchored || /[*?[]/.test(path.path)) return undefined;
  for (const cache of mounts) {
    const kind = kindOf(path.path, pattern, cache, locations);
    if (kind !== undefined) return { kind, word, cache };
  }
  return undefined;
}

/** What removing `path`, or what the pattern matches in it, does to one mount. */
function kindOf(path: string, pattern: string | undefined, cache: CacheMount, locations: readonly CacheLocation[]): RemovalEffect["kind"] | undefined {
  const target = cache.target.path;
  if (!cache.target.anchored) return undefined;
  const above = relativeBelow(path, target);
  if (above !== undefined && pattern === undefined) return "busy";
  if (above !== undefined && above !== "" && pattern === "*") return "busy";
  return locations.some((location) => location.install.effect.kind !== "clean-cache" && empties(path, pattern, cache, location)) ? "remove" : undefined;
}

/** A file of the cache may go (a lock, one package); the directories that hold what it is kept for may not. */
function empties(path: string, pattern: string | undefined, cache: CacheMount, location: CacheLocation): boolean {
  const relation = relationOf(cache, location);
  if (relation === undefined || relativeBelow(cache.target.path, path) === undefined) return false;
  const directory = location.path ?? (relation === "is" ? cache.target.path : undefined);
  if (directory === undefined) return path === cache.target.path && pattern === "*";
  const held = (location.directory.contents ?? []).map((name) => `${directory}/${name}`);
  if (held.includes(path)) return true;
  return relativeBelow(path, directory) !== undefined && (pattern === undefined || pattern === "*");
}

function isRecursive({ args }: Command): boolean {
  return args.some(({ value }) => value === "--recursive" || /^-[a-zA-Z]*[rR]/.test(value));
}
