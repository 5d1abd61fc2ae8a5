import type { Change, HeldCache } from "../../../buildkit/change.ts";
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
  /** Options of buildctl for both builds, and for the second alone. */
  readonly options?: readonly string[];
  readonly secondOptions?: readonly string[];
  /** One letter a step in file order: C cached, R rebuilt, ? as the output of a stage comes out, - not built. */
  readonly expected: string;
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

/** Both builds of a scenario; with an answer that depends on outputs, all of it once more with a different output. */
export async function runScenario(laboratory: Laboratory, scenario: Scenario): Promise<readonly Trial[]> {
  const first = await runTrial(laboratory, scenario, "same");
  const isOpen = first.observations.some(({ plan }) => plan.status === "content");
  return isOpen ? [first, await runTrial(laboratory, scenario, "different")] : [first];
}

async function runTrial({ registry, address, folder }: Laboratory, scenario: Scenario, output: Output, cache: HeldCache = "local"): Promise<Trial> {
  const { given = [], edits, target, options = [], secondOptions = [] } = scenario;
  const project = createProject(folder, registry, scenario);
  const settings: BuildSettings = { address, target, options };
  try {
    for (const edit of given) edit(project);
    await buildProject(project, settings);
    const changes = edits.flatMap((edit): readonly Change[] => edit(project));
    if (output === "different") setSecret(project, "output", `second ${project.token}\n`);
    return { output, observations: await observe(project, changes, cache, { ...settings, options: [...options, ...secondOptions] }) };
  } finally {
    removeProject(project);
  }
}
