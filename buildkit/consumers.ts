import { findMounts } from "./mount.ts";
import { findStage } from "./stage-base.ts";
import type { Stage, StageConsumer } from "./model.ts";
import type { StageDraft } from "./walk-stage.ts";

/** Writes into every stage which others use it. */
export function noteConsumers(stages: readonly StageDraft[]): void {
  for (const stage of stages) {
    if (stage.base.kind === "stage") add(stages, stage.base.stage, { stage, how: "from", instruction: stage.from, paths: [] });
    for (const step of stage.steps) noteStep(stages, stage, step.instruction);
  }
}

/** Marks what the target needs, through FROM, COPY --from and mounts (cache-semantics 4). Default: the last stage. */
export function markBuiltStages(stages: readonly StageDraft[], target: string | undefined): void {
  const root = target === undefined ? stages.at(-1) : findStage(stages, target);
  const queue = stages.filter((stage) => stage === root);
  for (const stage of queue) {
    if (stage.isBuilt) continue;
    stage.isBuilt = true;
    queue.push(...stages.filter((other) => other.consumers.some((consumer) => consumer.stage === stage)));
  }
}

function noteStep(stages: readonly StageDraft[], stage: Stage, instruction: Stage["steps"][number]["instruction"]): void {
  if (instruction.type === "RUN") {
    for (const mount of findMounts(instruction)) {
      const source = mount.from === undefined ? undefined : findStage(stages, mount.from.text);
      if (source !== undefined) add(stages, source, { stage, how: "mount", instruction, paths: mount.source === undefined ? [] : [mount.source] });
    }
    return;
  }
  if (instruction.type !== "COPY" && instruction.type !== "ADD") return;
  const from = instruction.flags.find((flag) => flag.name === "from")?.value;
  const source = from === undefined ? undefined : findStage(stages, from.text);
  if (source !== undefined) add(stages, source, { stage, how: "copy", instruction, paths: instruction.sources });
}

function add(stages: readonly StageDraft[], source: Stage, consumer: StageConsumer): void {
  stages[source.index]?.consumers.push(consumer);
}
