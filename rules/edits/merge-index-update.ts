import type { SplitIndexUpdate } from "../../buildkit/hazards/split-index.ts";
import type { Build, RunStep } from "../../buildkit/model.ts";
import type { Remedy, TextEdit } from "./remedy.ts";

/**
 * The cure for a split index update: the lone refresh moves into the RUN right below it, byte for byte, when that gives the
 * same tree (hazards.md B3: neighbours with the same flags, the later one joined by `&&` only); else each install
 * refreshes for itself, and a lone refresh that serves nothing else goes.
 */
export function mergeIndexUpdate(split: SplitIndexUpdate, build: Build, text: string): readonly Remedy<"merge" | "prefix">[] {
  if (split.installs.some(({ step }) => !canTakePrefix(step))) return [];
  const refresh = text.slice(...split.refresh.command.range);
  if (/\n/.test(refresh) || build.dockerfile.escape !== "\\") return [];
  const [only, ...others] = split.installs;
  if (only !== undefined && others.length === 0 && split.isLone && areNeighbours(split.refreshStep, only.step, build, text)) {
    return [{ messageId: "merge", safety: isSequence(only.step) ? "automatic" : "suggestion", edits: [removal(split.refreshStep, text), prefixing(only.step, refresh)] }];
  }
  const keepsRefresh = !split.isLone || split.refreshStep.stage.consumers.some(({ how }) => how === "from");
  const steps = [...new Set(split.installs.map(({ step }) => step))];
  const edits = steps.map((step) => prefixing(step, refresh));
  return [{ messageId: "prefix", safety: "suggestion", edits: keepsRefresh ? edits : [removal(split.refreshStep, text), ...edits] }];
}

function canTakePrefix({ instruction, script, plantedBy }: RunStep): boolean {
  return instruction.command.form === "shell" && instruction.heredocs.length === 0 && script.complete && plantedBy === undefined;
}

/** Commands joined by `&&` alone, with nothing that would leak from the front: a failing refresh then fails the step. */
function isSequence({ script }: RunStep): boolean {
  return script.commands.every((command, index) => command.nesting.length === 0 && (index === 0 || command.joiner === "&&"));
}

function areNeighbours(first: RunStep, second: RunStep, build: Build, text: string): boolean {
  const { instructions } = build.dockerfile;
  const isNext = instructions[instructions.indexOf(first.instruction) + 1] === second.instruction;
  const flags = ({ instruction }: RunStep): string => instruction.flags.map(({ range }) => text.slice(...range)).join(" ");
  return isNext && flags(first) === flags(second) && first.instruction.command.form === "shell";
}

/** The whole instruction with its line end; comments above and below it stay. */
function removal({ instruction }: RunStep, text: string): TextEdit {
  const end = /^[ \t]*(\r?\n)?/.exec(text.slice(instruction.range[1]))?.[0].length ?? 0;
  return { range: [instruction.range[0], instruction.range[1] + end], text: "" };
}

function prefixing({ instruction, script }: RunStep, refresh: string): TextEdit {
  const start = script.commands[0]?.range[0] ?? instruction.rest.range[0];
  const at = Math.min(start, instruction.rest.range[0]);
  return { range: [at, at], text: `${refresh} && ` };
}
