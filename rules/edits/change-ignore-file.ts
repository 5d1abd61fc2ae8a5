import type { IgnoreAddition } from "../../buildkit/ignore-addition.ts";
import type { IgnoreException } from "../../buildkit/files/ignore-exception.ts";
import type { Remedy } from "./remedy.ts";

/** Adds patterns to the ignore file of a build; a user decides, since what they keep out leaves all builds that read it. */
export function addPatterns<MessageIds extends string>(messageId: MessageIds, { path, text, edits, added }: IgnoreAddition, data: Readonly<Record<string, string>> = {}): Remedy<MessageIds> {
  return { messageId, data: { ...data, patterns: listOf(added), ignoreFile: path }, safety: "suggestion", edits: [], changes: [{ path, text, edits }] };
}

/** Lets a path into the build again; a user decides, since there may be a reason to keep it out. */
export function letIn<MessageIds extends string>(messageId: MessageIds, { path, text, edits, line }: IgnoreException, data: Readonly<Record<string, string>>): Remedy<MessageIds> {
  return { messageId, data: { ...data, line, ignoreFile: path }, safety: "suggestion", edits: [], changes: [{ path, text, edits }] };
}

/** `.git`, `dist` and `Dockerfile`; of more than four the number of the others. */
export function listOf(names: readonly string[]): string {
  const shown = names.slice(0, names.length > 4 ? 3 : 4).map((name) => `\`${name}\``);
  if (names.length > 4) return `${shown.join(", ")} and ${names.length - 3} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}
