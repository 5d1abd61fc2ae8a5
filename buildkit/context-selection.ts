import { createIgnoreMatcher, parseIgnoreFile } from "./dockerignore.ts";
import { joinPaths, relativeBelow } from "./image-path.ts";
import type { Build, ContextInput } from "./model.ts";
import { compilePathPattern } from "./path-pattern.ts";

/**
 * Whether a file of the context, existing or not, is among those whose content enters the key: it is selected by the
 * source, not excluded by the instruction and not kept out by the ignore file (cache-semantics 5.1 and 6).
 * Where the context is not known no ignore file is assumed.
 */
export function selects(input: ContextInput, path: string, build: Build): boolean {
  if (build.context.kind === "known" && build.context.context.isIgnored(path)) return false;
  return covers(input, path);
}

/** The same without the ignore file: what the instruction by itself asks for. */
export function covers(input: ContextInput, path: string): boolean {
  if (input.path === undefined) return false;
  const root = selectedRoot(input, input.path, path);
  return root !== undefined && !isExcluded(input, root, path);
}

/** The selected entry that the path is or lies below: the source itself, or what its wildcard matches. */
function selectedRoot(input: ContextInput, source: string, path: string): string | undefined {
  if (!input.hasWildcard) return relativeBelow(source, path) === undefined ? undefined : source;
  const pattern = compilePathPattern(source);
  if (pattern.kind === "malformed") return undefined;
  return ancestorsAndSelf(path).find((candidate) => pattern.matches(candidate));
}

/**
 * `--exclude` patterns, read as those of an ignore file, are relative to the source directory, with `--parents` to the
 * context. A file that is itself the source, or that its wildcard matches, stays in the key: no pattern matches the empty
 * path that it has there (includedPaths in cache/contenthash/checksum.go).
 */
function isExcluded(input: ContextInput, root: string, path: string): boolean {
  if (input.excludes.length === 0) return false;
  const below = input.keepsParents ? path : relativeBelow(root, path);
  if (below === undefined || below === "") return false;
  return createIgnoreMatcher(parseIgnoreFile(input.excludes.join("\n"))).isIgnored(below);
}

/** `a`, `a/b`, `a/b/c` for `a/b/c`. */
function ancestorsAndSelf(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.map((_, index) => joinPaths(...parts.slice(0, index + 1)));
}
