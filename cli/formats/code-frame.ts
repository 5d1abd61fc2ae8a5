import { cellWidth, toGlyphs, type Glyph } from "../terminal/cells.ts";
import type { Paint, Style } from "../terminal/paint.ts";
import { wrap } from "../terminal/wrap.ts";

/** A place to underline. Lines and columns count from zero, columns in UTF-16 code units. */
export interface Mark {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  readonly style: Style;
  /** `^` for the finding itself, `-` for what it involves. */
  readonly stroke: "^" | "-";
  readonly label: string | undefined;
}

export interface FrameOptions {
  readonly lines: readonly string[];
  /** Width to fit into, in cells. */
  readonly columns: number;
  readonly paint: Paint;
}

/**
 * The marked lines of a file with their numbers, each followed by a line that underlines the mark. Distant lines are
 * joined by `⋮`; a mark of several lines is underlined on its first.
 */
export function codeFrame(marks: readonly Mark[], { lines, columns, paint }: FrameOptions): string[] {
  const shown = marks.filter(({ start }) => start.line < lines.length);
  const sorted = shown.toSorted((a, b) => a.start.line - b.start.line || a.start.column - b.start.column);
  const digits = String((sorted.at(-1)?.start.line ?? 0) + 1).length;
  const gutter: Gutter = {
    number: (line) => paint("faint", `  ${String(line + 1).padStart(digits)} │ `),
    blank: paint("faint", `  ${" ".repeat(digits)} │ `),
    gap: paint("faint", `  ${" ".repeat(digits - 1)}⋮`),
  };
  const space = { width: Math.max(columns - digits - 5, 20), paint, gutter };
  return sorted.flatMap((mark, index) => {
    const previous = sorted[index - 1]?.start.line;
    const between = previous === undefined ? [] : linesBetween(previous, mark.start.line, lines, space);
    return [...between, ...showMark(mark, lines[mark.start.line] ?? "", previous === mark.start.line, space)];
  });
}

interface Gutter {
  readonly number: (line: number) => string;
  readonly blank: string;
  readonly gap: string;
}

interface Space {
  /** Cells for the source text. */
  readonly width: number;
  readonly paint: Paint;
  readonly gutter: Gutter;
}

/** A single line between two marks is shown, more are left out. */
function linesBetween(previous: number, next: number, lines: readonly string[], { width, gutter }: Space): string[] {
  if (next - previous <= 1) return [];
  if (next - previous > 2) return [gutter.gap];
  const glyphs = toGlyphs(lines[previous + 1] ?? "");
  return [(gutter.number(previous + 1) + crop(glyphs, 0, width)).trimEnd()];
}

function showMark(mark: Mark, line: string, isSameLine: boolean, { width, paint, gutter }: Space): string[] {
  const glyphs = toGlyphs(line);
  const total = cellAt(glyphs, line.length);
  const first = cellAt(glyphs, mark.start.column);
  const last = mark.end.line === mark.start.line ? cellAt(glyphs, mark.end.column) : cellAt(glyphs, line.trimEnd().length);
  const from = windowStart(first, last, total, width);
  const start = first - from;
  const length = Math.max(Math.min(last - from, width) - start, 1);
  const source = isSameLine && total <= width ? [] : [gutter.number(mark.start.line) + crop(glyphs, from, width)];
  const strokes = " ".repeat(start) + paint(mark.style, mark.stroke.repeat(length));
  const rows = withLabel(strokes, start, start + length, mark, { width, paint, gutter });
  return [...source.map((row) => row.trimEnd()), ...rows.map((row) => gutter.blank + row)];
}

/** The label beside the strokes if it has room there, below them otherwise. */
function withLabel(strokes: string, start: number, end: number, mark: Mark, { width, paint }: Space): string[] {
  if (mark.label === undefined) return [strokes];
  const beside = wrap(mark.label, Infinity).join(" ");
  if (end + 1 + cellWidth(beside) <= width) return [`${strokes} ${paint(mark.style, beside)}`];
  const indent = Math.min(start, Math.max(width - 40, 0));
  const below = wrap(mark.label, width - indent).map((row) => " ".repeat(indent) + paint(mark.style, row));
  return [strokes, ...below];
}

/** The first cell to show of a line that is too long: some text before the mark, and as much of the mark as goes in. */
function windowStart(first: number, last: number, total: number, width: number): number {
  if (total <= width || last < width) return 0;
  const lead = Math.floor(width / 4);
  return Math.max(Math.min(first - lead, total - width), 0);
}

/** The cells `from` to `from + width` of a line, with `…` where something is cut off. */
function crop(glyphs: readonly Glyph[], from: number, width: number): string {
  const total = cellAfter(glyphs);
  const start = from + (from > 0 ? 1 : 0);
  const end = total > from + width ? from + width - 1 : from + width;
  const inside = glyphs.filter(({ cell, width: own }) => cell >= start && cell + own <= end);
  const lead = Math.max((inside[0]?.cell ?? start) - start, 0);
  return (from > 0 ? "…" : "") + " ".repeat(lead) + inside.map(({ text }) => text).join("") + (total > from + width ? "…" : "");
}

function cellAt(glyphs: readonly Glyph[], offset: number): number {
  return glyphs.find((glyph) => glyph.offset >= offset)?.cell ?? cellAfter(glyphs);
}

function cellAfter(glyphs: readonly Glyph[]): number {
  const last = glyphs.at(-1);
  return last === undefined ? 0 : last.cell + last.width;
}
