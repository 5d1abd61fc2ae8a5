import type { Instruction } from "../dockerfile/nodes.ts";
import type { Build, Stage, Step } from "./model.ts";
import { findStage } from "./stage-base.ts";

/** All steps below the base image, ancestors' first: what a cache key of this stage's last step descends from. */
export function chainSteps(stage: Stage): readonly Step[] {
  return stage.chain.flatMap((ancestor) => ancestor.steps);
}

/** How a message names the stage: its alias as the user wrote it, else its place. */
export function stageTitle(stage: Stage): string {
  return stage.alias === undefined ? `stage ${stage.index}` : `stage "${stage.alias}"`;
}

/** The step whose result a stage hands on: its own last one, or that of the stage it is built on. */
export function lastStep(stage: Stage): Step | undefined {
  return stage.steps.at(-1) ?? (stage.base.kind === "stage" ? lastStep(stage.base.stage) : undefined);
}

/** The instructions between the stage's FROM and the next one, in file order. */
export function ownInstructions(build: Build, stage: Stage): readonly Instruction[] {
  const { instructions } = build.dockerfile;
  const start = instructions.indexOf(stage.from);
  const end = instructions.findIndex(({ type }, index) => index > start && type === "FROM");
  return instructions.slice(start + 1, end === -1 ? undefined : end);
}

/** A stage that is run by itself: it says what to start, or some build stops there. */
export function isImageOfItsOwn(build: Build, stage: Stage): boolean {
  const isTarget = [...(build.options.knownTargets ?? [])].some((name) => findStage(build.stages, name) === stage);
  return isTarget || ownInstructions(build, stage).some(({ type }) => type === "CMD" || type === "ENTRYPOINT");
}
