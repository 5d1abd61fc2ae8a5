/** How text lies in the cells of a terminal: tabs, wide and combining characters, and what must not reach it raw. */

export interface Glyph {
  /** What is printed: never a control character. */
  readonly text: string;
  /** Where it begins, in UTF-16 code units of the line. */
  readonly offset: number;
  /** Where it begins, in cells. */
  readonly cell: number;
  readonly width: number;
}

const tabWidth = 4;

/** The glyphs of one line, without its line end. */
export function toGlyphs(line: string): Glyph[] {
  const glyphs: Glyph[] = [];
  let offset = 0;
  let cell = 0;
  for (const character of line) {
    const width = character === "\t" ? tabWidth - (cell % tabWidth) : widthOf(character);
    glyphs.push({ text: character === "\t" ? " ".repeat(width) : toVisible(character), offset, cell, width });
    offset += character.length;
    cell += width;
  }
  return glyphs;
}

/** Text for a terminal: control characters and those that turn the reading direction are made visible. */
export function toPrintable(text: string): string {
  return text.replace(unprintable, toVisible);
}

/** Width of a printable text in cells. */
export function cellWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  return [...text].reduce((sum, character) => sum + widthOf(character), 0);
}

// A file may hold escape sequences, and characters that show its text in another order than it has.
// eslint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function toVisible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return character.replace(unprintable, "\ufffd");
}

function widthOf(character: string): number {
  if (character < "\u0300") return 1;
  if (/^[\p{Mn}\p{Me}\u200b-\u200d\u2060\ufeff]$/u.test(character)) return 0;
  const code = character.codePointAt(0) ?? 0;
  return wideRanges.some(([first, last]) => first <= code && code <= last) ? 2 : 1;
}

/** Blocks of East Asian Width "Wide" and "Fullwidth", and of the pictographs (Unicode Standard Annex 11). */
const wideRanges: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];
