import type { Dockerfile } from "../dockerfile/nodes.ts";

export interface TextEdit {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

/**
 * Whether an edit may be offered at all: it lies in the file, cuts no line end or character in two, keeps every comment
 * that it touches, and leaves the parser directives where BuildKit reads them, before everything else.
 */
export function isLegalEdit({ range: [start, end], text: replacement }: TextEdit, dockerfile: Dockerfile, text: string): boolean {
  const isInside = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= text.length;
  if (!isInside || isWithinCharacter(start, text) || isWithinCharacter(end, text)) return false;
  if (!keepsDirectives(start, end, replacement, dockerfile)) return false;
  const touched = dockerfile.comments.filter(({ range }) => range[0] < end && start < range[1]);
  return touched.every((comment) => replacement.includes(comment.value.trim()));
}

/** Between the halves of a surrogate pair, or of a CR LF. */
function isWithinCharacter(offset: number, text: string): boolean {
  const around = text.slice(Math.max(offset - 1, 0), offset + 1);
  return around === "\r\n" || /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(around);
}

/** An edit stands behind the directives, or changes one of them within its line. */
function keepsDirectives(start: number, end: number, replacement: string, { directives }: Dockerfile): boolean {
  const last = directives.at(-1);
  if (last === undefined || start > last.range[1]) return true;
  if (start === last.range[1] && /^\r?\n/.test(replacement)) return true;
  const isWithinOne = directives.some(({ range }) => range[0] < start && end <= range[1]);
  return isWithinOne && !replacement.includes("\n");
}
