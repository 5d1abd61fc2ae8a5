import type { BuildContext, ContextPath } from "./build-context.ts";
import { joinPaths } from "./image-path.ts";
import { compilePathPattern } from "./path-pattern.ts";

/** Directories opened before a question about a tree is given up; a tree that large is never "manifests only". */
const maximumDirectories = 5000;

/**
 * The files of `directory` that the build may read and whose names match one of `patterns` (`package.json`, `*.csproj`,
 * `gradle/`: a trailing slash means a directory, returned with its slash). A pattern may name a path below, and begin with
 * a double star, which is looked for three levels deep. In the order of the patterns, each once.
 */
export function filesMatching(context: BuildContext, directory: ContextPath, patterns: readonly string[]): readonly ContextPath[] {
  const found = patterns.flatMap((pattern) => (pattern.includes("*") ? globMatches(context, directory, pattern) : plainMatch(context, directory, pattern)));
  return [...new Set(found)];
}

/** Whether the build can read this path: it is there and no ignore pattern keeps it out. */
export function isReadable(context: BuildContext, path: ContextPath): boolean {
  return context.kind(path) !== undefined && !context.isIgnored(path);
}

/** Whether a path is a file that the build can read, or a directory with one in it. */
export function holdsSomething(context: BuildContext, path: ContextPath): boolean {
  if (context.kind(path) === "file") return !context.isIgnored(path);
  return findFile(context, path, () => true) !== undefined;
}

/**
 * The first file at or below `directory` that is not ignored and for which `isWanted` holds, depth first in the order of
 * names; undefined when there is none. Gives up with "too-large" after 5000 directories.
 */
export function findFile(
  context: BuildContext,
  directory: ContextPath,
  isWanted: (path: ContextPath) => boolean,
): ContextPath | "too-large" | undefined {
  const queue: ContextPath[] = isKeptOut(context, directory) ? [] : [directory];
  for (let opened = 0; queue.length > 0; opened += 1) {
    const current = queue.shift() ?? "";
    if (opened >= maximumDirectories) return "too-large";
    for (const entry of context.list(current)) {
      const path = joinPaths(current, entry.name);
      if (context.isIgnored(path)) continue;
      if (entry.kind === "directory") queue.push(path);
      else if (isWanted(path)) return path;
    }
  }
  return undefined;
}

/** Nothing below such a directory is in the build: there is no need to look. */
function isKeptOut(context: BuildContext, directory: ContextPath): boolean {
  return directory !== "" && context.isIgnored(directory);
}

function plainMatch(context: BuildContext, directory: ContextPath, pattern: string): readonly ContextPath[] {
  const wantsDirectory = pattern.endsWith("/");
  const path = joinPaths(directory, pattern);
  const kind = context.kind(path);
  if (kind !== (wantsDirectory ? "directory" : "file") || context.isIgnored(path)) return [];
  return [wantsDirectory ? `${path}/` : path];
}

function globMatches(context: BuildContext, directory: ContextPath, pattern: string): readonly ContextPath[] {
  const compiled = compilePathPattern(pattern);
  if (compiled.kind === "malformed") return [];
  const depth = pattern.startsWith("**") ? 3 : pattern.split("/").length - 1;
  return walk(context, directory, depth)
    .filter((path) => compiled.matches(directory === "" ? path : path.slice(directory.length + 1)))
    .filter((path) => !context.isIgnored(path));
}

function walk(context: BuildContext, directory: ContextPath, depth: number): readonly ContextPath[] {
  return context.list(directory).flatMap((entry) => {
    const path = joinPaths(directory, entry.name);
    if (entry.kind === "file") return [path];
    return depth > 0 && !context.isIgnored(path) ? walk(context, path, depth - 1) : [];
  });
}
