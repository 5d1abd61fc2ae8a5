import type { IndexUse, SplitIndexUpdate } from "../../buildkit/hazards/split-index.ts";
import type { Build, RunStep } from "../../buildkit/model.ts";
import type { Remedy, TextEdit } from "./remedy.ts";

/**
 * The cure for a split index update: the lone refresh moves into the RUN right below it, byte for byte, when that gives the
 * same tree (hazards.md B3: neighbours with the same flags, the later one joined by `&&` only); else each RUN that goes by
 * the index refreshes it right before, and a lone refresh that serves nothing else goes.
 */
export function mergeIndexUpdate(split: SplitIndexUpdate, build: Build, text: string): readonly Remedy<"merge" | "prefix">[] {
  const refresh = text.slice(...split.refresh.command.range);
  const uses = firstUses(split);
  const insertions = uses.flatMap((use) => insertionBefore(use, refresh, text) ?? []);
  if (insertions.length < uses.length || /\n/.test(refresh) || build.dockerfile.escape !== "\\") return [];
  const [only, ...others] = uses;
  if (only !== undefined && others.length === 0 && split.isLone && areNeighbours(split.refreshStep, only.step, build, text)) {
    const isSure = isSequence(only.step) && split.refresh.effect.kind !== "system-install";
    const edits = isSure ? [insertionAtStart(only.step, refresh)] : insertions;
    return [{ messageId: "merge", safety: isSure ? "automatic" : "suggestion", edits: [removal(split.refreshStep, text), ...edits] }];
  }
  if (!isMereRefresh(split.refresh)) return [];
  const isNeeded = !split.isLone || split.mayServeScripts || split.refreshStep.stage.consumers.some(({ how }) => how === "from");
  return [{ messageId: "prefix", safety: "suggestion", edits: isNeeded ? insertions : [removal(split.refreshStep, text), ...insertions] }];
}

/** It can be done once more: it adds no repository and installs nothing. */
function isMereRefresh({ effect }: SplitIndexUpdate["refresh"]): boolean {
  return effect.kind === "refresh-index" && effect.incidental !== true;
}

/** The first command of each RUN that goes by the index, in file order. */
function firstUses({ installs, upgrades }: SplitIndexUpdate): readonly IndexUse[] {
  const inOrder = [...installs, ...upgrades].toSorted((a, b) => a.install.command.range[0] - b.install.command.range[0]);
  return inOrder.filter((use, index) => inOrder.findIndex(({ step }) => step.instruction === use.step.instruction) === index);
}

/** Undefined where nothing can be inserted, or where a failing refresh would switch off `set -e`. */
function insertionBefore({ step, install: { command } }: IndexUse, refresh: string, text: string): TextEdit | undefined {
  const { instruction, script, plantedBy } = step;
  if (instruction.command.form !== "shell" || instruction.heredocs.length > 0 || !script.complete || plantedBy !== undefined) return undefined;
  const [start] = command.range;
  const isNegated = /!\s*$/.test(text.slice(0, start));
  const isMovable = command.nesting.every((nesting) => nesting === "if" || nesting === "case" || nesting === "group" || nesting === "subshell");
  const isListed = command.joiner === undefined || command.joiner === "&&" || command.joiner === ";";
  const stopsAtErrors = script.commands.some(({ name, args, range }) => name === "set" && range[0] < start && args.some(({ value }) => /^-[a-z]*e|^errexit$/.test(value)));
  const isArgument = script.commands.some(({ range }) => range[0] < start && command.range[1] <= range[1]);
  if (!isMovable || !isListed || isNegated || isArgument) return stopsAtErrors ? undefined : insertionAtStart(step, refresh);
  return { range: [start, start], text: stopsAtErrors && command.joiner !== "&&" ? `${refresh}; ` : `${refresh} && ` };
}

function insertionAtStart({ instruction, script }: RunStep, refresh: string): TextEdit {
  const at = Math.min(script.commands[0]?.range[0] ?? instruction.rest.range[0], instruction.rest.range[0]);
  return { range: [at, at], text: `${refresh} && ` };
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
