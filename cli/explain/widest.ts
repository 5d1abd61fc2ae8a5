import { createCover } from "../../buildkit/plan/context-selection.ts";
import { describeTriggers } from "../../buildkit/plan/describe-inputs.ts";
import type { Trigger } from "../../buildkit/plan/invalidators.ts";
import type { Build, Step } from "../../buildkit/model.ts";
import type { FileCount } from "../../buildkit/plan/selected-files.ts";
import type { ExplainedStep } from "./explanation.ts";

/** Something outside the Dockerfile and the work that it re-runs, in all stages. */
export interface Widest {
  /** The first step that it re-runs. */
  readonly step: ExplainedStep;
  /** What is copied together, the arguments of one step, or one image or address. */
  readonly triggers: readonly Trigger[];
  /** How many files that is; undefined for others than files, and where it is not known. */
  readonly files: FileCount | undefined;
  /** In file order, as the two below. */
  readonly reruns: readonly Step[];
  /** Of these the ones that take time. */
  readonly expensive: readonly Step[];
  /** What re-runs if the files that it takes come out different. */
  readonly mayRerun: readonly Step[];
}

/**
 * What re-runs a RUN, the one with most expensive work first; with as much work, the one of more files. What files of a stage
 * re-run is part of what re-runs that stage.
 */
export function widestInvalidators(build: Build, steps: readonly ExplainedStep[]): readonly Widest[] {
  const order = new Map(steps.map(({ step }, index) => [step, index]));
  const causes = steps.flatMap(causesIn);
  const titles = causes.map(({ triggers, files }) => describeTriggers(triggers, files).join());
  const found = causes.filter((_, index) => titles.indexOf(titles[index] ?? "") === index).map((cause) => spread(cause, causes, { build, order }));
  return found
    .filter(({ reruns }) => reruns.some(({ kind }) => kind === "run"))
    .toSorted((one, other) => other.expensive.length - one.expensive.length || (other.files?.count ?? 1) - (one.files?.count ?? 1));
}

type Cause = Pick<Widest, "step" | "triggers" | "files">;

function causesIn(step: ExplainedStep): readonly Cause[] {
  const triggers = step.invalidators?.triggers ?? [];
  const context = triggers.filter(({ kind }) => kind === "context");
  const args = triggers.filter(({ kind }) => kind === "arg");
  const others = triggers.filter(({ kind }) => kind === "image" || kind === "remote");
  const isEmpty = step.files?.count === 0;
  return [
    ...(context.length > 0 && !isEmpty ? [{ step, triggers: context, files: step.files }] : []),
    ...(args.length > 0 ? [{ step, triggers: args, files: undefined }] : []),
    ...others.map((trigger): Cause => ({ step, triggers: [trigger], files: undefined })),
  ];
}

/** With what the same cause re-runs elsewhere: the argument of several stages, files that a copy of all takes in as well. */
function spread(cause: Cause, causes: readonly Cause[], { build, order }: { readonly build: Build; readonly order: ReadonlyMap<Step, number> }): Widest {
  const all = causes.filter((other) => cause.triggers.every((trigger) => other.triggers.some((wider) => includes(wider, trigger, build)))).flatMap(({ step }) => step.invalidators ?? []);
  const inOrder = (steps: readonly Step[]) => [...new Set(steps)].toSorted((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
  const reruns = inOrder(all.flatMap((each) => each.reruns));
  const expensive = inOrder(all.flatMap((each) => each.expensive));
  return { ...cause, reruns, expensive, mayRerun: inOrder(all.flatMap(({ mayRerun }) => mayRerun)).filter((step) => !reruns.includes(step)) };
}

function includes(wider: Trigger, trigger: Trigger, build: Build): boolean {
  if (wider === trigger) return true;
  if (wider.kind === "arg" && trigger.kind === "arg") return wider.name === trigger.name;
  if (wider.kind === "image" && trigger.kind === "image") return wider.input.reference.text === trigger.input.reference.text;
  if (wider.kind === "remote" && trigger.kind === "remote") return wider.input.url !== undefined && wider.input.url === trigger.input.url;
  return wider.kind === "context" && trigger.kind === "context" && trigger.input.path !== undefined && createCover(wider.input, build)(trigger.input.path);
}
