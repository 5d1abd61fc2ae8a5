import type { RunSplit } from "../../buildkit/hazards/install-and-build.ts";
import { removeInstruction } from "./move-arg.ts";
import type { TextEdit } from "./remedy.ts";

/** Cuts the RUN behind its installs and puts the copies in between; sources that the install needs stay where they are. */
export function splitRun(text: string, { step, cutAfter, copies }: RunSplit): readonly TextEdit[] {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const run = step.instruction;
  const next = step.script.commands.find((command) => command.range[0] >= cutAfter);
  const parts = copies.map(({ instruction, moved }) => {
    const words = instruction.sources.filter((word) => moved.some(({ node }) => node === word));
    const lead = text.slice(instruction.range[0], instruction.sources[0]?.range[0] ?? instruction.rest.range[0]);
    const tail = text.slice(instruction.destination?.range[0] ?? instruction.range[1], instruction.range[1]);
    const kept = instruction.sources.filter((word) => !words.includes(word));
    const write = (sources: typeof words): string => `${lead}${sources.map(({ range }) => text.slice(...range)).join(" ")} ${tail}`;
    const edit: TextEdit = kept.length === 0 ? removeInstruction(text, instruction) : { range: instruction.range, text: write(kept) };
    return { edit, lower: kept.length === 0 ? text.slice(...instruction.range) : write(words) };
  });
  const lower = parts.map((part) => part.lower).join(newline);
  const cut: TextEdit = { range: [cutAfter, next?.range[0] ?? cutAfter], text: `${newline}${lower}${newline}${text.slice(run.range[0], run.rest.range[0])}` };
  return [...parts.map(({ edit }) => edit), cut];
}
