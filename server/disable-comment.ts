import { parseIgnoreTree } from "../buildkit/files/ignore-tree.ts";
import { parseDockerfile } from "../dockerfile/parse.ts";
import type { TextEdit } from "../rules/edits/remedy.ts";
import { endOf } from "../rules/language/comment-anchor.ts";

/**
 * The comment that silences a rule for the whole instruction at an offset (here-documents and continued lines belong to
 * it), on a line of its own above: behind the parser directives, which precede every instruction. Undefined when there
 * is no instruction.
 * @param text Without byte order mark.
 * @param rule The rule's id without prefix.
 */
export function disableComment(text: string, offset: number, rule: string): TextEdit | undefined {
  const instruction = parseDockerfile(text).instructions.find((each) => endOf(each).offset > offset);
  if (instruction === undefined || instruction.range[0] > offset) return undefined;
  const [start] = instruction.range;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", start);
  const isCrlf = text[lineStart - 2] === "\r" || (lineEnd > 0 && text[lineEnd - 1] === "\r");
  const indent = text.slice(lineStart, start);
  return { range: [lineStart, lineStart], text: `${indent}# layerwise-disable-next-line ${rule}${isCrlf ? "\r\n" : "\n"}` };
}

/**
 * The same for the pattern of an ignore file: the comment begins in the first column, since elsewhere it would be a pattern.
 */
export function disableCommentForPattern(text: string, offset: number, rule: string): TextEdit | undefined {
  const pattern = parseIgnoreTree(text).patterns.find(({ range }) => range[0] <= offset && offset <= range[1]);
  if (pattern === undefined) return undefined;
  const lineStart = text.lastIndexOf("\n", pattern.range[0] - 1) + 1;
  return { range: [lineStart, lineStart], text: `# layerwise-disable-next-line ${rule}${text.includes("\r\n") ? "\r\n" : "\n"}` };
}
