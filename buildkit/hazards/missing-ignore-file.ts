import { ecosystems } from "../../ecosystems/index.ts";
import type { BuildContext, ContextKnowledge } from "../build-context.ts";
import { contextDemand, namedSources } from "../context-demand.ts";
import { isAnyName } from "../delivery.ts";
import type { Build, ContextInput, Step } from "../model.ts";
import { ignoreTemplate } from "../ignore-template.ts";
import { contextInputs } from "../step.ts";

/** The first source word that takes in the whole build context while no ignore file keeps anything out. */
export interface UnfilteredContext {
  readonly step: Step;
  readonly input: ContextInput;
  /** The directory that is the context; undefined when several can be, none of which has an ignore file. */
  readonly context: BuildContext | undefined;
}

/**
 * Hazard D1. Silent when the context is not known, or when any directory that it may be has an ignore file. Only stages
 * that the target needs are looked at, since BuildKit transfers nothing for the others.
 */
export function unfilteredContext(build: Build): UnfilteredContext | undefined {
  const candidates = candidatesOf(build.context);
  if (candidates.length === 0 || candidates.some(({ ignoreFile }) => ignoreFile !== undefined)) return undefined;
  const context = candidates.length === 1 ? candidates[0] : undefined;
  const steps = build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) => [...stage.steps, ...stage.triggers]);
  for (const step of steps) {
    const input = contextInputs(step).find((candidate) => takesWholeContext(candidate));
    if (input !== undefined) return { step, input, context };
  }
  return undefined;
}

function candidatesOf(knowledge: ContextKnowledge): readonly BuildContext[] {
  switch (knowledge.kind) {
    case "known":
      return [knowledge.context];
    case "ambiguous":
      return knowledge.candidates;
    case "unknown":
      return [];
  }
}

/** What a new ignore file for this build would say; it never names what a COPY, ADD or mount of the Dockerfile takes. */
export function ignoreFileText(build: Build, context: BuildContext): string {
  return ignoreTemplate(context, build.options.ecosystems ?? ecosystems, namedSources(contextDemand(build)));
}

function takesWholeContext(input: ContextInput): boolean {
  if (input.path === undefined || input.excludes.length > 0) return false;
  return input.path === "" || (isAnyName(input.path) && !input.path.includes("/"));
}
