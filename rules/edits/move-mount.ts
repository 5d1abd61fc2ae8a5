import type { MismatchedCacheMount } from "../../buildkit/hazards/mismatched-cache-mounts.ts";
import type { Remedy } from "./remedy.ts";

/** Mounts the directory that the tool uses; nothing when it is unknown, or mounted with files of another image. */
export function moveMount<MessageIds extends string>({ cache, location }: MismatchedCacheMount, messageId: MessageIds): readonly Remedy<MessageIds>[] {
  const { target, options } = cache.mount;
  if (location.path === undefined || target === undefined || options.has("from")) return [];
  const path = `/${location.path}`;
  return [{ messageId, data: { path }, safety: "suggestion", edits: [{ range: target.range, text: path }] }];
}
