import type { ResolveWord, ShellWord } from "./command.ts";
import type { List, Syntax, SyntaxWord } from "./syntax.ts";

/** Where a shell stands, and what `pushd` has put aside for `popd`. */
export interface Place {
  /** Relative to the step's working directory or absolute; undefined when nobody knows. */
  readonly directory: string | undefined;
  readonly stack: readonly (string | undefined)[];
}

const builtins: ReadonlySet<string> = new Set(["cd", "chdir", "pushd", "popd"]);

/** What may stand in front of a builtin without putting it into another process. */
const sameShellWrappers: ReadonlySet<string> = new Set(["command", "builtin", "time"]);

/** Whether a command of this name behind these wrappers changes the directory of the shell itself. */
export function movesDirectory(name: string, wrappers: readonly string[]): boolean {
  return builtins.has(name) && wrappers.every((wrapper) => sameShellWrappers.has(wrapper));
}

/**
 * Whether the shell that runs the list may stand elsewhere afterwards; `movers` are the functions known to take their caller
 * with them.
 */
export function leavesDirectory(list: List, movers: ReadonlySet<string>): boolean {
  return list.some(({ syntax }) => leaves(syntax, movers));
}

/** Where the shell stands after a `cd`, `pushd` or `popd` that succeeded. */
export function changeDirectory(place: Place, name: string, args: readonly SyntaxWord[], resolve: ResolveWord): Place {
  const operands = args.filter(({ word }) => word.value === "-" || !/^-/.test(word.value));
  const target = operands.length === 1 ? operands[0]?.word : undefined;
  const directory = resolveDirectory(place.directory, targetPath(target, place.directory, resolve));
  if (name === "popd") {
    const [top, ...rest] = place.stack;
    return operands.length === 0 ? { directory: top, stack: rest } : { directory: undefined, stack: [] };
  }
  if (name === "pushd" && operands.length === 0) {
    const [top, ...rest] = place.stack;
    return { directory: top, stack: [place.directory, ...rest] };
  }
  const stack = [place.directory, ...place.stack].slice(0, deepestStack);
  return { directory, stack: name === "pushd" ? stack : place.stack };
}

function targetPath(target: ShellWord | undefined, directory: string | undefined, resolve: ResolveWord): string | undefined {
  if (target === undefined || target.value === "-" || /^\+\d/.test(target.value)) return undefined;
  return target.literal ? target.value : resolve(target, directory);
}

/** PATH_MAX and the depth of a directory stack beyond which nobody asks: long scripts must not cost more than their length. */
const longestPath = 4096;
const deepestStack = 32;

/** `target` as seen from `directory`: no "." and no ".." that can be resolved, no slash at the end; "." for no path at all. */
export function resolveDirectory(directory: string | undefined, target: string | undefined): string | undefined {
  if (target === undefined || (directory === undefined && !target.startsWith("/"))) return undefined;
  const path = target.startsWith("/") ? target : `${directory ?? ""}/${target}`;
  const root = target.startsWith("/") || directory?.startsWith("/") === true ? "/" : "";
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    const canGoUp = segments.length > 0 && segments.at(-1) !== "..";
    if (segment === ".." && canGoUp) segments.pop();
    else if (segment === ".." && root !== "") continue;
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  const resolved = root + segments.join("/") || ".";
  return resolved.length > longestPath ? undefined : resolved;
}

/** A place that is one of the two: what they differ in is not known. */
export function mergePlaces(one: Place, other: Place): Place {
  const sameStack = one.stack.length === other.stack.length && one.stack.every((entry, index) => entry === other.stack[index]);
  if (one === other || (one.directory === other.directory && sameStack)) return one;
  return { directory: one.directory === other.directory ? one.directory : undefined, stack: sameStack ? one.stack : [] };
}

/** A place that nobody knows. */
export const nowhere: Place = { directory: undefined, stack: [] };

function leaves(syntax: Syntax, movers: ReadonlySet<string>): boolean {
  switch (syntax.kind) {
    case "simple": {
      const name = syntax.words.find(({ word }) => !sameShellWrappers.has(word.value))?.word.value ?? "";
      return name === "eval" || builtins.has(name) || movers.has(name);
    }
    case "pipeline":
    case "background":
    case "subshell":
      return false;
    case "group":
      return leavesDirectory(syntax.list, movers);
    case "branches":
      return syntax.branches.some(({ condition = [], body }) => leavesDirectory([...condition, ...body], movers));
    case "loop":
      return leavesDirectory([...(syntax.condition ?? []), ...syntax.body], movers);
    case "function":
      return leavesDirectory(syntax.body, movers);
    case "headed":
      return leaves(syntax.syntax, movers);
  }
}
