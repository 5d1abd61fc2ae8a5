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
  const whole = withDestination(text, split);
  const lead = text.slice(copy.range[0], copy.sources[0]?.range[0] ?? copy.rest.range[0]);
  const narrow = split.narrow.map(({ sources, destination }) => `${lead}${sources.join(" ")} ${destination}`);
  const replacement: TextEdit = narrow.length > 0 ? { range: copy.range, text: narrow.join(newline) } : removeLines(text, copy);
  const run = lastInstall.instruction;
  if (split.cutAfter === undefined) return [replacement, { range: [run.range[1], run.range[1]], text: `${newline}${whole}` }];
  const next = lastInstall.script.commands.find((command) => command.range[0] >= (split.cutAfter ?? 0));
  const runLead = text.slice(run.range[0], run.rest.range[0]);
  return [replacement, { range: [split.cutAfter, next?.range[0] ?? split.cutAfter], text: `${newline}${whole}${newline}${runLead}` }];
}

/** The instruction with its line end, and with one of two blank lines that would meet, so that no gap stays behind. */
export function removeLines(text: string, node: Located): TextEdit {
  const before = text.slice(0, node.range[0]);
  const after = /^[ \t]*(\r?\n)?([ \t]*\r?\n)?/.exec(text.slice(node.range[1]));
  const [, lineEnd = "", blank = ""] = after ?? [];
  const isBlankAbove = before === "" || /\n[ \t]*\r?\n$/.test(before);
  const length = (after?.[0].length ?? 0) - (isBlankAbove && lineEnd !== "" ? 0 : blank.length);
  return { range: [node.range[0], node.range[1] + length], text: "" };
}

/** The copy as it was, but for the destination where that has to be spelled out. */
function withDestination(text: string, { copy, destination }: CopySplit): string {
  const [start, end] = copy.destination?.range ?? [copy.range[1], copy.range[1]];
  return text.slice(copy.range[0], start) + (destination ?? text.slice(start, end)) + text.slice(end, copy.range[1]);
}
