import type { SyntaxWord } from "./syntax.ts";

/** Where a shell stands, and what `pushd` has put aside for `popd`. */
export interface Place {
  /** Relative to the step's working directory or absolute; undefined when nobody knows. */
  readonly directory: string | undefined;
  readonly stack: readonly (string | undefined)[];
}

const movers = new Set(["cd", "chdir", "pushd", "popd"]);

/** Whether a command of this name changes the directory of its shell. */
export function movesDirectory(name: string): boolean {
  return movers.has(name);
}

/** Where the shell stands after a `cd`, `pushd` or `popd` that succeeded. */
export function changeDirectory(place: Place, name: string, args: readonly SyntaxWord[]): Place {
  const operands = args.filter(({ word }) => word.value === "-" || !/^-/.test(word.value));
  const target = operands.length === 1 ? operands[0]?.word : undefined;
  const isKnown = target?.literal === true && target.value !== "-" && !/^\+\d/.test(target.value);
  const directory = isKnown ? resolveDirectory(place.directory, target.value) : undefined;
  if (name === "popd") {
    const [top, ...rest] = place.stack;
    return operands.length === 0 ? { directory: top, stack: rest } : { directory: undefined, stack: [] };
  }
  if (name === "pushd" && operands.length === 0) {
    const [top, ...rest] = place.stack;
    return { directory: top, stack: [place.directory, ...rest] };
  }
  return { directory, stack: name === "pushd" ? [place.directory, ...place.stack] : place.stack };
}

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
  return root + segments.join("/") || ".";
}

/** A place that is one of the two: what they differ in is not known. */
export function mergePlaces(one: Place, other: Place): Place {
  const sameStack = one.stack.length === other.stack.length && one.stack.every((entry, index) => entry === other.stack[index]);
  if (one === other || (one.directory === other.directory && sameStack)) return one;
  return { directory: one.directory === other.directory ? one.directory : undefined, stack: sameStack ? one.stack : [] };
}

/** A place that nobody knows. */
export const nowhere: Place = { directory: undefined, stack: [] };
