import type { LostInstall } from "../../buildkit/hazards/lost-installs.ts";
import type { Remedy } from "./remedy.ts";

/** Mounts the tool's downloads instead of what it installs. A mount with an `id` keeps what it holds, so it is left alone. */
export function retargetMount<MessageIds extends string>({ cache, download }: LostInstall, messageId: MessageIds): readonly Remedy<MessageIds>[] {
  const { target, options } = cache.mount;
  if (download?.path === undefined || target === undefined || options.has("id") || options.has("from")) return [];
  const sharing = download.directory.sharing === "locked" && !options.has("sharing") ? ",sharing=locked" : "";
  const path = `/${download.path}`;
  return [{ messageId, data: { path }, safety: "suggestion", edits: [{ range: target.range, text: `${path}${sharing}` }] }];
}
