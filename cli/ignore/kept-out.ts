import { join } from "node:path";
import type { BuildContext } from "../../buildkit/files/build-context.ts";
import { createIgnoreMatcher, parseIgnoreFile, type IgnorePattern } from "../../buildkit/files/dockerignore.ts";
import { joinPaths } from "../../buildkit/files/image-path.ts";
import { bytesOnDisk } from "../../workspace/on-disk.ts";
import { nothing, sum, type Amount } from "../formats/amounts.ts";

export interface KeptOut {
  readonly total: Amount;
  /** By the texts of the patterns. */
  readonly byPattern: ReadonlyMap<string, Amount>;
  /** Counting ended. */
  readonly isMinimum: boolean;
}

/** Files that are looked at. */
const mostFiles = 200_000;

/** What a new text of the ignore file would keep out of the context at `root` (absolute) that is not kept out now. */
export function measureKeptOut(context: BuildContext, root: string, text: string): KeptOut {
  const matcher = createIgnoreMatcher(parseIgnoreFile(text));
  const byPattern = new Map<string, Amount>();
  const pending: { readonly directory: string; readonly by: IgnorePattern | undefined }[] = [{ directory: "", by: undefined }];
  let left = mostFiles;

  function count(path: string, by: IgnorePattern | undefined): void {
    left -= 1;
    if (by === undefined) return;
    const key = by.text.trim();
    byPattern.set(key, sum([byPattern.get(key) ?? nothing, { files: 1, bytes: bytesOnDisk(join(root, path)) }]));
  }

  for (let next = pending.pop(); next !== undefined && left > 0; next = pending.pop()) {
    for (const { name, kind } of context.list(next.directory)) {
      const path = joinPaths(next.directory, name);
      if (context.isIgnored(path)) continue;
      if (kind === "directory") pending.push({ directory: path, by: next.by ?? (matcher.canSkipDirectory(path) ? matcher.decidingPattern(path) : undefined) });
      else count(path, next.by ?? (matcher.isIgnored(path) ? matcher.decidingPattern(path) : undefined));
    }
  }
  return { total: sum(byPattern.values()), byPattern, isMinimum: left <= 0 };
}
