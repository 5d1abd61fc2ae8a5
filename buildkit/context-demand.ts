import { deliveryAt, isAnyName } from "./delivery.ts";
import { directoryName, resolveImagePath, type ImagePath } from "./files/image-path.ts";
import { isManifestInstall, manifestPlaces, type Install } from "./install.ts";
import type { Build, ContextInput, RunStep, Step } from "./model.ts";
import { chainSteps } from "./stage.ts";
import { contextInputs } from "./step.ts";

/** What a Dockerfile asks of its build context, and so what tells the right directory from others. */
export interface ContextDemand {
  /** Paths, relative to the context's root, that COPY, ADD and bind mounts name; never the whole context. */
  readonly sources: readonly string[];
  /**
   * Lists of paths and wildcards, one of each list must exist: the wildcards of one instruction, and the manifests of an
   * install that come with a copied directory.
   */
  readonly alternatives: readonly (readonly string[])[];
  /**
   * The same for what builds look for: it tells one of several possible directories from the others, and rules none out, since
   * a RUN may make or fetch it itself.
   */
  readonly preferences?: readonly (readonly string[])[];
}

/** The demand of the stages that the target needs. `build` may be made without any context. */
export function contextDemand(build: Build): ContextDemand {
  const stages = build.stages.filter((stage) => stage.isBuilt);
  const steps = stages.flatMap((stage) => [...stage.steps, ...stage.triggers]);
  const inputs = steps.map((step) => contextInputs(step).filter(namesSomething));
  const sources = inputs.flat().flatMap((input) => (input.hasWildcard ? [] : [input.path ?? ""]));
  // A wildcard that matches nothing is no error (cache-semantics 5.1, `yarn.lock*`): one of an instruction's has to match.
  const wildcards = inputs.map((own) => own.filter(({ hasWildcard }) => hasWildcard).map(({ path }) => path ?? "")).filter((own) => own.length > 0);
  const manifests = stages.flatMap((stage) => {
    const chain = [...chainSteps(stage), ...stage.triggers];
    return stage.steps
      .filter((step): step is RunStep => step.kind === "run")
      .flatMap((step) => step.installs.filter(isManifestInstall).flatMap((install) => manifestDemand(chain, step, install)));
  });
  const preferences = stages.flatMap((stage) => {
    const chain = chainSteps(stage);
    return stage.steps.filter((step): step is RunStep => step.kind === "run").flatMap((step) => step.installs.filter(readsSources).flatMap((install) => buildPreferences(chain, step, install)));
  });
  return { sources: [...new Set(sources)], alternatives: [...wildcards, ...manifests], ...(preferences.length > 0 && { preferences }) };
}

/** Everything that the Dockerfile names or matches: what no ignore file may keep out. */
export function namedSources({ sources, alternatives }: ContextDemand): readonly string[] {
  return [...sources, ...alternatives.flat()];
}

function namesSomething(input: ContextInput): boolean {
  return input.path !== undefined && input.path !== "" && !isAnyName(input.path);
}

/** Empty when the manifests are named sources already, or come from somewhere else than the context. */
function manifestDemand(chain: readonly Step[], run: RunStep, install: Install): readonly (readonly string[])[] {
  const inputs = chain.slice(0, chain.indexOf(run) + 1).flatMap(contextInputs);
  const deliveries = manifestPlaces(install).flatMap(({ path }) => inputs.flatMap((input) => deliveryAt(input, path) ?? []));
  if (deliveries.length === 0 || deliveries.some((delivery) => delivery.as === "file")) return [];
  return [[...new Set(deliveries.map((delivery) => delivery.path))]];
}

function readsSources({ effect }: Install): boolean {
  return effect.kind === "build" || effect.kind === "install-project";
}

/** The manifests of a build, which many tools look for upward from where they work, and what it names (`./cmd/api`). */
function buildPreferences(chain: readonly Step[], run: RunStep, install: Install): readonly (readonly string[])[] {
  const { workingDirectory, operands } = install;
  if (workingDirectory === undefined) return [];
  const inputs = chain.slice(0, chain.indexOf(run) + 1).flatMap(contextInputs);
  const pathsOf = (places: readonly ImagePath[]): readonly string[] => [...new Set(places.flatMap((place) => inputs.flatMap((input) => deliveryAt(input, place)?.path ?? [])))];
  const manifests = pathsOf(selfAndAbove(workingDirectory).flatMap((directory) => manifestPlaces({ ...install, workingDirectory: directory }).map(({ path }) => path)));
  const named = operands.filter(({ value, literal }) => literal && /^\.\/\w/.test(value)).map(({ value }) => pathsOf([resolveImagePath(workingDirectory, value.replace(/\/?\.\.\.$/, ""))]));
  return [manifests, ...named].filter((paths) => paths.length > 0);
}

function selfAndAbove(directory: ImagePath): readonly ImagePath[] {
  return directory.path === "" ? [directory] : [directory, ...selfAndAbove({ ...directory, path: directoryName(directory.path) })];
}
