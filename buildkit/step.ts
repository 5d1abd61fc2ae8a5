import type { ContextInput, Step } from "./model.ts";

/** The files of the build context that enter the key of a step, by COPY, ADD or bind mount. */
export function contextInputs(step: Step): readonly ContextInput[] {
  return step.inputs.filter((input): input is ContextInput => input.kind === "context");
}

/** Steps of a chain from the first up to, not including, `end`. */
export function stepsBefore(steps: readonly Step[], end: Step): readonly Step[] {
  return steps.slice(0, steps.indexOf(end));
}
