import { readdirSync, type Dirent } from "node:fs";
import path from "node:path";

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
 */
export function findDockerfiles(targets: readonly string[], workingDirectory: string): FoundDockerfiles {
  return search(targets, workingDirectory, { isDockerfile: isDockerfileName, isPassedOver: isIgnoreFileName });
}

/** The same with the ignore files that BuildKit reads; buildah's `.containerignore` is passed over still. */
export function findLintable(targets: readonly string[], workingDirectory: string): FoundDockerfiles {
  const isDockerfile = (name: string) => isDockerfileName(name) || isDockerignoreName(name);
  return search(targets, workingDirectory, { isDockerfile, isPassedOver: (name) => isIgnoreFileName(name) && !isDockerignoreName(name) });
}

interface Wanted {
  /** Of files below a directory, by their names. */
  readonly isDockerfile: (name: string) => boolean;
  /** Of files that are named themselves. */
  readonly isPassedOver: (name: string) => boolean;
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
    const entries = next.isDirectory ? readDirectory(next.file) : [];
    if (!next.isDirectory) files.push(next.file);
    else if (entries === undefined) problems.push({ path: next.file, kind: "unreadable" });
    for (const place of placesIn(next, entries ?? [], wanted)) pending.push(place);
  }
  return { files, problems };
}

function placesIn({ file: directory, ignores: ignoresAbove }: Place, entries: readonly Dirent[], wanted: Wanted): readonly Place[] {
  const has = (name: string) => entries.some((entry) => entry.name === name);
  // A repository inside another one, a submodule say, knows nothing of what its surroundings ignore.
  const inherited = has(".git") ? undefined : ignoresAbove;
  const ignores = has(".gitignore") ? readGitIgnore(directory, inherited) : inherited;
  return entries
    .filter((entry) => isWanted(entry, wanted))
    .map((entry) => ({ file: path.join(directory, entry.name), isDirectory: entry.isDirectory(), ignores }))
    .filter(({ file, isDirectory }) => !isGitIgnored(file, isDirectory, ignores));
}

/** Entries in descending order of their names. */
function readDirectory(directory: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? 1 : -1));
  } catch {
    return undefined;
  }
}

function isWanted(entry: Dirent, { isDockerfile }: Wanted): boolean {
  if (entry.isDirectory()) return entry.name !== ".git" && entry.name !== "node_modules";
  return entry.isFile() && isDockerfile(entry.name);
}
