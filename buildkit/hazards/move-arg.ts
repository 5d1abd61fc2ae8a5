import type { Instruction, PairInstruction } from "../../dockerfile/nodes.ts";
import { substitutes, substitutions, type EarlyArgs } from "./early-args.ts";
import { isSourceFree } from "./source-free.ts";
import type { Build, RunStep } from "../model.ts";
import { ownInstructions } from "../stage.ts";

/** Declarations taken below the steps that do not need them. */
export interface ArgMove {
  /** The ARGs, and the LABELs and ENVs that would lose their value without them, in file order. */
  readonly moved: readonly PairInstruction[];
  /** The instruction below which they go. */
  readonly after: Instruction;
  /** A cold build gives the same image: nothing but metadata uses the arguments, and only package installs are crossed. */
  readonly isNeutral: boolean;
}

/**
 * Where early arguments can go within their stage: right above their first user, or below the last needless run together
 * with the metadata that they feed. Undefined when an ENV would change its place among others, when an instruction is
 * shared with other arguments, or when the needless runs stand in another stage.
 */
export function planArgMove(early: EarlyArgs, build: Build): ArgMove | undefined {
  const own = ownInstructions(build, early.stage);
  const last = early.needless.filter(({ step }) => step.stage === early.stage).at(-1);
  const args = [...new Set(early.declarations.map(({ instruction }) => instruction))];
  if (last === undefined || build.dockerfile.escape !== "\\" || !args.every((arg) => isWhole(arg, early) && arg.heredocs.length === 0)) return undefined;
  const end = own.indexOf(last.step.instruction);
  const consumers = own.filter((instruction) => early.declarations.some((declaration) => substitutions(build, declaration).includes(instruction)));
  const carried = consumers.filter((consumer) => own.indexOf(consumer) < end).filter((consumer) => consumer.type === "LABEL" || consumer.type === "ENV");
  const stop = Math.min(...[early.user?.instruction, ...consumers].flatMap((other) => (other === undefined || own.indexOf(other) < end ? [] : [own.indexOf(other)])));
  const after = carried.length === 0 && Number.isFinite(stop) ? own[stop - 1] : own[end];
  const moved = own.filter((instruction): instruction is PairInstruction => [...args, ...carried].some((other) => other === instruction));
  if (after === undefined || consumers.some((consumer) => own.indexOf(consumer) < end && !carried.some((other) => other === consumer))) return undefined;
  const crossed = own.filter((other) => other.range[0] > (moved[0]?.range[0] ?? 0) && other.range[0] <= after.range[0] && !moved.some((instruction) => instruction === other));
  if (!moved.every((instruction) => canCross(instruction, crossed, early))) return undefined;
  const runs = early.stage.steps.filter((step): step is RunStep => step.kind === "run");
  const isLastRun = consumers.length > 0 && early.user === undefined && carried.length === 0 && runs.every(({ instruction }) => own.indexOf(instruction) < stop);
  const isMetadata = consumers.every(({ type }) => type === "LABEL" || type === "ENV") && early.stage.consumers.every(({ how }) => how !== "from");
  return { moved, after, isNeutral: isLastRun && isMetadata && runs.filter(({ instruction }) => crossed.includes(instruction)).every(isPlainInstall) };
}

/** Every key of the instruction is one of the early arguments, and the only declaration of it in the stage. */
function isWhole(instruction: PairInstruction, { declarations }: EarlyArgs): boolean {
  return instruction.pairs.every((pair) => declarations.some((declaration) => declaration.pair === pair));
}

function canCross(instruction: PairInstruction, crossed: readonly Instruction[], { declarations }: EarlyArgs): boolean {
  const setters = crossed.filter(isPairs).filter(({ type }) => type !== "LABEL");
  const isSetAgain = instruction.pairs.some(({ key }) => setters.some(({ pairs }) => pairs.some((other) => other.key.text === key.text)));
  if (isSetAgain || setters.some(({ pairs }) => pairs.some(({ key }) => substitutes(instruction.text, key.text)))) return false;
  if (instruction.type === "ENV") return setters.length === 0 && instruction.pairs.every(({ value }) => value !== undefined && declarations.some(({ name }) => substitutes(value.text, name)));
  if (instruction.type === "ARG") return true;
  const labels = crossed.filter(isPairs).flatMap(({ type, pairs }) => (type === "LABEL" ? pairs : []));
  return instruction.pairs.every(({ key }) => labels.every((other) => other.key.text !== key.text));
}

/** Nothing but packages by name: an install of the project's manifests may run scripts of the project. */
function isPlainInstall(step: RunStep): boolean {
  return isSourceFree(step) && step.installs.every(({ effect }) => effect.kind !== "install");
}

function isPairs(instruction: Instruction): instruction is PairInstruction {
  return instruction.type === "ARG" || instruction.type === "ENV" || instruction.type === "LABEL";
}
