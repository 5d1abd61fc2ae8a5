import { readPatternPieces, type PatternPiece } from "./pattern-pieces.ts";

/** One pattern of an ignore file, compiled. It must match a whole path; that it covers what lies below is not its business. */
export type PathPattern =
  | {
      readonly kind: "pattern";
      matches(path: string): boolean;
      /** Whether some path below this directory could match, whatever its name. */
      canMatchBelow(directory: string): boolean;
    }
  | { readonly kind: "malformed"; readonly reason: string };

/**
 * Compiles a cleaned pattern (see `cleanPath`), without its `!`, as github.com/moby/patternmatcher does.
 *
 * `*` and `?` stop at `/`, `**` crosses it. In `**name` it is any text, so that `afoo` matches `**foo`; anywhere else
 * it is any number of whole directories, so that `axb` does not match `a**b`. Matching takes time in proportion to
 * the length of the path times that of the pattern, whatever the pattern.
 *
 * Source: patternmatcher.go (`Pattern.compile`, `Pattern.match`).
 */
export function compilePathPattern(glob: string): PathPattern {
  return compilePlainPattern(glob) ?? compileExpression(glob);
}

/** A path as a pattern that matches it alone. */
export function literalPattern(path: string): string {
  return path.replaceAll(/[*?[\]\\]|^[#!]/g, "\\$&");
}

/** Shortest form of a slash path, as Go's `filepath.Clean` on Linux: `./a//b/` → `a/b`, `a/../b` → `b`, nothing → `.`. */
export function cleanPath(path: string): string {
  const isRooted = path.startsWith("/");
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "" || name === ".") continue;
    if (name !== "..") names.push(name);
    else if (names.length > 0 && names.at(-1) !== "..") names.pop();
    else if (!isRooted) names.push(name);
  }
  const cleaned = names.join("/");
  return isRooted ? `/${cleaned}` : cleaned || ".";
}

/** The forms that nearly everybody writes, which are comparisons of text: `name`, `name/**`, and `name` after `**` and a slash. */
function compilePlainPattern(glob: string): PathPattern | undefined {
  const [, lead, text = "", tail] = /^(\*\*)?([^*?[\]\\]*)(\*\*)?$/.exec(glob) ?? [];
  if (lead && tail) return undefined;
  if (lead) return suffixPattern(text);
  if (tail) return prefixPattern(text);
  return glob === text ? exactPattern(text) : undefined;
}

function exactPattern(text: string): PathPattern {
  return {
    kind: "pattern",
    matches: (path) => path === text,
    canMatchBelow: (directory) => text.startsWith(`${directory}/`),
  };
}

function prefixPattern(text: string): PathPattern {
  return {
    kind: "pattern",
    matches: (path) => path.startsWith(text),
    canMatchBelow: (directory) => text.startsWith(`${directory}/`) || `${directory}/`.startsWith(text),
  };
}

function suffixPattern(text: string): PathPattern {
  return {
    kind: "pattern",
    matches: (path) => path.endsWith(text) || (text.startsWith("/") && path === text.slice(1)),
    canMatchBelow: () => true,
  };
}

function compileExpression(glob: string): PathPattern {
  const reading = readPatternPieces(glob);
  if (reading.kind === "malformed") return reading;
  const { pieces } = reading;
  const end = 2 * pieces.length;
  const head = textOf(pieces.slice(0, pieces.findIndex(isVariable)));
  const tail = textOf(pieces.slice(pieces.findLastIndex(isVariable) + 1));
  return {
    kind: "pattern",
    // Nearly all paths of a context differ at one of the ends already.
    matches: (path) => path.startsWith(head) && path.endsWith(tail) && run(pieces, path).includes(end),
    canMatchBelow: (directory) => run(pieces, `${directory}/`).some((state) => state !== end),
  };
}

function isVariable(piece: PatternPiece): boolean {
  return !("text" in piece);
}

function textOf(pieces: readonly PatternPiece[]): string {
  return pieces.map((piece) => ("text" in piece ? piece.text : "")).join("");
}

/**
 * All states that the whole path can leave the pattern in. State `2i` awaits piece `i`, `2 * pieces.length` is a match,
 * and `2i + 1` is inside the directories that piece `i` stands for, before their next slash.
 */
function run(pieces: readonly PatternPiece[], path: string): readonly number[] {
  const lastSeen = new Int32Array(2 * pieces.length + 2).fill(-1);
  let step = 0;
  let states: number[] = [];
  enter(0);
  for (const character of path) {
    if (states.length === 0) return states;
    const before = states;
    states = [];
    step += 1;
    for (const state of before) advance(state, character);
  }
  return states;

  function advance(state: number, character: string): void {
    const index = state >> 1;
    const piece = pieces[index];
    if (piece?.kind === "one" && piece.accepts(character)) enter(index + 1);
    if (piece?.kind === "many" && piece.accepts(character)) enter(index);
    if (piece?.kind !== "directories" || state % 2 === 0) return;
    if (character !== "\n") add(state);
    if (character === "/") enter(index + 1);
  }

  /** Adds the state before a piece, and those that are reached from there without a character. */
  function enter(from: number): void {
    for (let index = from; ; index += 1) {
      const piece = pieces[index];
      if (piece?.kind === "never" || (piece?.kind === "start" && step > 0) || !add(2 * index)) return;
      if (piece?.kind === "directories") add(2 * index + 1);
      if (piece === undefined || piece.kind === "one") return;
    }
  }

  function add(state: number): boolean {
    if (lastSeen[state] === step) return false;
    lastSeen[state] = step;
    states.push(state);
    return true;
  }
}
