import path from "node:path";

import type { BuildContext, ContextKnowledge } from "../buildkit/files/build-context.ts";
import type { ContextDemand } from "../buildkit/context-demand.ts";
import { meetsDemand, meetsPreferences } from "../buildkit/meets-demand.ts";
import { createSnapshot, type DirectorySnapshot } from "./directory-snapshot.ts";
import { diskContext } from "./disk-context.ts";
import { findRepository } from "./find-repository.ts";
import { kindOnDisk } from "./on-disk.ts";
import { ancestors, isInside } from "./paths.ts";
import type { OpenText } from "./read-text.ts";

export interface FindContextOptions {
  /** Absolute; bounds the search when the Dockerfile is in no repository. */
  readonly workingDirectory: string;
  /** The context that the user or the configuration names, absolute: it decides. */
  readonly directory?: string;
  readonly openText?: OpenText;
  /** Shared by the Dockerfiles of one run, which then see one state of the disk. */
  readonly snapshot?: DirectorySnapshot;
}

/**
 * Which directory is the build context of a Dockerfile (absolute path, which need not exist). Inferred: a directory
 * from the Dockerfile's own up to the repository's root that has everything the Dockerfile demands. One such
 * directory is known to be it. Of several it is the one that has what builds look for, else they are ambiguous. None, one
 * around the test data that the Dockerfile is part of, or a named directory that does not exist: unknown.
 */
export function findContext(file: string, demand: ContextDemand, options: FindContextOptions): ContextKnowledge {
  const { workingDirectory, directory, openText, snapshot = createSnapshot() } = options;
  const repository = findRepository(file, workingDirectory);
  const contextAt = (root: string) => diskContext({ root, dockerfile: file, repository, snapshot, ...(openText && { openText }) });
  if (directory !== undefined) return kindOnDisk(directory) === "directory" ? { kind: "known", context: contextAt(directory) } : { kind: "unknown" };
  const found = choose(ancestors(path.dirname(file), repository).map(contextAt), demand);
  const testData = testDataAround(file, repository);
  return found.kind === "known" && testData !== undefined && !isInside(path.resolve(repository, found.context.name), testData) ? { kind: "unknown" } : found;
}

/** The innermost directory of test data that holds the file: a test may build it elsewhere, the repository around it does not. */
function testDataAround(file: string, repository: string): string | undefined {
  return ancestors(path.dirname(file), repository).slice(0, -1).find((directory) => /^(?:fixtures?|__fixtures__|test[-_]?data)$/i.test(path.basename(directory)));
}

function choose(contexts: readonly BuildContext[], demand: ContextDemand): ContextKnowledge {
  const buildable = contexts.filter((context) => meetsDemand(context, demand));
  // An ignore file that leaves out what is copied makes the build fail anywhere; the directory is still the one meant.
  const candidates = buildable.length > 0 ? buildable : contexts.filter((context) => meetsDemand(context, demand, "present"));
  const preferred = candidates.length > 1 ? candidates.filter((candidate) => meetsPreferences(candidate, demand)) : [];
  const [context, ...others] = preferred.length === 1 ? preferred : candidates;
  if (context === undefined) return { kind: "unknown" };
  return others.length === 0 ? { kind: "known", context } : { kind: "ambiguous", candidates };
}
