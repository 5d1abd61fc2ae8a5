import { externalReads, type ExternalRead } from "./external-read.ts";
import type { Build, Stage, StageConsumer, Step } from "../model.ts";
import { chainSteps } from "../stage.ts";

/** A step of a builder stage that serves moving state for ever, since nothing that changes enters its cache key. */
export interface StaleBuilderStep {
  readonly read: Extract<ExternalRead, { kind: "install" }>;
  /** The stage whose output is taken: the step's own, or one built FROM it. */
  readonly stage: Stage;
  /** Who takes the output, by COPY --from or mount. */
  readonly consumers: readonly StageConsumer[];
}

/**
 * Installations at moving versions in stages whose files other stages take, where no file of the build context, no ARG
 * without a default and no remote source enters the chain up to that step: neither a source change nor a pin refreshes
 * them. Repositories and downloads belong to their own rules in every stage.
 */
export function staleBuilderSteps(build: Build): readonly StaleBuilderStep[] {
  return externalReads(build).flatMap((read) => {
    if (read.kind !== "install" || isRefreshed(read.step)) return [];
    const stage = servingStage(build, read.step.stage);
    if (stage === undefined) return [];
    return [{ read, stage, consumers: stage.consumers.filter(({ how }) => how !== "from") }];
  });
}

/** The stage itself or a stage built on it, whose files a built stage takes. */
function servingStage(build: Build, origin: Stage): Stage | undefined {
  return build.stages.find((stage) => stage.isBuilt && stage.chain.includes(origin) && stage.consumers.some(({ how, stage: consumer }) => how !== "from" && consumer.isBuilt));
}

/** Whether anything that a user changes enters the key of this step or of a step above it. */
function isRefreshed(step: Step): boolean {
  const chain = chainSteps(step.stage);
  const above = chain.slice(0, chain.indexOf(step) + 1);
  const takesInputs = above.some(({ inputs }) => inputs.some(({ kind }) => kind === "context" || kind === "stage" || kind === "url" || kind === "git"));
  return takesInputs || [...step.environment.variables.values()].some(({ origin, pair }) => origin === "arg" && pair?.value === undefined && pair !== undefined);
}
