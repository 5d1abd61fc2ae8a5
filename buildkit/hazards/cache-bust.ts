import type { RunStep } from "../model.ts";

/** Whether a variable in the step's environment, or named in its text, is there to re-run it: its author knows the cache. */
export function isCacheBusted(step: RunStep): boolean {
  const declared = [...step.environment.variables.values()].filter((variable) => variable.origin === "arg").map(({ name }) => name);
  return declared.some((name) => /bust|no_?cache|cache_?(date|key|break|inval)|invalidate|rebuild|refresh/i.test(name));
}
