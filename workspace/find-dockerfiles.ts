import path from "node:path";

import { createSnapshot, type DirectorySnapshot, type EntryKind } from "./directory-snapshot.ts";
import { isDockerfileName, isDockerignoreName, isIgnoreFileName } from "./dockerfile-name.ts";
import { findRepository } from "./find-repository.ts";
import { gitIgnoresAbove, isGitIgnored, readGitIgnore, type GitIgnores } from "./git-ignores.ts";
import { kindOnDisk } from "./on-disk.ts";

export interface FoundDockerfiles {
  /** Absolute paths, each once, in the order of the arguments and of the names below a directory. */
  readonly files: readonly string[];
  readonly problems: readonly SearchProblem[];
}

export interface SearchProblem {
  /** Absolute. */
  readonly path: string;
  /** `missing`: an argument leads to nothing. `unreadable`: a directory below an argument cannot be listed. */
  readonly kind: "missing" | "unreadable";
}

/**
 * The Dockerfiles that arguments stand for, given as paths relative to the working directory or absolute. A file is
 * taken whatever its name and place, unless it is an ignore file, which is passed over. Below a directory, files are
 * taken by their names; what `.gitignore` files exclude, `.git`, `node_modules` and symbolic links are left out.
 *
 * @param snapshot Shared by what is looked at together.
 */
export function findDockerfiles(targets: readonly string[], workingDirectory: string, snapshot = createSnapshot()): FoundDockerfiles {
  return search(targets, workingDirectory, { isDockerfile: isDockerfileName, isPassedOver: isIgnoreFileName, snapshot });
}

/** The same with the ignore files that BuildKit reads; buildah's `.containerignore` is passed over still. */
export function findLintable(targets: readonly string[], workingDirectory: string, snapshot = createSnapshot()): FoundDockerfiles {
  const isDockerfile = (name: string) => isDockerfileName(name) || isDockerignoreName(name);
  return search(targets, workingDirectory, { isDockerfile, isPassedOver: (name) => isIgnoreFileName(name) && !isDockerignoreName(name), snapshot });
}

interface Wanted {
  /** Of files below a directory, by their names. */
  readonly isDockerfile: (name: string) => boolean;
  /** Of files that are named themselves. */
  readonly isPassedOver: (name: string) => boolean;
  readonly snapshot: DirectorySnapshot;
}

function search(targets: readonly string[], workingDirectory: string, wanted: Wanted): FoundDockerfiles {
  const found = targets.map((target) => searchTarget(path.resolve(workingDirectory, target), workingDirectory, wanted));
  return {
    files: [...new Set(found.flatMap(({ files }) => files))],
    problems: found.flatMap(({ problems }) => problems),
  };
}

function searchTarget(target: string, workingDirectory: string, wanted: Wanted): FoundDockerfiles {
  const kind = kindOnDisk(target);
  if (kind === undefined) return { files: [], problems: [{ path: target, kind: "missing" }] };
  if (kind === "file") return { files: wanted.isPassedOver(target) ? [] : [target], problems: [] };
  const repository = findRepository(path.join(target, "Dockerfile"), workingDirectory);
  return walk(target, gitIgnoresAbove(target, repository), wanted);
}

interface Place {
  readonly file: string;
  readonly isDirectory: boolean;
  readonly ignores: GitIgnores | undefined;
}

function walk(start: string, ignoresAbove: GitIgnores | undefined, wanted: Wanted): FoundDockerfiles {
  const files: string[] = [];
  const problems: SearchProblem[] = [];
  // The last one in is the first one out, and names come in descending order: files come out as in a sorted listing.
  const pending: Place[] = [{ file: start, isDirectory: true, ignores: ignoresAbove }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (!next.isDirectory) files.push(next.file);
    else if (wanted.snapshot.isUnreadable(next.file)) problems.push({ path: next.file, kind: "unreadable" });
    else for (const place of placesIn(next, wanted)) pending.push(place);
  }
  return { files, problems };
}

function placesIn({ file: directory, ignores: ignoresAbove }: Place, wanted: Wanted): readonly Place[] {
  const entries = wanted.snapshot.entriesOf(directory);
  // A repository inside another one, a submodule say, knows nothing of what its surroundings ignore.
  const inherited = entries.has(".git") ? undefined : ignoresAbove;
  const ignores = entries.has(".gitignore") ? readGitIgnore(directory, inherited) : inherited;
  return [...entries]
    .filter(([name, kind]) => isWanted(name, kind, wanted))
    .map(([name, kind]) => ({ file: path.join(directory, name), isDirectory: kind === "directory", ignores }))
    .filter(({ file, isDirectory }) => !isGitIgnored(file, isDirectory, ignores))
    .reverse();
}

function isWanted(name: string, kind: EntryKind, { isDockerfile }: Wanted): boolean {
  if (kind === "directory") return name !== ".git" && name !== "node_modules";
  return kind === "file" && isDockerfile(name);
}
