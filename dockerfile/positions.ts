import type { Located } from "./nodes.ts";

/** Makes the place of the text between two offsets, end exclusive. */
export type Locate = (start: number, end: number) => Located;

/**
 * A line ends at LF, as BuildKit and ESLint count them; a CR is the last column of its line. The returned function
 * needs O(log lines) per call.
 */
export function createLocate(text: string): Locate {
  const lineStarts = findLineStarts(text);
  const position = (offset: number): { line: number; column: number } => {
    const line = lineOf(lineStarts, offset);
    return { line, column: offset - (lineStarts[line] ?? 0) };
  };
  return (start, end) => ({ range: [start, end], loc: { start: position(start), end: position(end) } });
}

/** The offset of every line. */
export function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}

/** The index of the last line that starts at or before the offset. */
function lineOf(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
