import type { Cause } from "../../buildkit/plan/cause.ts";
import type { Change } from "../../buildkit/plan/change.ts";
import { describeRead } from "../../buildkit/plan/describe-inputs.ts";
import type { Trigger } from "../../buildkit/plan/invalidators.ts";
import type { Build, Step } from "../../buildkit/model.ts";
import { countSelected } from "../../buildkit/plan/selected-files.ts";
import type { StepPlan } from "../../buildkit/plan/verdict.ts";
import type { Frame } from "../build/frame.ts";
import { stepsOf, type ExplainedStep, type Explanation } from "./explanation.ts";
import { widestInvalidators, type Widest } from "./widest.ts";

/** The explanation as docs/explain.schema.json describes it. */
export function formatJson(explanation: Explanation, { dockerfile, context, build: origins, notes }: Frame): string {
  const { build, target, cache, changes } = explanation;
  const steps = stepsOf(explanation);
  const names = new Map(steps.map(({ step, name }) => [step, name]));
  const nameOf = (step: Step) => names.get(step) ?? "";
  const count = (status: StepPlan["status"]) => steps.filter(({ plan }) => plan.status === status).length;
  const document = {
    version: 1,
    dockerfile,
    context,
    target: target?.name ?? null,
    ...(origins.length > 0 && { build: origins }),
    cache,
    changes: changes.map((change) => toJsonChange(change, nameOf)),
    notes,
    steps: steps.map((step) => toJsonStep(step, build, nameOf)),
    summary: {
      cached: count("cached"),
      rebuilt: count("rebuilt"),
      content: count("content"),
      unknown: count("unknown"),
      notBuilt: count("not built"),
      widest: widestInvalidators(build, steps).map((each) => toJsonWidest(each, build, nameOf)),
    },
  };
  return JSON.stringify(document, undefined, 2);
}

function toJsonStep({ step, name, line, plan, why, invalidators, reads, cost }: ExplainedStep, build: Build, nameOf: (step: Step) => string) {
  return {
    name,
    line,
    stage: step.stage.name,
    status: plan.status,
    cause: plan.status === "rebuilt" ? toJsonCause(plan.cause, why, nameOf) : null,
    limit: plan.status === "unknown" ? { kind: plan.limit.kind, text: why.join("; ") } : null,
    dependsOn: plan.status === "content" ? plan.dependsOn.map(({ stage, paths }) => ({ stage: stage.name, paths })) : [],
    inputs: (invalidators?.triggers ?? []).map((trigger) => toJsonInput(trigger, build)),
    reads: reads.map((read) => ({ ...read, text: describeRead(read) })),
    cost,
  };
}

/** `origin` is the step whose own input changed, when this one re-runs because of it. */
function toJsonCause(cause: Cause, why: readonly string[], nameOf: (step: Step) => string) {
  return { kind: cause.kind, text: why.join("; "), origin: cause.kind === "parent" ? nameOf(cause.of) : null };
}

function toJsonInput(trigger: Trigger, build: Build) {
  switch (trigger.kind) {
    case "context": {
      const { path, hasWildcard, excludes, via } = trigger.input;
      const files = countSelected(build, trigger.input)?.count ?? null;
      return { kind: trigger.kind, path: path ?? null, isPattern: hasWildcard, excludes, via, files };
    }
    case "arg":
      return { kind: trigger.kind, name: trigger.name };
    case "image":
      return { kind: trigger.kind, reference: trigger.input.reference.text, path: trigger.input.path ?? null };
    case "remote":
      return { kind: trigger.kind, url: trigger.input.url ?? null };
    case "stage":
      return { kind: trigger.kind, stage: trigger.input.stage.name, path: trigger.input.path ?? null };
  }
}

function toJsonChange(change: Change, nameOf: (step: Step) => string) {
  if (change.kind !== "instruction") return change;
  const { of, how, by } = change;
  const line = ("from" in of ? of.from : of.instruction).loc.start.line + 1;
  return { kind: change.kind, step: "from" in of ? null : nameOf(of), line, how, by };
}

function toJsonWidest({ step, triggers, files, reruns, expensive, mayRerun }: Widest, build: Build, nameOf: (step: Step) => string) {
  return {
    step: step.name,
    inputs: triggers.map((trigger) => toJsonInput(trigger, build)),
    files: files?.count ?? null,
    reruns: reruns.length,
    expensive: expensive.map(nameOf),
    mayRerun: mayRerun.length,
  };
}
