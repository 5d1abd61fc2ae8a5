import type { DisabledCache } from "../../buildkit/hazards/disabled-caches.ts";
import type { Build } from "../../buildkit/model.ts";
import { isRoot } from "../../buildkit/hazards/stage-user.ts";
import type { Remedy } from "./remedy.ts";

/** A RUN above the one with the mount that switches off what empties the cache. Only root may write there. */
export function switchOffHook<MessageIds extends string>({ step, hook }: Extract<DisabledCache, { kind: "hook" }>, build: Build, text: string, messageId: MessageIds): readonly Remedy<MessageIds>[] {
  if (step.plantedBy !== undefined || build.dockerfile.escape !== "\\" || isRoot(step) !== true) return [];
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const start = step.instruction.range[0];
  return [{ messageId, data: { file: hook.file }, safety: "suggestion", edits: [{ range: [start, start], text: `RUN ${hook.remedy}${newline}` }] }];
}
