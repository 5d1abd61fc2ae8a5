import type { Trigger } from "../../buildkit/invalidators.ts";
import type { FileCount } from "../../buildkit/selected-files.ts";
import { workTitle, type ExplainedStep } from "./explanation.ts";

/** Something outside the Dockerfile and the work that it re-runs. */
export interface Widest {
  /** The step that it re-runs first. */
  readonly step: ExplainedStep;
  /** What is copied together, the arguments of one step, or one image or address. */
  readonly triggers: readonly Trigger[];
  /** How many files that is; undefined for others than files, and where it is not known. */
  readonly files: FileCount | undefined;
  /** The first expensive commands that re-run, or, where none is known to be, the first of a RUN; one or two. */
  readonly first: readonly string[];
  /** How many more steps re-run, expensive or not. */
  readonly others: number;
  readonly mayRerun: number;
}

/**
 * What re-runs a RUN, the one with most expensive work first; with as much work, the one of more files. What files of a stage re-run is
 * part of what re-runs that stage.
 */
export function widestInvalidators(steps: readonly ExplainedStep[]): readonly Widest[] {
  const found = steps.flatMap(toWidest);
  return found.toSorted((one, other) => expensiveCount(other) - expensiveCount(one) || (other.files?.count ?? 1) - (one.files?.count ?? 1));
}

function toWidest(step: ExplainedStep): readonly Widest[] {
  const { invalidators, files } = step;
  if (invalidators === undefined) return [];
  const { reruns, expensive, mayRerun } = invalidators;
  const first = [...new Set((expensive.length > 0 ? expensive : reruns.filter(({ kind }) => kind === "run")).map(workTitle))].slice(0, 2);
  if (first.length === 0) return [];
  const shared = { step, first, others: reruns.length - first.length, mayRerun: mayRerun.length };
  const context = invalidators.triggers.filter(({ kind }) => kind === "context");
  const args = invalidators.triggers.filter(({ kind }) => kind === "arg");
  const others = invalidators.triggers.filter(({ kind }) => kind === "image" || kind === "remote");
  const isEmpty = files?.count === 0;
  return [
    ...(context.length > 0 && !isEmpty ? [{ ...shared, triggers: context, files }] : []),
    ...(args.length > 0 ? [{ ...shared, triggers: args, files: undefined }] : []),
    ...others.map((trigger): Widest => ({ ...shared, triggers: [trigger], files: undefined })),
  ];
}

function expensiveCount({ step }: Widest): number {
  return step.invalidators?.expensive.length ?? 0;
}
