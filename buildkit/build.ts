import { ecosystems as allEcosystems } from "../ecosystems/index.ts";
import type { Dockerfile, FromInstruction, Instruction } from "../dockerfile/nodes.ts";
import type { ContextKnowledge } from "./files/build-context.ts";
import { declareArg, emptyEnvironment, type Environment } from "./environment.ts";
import { readProjectFiles } from "./install.ts";
import { markBuiltStages, noteConsumers } from "./consumers.ts";
import { baseArgs, resolveBase } from "./stage-base.ts";
import { walkStage, type StageDraft } from "./walk-stage.ts";
import type { Build, BuildOptions, Stage } from "./model.ts";

/** Builds the model. Never throws: whatever a Dockerfile holds, stages and steps come out of it. */
export function createBuild(dockerfile: Dockerfile, context: ContextKnowledge, options: BuildOptions = {}): Build {
  const { head, bodies } = splitStages(dockerfile.instructions);
  const globals = readGlobals(head, dockerfile, options);
  const ecosystems = options.ecosystems ?? allEcosystems;
  const stages: StageDraft[] = [];
  const surroundings = { stages, globals, dockerfile, options, ecosystems, projectFiles: readProjectFiles(context, ecosystems) };
  for (const { from, body } of bodies) {
    const index = stages.length;
    const base = resolveBase(from, surroundings);
    const alias = from.alias?.text;
    const draft: StageDraft = {
      index,
      alias,
      name: alias?.toLowerCase() ?? `stage-${index}`,
      from,
      base,
      baseArgs: baseArgs(from, surroundings),
      body,
      steps: [],
      triggers: [],
      chain: [],
      consumers: [],
      isBuilt: false,
    };
    draft.chain.push(...(base.kind === "stage" ? base.stage.chain : []), draft);
    stages.push(draft);
  }
  const states = new Map<Stage, ReturnType<typeof walkStage>>();
  for (const stage of stages) {
    const parent = stage.base.kind === "stage" ? states.get(stage.base.stage) : undefined;
    states.set(stage, walkStage(stage, parent, surroundings));
  }
  noteConsumers(stages);
  markBuiltStages(stages, options.target);
  return { dockerfile, context, options, globals, stages, steps: stages.flatMap((stage) => stage.steps) };
}

/**
 * The same build with what is known of its context. The stages are shared, unless manifests of the context decide which of
 * two tools with the same words a command is.
 */
export function inContext(build: Build, context: ContextKnowledge): Build {
  const depends = build.steps.some((step) => step.kind === "run" && step.installs.some(({ ecosystem }) => ecosystem.applies !== undefined));
  return depends ? createBuild(build.dockerfile, context, build.options) : { ...build, context };
}

/** The instructions before the first FROM, and the stages. */
function splitStages(instructions: readonly Instruction[]): {
  readonly head: readonly Instruction[];
  readonly bodies: readonly { readonly from: FromInstruction; readonly body: readonly Instruction[] }[];
} {
  const head: Instruction[] = [];
  const bodies: { from: FromInstruction; body: Instruction[] }[] = [];
  for (const instruction of instructions) {
    const current = bodies.at(-1);
    if (instruction.type === "FROM") bodies.push({ from: instruction, body: [] });
    else if (current === undefined) head.push(instruction);
    else current.body.push(instruction);
  }
  return { head, bodies };
}

function readGlobals(head: readonly Instruction[], dockerfile: Dockerfile, options: BuildOptions): Environment {
  let environment = emptyEnvironment;
  for (const instruction of head) {
    if (instruction.type !== "ARG") continue;
    for (const pair of instruction.pairs) environment = declareArg(environment, pair, { escape: dockerfile.escape, buildArgs: options.buildArgs });
  }
  return environment;
}
