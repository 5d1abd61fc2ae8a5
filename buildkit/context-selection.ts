import { baseName, joinPaths, relativeBelow } from "./image-path.ts";
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

/** `--exclude` patterns are relative to the source directory, or match the name of a source file. */
function isExcluded(input: ContextInput, root: string, path: string): boolean {
  const below = relativeBelow(root, path);
  const name = below === undefined || below === "" ? baseName(path) : below;
  return input.excludes.some((exclude) => {
    const pattern = compilePathPattern(exclude);
    return pattern.kind === "pattern" && ancestorsAndSelf(name).some((candidate) => pattern.matches(candidate));
  });
}

/** `a`, `a/b`, `a/b/c` for `a/b/c`. */
function ancestorsAndSelf(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.map((_, index) => joinPaths(...parts.slice(0, index + 1)));
}
