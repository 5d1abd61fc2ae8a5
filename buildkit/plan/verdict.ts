import type { Cause } from "./cause.ts";
import type { Limit } from "./limit.ts";
import type { Stage, Step } from "../model.ts";

/** A path of a stage whose content decides whether a step is cached. */
export interface ContentDependency {
  readonly stage: Stage;
  /** As the Dockerfile names them; empty when they cannot be told. */
  readonly paths: readonly string[];
}

/** What the next build will do with a step. */
export type StepPlan =
  | { readonly status: "cached" }
  | { readonly status: "rebuilt"; readonly cause: Cause }
  /** At or below files taken from a stage that re-runs: rebuilt only if those files come out different. */
  | { readonly status: "content"; readonly dependsOn: readonly ContentDependency[] }
  /** At or below a step of which the model cannot say what the change does. */
  | { readonly status: "unknown"; readonly limit: Limit }
  /** No stage that the target needs has this step. */
  | { readonly status: "not built" };

export type Plan = ReadonlyMap<Step, StepPlan>;
