import type { BuildContext } from "./build-context.ts";
import type { ContextDemand } from "./context-demand.ts";
import { cleanPath, compilePathPattern } from "./path-pattern.ts";

/** Directories looked into for one wildcard; a directory with more below it is taken to have what is looked for. */
const directoriesLookedInto = 2000;

/**
 * Whether a directory has all sources that a Dockerfile names, and one manifest for each install that needs some.
 * A path without wildcards that the ignore file keeps out of the build does not count, unless `ignored` says so.
 */
export function meetsDemand(context: BuildContext, demand: ContextDemand, ignored: "absent" | "present" = "absent"): boolean {
  const exists = (pattern: string) => isThere(context, pattern, ignored);
  return demand.sources.every(exists) && demand.manifests.every((alternatives) => alternatives.some(exists));
}

function isThere(context: BuildContext, pattern: string, ignored: "absent" | "present"): boolean {
  // BuildKit resolves sources below the root of the context, so that `../a` is `a`.
  const path = cleanPath(`/${pattern}`).slice(1);
  if (/[*?[\\]/.test(path)) return hasMatch(context, path.split("/"));
  return context.kind(path) !== undefined && (ignored === "present" || !context.isIgnored(path));
}

/** Whether wildcards match something, name by name from the root as in Go's `filepath.Match`; `**` is any directories. */
function hasMatch(context: BuildContext, wildcards: readonly string[]): boolean {
  let budget = directoriesLookedInto;
  return hasMatchIn("", wildcards);

  function hasMatchIn(directory: string, names: readonly string[]): boolean {
    const [name, ...rest] = names;
    if (name === undefined) return true;
    budget -= 1;
    if (budget < 0) return true;
    if (name !== "**") return matchesIn(directory, name).some((path) => rest.length === 0 || hasMatchBelow(path, rest));
    return hasMatchIn(directory, rest) || matchesIn(directory, "*").some((path) => hasMatchBelow(path, names));
  }

  function hasMatchBelow(path: string, names: readonly string[]): boolean {
    return context.kind(path) === "directory" && hasMatchIn(path, names);
  }

  function matchesIn(directory: string, name: string): readonly string[] {
    const pattern = compilePathPattern(name);
    if (pattern.kind === "malformed") return [];
    const entries = context.list(directory).filter((entry) => pattern.matches(entry.name));
    return entries.map((entry) => (directory === "" ? entry.name : `${directory}/${entry.name}`));
  }
}
