import type { PatternNode } from "../../buildkit/files/ignore-tree.ts";
import type { TextEdit } from "./remedy.ts";

/** Moves the line of a pattern right below that of a later one. */
export function movePatternBelow(text: string, { range }: PatternNode, later: PatternNode): readonly TextEdit[] {
  const start = text.lastIndexOf("\n", range[0] - 1) + 1;
  const end = text.indexOf("\n", range[1]);
  const lineEnd = text.indexOf("\n", later.range[1]);
  const isCrlf = text[end - 1] === "\r";
  const line = text.slice(start, isCrlf ? end - 1 : end);
  const last = lineEnd === -1 ? text.length : isCrlf && text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd;
  return [
    { range: [start, end + 1], text: "" },
    { range: [last, last], text: `${isCrlf ? "\r\n" : "\n"}${line}` },
  ];
}
