import type { Instruction, WordsInstruction } from "../dockerfile/nodes.ts";
import { parseRun, shellKind, type ShellKind } from "../shell/parse.ts";
import { argsIn, declareArg, emptyEnvironment, expandIn, setEnv, type Environment } from "./environment.ts";
import { imageRoot, resolveImagePath, unknownStart, type ImagePath } from "./files/image-path.ts";
import { expandPath } from "./expand-path.ts";
import { findInputs } from "./find-inputs.ts";
import { findInstalls } from "./install.ts";
import { findMounts } from "./mount.ts";
import { stepArgs } from "./step-args.ts";
import type { Surroundings } from "./stage-base.ts";
import type { Stage, StageConsumer, Step } from "./model.ts";

/** A stage while the model is being built: the same data, still open for writing. */
export interface StageDraft extends Stage {
  readonly body: readonly Instruction[];
  readonly steps: Step[];
  readonly triggers: Step[];
  readonly chain: Stage[];
  readonly consumers: StageConsumer[];
  isBuilt: boolean;
}

/** What one instruction hands to the next. Children built FROM a stage go on where it ended. */
interface StageState {
  readonly environment: Environment;
  readonly directory: ImagePath;
  readonly user: string | undefined;
  /** The build arguments that decide the user. */
  readonly userArgs: readonly string[];
  readonly shell: ShellKind;
  readonly onbuild: readonly { readonly planted: Instruction; readonly trigger: Instruction }[];
}

/** Fills the steps of a stage and returns the state at its end. `parent`: the end of the stage it is built on. */
export function walkStage(stage: StageDraft, parent: StageState | undefined, surroundings: Surroundings): StageState {
  const inherited = parent ?? firstState(stage);
  let state: StageState = { ...inherited, onbuild: [] };
  for (const { planted, trigger } of inherited.onbuild) state = visit(stage, stage.steps, state, trigger, planted, surroundings);
  for (const instruction of stage.body) state = visit(stage, stage.steps, state, instruction, undefined, surroundings);
  let child: StageState = { ...state, onbuild: [] };
  for (const { planted, trigger } of state.onbuild) child = visit(stage, stage.triggers, child, trigger, planted, surroundings);
  return state;
}

function firstState(stage: Stage): StageState {
  const isScratch = stage.base.kind === "scratch";
  return {
    environment: { ...emptyEnvironment, open: !isScratch },
    directory: isScratch ? imageRoot : unknownStart,
    user: undefined,
    userArgs: [],
    shell: isWindows(stage) ? "other" : "posix",
    onbuild: [],
  };
}

/** Windows images run `cmd /S /C` unless SHELL says otherwise. */
function isWindows(stage: Stage): boolean {
  const platform = stage.from.flags.find((flag) => flag.name === "platform")?.value?.text ?? "";
  const image = stage.base.kind === "image" ? stage.base.reference.text : stage.base.kind === "unknown" ? stage.base.text : "";
  return /^windows\b/i.test(platform) || /nanoserver|windowsservercore|\/windows\/|windows\/server/i.test(image);
}

function visit(
  stage: StageDraft,
  steps: Step[],
  state: StageState,
  instruction: Instruction,
  plantedBy: Instruction | undefined,
  surroundings: Surroundings,
): StageState {
  const escape = surroundings.dockerfile.escape;
  switch (instruction.type) {
    case "ARG":
      return { ...state, environment: instruction.pairs.reduce((environment, pair) => declareArg(environment, pair, { escape, buildArgs: surroundings.options.buildArgs, globals: surroundings.globals }), state.environment) };
    case "ENV":
      // All values of one ENV are expanded before any of them is set (Dockerfile reference, "Environment replacement").
      return { ...state, environment: instruction.pairs.reduce((environment, pair) => withOuter(environment, state.environment, pair, escape), state.environment) };
    case "USER":
      return { ...state, user: expandIn(state.environment, wordText(instruction), escape).value ?? wordText(instruction), userArgs: argsIn(state.environment, wordText(instruction), escape) };
    case "SHELL":
      return { ...state, shell: shellKind(instruction.words.map((word) => word.text)) };
    case "ONBUILD":
      return instruction.trigger === undefined ? state : { ...state, onbuild: [...state.onbuild, { planted: instruction, trigger: instruction.trigger }] };
    case "WORKDIR": {
      const directory = resolveImagePath(state.directory, expandPath(state.environment, wordText(instruction), escape));
      // There is nothing to make for the root (dispatchWorkdir in frontend/dockerfile/dockerfile2llb/convert.go).
      if (!directory.anchored || directory.path !== "") steps.push({ ...stepBase(stage, steps, state, instruction, plantedBy, escape), kind: "workdir", instruction, inputs: [] });
      return { ...state, directory };
    }
    case "COPY":
    case "ADD":
      steps.push({ ...stepBase(stage, steps, state, instruction, plantedBy, escape), kind: "copy", instruction, inputs: findInputs(instruction, state, surroundings) });
      return state;
    case "RUN": {
      const script = parseRun(instruction, state.shell);
      const installs = findInstalls(script.commands, state, surroundings);
      const inputs = findInputs(instruction, state, surroundings);
      steps.push({ ...stepBase(stage, steps, state, instruction, plantedBy, escape), kind: "run", instruction, inputs, script, installs, mounts: findMounts(instruction) });
      return state;
    }
    default:
      return state;
  }
}

function withOuter(environment: Environment, outer: Environment, pair: Parameters<typeof setEnv>[1], escape: "\\" | "`"): Environment {
  const variable = setEnv(outer, pair, escape).variables.get(pair.key.text);
  return variable === undefined ? environment : { ...environment, variables: new Map(environment.variables).set(variable.name, variable) };
}

function wordText(instruction: WordsInstruction): string {
  return instruction.words[0]?.text ?? "";
}

function stepBase(stage: StageDraft, steps: readonly Step[], state: StageState, instruction: Step["instruction"], plantedBy: Instruction | undefined, escape: "\\" | "`") {
  const first = stage.base.kind === "stage" || stage.base.kind === "scratch" ? 1 : 2;
  const { environment, directory, user } = state;
  return { stage, number: steps.length + first, environment, directory, user, args: stepArgs(instruction, state, escape), plantedBy };
}
