import type { Comment, Instruction, Position } from "../../dockerfile/nodes.ts";

/** The instruction that a comment speaks of: the one it stands in, else the next one. */
export function anchorOf(comment: Comment, instructions: readonly Instruction[]): Instruction | undefined {
  return instructions.find((instruction) => endOf(instruction).offset > comment.range[0]);
}

/** Where an instruction ends, its here-documents included. */
export function endOf(instruction: Instruction): { readonly offset: number; readonly position: Position } {
  const last = instruction.heredocs.at(-1) ?? instruction;
  const end = last.range[1] > instruction.range[1] ? last : instruction;
  return { offset: end.range[1], position: end.loc.end };
}
