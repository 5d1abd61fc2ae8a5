import type { MountPlace } from "../../buildkit/hazards/cache-directories.ts";
import type { SwitchedOffCache } from "../../buildkit/hazards/disabled-caches.ts";
import type { Build, RunStep } from "../../buildkit/model.ts";
import type { Range } from "../../shell/command.ts";
import type { Remedy, TextEdit } from "./remedy.ts";

/**
 * Takes out what empties a mounted cache: a flag, operands of `rm`, or a whole command with the `&&` or `;` that joins it.
 * Automatic where the image is the same: operands strictly inside the mount and a system tool's own clean-up, joined by `&&`
 * alone (behind `;` the clean-up hides the exit status of what precedes it).
 */
export function dropCleanup<MessageIds extends string>(disabled: SwitchedOffCache<MountPlace>, build: Build, text: string, messageId: MessageIds): readonly Remedy<MessageIds>[] {
  const { step } = disabled;
  const { instruction } = step;
  if (instruction.command.form !== "shell" || !step.script.complete) return [];
  const edits = editsOf(disabled, text);
  const touchesComment = instruction.comments.some(({ range }) => edits.some((edit) => range[0] < edit.range[1] && edit.range[0] < range[1]));
  if (edits.length === 0 || touchesComment) return [];
  const isPlain = step.plantedBy === undefined && instruction.heredocs.length === 0 && build.dockerfile.escape === "\\";
  const isSame = disabled.kind === "remove" || (disabled.kind === "clean" && disabled.isExact);
  const dropped = edits.map(({ range }) => text.slice(...range).replaceAll(/\\\r?\n|\s+/g, " ").replaceAll(/^[\s&;]+|[\s&;]+$/g, "")).join(" ");
  return [{ messageId, data: { dropped }, safety: isSame && isPlain && isSequence(step) ? "automatic" : "suggestion", edits }];
}

function editsOf(disabled: SwitchedOffCache<MountPlace>, text: string): readonly TextEdit[] {
  switch (disabled.kind) {
    case "flag":
      return dropWords(disabled.install.command.words.map(({ range }) => range), [disabled.word.range], text);
    case "clean":
      return dropCommand(disabled.step, disabled.install.command.range, text);
    case "remove":
    case "busy":
      if (disabled.isAll) return dropCommand(disabled.step, disabled.command.range, text);
      return dropWords(disabled.command.words.map(({ range }) => range), disabled.words.map(({ range }) => range), text);
    default:
      return [];
  }
}

/** Words with the blanks and line ends before them; nothing when quotes or comments make that uncertain. */
function dropWords(all: readonly Range[], dropped: readonly Range[], text: string): readonly TextEdit[] {
  const edits = dropped.map((range): TextEdit => ({ range: [all[all.indexOf(range) - 1]?.[1] ?? range[0], range[1]], text: "" }));
  const areBlank = edits.every(({ range }, index) => isJoint(text.slice(range[0], dropped[index]?.[0]), /^$/));
  return areBlank ? edits : [];
}

/** A command in a plain list, with what joins it to the one before it, else to the one behind it. */
function dropCommand({ script }: RunStep, range: Range, text: string): readonly TextEdit[] {
  const index = script.commands.findIndex((command) => command.range === range);
  const [before, command, after] = [script.commands[index - 1], script.commands[index], script.commands[index + 1]];
  const isEnd = after === undefined || after.joiner === "&&" || after.joiner === ";";
  if (command === undefined || command.nesting.length > 0 || command.conditional || command.redirects.length > 0 || !isEnd) return [];
  const joint: Range | undefined = before !== undefined ? [before.range[1], range[0]] : after === undefined ? undefined : [range[1], after.range[0]];
  if (joint === undefined || !isJoint(text.slice(...joint), /^(?:&&|;)$/)) return [];
  return [{ range: before !== undefined ? [joint[0], range[1]] : [range[0], joint[1]], text: "" }];
}

/** What stands between, blanks and continued line ends aside. */
function isJoint(between: string, expected: RegExp): boolean {
  return expected.test(between.replaceAll(/\\[ \t]*\r?\n/g, "").trim());
}

function isSequence({ script }: RunStep): boolean {
  return script.commands.every((command, index) => command.nesting.length === 0 && (index === 0 || command.joiner === "&&"));
}
