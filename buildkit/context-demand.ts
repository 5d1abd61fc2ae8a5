import { deliveryAt, isAnyName } from "./delivery.ts";
import { isManifestInstall, manifestPlaces, type Install } from "./install.ts";
import type { Build, ContextInput, RunStep, Step } from "./model.ts";
import { chainSteps } from "./stage.ts";
import { contextInputs } from "./step.ts";

/** What a Dockerfile asks of its build context, and so what tells the right directory from others. */
export interface ContextDemand {
  /** Paths and wildcards, relative to the context's root, that COPY, ADD and bind mounts name; never the whole context. */
  readonly sources: readonly string[];
  /** For each manifest-driven install whose manifests come with a copied directory: paths or globs, one of which must exist. */
  readonly manifests: readonly (readonly string[])[];
}

/** The demand of the stages that the target needs. `build` may be made without any context. */
export function contextDemand(build: Build): ContextDemand {
  const stages = build.stages.filter((stage) => stage.isBuilt);
  const inputs = stages.flatMap((stage) => [...stage.steps, ...stage.triggers]).flatMap(contextInputs);
  const sources = inputs.flatMap((input) => (namesSomething(input) ? [input.path ?? ""] : []));
  const manifests = stages.flatMap((stage) => {
    const chain = [...chainSteps(stage), ...stage.triggers];
    return stage.steps
      .filter((step): step is RunStep => step.kind === "run")
      .flatMap((step) => step.installs.filter(isManifestInstall).flatMap((install) => manifestDemand(chain, step, install)));
  });
  return { sources: [...new Set(sources)], manifests };
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
