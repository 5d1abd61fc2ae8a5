import { basename, dirname } from "node:path";
import type { BuildContext, IgnoreFile } from "../../buildkit/files/build-context.ts";
import { createBuild } from "../../buildkit/build.ts";
import type { Change, FileChange } from "../../buildkit/plan/change.ts";
import { editedSteps } from "../../buildkit/plan/edited-steps.ts";
import { createIgnoreTest, findIgnoreFile } from "../../buildkit/files/ignore-file.ts";
import { filesBelow } from "../../buildkit/plan/selected-files.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { GitError, openRevision, type GitChange, type GitRevision } from "../../workspace/git.ts";
import { Failure } from "../usage/failure.ts";
import type { LoadedBuild, LoadedContext } from "../build/load-build.ts";
import type { Changes } from "./named-changes.ts";

/**
 * What git says changed between a revision and the working tree: files of the context, what the ignore file of then and
 * that of now leave of it, and the steps that the two Dockerfiles do not share. What git ignores is not compared.
 * @throws {Failure} when git or the revision is missing, or the context is not known.
 */
export function changesSince(revision: string, loaded: LoadedBuild): Changes {
  if (loaded.context === undefined) throw new Failure(`--since ${revision}: ${loaded.contextDoubt ?? ""}`);
  const { root, context } = loaded.context;
  const revisionOfContext = open(root, revision);
  const oldContext = contextThen(loaded.context, revisionOfContext);
  const files = fileChanges(revisionOfContext.changedFiles(), oldContext, context);
  const oldText = open(dirname(loaded.file), revision).read(basename(loaded.file));
  const old = createBuild(parseDockerfile(oldText ?? ""), { kind: "known", context: oldContext }, loaded.build.options);
  const notes = oldText === undefined ? [`the Dockerfile was not there at ${revision}: every step is new`] : [];
  return { changes: [...editedSteps(old, loaded.build), ...files], notes };
}

function open(directory: string, revision: string): GitRevision {
  try {
    return openRevision(directory, revision);
  } catch (error) {
    if (error instanceof GitError) throw new Failure(`--since ${revision}: ${error.message}`);
    throw error;
  }
}

/** The files of now under the ignore file of then. */
function contextThen({ context }: LoadedContext, then: GitRevision): BuildContext {
  const ignoreFile = findIgnoreFile(context.dockerfile, (path) => then.read(path));
  if (sameIgnoreFile(ignoreFile, context.ignoreFile)) return context;
  const { name, dockerfile } = context;
  const kind = (path: string) => context.kind(path);
  const list = (directory: string) => context.list(directory);
  const isIgnored = createIgnoreTest(ignoreFile, { kind, list });
  return { name, dockerfile, ignoreFile, kind, list, followLinks: (path) => context.followLinks(path), read: (path) => context.read(path), isIgnored };
}

function sameIgnoreFile(one: IgnoreFile | undefined, other: IgnoreFile | undefined): boolean {
  return one?.path === other?.path && one?.text === other?.text;
}

function fileChanges(changed: readonly GitChange[], then: BuildContext, now: BuildContext): readonly Change[] {
  const changes = new Map<string, FileChange>();
  const both: Pick<BuildContext, "list" | "isIgnored"> = { list: now.list, isIgnored: (path) => then.isIgnored(path) && now.isIgnored(path) };
  if (then !== now) for (const path of filesBelow(both, "")) noteTurned(changes, path, then, now);
  for (const { path, how } of changed) {
    const was = how !== "added" && !then.isIgnored(path);
    const is = how !== "deleted" && !now.isIgnored(path);
    changes.delete(path);
    if (was && is) changes.set(path, "changed");
    else if (is) changes.set(path, how === "added" ? "added" : "shown");
    else if (was) changes.set(path, how === "deleted" && !now.isIgnored(path) ? "deleted" : "hidden");
  }
  return [...changes].map(([path, how]) => ({ kind: "file", path, how }));
}

function noteTurned(changes: Map<string, FileChange>, path: string, then: BuildContext, now: BuildContext): void {
  const was = !then.isIgnored(path);
  const is = !now.isIgnored(path);
  if (was !== is) changes.set(path, is ? "shown" : "hidden");
}
