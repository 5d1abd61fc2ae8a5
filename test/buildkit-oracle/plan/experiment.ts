import { readFileSync } from "node:fs";
import path from "node:path";
import type { Change, HeldCache } from "../../../buildkit/plan/change.ts";
import { createBuild } from "../../../buildkit/build.ts";
import type { Build, Step } from "../../../buildkit/model.ts";
import { plan } from "../../../buildkit/plan/plan.ts";
import { stepName } from "../../../buildkit/step-name.ts";
import type { Plan, StepPlan } from "../../../buildkit/plan/verdict.ts";
import { parseDockerfile } from "../../../dockerfile/parse.ts";
import { diskContext } from "../../../workspace/disk-context.ts";
import type { Project } from "./project.ts";
import { runBuild, type Vertex } from "./run-build.ts";

/** What BuildKit did with a step; `absent` when its progress does not name it. */
export type Deed = "cached" | "rebuilt" | "absent";

/** One step of one build: what was foretold and what came. */
export interface Observation {
  readonly step: Step;
  readonly name: string;
  readonly plan: StepPlan;
  readonly deed: Deed;
  /** Whether the progress has the step under the very name that the model gives it. */
  readonly isNamed: boolean;
}

/** Whether what `emit` writes is the same in the second build as in the first. */
export type Output = "same" | "different";

export interface BuildSettings {
  readonly address: string;
  readonly target?: string | undefined;
  readonly options?: readonly string[];
}

/** The model of a project as it stands, with the arguments that it is built with. */
export function modelOf(project: Project, target?: string): { readonly build: Build; readonly text: string } {
  const file = path.join(project.root, project.dockerfile);
  const text = readFileSync(file, "utf8");
  const context = diskContext({ root: project.root, dockerfile: file, repository: project.root });
  const build = createBuild(parseDockerfile(text), { kind: "known", context }, { buildArgs: project.args, ...(target === undefined ? {} : { target }) });
  return { build, text };
}

export function buildProject(project: Project, { address, target, options = [] }: BuildSettings): Promise<readonly Vertex[]> {
  return runBuild({ address, context: project.root, dockerfile: project.dockerfile, args: project.args, secrets: project.secrets, target, options });
}

/** Builds a project as it stands now and puts the plan for these changes beside what happens. They may be told in terms of the model as it is now. */
export async function observe(project: Project, changes: readonly Change[] | ((build: Build) => readonly Change[]), cache: HeldCache, settings: BuildSettings): Promise<{ readonly build: Build; readonly observations: readonly Observation[] }> {
  const { build, text } = modelOf(project, settings.target);
  const foretold = plan(build, typeof changes === "function" ? changes(build) : changes, cache);
  return { build, observations: compare(build, text, foretold, await buildProject(project, settings)) };
}

function compare(build: Build, text: string, foretold: Plan, vertices: readonly Vertex[]): readonly Observation[] {
  return [...foretold].map(([step, own]) => {
    const name = stepName(build, step, text);
    const found = findVertex(vertices, name);
    return { step, name, plan: own, deed: deedOf(found), isNamed: found === undefined || isName(name, found.name) };
  });
}

/**
 * The vertex of a step: by its name, else by the stage and number before it. ADD of a URL has two of one name, the
 * download and the copy of what was downloaded, which is the step.
 */
function findVertex(vertices: readonly Vertex[], name: string): Vertex | undefined {
  const place = (text: string) => text.slice(0, text.indexOf("]") + 1).replace(/ +(?=\d)/, " ");
  const candidates = vertices.filter((vertex) => place(vertex.name) === place(name) && !/^\[[^\]]*\] LINK /.test(vertex.name));
  return candidates.find(({ inputs }) => candidates.some(({ digest }) => inputs.includes(digest))) ?? candidates[0];
}

/** Variables that only the base image or the builder knows are still references in our name. */
function isName(name: string, shown: string): boolean {
  const parts = name.split(/\$\{?\w+\}?/).map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return name === shown || new RegExp(`^${parts.join("[^]*")}$`).test(shown);
}

function deedOf(vertex: Vertex | undefined): Deed {
  if (vertex === undefined || (!vertex.cached && !vertex.completed)) return "absent";
  return vertex.cached ? "cached" : "rebuilt";
}

/** Whether the plan was right; `content` stands for what the output of the stage decides. */
export function agrees({ plan: { status }, deed }: Observation, output: Output): boolean {
  switch (status) {
    case "cached":
      return deed === "cached";
    case "rebuilt":
      return deed === "rebuilt";
    case "content":
      return deed === (output === "same" ? "cached" : "rebuilt");
    case "unknown":
      return deed !== "absent";
    case "not built":
      return deed === "absent";
  }
}

const letters = { cached: "C", rebuilt: "R", content: "?", unknown: "U", "not built": "-", absent: "-" } as const;

/** One letter a step, in file order, as in section 15 of the specification. */
export function planned(observations: readonly Observation[]): string {
  return observations.map((each) => letters[each.plan.status]).join("");
}

export function done(observations: readonly Observation[]): string {
  return observations.map(({ deed }) => letters[deed]).join("");
}

export function describeDisagreements(observations: readonly Observation[], output: Output): string {
  const wrong = observations.filter((each) => !agrees(each, output));
  return wrong.map(({ name, plan: { status }, deed }) => `${name}: planned ${status}, was ${deed} (output ${output})`).join("\n");
}
