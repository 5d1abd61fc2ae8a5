import type { Dockerfile, FromInstruction } from "../dockerfile/nodes.ts";
import { argsIn, expandIn, platformArgs, withVariable, type Environment } from "./environment.ts";
import { parseImageReference } from "./image-reference.ts";
import type { InstallWorld } from "./install.ts";
import type { BuildOptions, Stage, StageBase } from "./model.ts";

/** What the reading of one stage needs to know of the rest of the build. */
export interface Surroundings extends InstallWorld {
  readonly stages: readonly Stage[];
  readonly globals: Environment;
  readonly dockerfile: Dockerfile;
  readonly options: BuildOptions;
}

/**
 * What FROM names: an earlier stage (in any case of letters; an index is read as a stage too), scratch, or an image
 * after substitution of global and platform arguments. A named context replaces both (cache-semantics 10).
 */
export function resolveBase(from: FromInstruction, surroundings: Surroundings): StageBase {
  const written = from.image?.text ?? "";
  const { value } = expandIn(withPlatform(surroundings), written, surroundings.dockerfile.escape);
  if (value === undefined || value === "") return { kind: "unknown", text: written };
  if (surroundings.options.namedContexts?.has(value) === true) return { kind: "unknown", text: value };
  if (value === "scratch") return { kind: "scratch" };
  const stage = findStage(surroundings.stages, value);
  return stage === undefined ? { kind: "image", reference: parseImageReference(value) } : { kind: "stage", stage };
}

/** The build arguments that decide what FROM names, and for which platform. */
export function baseArgs(from: FromInstruction, surroundings: Surroundings): readonly string[] {
  const { dockerfile } = surroundings;
  const platform = from.flags.find(({ name }) => name === "platform")?.value?.text ?? "";
  const environment = withPlatform(surroundings);
  return [...argsIn(environment, from.image?.text ?? "", dockerfile.escape), ...argsIn(environment, platform, dockerfile.escape)];
}

/** The stage of that alias or index; of several with one alias the last one, as BuildKit's table holds it. */
export function findStage(stages: readonly Stage[], name: string): Stage | undefined {
  if (/^\d+$/.test(name)) return stages[Number(name)];
  const wanted = name.toLowerCase();
  return stages.findLast((stage) => stage.alias?.toLowerCase() === wanted);
}

/** The platform arguments, which the build may pass too (cache-semantics 3, rule 13). */
function withPlatform({ globals, options }: Surroundings): Environment {
  return platformArgs.reduce(
    (environment, name) =>
      environment.variables.has(name) ? environment : withVariable(environment, { name, value: options.buildArgs?.get(name), origin: "platform", pair: undefined, args: [name] }),
    globals,
  );
}
