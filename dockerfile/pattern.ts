/*
 * The patterns of `${V#p}`, `${V%p}` and `${V/p/r}`: `*` is any text, `?` any character, `\` takes the meaning from `*`,
 * `?` and `\`. No brackets, and neither wildcard crosses a line end (`convertShellPatternToRegex` of BuildKit's lex.go).
 * Matched without regular expressions: many stars would make those take forever. Every function gives `undefined` for
 * a pattern with an escape character before something else.
 */

/** The value without the shortest or longest beginning that the pattern matches. */
export function trimPrefix(value: string, pattern: string, isLongest: boolean): string | undefined {
  const tokens = parsePattern(pattern);
  return tokens === undefined ? undefined : withoutMatch(Array.from(value), tokens, isLongest).join("");
}

/** The value without the shortest or longest end that the pattern matches. */
export function trimSuffix(value: string, pattern: string, isLongest: boolean): string | undefined {
  // Turned round before it is parsed, as BuildKit does: a last `\` that escapes nothing comes to escape what it follows.
  const reversed = (pattern.match(/\\.|./gsu) ?? []).reverse().join("");
  const tokens = parsePattern(reversed);
  return tokens === undefined ? undefined : withoutMatch(Array.from(value).reverse(), tokens, isLongest).reverse().join("");
}

/**
 * The value with the first match, or every match, replaced; stars match as much as they can. For every match, BuildKit
 * hands the replacement to Go's `ReplaceAllString`, where `$0` is the match, `$$` a dollar sign and other `$name` empty.
 */
export function replaceMatches(value: string, pattern: string, replacement: string, isEvery: boolean): string | undefined {
  const tokens = parsePattern(pattern);
  if (tokens === undefined || replacement.length > longest) return undefined;
  const characters = Array.from(value);
  let result = "";
  let copied = 0;
  for (let start = 0; start <= characters.length; ) {
    const match = findMatch(characters, start, tokens);
    if (match === undefined) break;
    const isEmptyBehindMatch = match.end === match.start && match.start === copied && copied > 0;
    if (!isEmptyBehindMatch) {
      const matched = characters.slice(match.start, match.end).join("");
      result += characters.slice(copied, match.start).join("") + (isEvery ? fillIn(replacement, matched) : replacement);
      copied = match.end;
    }
    if (!isEvery || result.length > longest) break;
    start = match.end > match.start ? match.end : match.start + 1;
  }
  return result + characters.slice(copied).join("");
}

/** Replacing stops beyond this length. */
const longest = 1 << 20;

type Pattern = readonly Token[];

type Token = { readonly kind: "star" | "any" } | { readonly kind: "character"; readonly character: string };

function parsePattern(text: string): Pattern | undefined {
  const tokens: Token[] = [];
  const characters = Array.from(text.replace(/^\ufeff/u, ""));
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? "";
    if (character === "*") tokens.push({ kind: "star" });
    else if (character === "?") tokens.push({ kind: "any" });
    else if (character !== "\\") tokens.push({ kind: "character", character });
    else {
      const escaped = characters[++index] ?? "";
      if (!["*", "?", "\\", "}", "/"].includes(escaped)) return undefined;
      tokens.push({ kind: "character", character: escaped });
    }
  }
  return tokens;
}

function withoutMatch(characters: readonly string[], pattern: Pattern, isLongest: boolean): string[] {
  return characters.slice(matchAt(characters, 0, pattern, isLongest) ?? 0);
}

function fillIn(replacement: string, matched: string): string {
  return replacement.replace(/\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu, (whole, bare, braced) => {
    if (whole === "$$") return "$";
    return (bare ?? braced) === "0" ? matched : "";
  });
}

function findMatch(characters: readonly string[], from: number, pattern: Pattern): { start: number; end: number } | undefined {
  const [head = [], ...tails] = splitAtStars(pattern);
  let start = from;
  while (start <= characters.length) {
    if (!hasPieceAt(characters, start, head)) {
      start++;
      continue;
    }
    const end = matchAt(characters, start, pattern, true);
    if (end !== undefined) return { start, end };
    // What the stars did not reach from here they do not reach from farther right on the line either.
    const lineFeed = tails.length === 0 ? start : characters.indexOf("\n", start);
    if (lineFeed === -1) return undefined;
    start = lineFeed + 1;
  }
  return undefined;
}

/**
 * The end of the shortest or longest match that begins at `start`. Taking the nearest place for every piece between
 * stars finds the shortest match; the longest differs from it only in its last piece, which is taken at the last place.
 */
function matchAt(characters: readonly string[], start: number, pattern: Pattern, isLongest: boolean): number | undefined {
  const [head = [], ...tails] = splitAtStars(pattern);
  if (!hasPieceAt(characters, start, head)) return undefined;
  let end = start + head.length;
  for (const [index, piece] of tails.entries()) {
    const isLast = index === tails.length - 1;
    const found = isLast && isLongest ? lastPiece(characters, end, piece) : firstPiece(characters, end, piece);
    if (found === undefined) return undefined;
    end = found + piece.length;
  }
  return end;
}

function splitAtStars(pattern: Pattern): readonly Pattern[] {
  const pieces: Token[][] = [[]];
  for (const token of pattern) {
    if (token.kind === "star") pieces.push([]);
    else pieces.at(-1)?.push(token);
  }
  return pieces;
}

function firstPiece(characters: readonly string[], from: number, piece: Pattern): number | undefined {
  for (let index = from; index <= characters.length; index++) {
    if (hasPieceAt(characters, index, piece)) return index;
    if (characters[index] === "\n") return undefined;
  }
  return undefined;
}

function lastPiece(characters: readonly string[], from: number, piece: Pattern): number | undefined {
  const lineFeed = characters.indexOf("\n", from);
  for (let index = lineFeed === -1 ? characters.length : lineFeed; index >= from; index--) {
    if (hasPieceAt(characters, index, piece)) return index;
  }
  return undefined;
}

function hasPieceAt(characters: readonly string[], start: number, piece: Pattern): boolean {
  if (start + piece.length > characters.length) return false;
  return piece.every((token, index) => {
    const character = characters[start + index];
    return token.kind === "character" ? token.character === character : character !== "\n";
  });
}
