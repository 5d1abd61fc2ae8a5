import { cleanPath, compilePathPattern } from "./path-pattern.ts";

/** One line of an ignore file that is neither empty nor a comment. */
export interface IgnorePattern {
  /** Counted from zero. */
  readonly line: number;
  /** The line as written, without its end. */
  readonly text: string;
  /** Where the pattern stands in the file, blanks around it left out; offsets in UTF-16 code units, end exclusive. */
  readonly range: readonly [start: number, end: number];
  /** Whether it brings back what patterns before it ignore (`!`). */
  readonly negated: boolean;
  /** The pattern as it is compared: `!` and the leading slash removed, cleaned: `foo/` is `foo`, `./` is `.`. */
  readonly glob: string;
  /** Why BuildKit refuses to build with this line; such a pattern matches nothing here. */
  readonly problem?: string;
}

/** Answers for one list of patterns. Paths are relative to the root of the context, with slashes, cleaned. */
export interface IgnoreMatcher {
  /** Whether the patterns match this path or a directory above it. A path below an ignored directory may be brought back. */
  isIgnored(path: string): boolean;
  /** The pattern that had the last word: for an ignored path the one that ignores it, else a `!` that brought it back. */
  decidingPattern(path: string): IgnorePattern | undefined;
  /** Whether the directory is ignored and no pattern can bring back anything below it. */
  canSkipDirectory(path: string): boolean;
}

/**
 * Reads a `.dockerignore`: one pattern a line, `#` in the first column for comments, a byte order mark and CRLF allowed.
 * Lines that make BuildKit fail are returned with their `problem`.
 *
 * Source: patternmatcher's `ignorefile.ReadAll` and `patternmatcher.New`, which clean the pattern one after the other;
 * that is why `./!foo` is a negation too.
 */
export function parseIgnoreFile(text: string): readonly IgnorePattern[] {
  const patterns: IgnorePattern[] = [];
  let offset = text.startsWith("\uFEFF") ? 1 : 0;
  for (const [line, source] of text.slice(offset).split("\n").entries()) {
    const pattern = parseLine(source.replace(/\r$/, ""), line, offset);
    if (pattern) patterns.push(pattern);
    offset += source.length + 1;
  }
  return patterns;
}

/**
 * Makes the matcher for patterns in the order of their file: the last one that matches decides, and a pattern that
 * matches a directory matches all below it.
 *
 * As in the original, a pattern is only asked when its answer would change the verdict, and a directory that was not
 * asked about does not count as matched further down: after `*.log` and below an included `foo`, `!foo` brings nothing
 * back. Source: patternmatcher `MatchesUsingParentResults`, called for each directory by fsutil's `filterFS.Walk`.
 */
export function createIgnoreMatcher(patterns: readonly IgnorePattern[]): IgnoreMatcher {
  const compiled = patterns.flatMap((pattern) => {
    const compiledPattern = compilePathPattern(pattern.glob);
    return pattern.problem === undefined && compiledPattern.kind === "pattern" ? [{ ...compiledPattern, pattern }] : [];
  });
  const verdictOfRoot: Verdict = { decidedBy: undefined, isIgnored: false, matched: new Set() };
  const directories = new Map<string, Verdict>();

  function judge(path: string, parent: Verdict): Verdict {
    const matched = new Set<number>();
    let decidedBy: number | undefined;
    let isIgnored = false;
    for (const [index, { pattern, matches }] of compiled.entries()) {
      const changes = pattern.negated === isIgnored;
      if (!parent.matched.has(index) && !(changes && matches(path))) continue;
      matched.add(index);
      if (!changes) continue;
      isIgnored = !pattern.negated;
      decidedBy = index;
    }
    return { decidedBy, isIgnored, matched };
  }

  function verdictOf(path: string): Verdict {
    // Every directory on the way is judged; hostile text must not make that a long way.
    if (path === "" || path === "." || path.length > longestPath) return verdictOfRoot;
    let parent = verdictOfRoot;
    for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1)) {
      const directory = path.slice(0, slash);
      const known = directories.get(directory) ?? judge(directory, parent);
      directories.set(directory, known);
      parent = known;
    }
    return judge(path, parent);
  }

  return {
    isIgnored: (path) => verdictOf(path).isIgnored,
    decidingPattern(path) {
      const { decidedBy } = verdictOf(path);
      return decidedBy === undefined ? undefined : compiled[decidedBy]?.pattern;
    },
    canSkipDirectory(path) {
      const { decidedBy, isIgnored } = verdictOf(path);
      if (!isIgnored || decidedBy === undefined) return false;
      return !compiled.slice(decidedBy + 1).some(({ pattern, canMatchBelow }) => pattern.negated && canMatchBelow(path));
    },
  };
}

/** Linux refuses longer paths (PATH_MAX), so that nothing of such a name is there to be ignored. */
const longestPath = 4096;

interface Verdict {
  /** Index of the pattern that changed the verdict last. */
  readonly decidedBy: number | undefined;
  readonly isIgnored: boolean;
  /** Indexes of the patterns that matched this path or a directory above it. */
  readonly matched: ReadonlySet<number>;
}

function parseLine(source: string, line: number, offset: number): IgnorePattern | undefined {
  const written = trimSpace(source);
  if (source.startsWith("#") || written === "") return undefined;
  const start = offset + source.indexOf(written);
  const cleaned = trimSpace(cleanLine(written));
  if (cleaned === "") return undefined;
  const whole = cleanPath(cleaned);
  const negated = whole.startsWith("!");
  const glob = negated ? whole.slice(1) : whole;
  const problem = findProblem(glob);
  const range: [number, number] = [start, start + written.length];
  return { line, text: source, range, negated, glob, ...(problem !== undefined && { problem }) };
}

/** The first of the two cleanings, which knows of `!` only in the first column of the trimmed line. */
function cleanLine(written: string): string {
  const negation = written.startsWith("!") ? "!" : "";
  const pattern = trimSpace(written.slice(negation.length));
  return negation + (pattern === "" ? "" : cleanPath(pattern).replace(/^\/(?=.)/s, ""));
}

function findProblem(glob: string): string | undefined {
  if (glob === "") return 'nothing follows the "!"';
  const compiled = compilePathPattern(glob);
  return compiled.kind === "malformed" ? compiled.reason : undefined;
}

/** Go's `strings.TrimSpace`, which takes U+0085 for a blank and a byte order mark for none, unlike JavaScript's. */
function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charAt(start))) start += 1;
  while (start < end && isSpace(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isSpace(character: string): boolean {
  return character === "\u0085" || (character !== "\uFEFF" && /\s/.test(character));
}
