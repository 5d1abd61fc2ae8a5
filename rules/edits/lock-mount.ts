import type { UnlockedCacheMount } from "../../buildkit/hazards/unlocked-cache-mounts.ts";
import type { Build } from "../../buildkit/model.ts";
import type { Remedy } from "./remedy.ts";

/**
 * Writes `sharing=locked` into a mount: the data in the cache is kept, the image the same, other builds wait. Automatic
 * unless the file asks for sharing, or is of a kind that no fix touches (hazards.md section 6).
 */
export function lockMount<MessageIds extends string>({ step, cache }: UnlockedCacheMount, build: Build, messageId: MessageIds): readonly Remedy<MessageIds>[] {
  const { flag, options } = cache.mount;
  const written = options.get("sharing")?.value;
  const end = Math.max(...flag.options.map(({ range }) => range[1]));
  const edit = written === undefined ? { range: [end, end] as const, text: ",sharing=locked" } : { range: written.range, text: "locked" };
  const isPlain = step.plantedBy === undefined && step.instruction.heredocs.length === 0 && build.dockerfile.escape === "\\";
  return [{ messageId, safety: isPlain && written === undefined ? "automatic" : "suggestion", edits: [edit] }];
}
