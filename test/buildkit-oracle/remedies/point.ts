import type { Change } from "../../../buildkit/plan/change.ts";
import { editedSteps } from "../../../buildkit/plan/edited-steps.ts";
import type { Build, Step } from "../../../buildkit/model.ts";
import { plan } from "../../../buildkit/plan/plan.ts";
import { createBuild } from "../../../buildkit/build.ts";
import { parseDockerfile } from "../../../dockerfile/parse.ts";
import { add, commitTo, edit, pass, publish, serve, type Edit } from "../plan/edits.ts";
import { modelOf } from "../plan/experiment.ts";
import { writeProjectFile, type Project } from "../plan/project.ts";
import { isRepository, repositoryRefs } from "./remote-sources.ts";

/** A project with its model, before anything happens to it. */
export interface Side {
  readonly project: Project;
  readonly build: Build;
  readonly text: string;
}

/** Something that may happen to a project. */
export interface Candidate {
  readonly name: string;
  readonly edit: Edit;
  /** What the model is told of it; `now` is the model afterwards. */
  readonly changes: (side: Side, now: Build) => readonly Change[];
  /** The Dockerfile afterwards, where that is what changes. */
  readonly text?: (side: Side) => string;
}

/** Something after which a step of the original does what its like in the fixed project does not. */
export interface Point {
  readonly candidate: Candidate;
  readonly work: string;
  /** Where the two stand among all steps. */
  readonly places: readonly [before: number, after: number];
}

/**
 * What shows best, by the model, what a remedy is for: spared work of a RUN, else of another step, else work that is done
 * again because it had gone stale. Undefined when all steps of both do the same whatever happens.
 */
export function findPoint(before: Side, after: Side): Point | undefined {
  const shared = pairs(before.build, after.build);
  const points = candidates(before, after).flatMap((candidate) => {
    const [old, now] = [planFor(before, candidate), planFor(after, candidate)];
    return shared.flatMap((pair) => {
      const rank = rankOf(old[pair.places[0]], now[pair.places[1]], pair.isRun);
      return rank === undefined ? [] : [{ point: { candidate, ...pair }, rank }];
    });
  });
  return points.toSorted((one, other) => one.rank - other.rank)[0]?.point;
}

function rankOf(before: string | undefined, after: string | undefined, isRun: boolean): number | undefined {
  if (before === "rebuilt" && after === "cached") return isRun ? 0 : 1;
  return before === "cached" && after === "rebuilt" ? (isRun ? 2 : 3) : undefined;
}

/** A status for each step. */
function planFor(side: Side, candidate: Candidate): readonly string[] {
  const now = candidate.text === undefined ? side.build : createBuild(parseDockerfile(candidate.text(side)), side.build.context, side.build.options);
  return [...plan(now, candidate.changes(side, now)).values()].map(({ status }) => status);
}

function candidates(before: Side, after: Side): readonly Candidate[] {
  const sides = [before, after];
  const { context } = before.build;
  const files = context.kind === "known" ? filesIn(context.context.list, "") : [];
  const args = sides.flatMap(({ build }) => build.dockerfile.instructions.flatMap((each) => (each.type === "ARG" ? each.pairs.map(({ key }) => key.text) : [])));
  const images = sides.flatMap(({ build, project }) => imagesOf(build).map((text) => unsalted(text, project)));
  const pages = sides.flatMap(({ build, project }) => urlsOf(build).map((url) => pageOf(url, project)));
  return [
    { name: "one more package", edit: writePackage, changes: ({ build }, now) => editedSteps(build, now), text: anotherPackage },
    ...files.map((path): Candidate => ({ name: `${path} edited`, edit: edit(path), changes: () => [{ kind: "file", path, how: "changed" }] })),
    ...[".git/new", "new.txt"].map((path): Candidate => ({ name: `${path} added`, edit: add(path), changes: () => [{ kind: "file", path, how: "added" }] })),
    ...[...new Set(args)].map((name): Candidate => ({ name: `another ${name}`, edit: pass(name, "v1-SALT"), changes: () => [{ kind: "arg", name }] })),
    ...[...new Set(images)].map((name): Candidate => ({
      name: `${name} moved`,
      edit: publish(name, { generation: 2 }),
      changes: ({ build, project }) => imagesOf(build).filter((text) => unsalted(text, project) === name).map((reference) => ({ kind: "image", reference })),
    })),
    ...[...new Set(pages)].map((page): Candidate => ({
      name: `${page} moved`,
      edit: isRepository(page) ? commitTo(page, repositoryRefs(after.text)) : serve(page, { body: "other SALT" }),
      changes: ({ build, project }) => urlsOf(build).filter((url) => pageOf(url, project) === page).map((url) => ({ kind: "remote", url })),
    })),
  ];
}

/** The image or page as all projects call it. */
function unsalted(reference: string, { token }: Project): string {
  return reference.replace(`-${token}`, "");
}

function pageOf(url: string, { token }: Project): string {
  return url.slice(url.indexOf(token) + token.length + 1).replace(/[?#].*/, "");
}

function filesIn(list: (directory: string) => readonly { readonly name: string; readonly kind: string }[], directory: string): readonly string[] {
  return list(directory).flatMap(({ name, kind }) => {
    const path = directory === "" ? name : `${directory}/${name}`;
    return kind === "directory" ? filesIn(list, path) : [path];
  });
}

function imagesOf({ stages, steps }: Build): readonly string[] {
  const bases = stages.flatMap(({ base }) => (base.kind === "image" ? [base.reference.text] : []));
  return [...bases, ...steps.flatMap(({ inputs }) => inputs.flatMap((input) => (input.kind === "image" ? [input.reference.text] : [])))];
}

function urlsOf({ steps }: Build): readonly string[] {
  return steps.flatMap(({ inputs }) => inputs.flatMap((input) => ((input.kind === "url" || input.kind === "git") && input.url !== undefined ? [input.url] : [])));
}

/** The text with another word behind the last install that names packages. */
function anotherPackage({ build, text }: Side): string {
  const installs = build.steps.flatMap((step) => (step.kind === "run" ? step.installs : []));
  const end = installs.findLast(({ effect }) => effect.kind === "system-install" || effect.kind === "add")?.command.words.at(-1)?.range[1];
  return end === undefined ? text : `${text.slice(0, end)} another${text.slice(end)}`;
}

function writePackage(project: Project): readonly Change[] {
  writeProjectFile(project, project.dockerfile, anotherPackage({ project, ...modelOf(project) }));
  return [];
}

interface Pair extends Pick<Point, "work" | "places"> {
  readonly isRun: boolean;
}

/** Steps of both that do the same work: RUNs that share a command, others with the same words, else what stands in the same place. */
function pairs(before: Build, after: Build): readonly Pair[] {
  return before.steps.flatMap((one, place) => {
    const titles = titlesOf(one);
    const alike = after.steps.flatMap((other, otherPlace): readonly Pair[] => {
      const work = other.stage.index === one.stage.index ? titlesOf(other).find((title) => titles.includes(title)) : undefined;
      return work === undefined ? [] : [{ work, places: [place, otherPlace], isRun: one.kind === "run" }];
    });
    const isInPlace = alike.length === 0 && before.steps.length === after.steps.length;
    return isInPlace ? [{ work: one.instruction.text, places: [place, place], isRun: one.kind === "run" }] : alike;
  });
}

function titlesOf(step: Step): readonly string[] {
  if (step.kind !== "run") return [step.instruction.text];
  return step.script.commands.filter(({ name }) => !["rm", "echo", "mkdir", "cd", "set"].includes(name)).map(({ words }) => words.map(({ text }) => text).join(" "));
}
