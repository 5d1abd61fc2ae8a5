import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { commitTo, serve } from "../plan/edits.ts";
import { buildProject, modelOf, observe, type Observation } from "../plan/experiment.ts";
import { createProject, fill, removeProject, setSecret, writeProjectFile, type Project, type ProjectSource } from "../plan/project.ts";
import type { Laboratory } from "../plan/scenario.ts";
import { exportOptions, readImage, type ImageFacts } from "./image.ts";
import { findPoint, type Point } from "./point.ts";
import { isRepository, remotePages, repositoryRefs } from "./remote-sources.ts";
import { ownPrograms, projectOf } from "./stage-set.ts";
import type { RemedySubject } from "./subjects.ts";

/** What BuildKit made of a remedy. */
export interface RemedyTrial {
  readonly subject: RemedySubject;
  /** Why the original, and the fixed project, cannot be built; undefined for what is built. */
  readonly original: string | undefined;
  readonly fixed: string | undefined;
  /** Where both are built. */
  readonly images: { readonly before: ImageFacts; readonly after: ImageFacts } | undefined;
  readonly point: PointTrial | undefined;
}

/** Something that may happen and that the remedy makes a difference for. */
export interface PointTrial {
  readonly name: string;
  readonly work: string;
  /** What BuildKit does with that work, without the remedy and with it. */
  readonly deeds: readonly [before: string, after: string];
  /** All steps of both. */
  readonly observations: readonly Observation[];
}

export async function runRemedy(laboratory: Laboratory, subject: RemedySubject): Promise<RemedyTrial> {
  const [original, fixed] = [projectOf(subject, subject.before), projectOf(subject, subject.after)];
  const project = startProject(laboratory, subject, original);
  try {
    const before = await tryBuild(project, laboratory);
    writeProjectFile(project, project.dockerfile, fill(project, fixed.dockerfile));
    for (const [name, text] of Object.entries(subject.writes)) writeProjectFile(project, name, text);
    const after = await tryBuild(project, laboratory);
    const images = before.image === undefined || after.image === undefined ? undefined : { before: before.image, after: after.image };
    return { subject, original: before.problem, fixed: after.problem, images, point: images === undefined ? undefined : await showPoint(laboratory, subject, original, fixed) };
  } finally {
    removeProject(project);
  }
}

/** A cold build; its image, or why there is none. */
async function tryBuild(project: Project, { address, folder }: Laboratory): Promise<{ readonly image?: ImageFacts; readonly problem?: string }> {
  const target = mkdtempSync(path.join(folder, "image-"));
  try {
    await buildProject(project, { address, options: [...exportOptions(target), "--no-cache"] });
    return { image: readImage(target) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
}

/** With all that either form asks the network for. */
function startProject({ folder, registry }: Laboratory, subject: RemedySubject, source: ProjectSource): Project {
  const project = createProject(folder, registry, source);
  const texts = [projectOf(subject, subject.before), projectOf(subject, subject.after)].map(({ dockerfile }) => dockerfile);
  for (const page of texts.flatMap(remotePages)) {
    if (isRepository(page)) commitTo(page, texts.flatMap(repositoryRefs))(project);
    else serve(page, { body: "page SALT" })(project);
  }
  for (const [, id = ""] of `${subject.before}${subject.after}`.matchAll(/type=secret[^\s]*?\bid=([\w.-]+)/g)) setSecret(project, id, `${id}\n`);
  for (const name of ownPrograms(subject)) {
    const file = path.join(project.root, name);
    if (!existsSync(file)) writeProjectFile(project, name, "#!/bin/sh\ntrue\n");
    chmodSync(file, 0o755);
  }
  return project;
}

/** Both projects warm, then what tells them apart. */
async function showPoint(laboratory: Laboratory, subject: RemedySubject, original: ProjectSource, fixed: ProjectSource): Promise<PointTrial | undefined> {
  const before = startProject(laboratory, subject, original);
  const after = startProject(laboratory, subject, { ...fixed, files: { ...fixed.files, ...subject.writes } });
  try {
    const point = findPoint({ project: before, ...modelOf(before) }, { project: after, ...modelOf(after) });
    if (point === undefined) return undefined;
    const observations = [await happen(laboratory, before, point), await happen(laboratory, after, point)] as const;
    const deeds = [observations[0][point.places[0]]?.deed ?? "absent", observations[1][point.places[1]]?.deed ?? "absent"] as const;
    return { name: point.candidate.name, work: point.work, deeds, observations: observations.flat() };
  } finally {
    removeProject(before);
    removeProject(after);
  }
}

async function happen({ address }: Laboratory, project: Project, { candidate }: Point): Promise<readonly Observation[]> {
  await buildProject(project, { address });
  const side = { project, ...modelOf(project) };
  candidate.edit(project);
  return (await observe(project, (now) => candidate.changes(side, now), "local", { address })).observations;
}
