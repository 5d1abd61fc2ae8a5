import type { MismatchedCacheMount } from "../../buildkit/hazards/mismatched-cache-mounts.ts";
import type { Remedy } from "./remedy.ts";

/**
 * Mounts the directory that the tool uses, and gives it to the user who runs the tool. Nothing when one of the two is unknown, or
 * the mount begins with files of another image.
 */
export function moveMount<MessageIds extends string>({ cache, location, reason }: MismatchedCacheMount, messageIds: Readonly<Record<"move" | "own", MessageIds>>): readonly Remedy<MessageIds>[] {
  const { target, options, flag } = cache.mount;
  const account = "account" in reason ? reason.account : undefined;
  const ids = account?.uid === undefined ? undefined : `uid=${account.uid}${account.gid === undefined ? "" : `,gid=${account.gid}`}`;
  if (reason.kind === "owner") {
    const end = Math.max(...flag.options.map(({ range }) => range[1]));
    return ids === undefined ? [] : [{ messageId: messageIds.own, data: { ids }, safety: "suggestion", edits: [{ range: [end, end], text: `,${ids}` }] }];
  }
  if (location.path === undefined || target === undefined || options.has("from") || (reason.kind === "user" && ids === undefined)) return [];
  const path = `/${location.path}`;
  const owner = reason.kind === "user" && !options.has("uid") ? `,${ids ?? ""}` : "";
  return [{ messageId: messageIds.move, data: { path }, safety: "suggestion", edits: [{ range: target.range, text: `${path}${owner}` }] }];
}
