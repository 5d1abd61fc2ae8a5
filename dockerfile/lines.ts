import { isSpace } from "./characters.ts";
import { joinText, type LogicalText } from "./logical-text.ts";

export type Escape = "\\" | "`";

/** One physical line, as BuildKit sees it outside here-documents. */
export interface Line {
  /** Of the first line: behind a byte order mark. */
  readonly start: number;
  /** Where its text ends: before the LF and all CR in front of it. */
  readonly end: number;
  /** Where the next line starts. */
  readonly next: number;
  readonly kind: "blank" | "comment" | "text";
  /** Where its own text ends: at the escape character that joins it with the next line, or at `end`. */
  readonly joint: number;
  readonly continued: boolean;
}

/**
 * Splits at LF. A line is continued if an escape character is the last thing before blanks and line end and no other
 * escape character precedes it (`lineContinuationRegex` of frontend/dockerfile/parser/parser.go).
 */
export function readLines(text: string, escape: Escape): readonly Line[] {
  const lines: Line[] = [];
  let start = text.startsWith("\ufeff") ? 1 : 0;
  while (start < text.length) {
    const line = readLine(text, start, escape);
    lines.push(line);
    start = line.next;
  }
  return lines;
}

/**
 * A text of the same length in which nothing but the shape of instructions is left: comments are blank, `\` and LF stand
 * where lines are joined and nowhere else, every other sign is an `x`. No two parsers can read it differently.
 */
export function shapeOf(text: string, lines: readonly Line[]): string {
  let shape = text.startsWith("\ufeff") ? " " : "";
  let inside = false;
  for (const line of lines) {
    shape += lineShape(text, line, inside);
    if (line.kind === "text") inside = line.continued && (inside || !isSoleEscape(text, line));
  }
  return shape;
}

/**
 * The text between two offsets as a POSIX shell reads it, in the same length: comment and blank lines inside are spaces,
 * their line ends too; an escape character with what follows it up to the line end becomes spaces, `\` and LF.
 */
export function shellSource(text: string, lines: readonly Line[], start: number, end: number): string {
  let source = "";
  for (const line of linesBetween(lines, start, end)) {
    const from = Math.max(line.start, start);
    const to = Math.min(line.next, end);
    if (line.kind !== "text") source += " ".repeat(to - from);
    else if (to <= line.joint || !line.continued) source += text.slice(from, to);
    else source += text.slice(from, Math.max(from, line.joint)) + joint(to - Math.max(from, line.joint));
  }
  return source;
}

/** Puts the lines between two offsets together as one logical line: comments, blank lines and line joints left out. */
export function joinLines(text: string, lines: readonly Line[], start: number, end: number): LogicalText {
  const pieces: [number, number][] = [];
  for (const line of linesBetween(lines, start, end)) {
    if (line.kind === "text") pieces.push([Math.max(line.start, start), Math.max(line.joint, start)]);
  }
  return joinText(text, pieces, start);
}

/** The index of the line that holds the offset, or the number of lines. */
export function lineIndexAt(lines: readonly Line[], offset: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.next ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function linesBetween(lines: readonly Line[], start: number, end: number): readonly Line[] {
  return lines.slice(lineIndexAt(lines, start), lineIndexAt(lines, end - 1) + 1);
}

function readLine(text: string, start: number, escape: Escape): Line {
  const lineFeed = text.indexOf("\n", start);
  const next = lineFeed === -1 ? text.length : lineFeed + 1;
  let end = lineFeed === -1 ? text.length : lineFeed;
  while (end > start && text[end - 1] === "\r") end--;
  let first = start;
  while (first < end && isSpace(text[first])) first++;
  if (first === end) return { start, end, next, kind: "blank", joint: end, continued: false };
  if (text[first] === "#") return { start, end, next, kind: "comment", joint: end, continued: false };

  let last = end - 1;
  while (text[last] === " " || text[last] === "\t") last--;
  const continued = text[last] === escape && (last === start || text[last - 1] !== escape);
  return { start, end, next, kind: "text", joint: continued ? last : end, continued };
}

/** BuildKit starts the instruction on the line after a lone escape character. */
function isSoleEscape(text: string, line: Line): boolean {
  let start = line.start;
  while (start < line.joint && isSpace(text[start])) start++;
  return line.continued && start === line.joint;
}

function lineShape(text: string, line: Line, inside: boolean): string {
  const lineEnd = text[line.next - 1] === "\n" ? "\n" : "";
  if (line.kind !== "text") return " ".repeat(line.next - line.start - lineEnd.length) + lineEnd;
  const content = contentShape(text.slice(line.start, line.joint));
  const rest = line.next - line.joint;
  if (!line.continued || (!inside && isSoleEscape(text, line))) return content + " ".repeat(rest - lineEnd.length) + lineEnd;
  return content + (lineEnd === "" ? " ".repeat(rest - 1) + "\\" : joint(rest));
}

function contentShape(content: string): string {
  let start = 0;
  while (start < content.length && isSpace(content[start])) start++;
  const shape = content.slice(start).replaceAll(/[^\t\v\f\r ]/g, "x").replaceAll(/[\t\v\f\r]/g, " ");
  return " ".repeat(start) + shape;
}

function joint(length: number): string {
  return length < 2 ? " ".repeat(length) : `${" ".repeat(length - 2)}\\\n`;
}
