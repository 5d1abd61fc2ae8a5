import type { RunStep } from "../model.ts";

/** Names that serve no other purpose, and names that do so in an ARG: `NO_CACHE` in an ENV is a setting of some tool. */
const alwaysBusts = /bust|refreshed|cache_?(date|break|inval)/i;
const bustsAsArgument = /bust|no_?cache|cache_?(date|key|break|inval)|invalidate|rebuild|refresh/i;

/** Whether a variable in the step's environment is there to re-run it: its author knows the cache. */
export function isCacheBusted(step: RunStep): boolean {
  return [...step.environment.variables.values()].some(({ name, origin }) => (origin === "arg" ? bustsAsArgument : alwaysBusts).test(name));
}
