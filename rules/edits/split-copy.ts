import type { CopySplit } from "../../buildkit/hazards/copy-split.ts";
import type { Located } from "../../dockerfile/nodes.ts";
import type { TextEdit } from "./remedy.ts";

/**
 * Puts narrow copies in place of a broad one and moves the broad one, flags and all, below the last install.
 * `text` is the whole Dockerfile; its line ends are kept. No byte of an install changes (re-indenting would re-run it).
 */
export function splitCopy(text: string, split: CopySplit): readonly TextEdit[] {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const { copy, lastInstall } = split;
  const whole = slice(text, copy);
  const lead = text.slice(copy.range[0], copy.sources[0]?.range[0] ?? copy.rest.range[0]);
  const narrow = split.narrow.map(({ sources, destination }) => `${lead}${sources.join(" ")} ${destination}`);
  const replacement: TextEdit = narrow.length > 0 ? { range: copy.range, text: narrow.join(newline) } : removeLines(text, copy);
  const run = lastInstall.instruction;
  if (split.cutAfter === undefined) return [replacement, { range: [run.range[1], run.range[1]], text: `${newline}${whole}` }];
  const next = lastInstall.script.commands.find((command) => command.range[0] >= (split.cutAfter ?? 0));
  const runLead = text.slice(run.range[0], run.rest.range[0]);
  return [replacement, { range: [split.cutAfter, next?.range[0] ?? split.cutAfter], text: `${newline}${whole}${newline}${runLead}` }];
}

/** The instruction with its line end, so that no blank line stays behind. */
function removeLines(text: string, node: Located): TextEdit {
  const end = /^[ \t]*(\r?\n)?/.exec(text.slice(node.range[1]))?.[0].length ?? 0;
  return { range: [node.range[0], node.range[1] + end], text: "" };
}

function slice(text: string, node: Located): string {
  return text.slice(...node.range);
}
