import path from "node:path";

import type { DirectorySnapshot } from "../directory-snapshot.ts";
import { isGitIgnored, readGitIgnore, type GitIgnores } from "../git-ignores.ts";
import type { BuildInvocation, InvocationFiles, InvocationProblem } from "../invocations/invocation.ts";
import { isReallyInside, kindOnDisk } from "../on-disk.ts";
import { isInside, toSlashes } from "../paths.ts";
import { readText, type OpenText } from "../read-text.ts";
import { invocationReaders, type InvocationReader } from "./readers.ts";

/** What the files of one repository say about builds. */
export interface RepositoryBuilds {
  /** Those of a Dockerfile (absolute path), in the order of their files. */
  of(dockerfile: string): readonly BuildInvocation[];
  readonly invocations: readonly BuildInvocation[];
  readonly problems: readonly InvocationProblem[];
}

/** By the root of the repository, absolute. */
export type BuildsOfRepository = (repository: string) => RepositoryBuilds;

export interface FindInvocationsOptions {
  readonly snapshot: DirectorySnapshot;
  readonly openText?: OpenText;
}

/** Directories beyond this number are not looked into: the files that build are seldom deep, and a search must end. */
const mostDirectories = 20_000;

/**
 * Makes the function that looks through a repository for files that build Dockerfiles. Each repository is walked once,
 * each file read once; what `.gitignore` excludes, `node_modules`, `vendor`, links and repositories inside are left out.
 */
export function createBuildsOfRepository({ snapshot, openText }: FindInvocationsOptions): BuildsOfRepository {
  const known = new Map<string, RepositoryBuilds>();
  return (repository) => {
    const builds = known.get(repository) ?? readRepository(repository, snapshot, openText);
    known.set(repository, builds);
    return builds;
  };
}

function readRepository(repository: string, snapshot: DirectorySnapshot, openText: OpenText | undefined): RepositoryBuilds {
  const files: InvocationFiles = {
    repository,
    read: (file) => (isInside(file, repository) && isReallyInside(file, repository) ? readText(file, openText) : undefined),
    kind: (file) => (isInside(file, repository) ? kindOnDisk(file) : undefined),
  };
  const readings = findFiles(repository, snapshot).flatMap(({ file, reader }) => {
    const text = files.read(file);
    return text === undefined || !reader.mention.test(text) ? [] : [reader.read(file, text, files)];
  });
  // A file that another one includes is read twice.
  const invocations = unique(readings.flatMap((reading) => reading.invocations), textOf);
  const problems = unique(readings.flatMap((reading) => reading.problems), (problem) => JSON.stringify(problem));
  const byDockerfile = new Map<string, BuildInvocation[]>();
  for (const invocation of invocations) {
    if (invocation.dockerfile.kind !== "file") continue;
    const { path: dockerfile } = invocation.dockerfile;
    byDockerfile.set(dockerfile, [...(byDockerfile.get(dockerfile) ?? []), invocation]);
  }
  return { of: (dockerfile) => byDockerfile.get(dockerfile) ?? [], invocations, problems };
}

function textOf({ args, namedContexts, ...rest }: BuildInvocation): string {
  return JSON.stringify([rest, [...args], [...namedContexts]]);
}

function unique<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.toReversed().map((item) => [keyOf(item), item])).values()].toReversed();
}

interface FoundFile {
  readonly file: string;
  readonly reader: InvocationReader;
}

interface Place {
  readonly directory: string;
  readonly ignoresAbove: GitIgnores | undefined;
}

/** Directory by directory, those nearer the root first. */
function findFiles(repository: string, snapshot: DirectorySnapshot): readonly FoundFile[] {
  const found: FoundFile[] = [];
  const queue: Place[] = [{ directory: repository, ignoresAbove: undefined }];
  for (const { directory, ignoresAbove } of queue) {
    const entries = snapshot.entriesOf(directory);
    if (directory !== repository && entries.has(".git")) continue;
    const ignores = entries.get(".gitignore") === "file" ? readGitIgnore(directory, ignoresAbove) : ignoresAbove;
    const kept = [...entries].map(([name, kind]) => ({ file: path.join(directory, name), name, kind })).filter(({ name, kind }) => kind !== "directory" || !skipped.has(name));
    const directories = kept.filter(({ file, kind }) => kind === "directory" && !isGitIgnored(file, true, ignores));
    for (const { file } of directories.slice(0, Math.max(mostDirectories - queue.length, 0))) queue.push({ directory: file, ignoresAbove: ignores });
    for (const { file, kind } of kept) {
      const reader = kind === "file" ? readerOf(toSlashes(path.relative(repository, file))) : undefined;
      if (reader !== undefined && !isGitIgnored(file, false, ignores)) found.push({ file, reader });
    }
  }
  return found;
}

function readerOf(file: string): InvocationReader | undefined {
  return invocationReaders.find(({ isOne }) => isOne(file));
}

/** What others wrote. */
const skipped: ReadonlySet<string> = new Set([".git", "node_modules", "vendor"]);
