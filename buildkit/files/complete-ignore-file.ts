import type { ContextPath } from "./build-context.ts";
import { createIgnoreMatcher, parseIgnoreFile, type IgnorePattern } from "./dockerignore.ts";
import { baseName, joinPaths } from "./image-path.ts";
import { ignoredBy, mayOverlap, samplesOf } from "./pattern-samples.ts";
import { directoryOfAll, isWildcard } from "./wildcard.ts";

export type IgnoreCompletion =
  /** `text` is the file afterwards, `edits` lead there, in order and never overlapping. `added` is never empty. */
  | { readonly kind: "completed"; readonly text: string; readonly edits: readonly IgnoreFileEdit[]; readonly added: readonly string[]; readonly leftOut: readonly LeftOut[] }
  /** Nothing can be added: all is kept out already, but for `leftOut`. */
  | { readonly kind: "unchanged"; readonly leftOut: readonly LeftOut[] }
  /** The file keeps out everything but what its `!` patterns name, so that it says itself what the build gets. */
  | { readonly kind: "allow-list"; readonly pattern: IgnorePattern };

export interface IgnoreFileEdit {
  /** Offsets in the ignore file, in UTF-16 code units; an empty range inserts. */
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

/** A wanted pattern that cannot be added. */
export type LeftOut =
  /** A COPY, ADD or mount takes what it would keep out. */
  | { readonly kind: "copied"; readonly pattern: string; readonly source: string }
  /** A `!` pattern of the file brings back what it would keep out. */
  | { readonly kind: "brought-back"; readonly pattern: string; readonly by: IgnorePattern };

/**
 * Adds patterns to the text of an ignore file. A pattern that would undo a `!` pattern goes above it, all others to the end;
 * `**` and a slash are put before a line that says the same of the root alone. Lines that are there keep their order, and
 * what is ignored stays ignored. Nothing is added that the file covers, nor to an allow-list.
 *
 * @param wanted Patterns without `!`, the order in which they are to stand.
 * @param copied What the Dockerfiles of the context name (`namedSources`): none of it is kept out.
 */
export function completeIgnoreFile(text: string, wanted: readonly string[], copied: readonly string[] = []): IgnoreCompletion {
  const patterns = parseIgnoreFile(text);
  const everything = patterns.find(({ negated, glob }, index) => !negated && everyPath.has(glob) && patterns.slice(index).some((other) => other.negated));
  if (everything !== undefined) return { kind: "allow-list", pattern: everything };
  const outcomes = [...new Set(wanted)].filter((pattern) => !isCovered(pattern, patterns)).map((pattern) => place(pattern, patterns, copied));
  const leftOut = outcomes.filter((outcome) => outcome.kind !== "placed");
  const placed = outcomes.filter((outcome) => outcome.kind === "placed");
  if (placed.length === 0) return { kind: "unchanged", leftOut };
  const edits = toEdits(text, placed);
  return { kind: "completed", text: applyEdits(text, edits), edits, added: placed.map(({ pattern }) => pattern), leftOut };
}

const everyPath: ReadonlySet<string> = new Set(["*", "**", "**/*", "**/**"]);

interface Placed {
  readonly kind: "placed";
  readonly pattern: string;
  /** The line that it replaces, else the one that it goes above; undefined for the end. */
  readonly at: { readonly line: IgnorePattern; readonly replaces: boolean } | undefined;
}

function isCovered(wanted: string, patterns: readonly IgnorePattern[]): boolean {
  const matcher = createIgnoreMatcher(patterns);
  return samplesOf(wanted).every((path) => matcher.isIgnored(path));
}

function place(pattern: string, patterns: readonly IgnorePattern[], copied: readonly string[]): Placed | LeftOut {
  const source = copied.find((each) => keepsOut(pattern, each));
  if (source !== undefined) return { kind: "copied", pattern, source };
  const undone = patterns.findIndex((other) => other.negated && undoes(pattern, other.glob));
  const last = undone === -1 ? patterns.length : undone;
  const narrower = patterns.slice(0, last).findIndex(({ negated, glob }) => !negated && `**/${glob}` === pattern);
  const [nearest = ""] = samplesOf(pattern);
  const inPlace = narrower !== -1 && opponent(pattern, nearest, patterns, narrower) === undefined ? patterns[narrower] : undefined;
  if (inPlace !== undefined) return { kind: "placed", pattern, at: { line: inPlace, replaces: true } };
  const by = opponent(pattern, nearest, patterns, last);
  if (by !== undefined) return { kind: "brought-back", pattern, by };
  const below = patterns[last];
  return { kind: "placed", pattern, at: below && { line: below, replaces: false } };
}

function keepsOut(pattern: string, source: string): boolean {
  const path = directoryOfAll(source);
  return isWildcard(path) ? mayOverlap(pattern, path) : ignoredBy([pattern], [path]).length > 0;
}

/**
 * Whether the pattern, written below a `!`, would keep out again what that names. Whole names (`node_modules`) only narrow
 * what is brought back with a directory; a wildcard (`*.log`) may well take in what was meant.
 */
function undoes(pattern: string, negation: string): boolean {
  const named = samplesOf(negation);
  if (ignoredBy([pattern], named).length > 0) return true;
  if (!isWildcard(baseName(pattern))) return false;
  const below = pattern.startsWith("**/") ? named.flatMap((path) => samplesOf(pattern.slice(3)).map((name) => joinPaths(path, name))) : samplesOf(pattern);
  return ignoredBy([negation], below).length > 0;
}

/** The `!` that brings the path back although the pattern stands at that place. */
function opponent(pattern: string, path: ContextPath, patterns: readonly IgnorePattern[], index: number): IgnorePattern | undefined {
  const matcher = createIgnoreMatcher([...patterns.slice(0, index), ...parseIgnoreFile(pattern), ...patterns.slice(index)]);
  return matcher.isIgnored(path) ? undefined : matcher.decidingPattern(path);
}

function toEdits(text: string, placed: readonly Placed[]): readonly IgnoreFileEdit[] {
  const end = /\r\n/.test(text) ? "\r\n" : "\n";
  const replacements = placed.flatMap(({ pattern, at }): readonly IgnoreFileEdit[] => (at?.replaces === true ? [{ range: at.line.range, text: pattern }] : []));
  const inserted = placed.filter(({ at }) => at?.replaces !== true);
  const offsets = [...new Set(inserted.map(({ at }) => offsetOf(text, at?.line)))];
  const insertions = offsets.map((offset): IgnoreFileEdit => {
    const lines = inserted.filter(({ at }) => offsetOf(text, at?.line) === offset).map(({ pattern }) => `${pattern}${end}`);
    const isInLine = offset > 0 && !/[\n\uFEFF]/.test(text.charAt(offset - 1));
    return { range: [offset, offset], text: (isInLine ? end : "") + lines.join("") };
  });
  return [...replacements, ...insertions].toSorted((one, other) => one.range[0] - other.range[0]);
}

/** The beginning of a line, or of the comment above it; without a line, the end of the text. */
function offsetOf(text: string, line: IgnorePattern | undefined): number {
  if (line === undefined) return text.length;
  const before = text.slice(0, text.lastIndexOf("\n", line.range[0]) + 1);
  const comment = /(?:^#.*\n)+(?![^])/m.exec(before);
  const start = comment?.index ?? before.length;
  return start === 0 && text.startsWith("\uFEFF") ? 1 : start;
}

function applyEdits(text: string, edits: readonly IgnoreFileEdit[]): string {
  return edits.toReversed().reduce((result, edit) => result.slice(0, edit.range[0]) + edit.text + result.slice(edit.range[1]), text);
}
