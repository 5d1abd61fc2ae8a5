import path from "node:path";
import type { Change, HeldCache } from "../../../buildkit/plan/change.ts";
import type { Edit } from "./edits.ts";
import { buildProject, observe, type BuildSettings, type Observation, type Output } from "./experiment.ts";
import { createProject, removeProject, setSecret, type ProjectSource } from "./project.ts";
import type { Registry } from "./registry.ts";

/** A project, what happens to it, and what every step does then. */
export interface Scenario extends ProjectSource {
  /** The number of section 15 of the specification first, where it has one. */
  readonly name: string;
  /** Before the first build. */
  readonly given?: readonly Edit[];
  /** Between the builds. */
  readonly edits: readonly Edit[];
  readonly target?: string;
  /** What the second build has; by default all that the first one left in the builder. */
  readonly cache?: HeldCache;
  /** One letter a step in file order: C cached, R rebuilt, ? as the output of a stage comes out, - not built, U unknown. */
  readonly expected?: string;
  /** No other build may be under way: it sends the builder files of its own under the same names. */
  readonly alone?: boolean;
}

/** Where scenarios are run. */
export interface Laboratory {
  readonly registry: Registry;
  readonly address: string;
  /** For the projects. */
  readonly folder: string;
}

export interface Trial {
  readonly output: Output;
  readonly observations: readonly Observation[];
}

/**
 * Both builds of a scenario; with an answer that depends on outputs, all of it once more with a different output. The second
 * build is another builder's if the scenario imports a cache.
 */
export async function runScenario(laboratory: Laboratory, scenario: Scenario, other: Laboratory = laboratory): Promise<readonly Trial[]> {
  const first = await runTrial(laboratory, scenario, "same", other);
  const isOpen = first.observations.some(({ plan }) => plan.status === "content");
  return isOpen ? [first, await runTrial(laboratory, scenario, "different", other)] : [first];
}

async function runTrial({ registry, address, folder }: Laboratory, scenario: Scenario, output: Output, other: Laboratory): Promise<Trial> {
  const { given = [], edits, target, cache = "local" } = scenario;
  const project = createProject(folder, registry, scenario);
  const { exporting, importing } = cacheOptions(cache, path.join(path.dirname(project.root), "cache"));
  try {
    for (const edit of given) edit(project);
    await buildProject(project, { address, target, options: exporting });
    const changes = edits.flatMap((edit): readonly Change[] => edit(project));
    if (output === "different") setSecret(project, "output", `second ${project.token}\n`);
    const second: BuildSettings = { address: cache === "local" ? address : other.address, target, options: importing };
    return { output, observations: (await observe(project, changes, cache, second)).observations };
  } finally {
    removeProject(project);
  }
}

function cacheOptions(cache: HeldCache, folder: string): { readonly exporting: readonly string[]; readonly importing: readonly string[] } {
  if (cache === "local" || cache === "none") return { exporting: [], importing: [] };
  return { exporting: ["--export-cache", `type=local,dest=${folder},mode=${cache}`], importing: ["--import-cache", `type=local,src=${folder}`] };
}
