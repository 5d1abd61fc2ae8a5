import type { DependencyStep } from "../../buildkit/hazards/dependency-layer.ts";
import type { Dockerfile } from "../../dockerfile/nodes.ts";
import { blockOf } from "./move-arg.ts";
import type { TextEdit } from "./remedy.ts";
import { removeLines } from "./split-copy.ts";

/**
 * Puts the manifests in place of the copy, then the download, then the copy itself: in its own place when nothing stands
 * between it and the RUN, else right above the RUN and its comment.
 */
export function addDependencyStep(text: string, { comments }: Dockerfile, step: DependencyStep): readonly TextEdit[] {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const { copy, narrow, destination, command, run } = step;
  const lead = text.slice(copy.range[0], copy.sources[0]?.range[0] ?? copy.rest.range[0]);
  const manifests = narrow.map((each) => `${lead}${each.sources.join(" ")} ${each.destination}`);
  const [start, end] = copy.destination?.range ?? [copy.range[1], copy.range[1]];
  const whole = text.slice(copy.range[0], start) + (destination ?? text.slice(start, end)) + text.slice(end, copy.range[1]);
  const flags = run.instruction.flags.map(({ range }) => `${text.slice(...range)} `).join("");
  const download = `${text.slice(...run.instruction.keyword.range)} ${flags}${command}`;
  if (!step.isApart) return [{ range: copy.range, text: [...manifests, download, whole].join(newline) }];
  const [at] = blockOf(text, comments, run.instruction);
  const first: TextEdit = manifests.length > 0 ? { range: copy.range, text: manifests.join(newline) } : removeLines(text, copy);
  return [first, { range: [at, at], text: `${download}${newline}${whole}${newline}` }];
}
