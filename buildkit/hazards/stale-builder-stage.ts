import type { Instruction } from "../../dockerfile/nodes.ts";
import { externalReads, type ExternalRead } from "./external-read.ts";
import { isTaken } from "./taken-installs.ts";
import type { Build, CacheInput, Stage, StageConsumer, Step } from "../model.ts";
import { chainSteps, lastStep } from "../stage.ts";

/** A step of a builder stage that serves moving state for ever, since nothing that changes enters its cache key. */
export interface StaleBuilderStep {
  readonly read: Extract<ExternalRead, { kind: "install" }>;
  /** The stage whose output is taken: the step's own, or one built FROM it. */
  readonly stage: Stage;
  /** Who takes what was installed, by COPY --from or mount; never empty. */
  readonly consumers: readonly [StageConsumer, ...StageConsumer[]];
}

/**
 * Installations at moving versions that other stages take, where no file of the build context, no ARG without a default
 * and no remote source enters the chain up to that step: neither a source change nor a pin refreshes them. Repositories
 * and downloads belong to their own rules in every stage.
 */
export function staleBuilderSteps(build: Build): readonly StaleBuilderStep[] {
  return externalReads(build).flatMap((read) => {
    if (read.kind !== "install" || isRefreshed(read.step)) return [];
    const serving = servingStage(build, read);
    return serving === undefined ? [] : [{ read, ...serving }];
  });
}

/** The stage itself or a stage built on it, out of which a built stage takes what was installed. */
function servingStage(build: Build, read: StaleBuilderStep["read"]): Pick<StaleBuilderStep, "stage" | "consumers"> | undefined {
  for (const stage of build.stages) {
    if (!stage.isBuilt || !stage.chain.includes(read.step.stage)) continue;
    const takers = new Set<Instruction>(build.steps.filter(({ inputs }) => inputs.some((input) => input.kind === "stage" && input.stage === stage && isTaken(read, input))).map(({ instruction }) => instruction));
    const [first, ...others] = stage.consumers.filter(({ instruction, stage: consumer }) => consumer.isBuilt && takers.has(instruction));
    if (first !== undefined) return { stage, consumers: [first, ...others] };
  }
  return undefined;
}

/** Whether anything that a user changes enters the key of this step, of a step above it, or of a stage that it takes files from. */
export function isRefreshed(step: Step, seen: ReadonlySet<Stage> = new Set()): boolean {
  const chain = chainSteps(step.stage);
  const above = chain.slice(0, chain.indexOf(step) + 1);
  return dependsOnArgument(step) || above.some(({ inputs }) => inputs.some((input) => isMoving(input, seen)));
}

function isMoving(input: CacheInput, seen: ReadonlySet<Stage>): boolean {
  if (input.kind !== "stage") return input.kind === "context" || input.kind === "url" || input.kind === "git";
  const last = lastStep(input.stage);
  return last !== undefined && !seen.has(input.stage) && isRefreshed(last, new Set([...seen, input.stage]));
}

/** An ARG without a default, or an ENV that hands one on. */
function dependsOnArgument({ environment: { variables } }: Step): boolean {
  return [...variables.values()].some(({ mayBeUnset, args }) => mayBeUnset === true || args.some((name) => variables.get(name)?.mayBeUnset === true));
}
