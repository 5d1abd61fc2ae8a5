import { lineIndexAt, type Escape, type Line } from "./lines.ts";
import { rangeOf, type LogicalText } from "./logical-text.ts";
import type { Comment, SyntaxProblem, Word } from "./nodes.ts";
import type { Locate } from "./positions.ts";

/** One reading of one file: what every part of the parser looks at, and the problems that it finds on the way. */
export interface Reading {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly escape: Escape;
  readonly locate: Locate;
  /** The comment of each line that looks like one, by the index of the line. */
  readonly comments: ReadonlyMap<number, Comment>;
  readonly problems: SyntaxProblem[];
}

export function createWord(reading: Reading, source: LogicalText, text: string = source.text): Word {
  return { type: "Word", text, ...reading.locate(...rangeOf(source)) };
}

/** Notes that BuildKit refuses the text between the offsets. */
export function refuse(reading: Reading, [start, end]: readonly [number, number], message: string, fatal = false): void {
  reading.problems.push({ message, fatal, ...reading.locate(start, end) });
}

/** The comment lines that start between two offsets. */
export function commentsBetween(reading: Reading, [start, end]: readonly [number, number]): readonly Comment[] {
  const { lines, comments } = reading;
  const found: Comment[] = [];
  for (let index = lineIndexAt(lines, start); index < lines.length && (lines[index]?.start ?? end) < end; index++) {
    const comment = comments.get(index);
    if (comment !== undefined) found.push(comment);
  }
  return found;
}
