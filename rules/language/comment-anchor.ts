import type { Comment, Located, Position } from "../../dockerfile/nodes.ts";

/** What a comment can speak of: an instruction, or a pattern of an ignore file. */
export interface Anchor extends Located {
  readonly heredocs?: readonly Located[];
}

/** The instruction that a comment speaks of: the one it stands in, else the next one. */
export function anchorOf<Each extends Anchor>(comment: Comment, anchors: readonly Each[]): Each | undefined {
  return anchors.find((anchor) => endOf(anchor).offset > comment.range[0]);
}

/** Where an instruction ends, its here-documents included. */
export function endOf(anchor: Anchor): { readonly offset: number; readonly position: Position } {
  const last = anchor.heredocs?.at(-1) ?? anchor;
  const end = last.range[1] > anchor.range[1] ? last : anchor;
  return { offset: end.range[1], position: end.loc.end };
}
