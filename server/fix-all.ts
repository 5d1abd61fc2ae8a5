import type { Finding } from "../engine/findings.ts";
import type { TextEdit } from "../rules/edits/remedy.ts";

/**
 * The edits that make of a text what `layerwise lint --fix` makes of it, in order, never overlapping. They are those of
 * the findings where one pass suffices. Where fixes get in each other's way or make room for further ones, all between
 * the first change and the last is replaced.
 * @param text Without byte order mark, as are the offsets.
 * @param fixed What the engine makes of it.
 */
export function fixAllEdits(text: string, fixed: string, findings: readonly Finding[]): readonly TextEdit[] {
  if (text === fixed) return [];
  const edits = chooseEdits(findings);
  return applyEdits(text, edits) === fixed ? edits : [differenceOf(text, fixed)];
}

/** Applies edits in order that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces = edits.map(({ range, text: replacement }, index) => text.slice(edits[index - 1]?.range[1] ?? 0, range[0]) + replacement);
  return pieces.join("") + text.slice(edits.at(-1)?.range[1] ?? 0);
}

/** Each fix as a whole or not at all. */
function chooseEdits(findings: readonly Finding[]): readonly TextEdit[] {
  const chosen: TextEdit[] = [];
  for (const { remedies } of findings) {
    const edits = remedies.find(({ safety, edits: own }) => safety === "automatic" && own.length > 0)?.edits ?? [];
    if (edits.every((edit) => chosen.every((other) => isApart(edit, other)))) chosen.push(...edits);
  }
  return chosen.toSorted((a, b) => a.range[0] - b.range[0]);
}

function isApart({ range: [start, end] }: TextEdit, { range: [otherStart, otherEnd] }: TextEdit): boolean {
  return end < otherStart || otherEnd < start;
}

function differenceOf(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return wholeLines(before, { range: [start, before.length - end], text: after.slice(start, after.length - end) });
}

/** Extended to whole lines, so that no line end and no character is cut in two. */
function wholeLines(before: string, { range: [start, end], text }: TextEdit): TextEdit {
  const lineStart = before.lastIndexOf("\n", start - 1) + 1;
  const newline = before.indexOf("\n", end);
  const lineEnd = newline === -1 ? before.length : newline + 1;
  return { range: [lineStart, lineEnd], text: before.slice(lineStart, start) + text + before.slice(end, lineEnd) };
}
