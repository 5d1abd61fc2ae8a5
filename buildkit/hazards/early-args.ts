import type { Instruction, Pair, PairInstruction } from "../../dockerfile/nodes.ts";
import type { Command } from "../../shell/command.ts";
import { environmentUse, expensiveCommand, mentions, type EnvironmentUse } from "./environment-use.ts";
import type { Build, RunStep, Stage, Step } from "../model.ts";
import { ownInstructions } from "../stage.ts";

/** An ARG of a stage as it stands. */
export interface ArgDeclaration {
  readonly stage: Stage;
  readonly instruction: PairInstruction;
  readonly pair: Pair;
  readonly name: string;
}

/** An install or download that runs again with every new value of an argument that it does not use. */
export interface NeedlessRun {
  readonly step: RunStep;
  readonly command: Command;
}

/** Arguments declared in one place above the same needless runs. */
export interface EarlyArgs {
  readonly stage: Stage;
  /** In file order, never empty. */
  readonly declarations: readonly [ArgDeclaration, ...ArgDeclaration[]];
  readonly needless: readonly [NeedlessRun, ...NeedlessRun[]];
  /** The first step of the same stage that uses the arguments, or may use them. */
  readonly user: Step | undefined;
}

/** Whether a step uses an argument of this name. */
export type UseOf = (step: Step, name: string) => EnvironmentUse;

/**
 * The arguments chosen by `isCandidate` that stand above installs and downloads which do not use them, in built stages and
 * in those built on them (cache-semantics 3: a declared argument is in the environment, and so in the key, of every later
 * RUN). What stands below the first step that uses an argument, or may use it, re-runs anyway and is not counted.
 */
export function earlyArgs(build: Build, isCandidate: (declaration: ArgDeclaration) => boolean, useOf: UseOf = environmentUse): readonly EarlyArgs[] {
  return build.stages
    .filter(({ isBuilt }) => isBuilt)
    .flatMap((stage) => argDeclarations(build, stage))
    .filter((declaration) => !isDeclaredBefore(build, declaration) && isCandidate(declaration))
    .reduce<readonly EarlyArgs[]>((found, declaration) => withDeclaration(found, build, declaration, useOf), []);
}

/** The ARGs of one stage, each key by itself. */
export function argDeclarations(build: Build, stage: Stage): readonly ArgDeclaration[] {
  return ownInstructions(build, stage).flatMap((instruction) =>
    instruction.type === "ARG" ? instruction.pairs.map((pair) => ({ stage, instruction, pair, name: pair.key.text })) : [],
  );
}

/** The default of an ARG, its own or that of the global it repeats: a text, nothing at all, or one that cannot be known. */
export function defaultOf(build: Build, { pair, name }: ArgDeclaration): { readonly kind: "none" } | { readonly kind: "unknown" } | { readonly kind: "value"; readonly value: string } {
  if (pair.value !== undefined) return /\$/.test(pair.value.text) ? { kind: "unknown" } : { kind: "value", value: pair.value.text.replace(/^(["'])(.*)\1$/, "$2") };
  const global = build.globals.variables.get(name);
  if (global === undefined || global.mayBeUnset === true) return { kind: "none" };
  return global.value === undefined ? { kind: "unknown" } : { kind: "value", value: global.value };
}

/** The instructions of the stage that substitute the argument, or a variable made from it, in file order. */
export function substitutions(build: Build, { stage, name, instruction }: ArgDeclaration): readonly Instruction[] {
  const carriers = new Set([name]);
  return ownInstructions(build, stage).filter((other) => {
    if (other === instruction || other.range[0] < instruction.range[0] || other.type === "RUN") return false;
    const isUser = [...carriers].some((carrier) => substitutes(other.text, carrier));
    if (isUser && other.type === "ENV") for (const { key, value } of other.pairs) if (value !== undefined && [...carriers].some((carrier) => substitutes(value.text, carrier))) carriers.add(key.text);
    return isUser;
  });
}

export function substitutes(text: string, name: string): boolean {
  return text.includes("$") && new RegExp(`\\$(\\{${name}\\b|${name}\\b)`).test(text) && mentions(text, name);
}

function isDeclaredBefore(build: Build, { stage, pair, name }: ArgDeclaration): boolean {
  const instructions = stage.chain.flatMap((ancestor) => ownInstructions(build, ancestor));
  return instructions.some(
    (other) => (other.type === "ARG" || other.type === "ENV") && other.pairs.some(({ key, range }) => key.text === name && range[0] < pair.range[0]),
  );
}

function withDeclaration(found: readonly EarlyArgs[], build: Build, declaration: ArgDeclaration, useOf: UseOf): readonly EarlyArgs[] {
  const { stage } = declaration;
  const below = stage.steps.filter(({ instruction, plantedBy }) => plantedBy === undefined && instruction.range[0] > declaration.instruction.range[0]);
  const own = walk(below, declaration.name, useOf);
  const needless = own.user === undefined ? [...own.needless, ...inChildren(build, stage, declaration.name, useOf)] : own.needless;
  const [first, ...rest] = needless;
  if (first === undefined) return found;
  const fellow = found.find((other) => other.stage === stage && other.user === own.user && other.needless.at(-1)?.step === needless.at(-1)?.step);
  if (fellow === undefined) return [...found, { stage, declarations: [declaration], needless: [first, ...rest], user: own.user }];
  return found.map((other) => (other === fellow ? { ...fellow, declarations: [...fellow.declarations, declaration] } : other));
}

function walk(steps: readonly Step[], name: string, useOf: UseOf): { readonly needless: readonly NeedlessRun[]; readonly user: Step | undefined } {
  const user = steps.find((step) => useOf(step, name) !== "none");
  const above = user === undefined ? steps : steps.slice(0, steps.indexOf(user));
  const needless = above.flatMap((step) => {
    const command = step.kind === "run" && step.args.includes(name) ? expensiveCommand(step) : undefined;
    return step.kind === "run" && command !== undefined ? [{ step, command }] : [];
  });
  return { needless, user };
}

/** The same in the stages that are built on this one, as deep as nothing uses the argument. */
function inChildren(build: Build, stage: Stage, name: string, useOf: UseOf): readonly NeedlessRun[] {
  const children = build.stages.filter(({ base, isBuilt }) => isBuilt && base.kind === "stage" && base.stage === stage);
  return children.flatMap((child) => {
    const { needless, user } = walk(child.steps, name, useOf);
    return user === undefined ? [...needless, ...inChildren(build, child, name, useOf)] : needless;
  });
}
