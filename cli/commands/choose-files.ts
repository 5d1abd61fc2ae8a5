import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { DirectorySnapshot } from "../../workspace/directory-snapshot.ts";
import { findLintable } from "../../workspace/find-dockerfiles.ts";
import type { FileFailure } from "../files/lint-file.ts";
import type { SettingsOf } from "../../engine/settings.ts";
import { displayPath } from "../formats/text.ts";
import { Failure } from "../usage/failure.ts";

export interface ChosenFiles {
  /** Absolute. */
  readonly files: readonly string[];
  /** What a user should know, though it is no error. */
  readonly notes: readonly string[];
  readonly failures: readonly FileFailure[];
}

/**
 * The files to lint for the paths a user gave, without those that the configuration ignores.
 * @param snapshot What is read of the disk on the way stays there.
 * @throws {Failure} when a path leads nowhere: a typing mistake should not look like a clean bill.
 */
export function chooseFiles(paths: readonly string[], settingsOf: SettingsOf, cwd: string, snapshot: DirectorySnapshot): ChosenFiles {
  const { files, problems } = findLintable(paths, cwd, snapshot);
  const missing = problems.filter(({ kind }) => kind === "missing").map(({ path }) => describeMissing(path, cwd));
  if (missing.length > 0) throw new Failure(missing.join("\n"));
  const named = new Set(paths.map((path) => resolve(cwd, path)));
  const chosen = files.filter((file) => settingsOf(file).ignoredBy === undefined);
  const passedOver = files.filter((file) => named.has(file)).flatMap((file) => noteIgnored(file, settingsOf, cwd));
  const nothing = chosen.length === 0 && passedOver.length === 0 ? [`no Dockerfiles or ignore files to lint in ${paths.join(", ")}`] : [];
  return {
    files: chosen,
    notes: [...passedOver, ...nothing],
    failures: problems.filter(({ kind }) => kind === "unreadable").map(({ path }) => ({ message: `cannot read the directory ${displayPath(path, cwd)}` })),
  };
}

/** A pipe (`<(…)`, `/dev/stdin`) is there, and yet no file that could be read twice. */
function describeMissing(path: string, cwd: string): string {
  if (!existsSync(path)) return `no such file or directory: ${displayPath(path, cwd)}`;
  return `${displayPath(path, cwd)} is neither a file nor a directory; a text from elsewhere comes in with --stdin`;
}

/** What to tell when a file that was named is left out by the configuration; empty when it is not. */
export function noteIgnored(file: string, settingsOf: SettingsOf, cwd: string): string[] {
  const { ignoredBy } = settingsOf(file);
  return ignoredBy === undefined ? [] : [`${displayPath(file, cwd)} is left out by ignorePatterns in ${displayPath(ignoredBy, cwd)}`];
}
