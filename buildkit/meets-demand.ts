import type { BuildContext } from "./files/build-context.ts";
import type { ContextDemand } from "./context-demand.ts";
import { findMatches, isWildcard, sourcePath } from "./files/wildcard.ts";

/**
 * Whether a directory has all sources that a Dockerfile names, and one of each of its alternatives. A
 * path without wildcards that the ignore file keeps out of the build does not count, unless `ignored` says so. A
 * wildcard for which a directory is too large to be searched counts as found.
 */
export function meetsDemand(context: BuildContext, demand: ContextDemand, ignored: "absent" | "present" = "absent"): boolean {
  const exists = (source: string) => isThere(context, source, ignored);
  return demand.sources.every(exists) && demand.alternatives.every((paths) => paths.some(exists));
}

/** Whether a directory has what builds look for. */
export function meetsPreferences(context: BuildContext, { preferences = [] }: ContextDemand): boolean {
  return preferences.every((paths) => paths.some((path) => isThere(context, path, "present")));
}

function isThere(context: BuildContext, source: string, ignored: "absent" | "present"): boolean {
  if (isWildcard(source)) {
    const { paths, complete } = findMatches(context, source, 1);
    return paths.length > 0 || !complete;
  }
  const path = sourcePath(source);
  return context.kind(path) !== undefined && (ignored === "present" || !context.isIgnored(path));
}
