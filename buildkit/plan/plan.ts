import type { Change, HeldCache } from "./change.ts";
import { causeOf } from "./cause.ts";
import { directoryChanges } from "./directory-changes.ts";
import { limitOf, limitOfBase } from "./limit.ts";
import { requireResults } from "./minimal-cache.ts";
import type { Build, Stage, Step } from "../model.ts";
import { lastStep } from "../stage.ts";
import type { ContentDependency, Plan, StepPlan } from "./verdict.ts";

/** What happens to the file system that a step or stage hands on, and so to all that is built upon it. */
type Outcome = Exclude<StepPlan, { status: "not built" }>;

const cached: Outcome = { status: "cached" };

/**
 * Answers for every step of the build, given what has changed since the cache was filled. The rules are those of
 * cache-semantics 1 and 2: a step re-runs when one of its own inputs changed or its parent re-ran; files taken from a
 * stage are compared by content, everything else by definition.
 */
export function plan(build: Build, changes: readonly Change[], cache: HeldCache = "local"): Plan {
  const planner = createPlanner(build, build.context.kind === "known" ? [...changes, ...directoryChanges(build.context.context, changes)] : changes);
  const local = new Map(build.steps.map((step): [Step, StepPlan] => [step, step.stage.isBuilt ? planner.stepPlan(step) : { status: "not built" }]));
  switch (cache) {
    case "local":
    case "max":
      return local;
    case "min":
      return requireResults(build, local);
    case "none":
      return new Map([...local].map(([step, own]) => [step, own.status === "not built" ? own : { status: "rebuilt", cause: { kind: "empty-cache" } }]));
  }
}

function createPlanner(build: Build, changes: readonly Change[]) {
  const after = new Map<Step, Outcome>();
  const entered = new Set<Stage>();
  const previousSteps = new Map(build.stages.flatMap(({ steps }) => steps.map((step, index): [Step, Step | undefined] => [step, steps[index - 1]])));

  /** A step's own verdict. What a linked copy hands on is another matter: its files are merged onto a parent that re-ran. */
  function stepPlan(step: Step): Outcome {
    const own = ownOutcome(step);
    return isLinked(step) ? own : combine(own, before(step));
  }

  function outcomeAfter(step: Step): Outcome {
    const known = after.get(step);
    if (known !== undefined) return known;
    const outcome = combine(ownOutcome(step), before(step));
    after.set(step, outcome);
    return outcome;
  }

  function before(step: Step): Outcome {
    const previous = previousSteps.get(step);
    return previous === undefined ? outcomeOfBase(step.stage) : asParent(previous, outcomeAfter(previous));
  }

  function outcomeOfBase(stage: Stage): Outcome {
    const moved = changes.find((change) => isMovedBase(stage, change));
    if (moved !== undefined) return { status: "rebuilt", cause: { kind: "base", stage, change: moved } };
    const limit = firstOf(changes, (change) => limitOfBase(stage, change));
    if (limit !== undefined) return { status: "unknown", limit };
    return stage.base.kind === "stage" ? outcomeOfStage(stage.base.stage) : cached;
  }

  function outcomeOfStage(stage: Stage): Outcome {
    // Stages that take files from each other in a circle are refused by BuildKit, and asked once here.
    if (entered.has(stage)) return cached;
    entered.add(stage);
    const last = lastStep(stage);
    const outcome = last === undefined ? outcomeOfBase(stage) : asParent(last, outcomeAfter(last));
    entered.delete(stage);
    return outcome;
  }

  /** What the inputs of the step itself say, its parent aside. */
  function ownOutcome(step: Step): Outcome {
    const cause = firstOf(changes, (change) => causeOf(build, step, change));
    if (cause !== undefined) return { status: "rebuilt", cause };
    const limit = firstOf(changes, (change) => limitOf(build, step, change));
    if (limit !== undefined) return { status: "unknown", limit };
    const doubtful = firstOf(step.inputs, (input) => (input.kind === "stage" ? unlessKnown(outcomeOfStage(input.stage)) : undefined));
    if (doubtful !== undefined) return doubtful;
    const dependsOn = step.inputs.flatMap((input): readonly ContentDependency[] => {
      if (input.kind !== "stage") return [];
      const outcome = outcomeOfStage(input.stage);
      if (outcome.status === "cached") return [];
      return [{ stage: input.stage, paths: input.path === undefined ? [] : [input.path] }];
    });
    return dependsOn.length > 0 ? { status: "content", dependsOn } : cached;
  }

  return { stepPlan };
}

/** A rebuilt part wins, then one that is not known; what is open on either side stays open. */
function combine(own: Outcome, parent: Outcome): Outcome {
  if (own.status === "rebuilt" || parent.status === "cached") return own;
  if (parent.status === "rebuilt" || own.status === "cached") return parent;
  if (own.status === "unknown") return own;
  if (parent.status === "unknown") return parent;
  return { status: "content", dependsOn: mergeDependencies([...parent.dependsOn, ...own.dependsOn]) };
}

/** The outcome of a step as those below it see it: they re-run because the step did whose own input changed. */
function asParent(step: Step, outcome: Outcome): Outcome {
  if (outcome.status !== "rebuilt" || outcome.cause.kind === "parent" || outcome.cause.kind === "base") return outcome;
  return { status: "rebuilt", cause: { kind: "parent", of: step, origin: outcome.cause } };
}

function unlessKnown(outcome: Outcome): Outcome | undefined {
  return outcome.status === "unknown" ? outcome : undefined;
}

function firstOf<Item, Result>(items: readonly Item[], find: (item: Item) => Result | undefined): Result | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function mergeDependencies(dependencies: readonly ContentDependency[]): readonly ContentDependency[] {
  const merged = new Map<Stage, Set<string>>();
  for (const { stage, paths } of dependencies) merged.set(stage, new Set([...(merged.get(stage) ?? []), ...paths]));
  return [...merged].map(([stage, paths]) => ({ stage, paths: [...paths] }));
}

function isMovedBase(stage: Stage, change: Change): boolean {
  if (change.kind === "arg") return stage.baseArgs.includes(change.name);
  if (change.kind === "instruction") return change.of === stage;
  return change.kind === "image" && stage.base.kind === "image" && stage.base.reference.digest === undefined && stage.base.reference.text === change.reference;
}

/**
 * `COPY --link` is a layer of its own; below it only the merge is done again (cache-semantics 2.2). With `--chmod` BuildKit
 * makes an ordinary copy of it (dispatchCopy in frontend/dockerfile/dockerfile2llb/convert_copy.go).
 */
function isLinked({ instruction }: Step): boolean {
  if (instruction.type !== "COPY" && instruction.type !== "ADD") return false;
  const { flags } = instruction;
  return flags.some(({ name, value }) => name === "link" && value?.text !== "false") && !flags.some(({ name }) => name === "chmod");
}
