import type { BuildContext } from "../files/build-context.ts";
import { createSelector } from "./context-selection.ts";
import { joinPaths } from "../files/image-path.ts";
import type { Build, ContextInput } from "../model.ts";
import { fixedDirectory } from "../files/wildcard.ts";

/** Entries looked at before counting ends. */
const limit = 50_000;

export interface FileCount {
  readonly count: number;
  /** The context is so large that there may be more. */
  readonly isMinimum: boolean;
}

/** How many files of the context enter the key by this input; undefined where context or source are not known. */
export function countSelected(build: Build, input: ContextInput): FileCount | undefined {
  if (build.context.kind !== "known" || input.path === undefined) return undefined;
  const { context } = build.context;
  const isSelected = createSelector(input, build);
  const start = input.hasWildcard ? fixedDirectory(input.path) : input.path;
  let count = context.kind(start) === "file" && isSelected(start) ? 1 : 0;
  let left = limit;
  for (const path of filesBelow(context, start)) {
    left -= 1;
    if (left < 0) return { count, isMinimum: true };
    if (isSelected(path)) count += 1;
  }
  return { count, isMinimum: false };
}

/** Every file below a directory, without those in directories that the ignore file keeps out whole. */
export function* filesBelow(context: Pick<BuildContext, "list" | "isIgnored">, directory: string): Generator<string> {
  const pending = directory !== "" && context.isIgnored(directory) ? [] : [directory];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    for (const { name, kind } of context.list(current)) {
      const path = joinPaths(current, name);
      if (kind === "file") yield path;
      else if (!context.isIgnored(path)) pending.push(path);
    }
  }
}
