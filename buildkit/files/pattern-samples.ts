import type { ContextPath } from "./build-context.ts";
import { createIgnoreMatcher, parseIgnoreFile } from "./dockerignore.ts";
import { directoryName, joinPaths } from "./image-path.ts";
import { compilePathPattern } from "./path-pattern.ts";
import { sourcePath } from "./wildcard.ts";

/** What `**` and `*` stand for in a sample. */
const standIns = [["", "x"], ["x", "x"], ["x/x", "x"], ["", ""]] as const;

/**
 * Paths that a pattern of an ignore file, or a wildcard of a COPY, matches, the one nearest to the root first. They stand
 * for all that it could match, whether it is there or not.
 */
export function samplesOf(pattern: string): readonly ContextPath[] {
  const withoutClasses = pattern.replaceAll(/\[\^?\\?(.)[^\]]*\]/gs, "$1").replaceAll("?", "x");
  const samples = standIns.map(([stars, star]) => withoutClasses.replaceAll("**", stars).replaceAll("*", star).replaceAll(/\\(.)/gs, "$1"));
  return [...new Set(samples.map(sourcePath))];
}

/** Those of the paths that the patterns, in this order, ignore. */
export function ignoredBy(patterns: readonly string[], paths: readonly ContextPath[]): readonly ContextPath[] {
  const matcher = createIgnoreMatcher(parseIgnoreFile(patterns.join("\n")));
  return paths.filter((path) => matcher.isIgnored(path));
}

/** Whether a path that is not there yet could be ignored by the pattern and matched by the wildcard source. */
export function mayOverlap(pattern: string, source: string): boolean {
  const compiled = compilePathPattern(source);
  const below = directoryName(source);
  const paths = samplesOf(pattern.startsWith("**/") ? joinPaths(below, pattern.slice(3)) : pattern);
  return ignoredBy([pattern], samplesOf(source)).length > 0 || (compiled.kind === "pattern" && paths.some((path) => compiled.matches(path)));
}
