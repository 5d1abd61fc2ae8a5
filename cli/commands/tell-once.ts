import { join } from "node:path";
import { countMessages } from "../../engine/lint-result.ts";
import type { LintedFile } from "../files/lint-file.ts";

/** The rules of Dockerfiles that tell what `no-missing-ignore` tells of the ignore file. */
const owners: ReadonlySet<string | null> = new Set(["layerwise/no-volatile-context-path", "layerwise/no-host-artifacts-overwrite"]);

/**
 * Leaves out what an ignore file tells of Dockerfiles that have been linted in the same run, when each of them tells it
 * itself, or has a comment that accepts it. The Dockerfile shows what is re-run, and names the ignore file.
 */
export function tellOnce(files: readonly LintedFile[]): readonly LintedFile[] {
  const telling = new Set(files.filter(({ result }) => [...result.messages, ...result.suppressedMessages].some(({ ruleId }) => owners.has(ruleId))).map(({ result }) => result.filePath));
  return files.map((file) => withoutTold(file, telling));
}

function withoutTold(file: LintedFile, telling: ReadonlySet<string>): LintedFile {
  const { notes, contextRoot, result } = file;
  const isTold = (dockerfile: string) => contextRoot !== undefined && telling.has(join(contextRoot, dockerfile));
  const told = notes.filter(({ toldOf }) => toldOf?.every(isTold) === true);
  if (told.length === 0) return file;
  const messages = result.messages.filter(({ ruleId, messageId }) => !told.some((note) => note.ruleId === ruleId && note.messageId === messageId));
  const { source, ...rest } = result;
  return { ...file, result: { ...rest, messages, ...countMessages(messages), ...(messages.length > 0 && source !== undefined && { source }) } };
}
