import { createIgnoreMatcher, type IgnorePattern } from "../files/dockerignore.ts";
import type { IgnoreFileTree, PatternNode } from "../files/ignore-tree.ts";
import { compilePathPattern } from "../files/path-pattern.ts";
import { isWildcard } from "../files/wildcard.ts";

/** A `!` pattern whose paths are ignored all the same. */
export interface DeadNegation {
  readonly node: PatternNode;
  /** The pattern below it that ignores them again. */
  readonly by: PatternNode;
}

/**
 * Hazard D7: negations that a later pattern undoes as a whole, since the last pattern that matches decides. What a `!` brings
 * back below an ignored directory works here, unlike in a .gitignore, and a `!` that undoes nothing harms nobody: both are
 * passed over. So is a `!` with wildcards, unless all paths there can be are ignored again.
 */
export function deadNegations({ patterns }: IgnoreFileTree): readonly DeadNegation[] {
  const all = patterns.map(({ pattern }) => pattern);
  const matcher = createIgnoreMatcher(all);
  return patterns.flatMap((node, index) => {
    const { pattern } = node;
    if (!pattern.negated || pattern.problem !== undefined) return [];
    const deciding = isWildcard(literalOf(pattern.glob)) ? sweepingBelow(pattern, all.slice(index + 1)) : undoingOf(pathsOf(pattern.glob), matcher.decidingPattern);
    const by = patterns.findIndex(({ pattern: other }) => other === deciding);
    if (deciding === undefined || by <= index || isBroughtBackBelow(pattern, all.slice(by + 1))) return [];
    return patterns.slice(by, by + 1).map((undoing) => ({ node, by: undoing }));
  });
}

/** The paths that a pattern without wildcards names; with a double star before it, one at the root and one below. */
function pathsOf(glob: string): readonly string[] {
  const literal = literalOf(glob);
  return literal === glob ? [glob] : [literal, `x/${literal}`];
}

function literalOf(glob: string): string {
  return glob.replace(/^\*\*\//, "");
}

/** The pattern that ignores the last of the paths; undefined unless all are ignored. */
function undoingOf(paths: readonly string[], decidingPattern: (path: string) => IgnorePattern | undefined): IgnorePattern | undefined {
  const deciding = paths.map(decidingPattern);
  return deciding.every((pattern) => pattern?.negated === false) ? deciding.at(-1) : undefined;
}

/** A later pattern that matches whatever the negation does: everything, or the very same. */
function sweepingBelow({ glob }: IgnorePattern, later: readonly IgnorePattern[]): IgnorePattern | undefined {
  return later.findLast((other) => !other.negated && (other.glob === glob || /^(?:\*|\*\*|\*\*\/\*|\*\*\/\*\*)$/.test(other.glob)));
}

/** Whether one of the patterns brings back something that the negation names. */
function isBroughtBackBelow({ glob }: IgnorePattern, later: readonly IgnorePattern[]): boolean {
  return later.some((other) => {
    if (!other.negated) return false;
    if (isWildcard(glob)) return true;
    const compiled = compilePathPattern(other.glob);
    return compiled.kind === "pattern" && (compiled.matches(glob) || compiled.canMatchBelow(glob));
  });
}
