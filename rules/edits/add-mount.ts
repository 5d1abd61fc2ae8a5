import type { InconsistentCacheMounts } from "../../buildkit/hazards/inconsistent-cache-mounts.ts";
import type { Remedy } from "./remedy.ts";

/** Writes the mount of one RUN into the other, byte for byte, behind the keyword. Nothing in a trigger of ONBUILD. */
export function addMount<MessageIds extends string>({ kind, download, build, cache }: InconsistentCacheMounts, text: string, messageId: MessageIds): readonly Remedy<MessageIds>[] {
  const { step } = kind === "lost" ? build : download;
  const end = step.instruction.keyword.range[1];
  if (step.plantedBy !== undefined || step.user !== (kind === "lost" ? download : build).step.user) return [];
  return [{ messageId, safety: "suggestion", edits: [{ range: [end, end], text: ` ${text.slice(...cache.mount.flag.range)}` }] }];
}
