import type { Build, Stage, Step } from "../model.ts";
import { chainSteps, lastStep } from "../stage.ts";
import type { Plan, StepPlan } from "./verdict.ts";

/**
 * The plan of a builder that imports a cache of mode min (or inline): it has the keys of all steps, but results only for
 * the layers of the final image (cache-semantics 9). As long as nothing re-runs no result is missed. A step that re-runs
 * needs the file systems it starts from and takes files out of, so everything up there without a result runs as well.
 */
export function requireResults(build: Build, local: Plan): Plan {
  const final = build.stages.findLast((stage) => isTarget(build, stage));
  const exported = new Set(final === undefined ? [] : chainSteps(final));
  const result = new Map(local);
  const queue = [...local].filter(([, own]) => own.status === "rebuilt" || own.status === "content" || own.status === "unknown").map(([step]) => step);
  for (const step of queue) {
    for (const needed of directNeeds(step)) {
      if (exported.has(needed) || result.get(needed)?.status === "rebuilt") continue;
      result.set(needed, noResult);
      queue.push(needed);
    }
  }
  return result;
}

const noResult: StepPlan = { status: "rebuilt", cause: { kind: "no-result" } };

function isTarget(build: Build, stage: Stage): boolean {
  const { target } = build.options;
  return target === undefined ? stage === build.stages.at(-1) : stage.isBuilt && (stage.name === target.toLowerCase() || String(stage.index) === target);
}

/** The step above, and the last steps of the stages it takes files from. */
function directNeeds(step: Step): readonly Step[] {
  const above = step.stage.steps[step.stage.steps.indexOf(step) - 1] ?? (step.stage.base.kind === "stage" ? lastStep(step.stage.base.stage) : undefined);
  const taken = step.inputs.flatMap((input) => (input.kind === "stage" ? (lastStep(input.stage) ?? []) : []));
  return above === undefined ? taken : [above, ...taken];
}
