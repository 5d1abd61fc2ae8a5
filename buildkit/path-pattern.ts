/**
 * One pattern of an ignore file, in the dialect of github.com/moby/patternmatcher: the pattern must match a whole path.
 * Patterns run as a set of states over the path, so that matching takes time proportional to their product, always.
 */
export type PathPattern =
  | {
      readonly kind: "pattern";
      matches(path: string): boolean;
      /** Whether some path below this directory could match, whatever its name. */
      canMatchBelow(directory: string): boolean;
    }
  | { readonly kind: "malformed"; readonly reason: string };

/**
 * Compiles a cleaned pattern (see `cleanPath`), without `!`.
 *
 * `*` and `?` stop at `/`; `**` crosses it; `[a-c]`, `[^a]` and `\x` are read as Go reads them. Three habits of the
 * original are kept because builds depend on them: `**` before anything else than `/` still means "any directories"
 * (`a**b` is not `axb`), except in `**name`, which is any path that ends in `name`; a class may match `/`; and a
 * backslash before a letter means what it means in a regular expression (`\d`), or is an error (`\c`).
 * Not kept: named classes (`[[:alpha:]]`) and escapes by number.
 *
 * Source: patternmatcher.go (`Pattern.compile`, `Pattern.match`) and path/filepath `Match`, which must accept it too.
 */
export function compilePathPattern(glob: string): PathPattern {
  const pieces = readPieces(glob);
  if (typeof pieces === "string") return { kind: "malformed", reason: pieces };
  return plainPattern(pieces) ?? statesPattern(pieces);
}

/** Shortest form of a slash path, as Go's `filepath.Clean` on Linux: `./a//b/` → `a/b`, `a/../b` → `b`, nothing → `.`. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith("/");
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "" || name === ".") continue;
    if (name !== "..") names.push(name);
    else if (names.length > 0 && names.at(-1) !== "..") names.pop();
    else if (!rooted) names.push(name);
  }
  const cleaned = names.join("/");
  return rooted ? `/${cleaned}` : cleaned || ".";
}

type Accepts = (character: string) => boolean;

/** `anywhere` is `**` and stands for any number of directories, or at the end for anything. */
type Piece =
  | { readonly kind: "literal"; readonly character: string }
  | { readonly kind: "one" | "many"; readonly accepts: Accepts }
  | { readonly kind: "anywhere" | "rest" | "start" | "never" };

const isNameCharacter: Accepts = (character) => character !== "/";
const isNoLineEnd: Accepts = (character) => character !== "\n";

/** The pieces of a pattern, or why Go refuses it. */
function readPieces(glob: string): Piece[] | string {
  const characters = [...glob];
  const pieces: Piece[] = [];
  let index = 0;
  while (index < characters.length) {
    const character = characters[index] ?? "";
    if (character === "[") {
      const characterClass = readClass(characters, index + 1);
      if (typeof characterClass === "string") return characterClass;
      pieces.push(characterClass.piece);
      index = characterClass.end;
      continue;
    }
    if (character === "\\") {
      const piece = readEscape(characters[index + 1]);
      if (typeof piece === "string") return piece;
      pieces.push(piece);
      index += 2;
      continue;
    }
    if (character === "*" && characters[index + 1] === "*") {
      index += characters[index + 2] === "/" ? 3 : 2;
      pieces.push({ kind: index < characters.length ? "anywhere" : "rest" });
      continue;
    }
    pieces.push(readCharacter(character));
    index += 1;
  }
  return pieces;
}

function readCharacter(character: string): Piece {
  if (character === "*") return { kind: "many", accepts: isNameCharacter };
  if (character === "?") return { kind: "one", accepts: isNameCharacter };
  // Go builds a regular expression and leaves this one character of it unescaped.
  if (character === "^") return { kind: "start" };
  return { kind: "literal", character };
}

const controlCharacters: ReadonlyMap<string, string> = new Map([
  ["a", "\x07"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

const classEscapes: ReadonlyMap<string, Accepts> = new Map([
  ["d", (character) => /[0-9]/.test(character)],
  ["D", (character) => /[^0-9]/.test(character)],
  ["s", (character) => /[\t\n\f\r ]/.test(character)],
  ["S", (character) => /[^\t\n\f\r ]/.test(character)],
  ["w", (character) => /[0-9A-Za-z_]/.test(character)],
  ["W", (character) => /[^0-9A-Za-z_]/.test(character)],
]);

function readEscape(character: string | undefined): Piece | string {
  if (character === undefined) return "nothing follows the backslash";
  const accepts = classEscapes.get(character);
  if (accepts) return { kind: "one", accepts };
  if (character === "A") return { kind: "start" };
  // Boundaries between words: no path that somebody had in mind has one there.
  if (character === "b" || character === "B" || character === "z") return { kind: "never" };
  const escaped = readEscapedCharacter(character);
  if (escaped === undefined) return `"\\${character}" is no escape`;
  return { kind: "literal", character: escaped };
}

function readEscapedCharacter(character: string): string | undefined {
  if (/^[!-/:-@[-`{-~\s]$/.test(character)) return character;
  return controlCharacters.get(character);
}

/** A class from the character after `[`; `end` is the index after `]`. */
function readClass(characters: readonly string[], start: number): { piece: Piece; end: number } | string {
  const negated = characters[start] === "^";
  const members: Accepts[] = [];
  let usable = true;
  let index = negated ? start + 1 : start;
  while (characters[index] !== "]" || members.length === 0) {
    const low = readMember(characters, index);
    if (typeof low === "string") return low;
    // A wildcard between brackets makes Go's expression fall apart into one that matches nothing anybody means.
    usable &&= characters[index] !== "*" && characters[index] !== "?";
    index = low.end;
    const high = characters[index] === "-" ? readMember(characters, index + 1) : low;
    if (typeof high === "string") return high;
    index = high.end;
    if (high.character < low.character) return `the range ${low.character}-${high.character} runs backwards`;
    members.push(low.accepts ?? isBetween(low.character, high.character));
  }
  const accepts: Accepts = (character) => members.some((member) => member(character)) !== negated;
  return { piece: usable ? { kind: "one", accepts } : { kind: "never" }, end: index + 1 };
}

interface Member {
  readonly character: string;
  readonly accepts: Accepts | undefined;
  readonly end: number;
}

function readMember(characters: readonly string[], start: number): Member | string {
  const character = characters[start];
  if (character === undefined) return 'a "[" is not closed';
  if (character === "]") return "a class is empty";
  if (character === "-") return 'a "-" in a class has nothing before or after it';
  if (character !== "\\") return { character, accepts: undefined, end: start + 1 };
  const name = characters[start + 1];
  if (name === undefined) return "nothing follows the backslash";
  const escaped = readEscapedCharacter(name);
  const accepts = classEscapes.get(name);
  if (escaped === undefined && accepts === undefined) return `"\\${name}" is no escape`;
  return { character: escaped ?? name, accepts, end: start + 2 };
}

function isBetween(low: string, high: string): Accepts {
  const from = low.codePointAt(0) ?? 0;
  const to = high.codePointAt(0) ?? 0;
  return (character) => {
    const code = character.codePointAt(0) ?? -1;
    return from <= code && code <= to;
  };
}

/** The forms that need no states, nearly all that people write: `name`, `name/**`, `**​/name`. */
function plainPattern(pieces: readonly Piece[]): PathPattern | undefined {
  return undefined;
}
