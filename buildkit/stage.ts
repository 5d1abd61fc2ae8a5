import type { Stage, Step } from "./model.ts";

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
