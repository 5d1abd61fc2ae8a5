import type { BuildContext, ContextPath } from "../files/build-context.ts";
import type { Change } from "./change.ts";
import { directoryName, joinPaths } from "../files/image-path.ts";

type FileChange = Extract<Change, { kind: "file" }>;

/**
 * The directories that came or went with files, as changes of their own, with a slash at their end: one with nothing but
 * new files in it is new, one that is not there any more was deleted. A directory as such is in the keys of those that
 * take it whole, even where the ignore file keeps all of its files out (cache-semantics 5.1).
 * `context` is the one after the changes.
 */
export function directoryChanges(context: BuildContext, changes: readonly Change[]): readonly FileChange[] {
  const files = changes.filter((change) => change.kind === "file");
  const added = new Set(files.filter(({ how }) => how === "added").map(({ path }) => path));
  const found = new Map<ContextPath, FileChange>();
  for (const { path, how } of files) {
    if (how === "added") noteNew(context, path, added, found);
    else if (how === "deleted") noteGone(context, path, found);
  }
  return [...found.values()];
}

function noteNew(context: BuildContext, path: ContextPath, added: Set<ContextPath>, found: Map<ContextPath, FileChange>): void {
  for (let directory = directoryName(path); directory !== ""; directory = directoryName(directory)) {
    const entries = context.list(directory).map(({ name }) => joinPaths(directory, name));
    if (entries.length === 0 || !entries.every((entry) => added.has(entry))) return;
    added.add(directory);
    found.set(directory, { kind: "file", path: `${directory}/`, how: "added" });
  }
}

function noteGone(context: BuildContext, path: ContextPath, found: Map<ContextPath, FileChange>): void {
  for (let directory = directoryName(path); directory !== "" && context.kind(directory) === undefined; directory = directoryName(directory)) {
    found.set(directory, { kind: "file", path: `${directory}/`, how: "deleted" });
  }
}
