import { ownCauses } from "../../buildkit/plan/cause.ts";
import type { Change, HeldCache } from "../../buildkit/plan/change.ts";
import { costOf, type Cost } from "../../buildkit/cost.ts";
import { describeCauses, describeLimit, shorten } from "../../buildkit/plan/describe.ts";
import { invalidators, type StepInvalidators } from "../../buildkit/plan/invalidators.ts";
import type { Build, Stage, Step } from "../../buildkit/model.ts";
import { plan } from "../../buildkit/plan/plan.ts";
import { unseenReads } from "../../buildkit/hazards/unseen-reads.ts";
import type { UnseenRead } from "../../buildkit/unseen-read.ts";
import { countSelected, type FileCount } from "../../buildkit/plan/selected-files.ts";
import { findStage } from "../../buildkit/stage-base.ts";
import { stepName } from "../../buildkit/step-name.ts";
import type { StepPlan } from "../../buildkit/plan/verdict.ts";

/** All that is to be told of a build, for every format. */
export interface Explanation {
  readonly build: Build;
  /** The stage that is built. */
  readonly target: Stage | undefined;
  readonly cache: HeldCache;
  readonly changes: readonly Change[];
  /** Stages in the order in which one needs the other, their steps in file order; those that are not built come last. */
  readonly stages: readonly { readonly stage: Stage; readonly steps: readonly ExplainedStep[] }[];
}

export interface ExplainedStep {
  readonly step: Step;
  readonly name: string;
  /** Counted from one. */
  readonly line: number;
  readonly plan: StepPlan;
  /** Why it re-runs, or why that is not known, a sentence each; empty for other steps. */
  readonly why: readonly string[];
  /** Undefined for a step that is not built. */
  readonly invalidators: StepInvalidators | undefined;
  /** The files of the context in its key; undefined when there are none by its inputs, or they are not known. */
  readonly files: FileCount | undefined;
  readonly reads: readonly UnseenRead[];
  readonly cost: Cost;
}

/** @param text The Dockerfile's. */
export function explainBuild(build: Build, text: string, changes: readonly Change[], cache: HeldCache): Explanation {
  const verdicts = plan(build, changes, cache);
  const invalidatorsOf = new Map(invalidators(build).map((each) => [each.step, each]));
  const reads = unseenReads(build);
  const nameOf = (step: Step) => stepName(build, step, text);

  function explainStep(step: Step): ExplainedStep {
    const own = verdicts.get(step) ?? { status: "not built" };
    return {
      step,
      name: nameOf(step),
      line: step.instruction.loc.start.line + 1,
      plan: own,
      why: reasonsOf(step, own),
      invalidators: invalidatorsOf.get(step),
      files: countFiles(build, step),
      reads: reads.get(step) ?? [],
      cost: costOf(step),
    };
  }

  function reasonsOf(step: Step, own: StepPlan): readonly string[] {
    if (own.status === "rebuilt") return describeCauses(step, causesOf(build, step, changes, own), nameOf);
    return own.status === "unknown" ? [describeLimit(own.limit)] : [];
  }

  const { target } = build.options;
  return {
    build,
    target: target === undefined ? build.stages.at(-1) : findStage(build.stages, target),
    cache,
    changes,
    stages: inDependencyOrder(build).map((stage) => ({ stage, steps: stage.steps.map(explainStep) })),
  };
}

/** All steps, in the order in which they are told. */
export function stepsOf({ stages }: Explanation): readonly ExplainedStep[] {
  return stages.flatMap(({ steps }) => steps);
}

/** What the main command of a step is called: `npm ci`, else the instruction without its keyword and flags. */
export function workTitle(step: Step): string {
  const install = step.kind === "run" ? step.installs.find(({ effect }) => !["refresh-index", "clean-cache", "plan"].includes(effect.kind)) : undefined;
  if (install !== undefined) return install.command.words.map(({ text }) => text).join(" ");
  const text = step.instruction.text.replace(/^\S+\s+(?:--\S+\s+)*/, "");
  const script = step.instruction.heredocs[0]?.text.trim().split("\n").find((line) => !/^(?:#|set )/.test(line));
  return text.startsWith("<<") ? (script ?? text) : text;
}

/** A command in a sentence: in backticks, on one line, of at most 30 letters. */
export function shortTitle(title: string): string {
  return `\`${shorten(title.replaceAll(/\s+/g, " "), 30)}\``;
}

/** The plan knows one cause; a user wants to see every file. */
function causesOf(build: Build, step: Step, changes: readonly Change[], own: Extract<StepPlan, { status: "rebuilt" }>) {
  const causes = ownCauses(build, step, changes);
  return causes.length > 0 && own.cause.kind !== "empty-cache" ? causes : [own.cause];
}

function countFiles(build: Build, { inputs }: Step): FileCount | undefined {
  const counts = inputs.flatMap((input) => (input.kind === "context" ? [countSelected(build, input)] : []));
  const known = counts.filter((count) => count !== undefined);
  if (known.length === 0 || known.length < counts.length) return undefined;
  return { count: known.reduce((sum, { count }) => sum + count, 0), isMinimum: known.some(({ isMinimum }) => isMinimum) };
}

function inDependencyOrder({ stages }: Build): readonly Stage[] {
  const ordered = new Set<Stage>();
  const entered = new Set<Stage>();
  const visit = (stage: Stage): void => {
    if (entered.has(stage)) return;
    entered.add(stage);
    for (const other of stages) if (other.consumers.some((consumer) => consumer.stage === stage)) visit(other);
    ordered.add(stage);
  };
  for (const stage of stages) visit(stage);
  return [...ordered].toSorted((one, other) => Number(other.isBuilt) - Number(one.isBuilt));
}
