import type { RunsAbove } from "../../buildkit/hazards/run-above.ts";
import type { Dockerfile } from "../../dockerfile/nodes.ts";
import { blockOf, removal } from "./move-arg.ts";
import type { TextEdit } from "./remedy.ts";

/** Takes the RUNs, each with the comment right above it, to above the copy and its comment. No byte of a RUN changes. */
export function moveAbove(text: string, { comments }: Dockerfile, { moved, before }: RunsAbove): readonly TextEdit[] {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const blocks = moved.map((instruction) => blockOf(text, comments, instruction));
  const inserted = blocks.map(([start, end]) => text.slice(start, end).replace(/\s+$/, "") + newline).join("");
  const [at] = blockOf(text, comments, before);
  return [{ range: [at, at], text: inserted }, ...blocks.map((block) => removal(text, block))];
}

