import { isSpace } from "./characters.ts";

/**
 * Text as BuildKit reads it after it joined continuation lines (or removed quotes), with the place of every character in
 * the file: `offsets[i]` is where `text[i]` stands, and one more entry says where the text ends.
 */
export interface LogicalText {
  readonly text: string;
  readonly offsets: readonly number[];
}

/** The pieces of the file between the given offsets, put together. */
export function joinText(file: string, pieces: readonly (readonly [start: number, end: number])[], end: number): LogicalText {
  const offsets: number[] = [];
  let text = "";
  for (const [from, to] of pieces) {
    text += file.slice(from, to);
    for (let offset = from; offset < to; offset++) offsets.push(offset);
  }
  return { text, offsets: closed(offsets, end) };
}

/** The characters at the given indexes; `end` is where an empty result stands. */
export function pickText(source: LogicalText, indexes: readonly number[], end: number): LogicalText {
  const offsets = indexes.map((index) => source.offsets[index] ?? end);
  const text = indexes.map((index) => source.text[index] ?? "").join("");
  return { text, offsets: closed(offsets, source.offsets[end] ?? end) };
}

export function sliceText(source: LogicalText, start: number, end: number = source.text.length): LogicalText {
  const offsets = source.offsets.slice(start, end);
  return { text: source.text.slice(start, end), offsets: closed(offsets, source.offsets[start] ?? 0) };
}

/** Without the white space around it. */
export function trimText(source: LogicalText): LogicalText {
  let start = 0;
  let end = source.text.length;
  while (start < end && isSpace(source.text[start])) start++;
  while (end > start && isSpace(source.text[end - 1])) end--;
  return sliceText(source, start, end);
}

/** From the first character to the last one; an empty text has a place too. */
export function rangeOf(source: LogicalText): readonly [start: number, end: number] {
  return [source.offsets[0] ?? 0, source.offsets[source.text.length] ?? 0];
}

function closed(offsets: number[], whenEmpty: number): readonly number[] {
  const last = offsets.at(-1);
  offsets.push(last === undefined ? whenEmpty : last + 1);
  return offsets;
}
