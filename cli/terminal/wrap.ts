import { cellWidth, toPrintable } from "./cells.ts";

/**
 * Breaks a text at blanks into printable lines of at most `width` cells, of which `used` are taken on the first. A word
 * that is longer keeps its line to itself: paths and commands stay whole, to be copied.
 */
export function wrap(text: string, width: number, used = 0): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of text.split(/\s+/).filter(Boolean).map(toPrintable)) {
    const taken = lines.length === 0 ? used : 0;
    const longer: string = line === undefined ? word : `${line} ${word}`;
    const isTooLong = taken + cellWidth(longer) > width;
    if (isTooLong && (line !== undefined || taken > 0)) {
      lines.push(line ?? "");
      line = word;
    } else {
      line = longer;
    }
  }
  return line === undefined ? lines : [...lines, line];
}

/** Wraps with `first`, printed as it is, before the first line, and `indent` blanks before the others. */
export function hang(first: string, text: string, width: number, indent = cellWidth(first)): string[] {
  const lines = wrap(text, Math.max(width - indent, 20), cellWidth(first) - indent);
  return lines.map((line, index) => (index === 0 ? first : " ".repeat(indent)) + line);
}
