import type { BuildContext, ContextPath } from "../files/build-context.ts";
import { createIgnoreMatcher, parseIgnoreFile } from "../files/dockerignore.ts";
import { directoryName, joinPaths, relativeBelow } from "../files/image-path.ts";
import type { Build, ContextInput } from "../model.ts";
import { compilePathPattern } from "../files/path-pattern.ts";
import { findMatches } from "../files/wildcard.ts";

/** Whether a path of the context, existing or not, is among those that enter a key. A slash at its end: the directory as such. */
export type Selector = (path: ContextPath) => boolean;

/**
 * Whether a file of the context, existing or not, is among those whose content enters the key: it is selected by the
 * source, not excluded by the instruction and not kept out by the ignore file (cache-semantics 5.1 and 6).
 * Where the context is not known no ignore file is assumed.
 */
export function selects(input: ContextInput, path: ContextPath, build: Build): boolean {
  return createSelector(input, build)(path);
}

/** The same for many paths. */
export function createSelector(input: ContextInput, build: Build): Selector {
  const asked = createCover(input, build);
  if (build.context.kind !== "known") return asked;
  const { context } = build.context;
  return (path) => asked(path) && !context.isIgnored(path.replace(/\/$/, ""));
}

/** The same without the ignore file: what the instruction by itself asks for. */
export function createCover(input: ContextInput, build: Build): Selector {
  if (input.path === undefined) return () => false;
  const rootOf = createRoots(input, input.path, build.context.kind === "known" ? build.context.context : undefined);
  const isExcluded = createExclusion(input);
  return (path) => {
    const plain = path.replace(/\/$/, "");
    const root = rootOf(plain);
    return root !== undefined && (root.isTarget || !isExcluded(root.path, plain));
  };
}

/** A selected entry. What a source leads to that is a link itself is taken whole: no exclude is compared with it. */
interface Root {
  readonly path: ContextPath;
  readonly isTarget: boolean;
}

/**
 * Gives the selected entry that a path is or lies below: the source itself, what its wildcard matches, or what these lead to.
 * Links are followed in the path of the source and where it ends, not below (cache-semantics 5.1).
 */
function createRoots(input: ContextInput, source: ContextPath, context: BuildContext | undefined): (path: ContextPath) => Root | undefined {
  if (!input.hasWildcard) {
    const roots = [{ path: source, isTarget: false }, ...linkRoots(context, source)];
    return (path) => roots.find((root) => relativeBelow(root.path, path) !== undefined);
  }
  const literal = /^(?:[^*?[\\/]*\/)*/.exec(source)?.[0] ?? "";
  const directory = context?.followLinks(literal.replace(/\/$/, ""));
  const patterns = [source, ...(directory === undefined ? [] : [joinPaths(directory, source.slice(literal.length))])].map(compilePathPattern);
  const targets = context === undefined ? [] : findMatches(context, source).paths.flatMap((path) => linkRoots(context, path)).filter(({ isTarget }) => isTarget);
  const matches = (path: ContextPath) => patterns.some((pattern) => pattern.kind === "pattern" && pattern.matches(path));
  return (path) => {
    const match = ancestorsAndSelf(path).find(matches);
    return match === undefined ? targets.find((target) => relativeBelow(target.path, path) !== undefined) : { path: match, isTarget: false };
  };
}

/** Where a path really is, when links lead there; `isTarget` if the path ends with one. */
function linkRoots(context: BuildContext | undefined, path: ContextPath): readonly Root[] {
  const target = context?.followLinks(path);
  if (target === undefined || target === path) return [];
  const directory = context?.followLinks(directoryName(path)) ?? "";
  return [{ path: target, isTarget: target !== joinPaths(directory, path.slice(path.lastIndexOf("/") + 1)) }];
}

/**
 * `--exclude` patterns, read as those of an ignore file, are relative to the source directory, with `--parents` to the
 * context. A file that is itself the source, or that its wildcard matches, stays in the key: no pattern matches the empty
 * path that it has there (includedPaths in cache/contenthash/checksum.go).
 */
function createExclusion(input: ContextInput): (root: ContextPath, path: ContextPath) => boolean {
  if (input.excludes.length === 0) return () => false;
  const matcher = createIgnoreMatcher(parseIgnoreFile(input.excludes.join("\n")));
  return (root, path) => {
    const below = input.keepsParents ? path : relativeBelow(root, path);
    return below !== undefined && below !== "" && matcher.isIgnored(below);
  };
}

/** `a`, `a/b`, `a/b/c` for `a/b/c`. */
function ancestorsAndSelf(path: ContextPath): readonly ContextPath[] {
  const parts = path.split("/");
  return parts.map((_, index) => joinPaths(...parts.slice(0, index + 1)));
}
