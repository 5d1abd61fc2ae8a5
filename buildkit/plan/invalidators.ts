import { isHeld } from "./cause.ts";
import { isExpensive } from "../cost.ts";
import { relativeBelow } from "../files/image-path.ts";
import type { Build, ContextInput, ImageInput, RemoteInput, Stage, StageInput, Step } from "../model.ts";
import { plan } from "./plan.ts";
import { chainSteps, lastStep } from "../stage.ts";
import { contextInputs, stepsBefore } from "../step.ts";
import { keyArgs } from "../step-args.ts";

/** Something outside the Dockerfile that can re-run a step while all above it stay cached. */
export type Trigger =
  | { readonly kind: "context"; readonly input: ContextInput }
  | { readonly kind: "arg"; readonly name: string }
  /** An image that files are taken from and that no digest holds. */
  | { readonly kind: "image"; readonly input: ImageInput }
  /** An ADD that no checksum or commit holds. */
  | { readonly kind: "remote"; readonly input: RemoteInput }
  /** Files of a stage: only if they come out different. */
  | { readonly kind: "stage"; readonly input: StageInput };

export interface StepInvalidators {
  readonly step: Step;
  /** What re-runs this step first; empty when it only re-runs because of a step above, or of the base image. */
  readonly triggers: readonly Trigger[];
  /** What re-runs with this step, itself first, in file order. */
  readonly reruns: readonly Step[];
  /** Of these the ones that take time. */
  readonly expensive: readonly Step[];
  /** What re-runs if the files that it takes come out different. */
  readonly mayRerun: readonly Step[];
}

/** For every built step, in file order: what re-runs it first, and what then follows in its stage and in others. */
export function invalidators(build: Build): readonly StepInvalidators[] {
  const seen = argsAbove(build);
  const built = build.steps.filter(({ stage }) => stage.isBuilt);
  return built.map((step) => {
    const triggers = findTriggers(build, step, seen.get(step) ?? new Set());
    const followers = plan(build, [{ kind: "instruction", of: step, how: "edited", by: [] }]);
    const reruns = built.filter((other) => followers.get(other)?.status === "rebuilt");
    const mayRerun = built.filter((other) => followers.get(other)?.status === "content");
    return { step, triggers, reruns: [step, ...reruns.filter((other) => other !== step)], expensive: reruns.filter(isExpensive), mayRerun };
  });
}

function findTriggers(build: Build, step: Step, above: ReadonlySet<string>): readonly Trigger[] {
  const args = keyArgs(step, build.dockerfile.escape).filter((name) => !above.has(name) && !isUnasked(build, step, name));
  return [
    ...step.inputs.flatMap((input): readonly Trigger[] => {
      if (input.kind === "context") return isTakenAbove(step, input) ? [] : [{ kind: "context", input }];
      if (input.kind === "stage") return [{ kind: "stage", input }];
      if (input.kind === "image") return input.reference.digest === undefined ? [{ kind: "image", input }] : [];
      if (input.kind === "variable") return [];
      return isHeld(input) ? [] : [{ kind: "remote", input }];
    }),
    ...args.map((name): Trigger => ({ kind: "arg", name })),
  ];
}

/** A directory that holds this source, whole, is copied further up: the step above re-runs first. */
function isTakenAbove(step: Step, { path }: ContextInput): boolean {
  if (path === undefined) return false;
  const chain = chainSteps(step.stage);
  return stepsBefore(chain, step).flatMap(contextInputs).some((other) => other.path !== undefined && !other.hasWildcard && other.excludes.length === 0 && relativeBelow(other.path, path) !== undefined);
}

/** The time stamp of a WORKDIR is in its key, but it is nobody's question unless it is passed or declared. */
function isUnasked({ options }: Build, step: Step, name: string): boolean {
  return name === "SOURCE_DATE_EPOCH" && options.buildArgs?.has(name) !== true && !step.environment.variables.has(name);
}

/** The arguments that re-run something above each step already, in its stage or those it is built on. */
function argsAbove(build: Build): ReadonlyMap<Step, ReadonlySet<string>> {
  const result = new Map<Step, ReadonlySet<string>>();
  const atEnd = (stage: Stage): readonly string[] => {
    const last = lastStep(stage);
    return last === undefined ? [] : [...(result.get(last) ?? []), ...last.args];
  };
  for (const stage of build.stages) {
    const inherited = stage.base.kind === "stage" ? atEnd(stage.base.stage) : [];
    let above: ReadonlySet<string> = new Set([...inherited, ...stage.chain.flatMap(({ baseArgs }) => baseArgs)]);
    for (const step of stage.steps) {
      result.set(step, above);
      above = new Set([...above, ...step.args]);
    }
  }
  return result;
}
