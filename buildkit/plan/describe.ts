import type { Cause } from "./cause.ts";
import type { Change, FileChange, InstructionChange } from "./change.ts";
import type { Limit } from "./limit.ts";
import type { Stage, Step } from "../model.ts";
import { stageTitle } from "../stage.ts";
import type { ContentDependency } from "./verdict.ts";

/** What a sentence calls a step: the name of BuildKit's progress. */
export type NameOf = (step: Step) => string;

/**
 * The words for what re-runs a step and why, for every surface. Sentences begin in lower case and have no full stop, to
 * stand in a list or behind a colon.
 */

/** One sentence a cause; the files that one source takes in are named together. */
export function describeCauses(step: Step, causes: readonly Cause[], nameOf: NameOf): readonly string[] {
  const files = causes.filter((cause) => cause.kind === "file");
  const inputs = [...new Set(files.map(({ input }) => input))];
  const others = causes.filter((cause) => cause.kind !== "file");
  return [
    ...inputs.map((input) => {
      const sentences = fileSentences(files.filter((cause) => cause.input === input).map(({ change }) => change));
      const [only = "", ...more] = sentences;
      return more.length === 0 ? `${only}, which ${instructionTitle(step)} takes in` : `${sentences.join("; ")}: ${instructionTitle(step)} takes them in`;
    }),
    ...others.map((cause) => describeCause(step, cause, nameOf)),
  ];
}

/**
 * `only if /app/dist of stage "build" comes out different`.
 * @param above The dependencies of the step above, which need not be told again; undefined when all are left.
 */
export function describeDependencies(dependencies: readonly ContentDependency[], above: readonly ContentDependency[] = []): string | undefined {
  const known = (stage: Stage) => above.find((other) => other.stage === stage);
  const own = dependencies.flatMap(({ stage, paths }): readonly ContentDependency[] => {
    const others = paths.filter((path) => known(stage)?.paths.includes(path) !== true);
    return others.length > 0 || known(stage) === undefined ? [{ stage, paths: others }] : [];
  });
  if (own.length === 0) return undefined;
  const subjects = own.map(({ stage, paths }) => `${paths.length === 0 ? "what it takes" : listOf(paths.map(absolute), 3)} of ${stageTitle(stage)}`);
  const verb = own.length === 1 && (own[0]?.paths.length ?? 0) < 2 ? "comes" : "come";
  return `${above.length === 0 ? "only" : "also"} if ${subjects.join(", or ")} ${verb} out different`;
}

/** Why it is not known what becomes of a step, as a sentence. */
export function describeLimit(limit: Limit): string {
  switch (limit.kind) {
    case "source":
      return "a variable that only the build knows decides what it takes in";
    case "base":
      return `a variable that only the build knows decides ${baseTitle(limit.stage)}`;
    case "cache-mount-namespace":
      return "the first value of BUILDKIT_CACHE_MOUNT_NS re-runs it, another one does not";
  }
}

function describeCause(step: Step, cause: Exclude<Cause, { kind: "file" }>, nameOf: NameOf): string {
  switch (cause.kind) {
    case "arg":
      return `build argument ${cause.change.name} has another value, which is in ${step.kind === "run" ? "its environment" : "its words"}`;
    case "image":
      return `image ${cause.change.reference}, which it takes files from, is another`;
    case "remote":
      return `${cause.change.url} has other content`;
    case "instruction":
      return describeEdit(cause.change);
    case "base":
      return describeBase(cause.stage, cause.change);
    case "parent":
      return `below ${shorten(nameOf(cause.of), 48)}, which re-runs`;
    case "empty-cache":
      return "the builder has nothing in its cache";
    case "no-result":
      return "the imported cache has no result of it, and one is needed";
  }
}

function describeEdit({ how, by }: InstructionChange): string {
  if (how === "edited") return "the instruction is new or was edited";
  if (how === "moved") return "the instruction stands below other instructions than before";
  return by.length === 0 ? "the variables above it stand in another order" : `${listOf(by, 4)}, set above it, ${by.length === 1 ? "has another value" : "have other values"}`;
}

function describeBase(stage: Stage, change: Change): string {
  const from = baseTitle(stage);
  if (change.kind === "arg") return `build argument ${change.name} has another value, which decides ${from}`;
  if (change.kind === "instruction") return `${from} is new or was edited`;
  return `the base image ${change.kind === "image" ? `${change.reference} ` : ""}is another`;
}

function baseTitle(stage: Stage): string {
  return `FROM of ${stageTitle(stage)} (line ${stage.from.loc.start.line + 1})`;
}

const verbs: Readonly<Record<FileChange, string>> = {
  changed: "changed",
  added: "new",
  deleted: "deleted",
  absent: "not there now (deleted, or still to come)",
  hidden: "kept out by the ignore file now",
  shown: "no longer kept out by the ignore file",
};

/** `a and b changed`, `c is new`: one sentence for each thing that happened. */
function fileSentences(changes: readonly Extract<Change, { kind: "file" }>[]): readonly string[] {
  const hows = (["changed", "added", "deleted", "absent", "hidden", "shown"] as const).filter((how) => changes.some((change) => change.how === how));
  return hows.map((how) => {
    const paths = changes.filter((change) => change.how === how).map(({ path }) => path);
    return `${listOf(paths, 3)} ${how === "changed" ? "" : paths.length === 1 ? "is " : "are "}${verbs[how]}`;
  });
}

function instructionTitle({ instruction }: Step): string {
  return `\`${shorten(instruction.text.replaceAll(/\s+/g, " "), 40)}\` (line ${instruction.loc.start.line + 1})`;
}

/** A path of an image as users write it. */
export function absolute(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

/** `a`, `a and b`, `a, b, c and 4 more`. */
export function listOf(names: readonly string[], limit: number): string {
  const shown = names.slice(0, limit);
  const rest = names.length - shown.length;
  const last = rest > 0 ? `${rest} more` : shown.pop();
  return shown.length === 0 ? (last ?? "") : `${shown.join(", ")} and ${last ?? ""}`;
}

export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
