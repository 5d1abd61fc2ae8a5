import type { Instruction, Pair, PairInstruction } from "../../dockerfile/nodes.ts";
import { argDeclarations, substitutes, type ArgDeclaration } from "./early-args.ts";
import { instructionText, mentions, stepText } from "./environment-use.ts";
import { isCacheBustName } from "./volatile-names.ts";
import type { Build, RunStep, Stage, Step } from "../model.ts";
import { ownInstructions } from "../stage.ts";

/** An argument made to re-run steps that re-runs nothing of use. */
export interface IneffectiveArg {
  readonly kind: "global" | "no-run" | "hidden" | "trivial";
  readonly instruction: PairInstruction;
  readonly pair: Pair;
  /** The instructions that can go: the declaration and what only prints the argument. Empty when something else names it. */
  readonly removable: readonly Instruction[];
}

/**
 * Hazard B13: arguments named for busting the cache whose value enters the key of no step that does work (cache-semantics
 * 3: an ARG is in the environment of the RUNs below it, COPY and ADD know it only where they substitute it; a global one is
 * in no stage; an ENV of that name hides it).
 */
export function ineffectiveArgs(build: Build): readonly IneffectiveArg[] {
  const stages = build.stages.filter(({ isBuilt }) => isBuilt);
  return [...globalBusts(build), ...stages.flatMap((stage) => argDeclarations(build, stage)).flatMap((declaration) => stageBust(build, declaration))];
}

function globalBusts(build: Build): readonly IneffectiveArg[] {
  const first = build.stages[0]?.from.range[0] ?? 0;
  const head = build.dockerfile.instructions.filter((instruction): instruction is PairInstruction => instruction.type === "ARG" && instruction.range[0] < first);
  return head.flatMap((instruction) =>
    instruction.pairs.flatMap((pair) => {
      const name = pair.key.text;
      const others = build.dockerfile.instructions.filter((other) => other !== instruction);
      if (!isCacheBustName(name) || others.some((other) => (other.type === "ARG" && other.pairs.some(({ key }) => key.text === name)) || (other.type === "FROM" && substitutes(other.text, name)))) return [];
      return [{ kind: "global" as const, instruction, pair, removable: instruction.pairs.length === 1 && !others.some((other) => mentions(instructionText(other), name)) ? [instruction] : [] }];
    }),
  );
}

function stageBust(build: Build, declaration: ArgDeclaration): readonly IneffectiveArg[] {
  const { stage, instruction, pair, name } = declaration;
  if (!isCacheBustName(name) || stage.triggers.length > 0) return [];
  const below = stage.steps.filter((step) => step.plantedBy === undefined && step.instruction.range[0] > instruction.range[0]);
  const branches = stepsBelow(build, stage, below);
  const reached = branches.flatMap((steps) => stepsFrom(steps, name));
  if (reached.some((step) => isWorking(step, name))) return [];
  const users = ownInstructions(build, stage).filter((other) => other !== instruction && mentions(instructionText(other), name));
  const prints = users.filter((user) => stage.steps.some((step) => step.instruction === user && step.kind === "run" && isTrivial(step)));
  const runs = branches.flat().filter((step) => step.kind === "run");
  const isHidden = runs.some((step) => !step.args.includes(name));
  const kind = runs.length === 0 ? "no-run" : isHidden ? "hidden" : "trivial";
  return [{ kind, instruction, pair, removable: instruction.pairs.length === 1 && prints.length === users.length ? [instruction, ...prints] : [] }];
}

/** The steps below in this stage, continued by those of each built stage on it. */
function stepsBelow(build: Build, stage: Stage, steps: readonly Step[]): readonly (readonly Step[])[] {
  const children = build.stages.filter(({ base, isBuilt }) => isBuilt && base.kind === "stage" && base.stage === stage);
  if (children.length === 0) return [steps];
  return children.flatMap((child) => stepsBelow(build, child, [...steps, ...child.steps]));
}

/** The first step whose key holds the argument, and all that re-run with it. */
function stepsFrom(steps: readonly Step[], name: string): readonly Step[] {
  const start = steps.findIndex((step) => step.args.includes(name));
  return start === -1 ? [] : steps.slice(start);
}

/** A step that re-running can change: any RUN but one that only prints, and a COPY or ADD that substitutes the argument. */
function isWorking(step: Step, name: string): boolean {
  if (step.kind !== "run") return step.args.includes(name);
  return !isTrivial(step);
}

function isTrivial(step: RunStep): boolean {
  const { script } = step;
  const isPrint = script.complete && script.commands.length > 0 && script.commands.every(({ name, redirects }) => ["echo", "printf", "true", ":", "date"].includes(name) && redirects.length === 0);
  return isPrint && step.mounts.length === 0 && !/[|`]|\$\(/.test(stepText(step));
}
