import type { Command, ShellWord } from "../../shell/command.ts";
import { relativeBelow, resolveImagePath } from "../files/image-path.ts";
import type { RunStep } from "../model.ts";
import { relationOf, type CacheLocation, type CacheMount, type MountPlace } from "./cache-directories.ts";
import { resolvedText } from "./command-words.ts";
import { homeOf } from "./stage-user.ts";

/** An `rm` whose operands empty a cache mount of the same RUN, or name a place that cannot be removed while it is mounted. */
export interface Removal<Place extends MountPlace = CacheMount> {
  readonly step: RunStep;
  readonly cache: Place;
  readonly command: Command;
  /** The operands meant; the command may have others, which are needed. */
  readonly words: readonly ShellWord[];
  /** Whether the command has no others. */
  readonly isAll: boolean;
}

/** The removals of a step. `busy`: the mount point itself, or all of a directory that it lies in, is to be removed. */
export function findRemovals<Place extends MountPlace>(step: RunStep, mounts: readonly Place[], locations: readonly CacheLocation[]): readonly (Removal<Place> & { readonly kind: "remove" | "busy" })[] {
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

interface RemovalEffect<Place> {
  readonly kind: "remove" | "busy";
  readonly word: ShellWord;
  readonly cache: Place;
}

function effectOf<Place extends MountPlace>(step: RunStep, command: Command, word: ShellWord, mounts: readonly Place[], locations: readonly CacheLocation[]): RemovalEffect<Place> | undefined {
  const text = removedPath(step, word);
  if (text === undefined || command.directory === undefined) return undefined;
  const removed = /^(.*?)\/([^/]*[*?[][^/]*)$/.exec(text);
  const [, directory, pattern] = removed ?? [undefined, text, undefined];
  const path = resolveImagePath(resolveImagePath(step.directory, command.directory), directory === "" ? "/" : directory);
  if (!path.anchored || /[*?[]/.test(path.path)) return undefined;
  for (const cache of mounts) {
    const kind = kindOf(path.path, pattern, cache, locations);
    if (kind !== undefined) return { kind, word, cache };
  }
  return undefined;
}

/** What the operand of an `rm` names, its variables and `~` resolved; undefined when that cannot be known. */
export function removedPath(step: RunStep, word: ShellWord): string | undefined {
  const known = word.variables.length > 0 ? resolvedText(step, word) : word.value;
  const home = known?.startsWith("~/") === true ? homeOf(step) : "~";
  if (known === undefined || home === undefined) return undefined;
  const path = home === "~" ? known : `${home}${known.slice(1)}`;
  return /[$`{}~]/.test(path) ? undefined : path;
}

/** What removing `path`, or what the pattern matches in it, does to one mount. */
function kindOf(path: string, pattern: string | undefined, cache: MountPlace, locations: readonly CacheLocation[]): "remove" | "busy" | undefined {
  const target = cache.target.path;
  if (!cache.target.anchored) return undefined;
  const above = relativeBelow(path, target);
  if (above !== undefined && pattern === undefined) return "busy";
  if (above !== undefined && above !== "" && pattern === "*") return "busy";
  return locations.some((location) => location.install.effect.kind !== "clean-cache" && empties(path, pattern, cache, location)) ? "remove" : undefined;
}

/** A file of the cache may go (a lock, one package); the directories that hold what it is kept for may not. */
function empties(path: string, pattern: string | undefined, cache: MountPlace, location: CacheLocation): boolean {
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
