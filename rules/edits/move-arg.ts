import type { ArgMove } from "../../buildkit/hazards/move-arg.ts";
import type { Comment, Dockerfile, Located } from "../../dockerfile/nodes.ts";
import type { TextEdit } from "./remedy.ts";

/** Takes the instructions, each with the comment right above it, to below `after`. No other byte changes but a blank line that would stay double. */
export function moveArgs(text: string, { comments }: Dockerfile, { moved, after }: ArgMove): readonly TextEdit[] {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const blocks = moved.map((instruction) => blockOf(text, comments, instruction));
  const inserted = blocks.map(([start, end]) => text.slice(start, end).replace(/\s+$/, "")).join(newline);
  return [...joined(blocks).map((block) => removal(text, block)), { range: [after.range[1], after.range[1]], text: `${newline}${inserted}` }];
}

/** Removes an instruction with its line end; comments above it stay. */
export function removeInstruction(text: string, instruction: Located): TextEdit {
  return removal(text, blockOf(text, [], instruction));
}

/** Whole lines, as offsets. */
export type Block = readonly [start: number, end: number];

/** From the first of the comment lines directly above to the end of the instruction's last line. */
export function blockOf(text: string, comments: readonly Comment[], instruction: Located): Block {
  let start = lineStart(text, instruction.range[0]);
  for (;;) {
    const above = comments.find(({ range }) => lineStart(text, range[0]) < start && /^\r?\n$/.test(text.slice(range[1], start)));
    if (above === undefined) break;
    start = lineStart(text, above.range[0]);
  }
  const rest = /^[ \t]*(\r?\n)?/.exec(text.slice(instruction.range[1]))?.[0].length ?? 0;
  return [start, instruction.range[1] + rest];
}

function joined(blocks: readonly Block[]): readonly Block[] {
  return blocks.reduce<readonly Block[]>((merged, block) => {
    const previous = merged.at(-1);
    return previous?.[1] === block[0] ? [...merged.slice(0, -1), [previous[0], block[1]]] : [...merged, block];
  }, []);
}

/** Removes a block, and one of two blank lines that would meet. */
export function removal(text: string, [start, end]: Block): TextEdit {
  const isBelowBlank = /\n[ \t]*\r?\n$/.test(text.slice(Math.max(start - 200, 0), start));
  const blank = isBelowBlank ? (/^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0) : 0;
  return { range: [start, end + blank], text: "" };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}
