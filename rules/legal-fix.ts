import type { Comment, Directive } from "../dockerfile/nodes.ts";
import type { TextEdit } from "./edits/remedy.ts";

/** What a fix must not lose: the tree of a Dockerfile, or of an ignore file, which has no directives. */
export interface Kept {
  readonly comments: readonly Comment[];
  readonly directives?: readonly Directive[];
}

/**
 * Whether a fix may be offered at all: its edits lie in the file, do not overlap, cut no line end or character in two,
 * keep (or move) every comment that they touch, and leave the parser directives where BuildKit reads them, before
 * everything else. A rule whose fix fails this has a bug; its finding is still reported.
 */
export function isLegalFix(edits: readonly TextEdit[], kept: Kept, text: string): boolean {
  const sorted = edits.toSorted((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  const isSequence = sorted.every((edit, index) => edit.range[0] >= (sorted[index - 1]?.range[1] ?? 0));
  return edits.length > 0 && isSequence && edits.every((edit) => isLegalEdit(edit, kept, text)) && keepsComments(edits, kept);
}

function isLegalEdit({ range: [start, end], text: replacement }: TextEdit, kept: Kept, text: string): boolean {
  const isInside = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= text.length;
  if (!isInside || isWithinCharacter(start, text) || isWithinCharacter(end, text)) return false;
  return keepsDirectives(start, end, replacement, kept);
}

/** Between the halves of a surrogate pair, or of a CR LF. */
function isWithinCharacter(offset: number, text: string): boolean {
  const around = text.slice(Math.max(offset - 1, 0), offset + 1);
  return around === "\r\n" || /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(around);
}

/** An edit stands behind the directives, or changes one of them within its line. */
function keepsDirectives(start: number, end: number, replacement: string, { directives = [] }: Kept): boolean {
  const last = directives.at(-1);
  if (last === undefined || start > last.range[1]) return true;
  if (start === last.range[1] && /^\r?\n/.test(replacement)) return true;
  const isWithinOne = directives.some(({ range }) => range[0] < start && end <= range[1]);
  return isWithinOne && !replacement.includes("\n");
}

function keepsComments(edits: readonly TextEdit[], { comments }: Kept): boolean {
  const inserted = edits.map((edit) => edit.text).join("\n");
  const touched = comments.filter(({ range }) => edits.some((edit) => range[0] < edit.range[1] && edit.range[0] < range[1]));
  return touched.every((comment) => inserted.includes(comment.value.trim()));
}
