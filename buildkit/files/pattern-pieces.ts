/** What a pattern is made of, from left to right. */
export type PatternPiece =
  /** One character, or any number of them; `text` if it must be this very character. */
  | { readonly kind: "one" | "many"; readonly accepts: Accepts; readonly text?: string }
  /** Any number of directories with the slash after each: `**` with something behind it. */
  | { readonly kind: "directories" }
  /** Holds only before the first character, or nowhere. */
  | { readonly kind: "start" | "never" };

export type PatternReading =
  | { readonly kind: "pieces"; readonly pieces: readonly PatternPiece[] }
  | { readonly kind: "malformed"; readonly reason: string };

type Accepts = (character: string) => boolean;

/**
 * Reads a pattern of an ignore file, or says why Go refuses it, which fails the build.
 *
 * The original turns the pattern into a Go regular expression, after `filepath.Match` has accepted it. Three traces of
 * that are kept, because builds meet them: a class may match `/`; `^` outside of a class holds only at the start; and a
 * backslash before a letter has its meaning in a regular expression (`\d`) or is an error (`\c`), which is what becomes
 * of Windows paths. Not kept: word boundaries (`\b` matches nothing here), escapes by number, named classes (`[[:alpha:]]`).
 *
 * Source: patternmatcher.go `Pattern.compile`; path/filepath `Match`; regexp/syntax `parseClass` and `parseEscape`.
 */
export function readPatternPieces(glob: string): PatternReading {
  const characters = [...glob];
  const pieces: PatternPiece[] = [];
  let start = 0;
  while (start < characters.length) {
    const read = readPiece(characters, start);
    if ("reason" in read) return { kind: "malformed", reason: read.reason };
    pieces.push(read.piece);
    start = read.end;
  }
  return { kind: "pieces", pieces };
}

type Read = { readonly piece: PatternPiece; readonly end: number } | { readonly reason: string };

function readPiece(characters: readonly string[], start: number): Read {
  const character = characters[start] ?? "";
  switch (character) {
    case "*":
      return characters[start + 1] === "*" ? readDoubleStar(characters, start) : single({ kind: "many", accepts: isNotSlash });
    case "?":
      return single({ kind: "one", accepts: isNotSlash });
    case "^":
      return single({ kind: "start" });
    case "[":
      return readClass(characters, start + 1);
    case "\\":
      return readEscape(characters[start + 1], start + 2);
    default:
      return single(literal(character));
  }

  function single(piece: PatternPiece): Read {
    return { piece, end: start + 1 };
  }
}

function readDoubleStar(characters: readonly string[], start: number): Read {
  const end = characters[start + 2] === "/" ? start + 3 : start + 2;
  if (end < characters.length) return { piece: { kind: "directories" }, end };
  return { piece: { kind: "many", accepts: (character) => character !== "\n" }, end };
}

function readEscape(character: string | undefined, end: number): Read {
  const member = readEscapedMember(character);
  if (typeof member !== "string" && "accepts" in member) return { piece: { kind: "one", accepts: member.accepts }, end };
  if (typeof member === "string") return { piece: literal(member), end };
  if (character === "A") return { piece: { kind: "start" }, end };
  // Boundaries between words and the end of the text, where nobody meant them.
  if (character !== undefined && "bBz".includes(character)) return { piece: { kind: "never" }, end };
  return member;
}

/** A class from the character after its bracket. */
function readClass(characters: readonly string[], start: number): Read {
  const isNegated = characters[start] === "^";
  const members: Accepts[] = [];
  let hasWildcard = false;
  let index = isNegated ? start + 1 : start;
  while (characters[index] !== "]" || members.length === 0) {
    hasWildcard ||= characters[index] === "*" || characters[index] === "?";
    const member = readClassMember(characters, index);
    if ("reason" in member) return member;
    members.push(member.accepts);
    index = member.end;
  }
  const end = index + 1;
  // The original translates wildcards between brackets too, and gets an expression that matches nothing anybody means.
  if (hasWildcard) return { piece: { kind: "never" }, end };
  return { piece: { kind: "one", accepts: (character) => members.some((accepts) => accepts(character)) !== isNegated }, end };
}

type ClassMember = { readonly accepts: Accepts; readonly end: number } | { readonly reason: string };

/** One character of a class, or a range of them. */
function readClassMember(characters: readonly string[], start: number): ClassMember {
  const low = readClassEnd(characters, start);
  if ("reason" in low) return low;
  if (characters[low.end] !== "-") return { accepts: low.accepts ?? isBetween(low.code, low.code), end: low.end };
  const high = readClassEnd(characters, low.end + 1);
  if ("reason" in high) return high;
  if (low.accepts || high.accepts) return { reason: "a range ends in an escape that stands for several characters" };
  if (high.code < low.code) return { reason: "a range runs backwards" };
  return { accepts: isBetween(low.code, high.code), end: high.end };
}

type ClassEnd =
  | { readonly code: number; readonly accepts?: Accepts; readonly end: number }
  | { readonly reason: string };

function readClassEnd(characters: readonly string[], start: number): ClassEnd {
  const character = characters[start];
  if (character === undefined) return { reason: 'a "[" is not closed' };
  if (character === "]") return { reason: 'a "]" must follow at least one character or be escaped' };
  if (character === "-") return { reason: 'a "-" between brackets must be escaped' };
  if (character !== "\\") return { code: codeOf(character), end: start + 1 };
  const member = readEscapedMember(characters[start + 1]);
  if (typeof member === "string") return { code: codeOf(member), end: start + 2 };
  return "accepts" in member ? { code: -1, accepts: member.accepts, end: start + 2 } : member;
}

/** What a backslash and this character stand for: one character, or any of several. */
function readEscapedMember(character: string | undefined): string | { readonly accepts: Accepts } | { readonly reason: string } {
  if (character === undefined) return { reason: "nothing follows the backslash" };
  if (/^[\0-\x7f]$/.test(character) && !/[0-9A-Za-z]/.test(character)) return character;
  const accepts = severalCharacters.get(character);
  if (accepts) return { accepts };
  return controlCharacters.get(character) ?? { reason: `a backslash before "${character}" is no valid escape` };
}

const controlCharacters: ReadonlyMap<string, string> = new Map([
  ["a", "\x07"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

const severalCharacters: ReadonlyMap<string, Accepts> = new Map([
  ["d", (character) => /[0-9]/.test(character)],
  ["D", (character) => /[^0-9]/.test(character)],
  ["s", (character) => /[\t\n\f\r ]/.test(character)],
  ["S", (character) => /[^\t\n\f\r ]/.test(character)],
  ["w", (character) => /[0-9A-Za-z_]/.test(character)],
  ["W", (character) => /[^0-9A-Za-z_]/.test(character)],
]);

function literal(text: string): PatternPiece {
  return { kind: "one", accepts: (character) => character === text, text };
}

function isNotSlash(character: string): boolean {
  return character !== "/";
}

function isBetween(low: number, high: number): Accepts {
  return (character) => {
    const code = codeOf(character);
    return low <= code && code <= high;
  };
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? -1;
}
