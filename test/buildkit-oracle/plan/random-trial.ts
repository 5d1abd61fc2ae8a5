import type { Change } from "../../../buildkit/plan/change.ts";
import type { Build } from "../../../buildkit/model.ts";
import { serve } from "./edits.ts";
import { buildProject, observe, type Observation, type Output } from "./experiment.ts";
import { createProject, removeProject, setSecret } from "./project.ts";
import { changeKinds, randomChanges, type ChangeKind, type RandomChange } from "./random-changes.ts";
import { randomDockerfile, type RandomDockerfile } from "./random-dockerfile.ts";
import { randomSource } from "./random-source.ts";
import type { Laboratory } from "./scenario.ts";

/** One build after one change, and what came of every step. */
export interface RandomTrial {
  readonly seed: number;
  readonly kind: ChangeKind;
  readonly change: string;
  readonly dockerfile: string;
  readonly output: Output;
  readonly changes: readonly Change[];
  readonly build: Build;
  readonly observations: readonly Observation[];
}

/**
 * A random project through several changes. When outputs of stages decide anything it goes through them twice: once every
 * stage gives the same output again, once another.
 */
export async function runRandomProject(laboratory: Laboratory, seed: number): Promise<readonly RandomTrial[]> {
  const random = randomSource(seed);
  const source = randomDockerfile(random);
  const kinds = [0, 1, 2, 3].map((index) => changeKinds[(seed * 4 + index) % changeKinds.length] ?? "edited");
  const changes = randomChanges(random, source, kinds);
  const same = await runThrough(laboratory, seed, source, changes, "same");
  return source.hasOutputs ? [...same, ...(await runThrough(laboratory, seed, source, changes, "different"))] : same;
}

async function runThrough({ registry, address, folder }: Laboratory, seed: number, source: RandomDockerfile, changes: readonly RandomChange[], output: Output): Promise<readonly RandomTrial[]> {
  const project = createProject(folder, registry, source);
  const trials: RandomTrial[] = [];
  try {
    for (const page of source.pages) serve(page, { body: `${page} first SALT` })(project);
    await buildProject(project, { address });
    for (const [index, { kind, edit, text }] of changes.entries()) {
      const told = edit(project);
      if (output === "different") setSecret(project, "output", `${index} ${project.token}\n`);
      const { build, observations } = await observe(project, told, "local", { address });
      trials.push({ seed, kind, change: [...changes.slice(0, index).map((each) => each.text), text].join(", then "), dockerfile: source.dockerfile, output, changes: told, build, observations });
    }
  } catch (error) {
    throw new Error(`seed ${seed}:\n${source.dockerfile}\n.dockerignore: ${JSON.stringify(source.files[".dockerignore"])}`, { cause: error });
  } finally {
    removeProject(project);
  }
  return trials;
}
