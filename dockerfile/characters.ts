/**
 * What Go's `unicode.IsSpace` calls white space, which is what BuildKit trims from lines and words. JavaScript's `\s`
 * differs by U+0085 (missing there) and U+FEFF (white space only there).
 */
export function isSpace(character: string | undefined): boolean {
  return character !== undefined && spaces.has(character);
}

const spaces: ReadonlySet<string> = new Set(
  "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
);

/** What BuildKit splits arguments at (`reWhitespace` of frontend/dockerfile/parser/parser.go). */
export function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t" || character === "\v" || character === "\f" || character === "\r";
}

/** White space where BuildKit looks at single bytes. */
export function isAsciiSpace(character: string | undefined): boolean {
  return isBlank(character) || character === "\n";
}

/**
 * Where BuildKit looks at single bytes, the last byte of these two ends a word, and the first one still belongs to it.
 * Letters that happen to hold such a byte are torn apart likewise; we keep them whole.
 */
export function isTornSpace(character: string | undefined): boolean {
  return character === "\u0085" || character === "\u00a0";
}
