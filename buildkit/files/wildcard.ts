import type { BuildContext, ContextPath } from "./build-context.ts";
import { directoryName } from "./image-path.ts";
import { cleanPath, compilePathPattern } from "./path-pattern.ts";

/** Directories looked into for one wildcard. */
const directoriesLookedInto = 2000;

/** A longer source is no name that a file has (PATH_MAX). */
export const longestSource = 4096;

export interface WildcardMatches {
  readonly paths: readonly ContextPath[];
  /** Whether all has been looked at: neither `limit` nor the number of directories that are looked into was reached. */
  readonly complete: boolean;
}

/** Where a source word leads below the root of a context, from which it cannot get out: `../a` and `/a` are `a`. */
export function sourcePath(source: string): ContextPath {
  return cleanPath(`/${source}`).slice(1);
}

/** The source without stars for all that is in a directory: `src/*` is another way to write `src`. */
export function directoryOfAll(source: string): string {
  const names = sourcePath(source).split("/");
  return names.slice(0, names.findLastIndex((name) => !/^\*+$/.test(name)) + 1).join("/");
}

/** The directory above the first wildcard of a path: `src` for `src/*.js`. */
export function fixedDirectory(path: string): ContextPath {
  return directoryName(path.replace(/[*?[\\].*$/s, ""));
}

export function isWildcard(source: string): boolean {
  return /[*?[\\]/.test(source);
}

/**
 * Files and directories of a context, ignored ones included, that a wildcard source matches: name by name as Go's
 * `filepath.Match`, with `**` for any directories as `COPY --parents` has it.
 */
export function findMatches(context: BuildContext, source: string, limit = Infinity): WildcardMatches {
  const paths: ContextPath[] = [];
  let budget = directoriesLookedInto;
  const path = sourcePath(source);
  if (path.length <= longestSource) matchIn("", path.split("/"));
  return { paths: [...new Set(paths)], complete: budget >= 0 && paths.length < limit };

  function matchIn(directory: ContextPath, names: readonly string[]): void {
    const [name, ...rest] = names;
    budget -= 1;
    if (name === undefined || budget < 0 || paths.length >= limit) return;
    if (name !== "**") return namesIn(directory, name).forEach((path) => (rest.length === 0 ? paths.push(path) : matchBelow(path, rest)));
    matchIn(directory, rest.length === 0 ? ["*"] : rest);
    namesIn(directory, "*").forEach((path) => matchBelow(path, names));
  }

  function matchBelow(path: ContextPath, names: readonly string[]): void {
    if (context.kind(path) === "directory") matchIn(path, names);
  }

  function namesIn(directory: ContextPath, name: string): readonly ContextPath[] {
    const pattern = compilePathPattern(name);
    if (pattern.kind === "malformed") return [];
    const entries = context.list(directory).filter((entry) => pattern.matches(entry.name));
    return entries.map((entry) => (directory === "" ? entry.name : `${directory}/${entry.name}`));
  }
}
