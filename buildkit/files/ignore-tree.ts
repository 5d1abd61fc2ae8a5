import type { Comment, Located } from "../../dockerfile/nodes.ts";
import { createLocate } from "../../dockerfile/positions.ts";
import { parseIgnoreFile, type IgnorePattern } from "./dockerignore.ts";

/** The tree of an ignore file: every pattern and comment with its exact place. */
export interface IgnoreFileTree extends Located {
  readonly type: "IgnoreFile";
  readonly patterns: readonly PatternNode[];
  readonly comments: readonly Comment[];
}

/** One pattern, the blanks around it left out; a `!` belongs to it. */
export interface PatternNode extends Located {
  readonly type: "Pattern";
  readonly pattern: IgnorePattern;
}

export type IgnoreNode = IgnoreFileTree | PatternNode;

/** Reads the text of an ignore file; whatever it holds, a tree comes out. */
export function parseIgnoreTree(text: string): IgnoreFileTree {
  const locate = createLocate(text);
  const patterns = parseIgnoreFile(text).map((pattern): PatternNode => ({ type: "Pattern", pattern, ...locate(...pattern.range) }));
  const comments = [...text.matchAll(comment)].map((match): Comment => {
    const [, mark = "", value = ""] = match;
    const start = match.index + mark.length;
    return { type: "Comment", value, ...locate(start, start + 1 + value.length) };
  });
  return { type: "IgnoreFile", patterns, comments, ...locate(0, text.length) };
}

/** Only a number sign in the first column begins one, behind the byte order mark of the first line. */
const comment = /(?<=^|\n)(\uFEFF?)#(.*?)(?=\r?(?:\n|$))/gs;
