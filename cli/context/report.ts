import { join } from "node:path";
import type { BuildContext } from "../../buildkit/files/build-context.ts";
import { transferOf, type ContextFile, type Transfer } from "../../buildkit/context-transfer.ts";
import type { IgnorePattern } from "../../buildkit/files/dockerignore.ts";
import type { Build, Step } from "../../buildkit/model.ts";
import { repositoryAbove } from "../../workspace/find-repository.ts";
import { GitError, recentCommits } from "../../workspace/git.ts";
import { bytesOnDisk } from "../../workspace/on-disk.ts";
import type { LoadedContext } from "../build/load-build.ts";
import { nothing, sum, type Amount } from "../formats/amounts.ts";
import { createTree, type Entry, type Tree } from "./tree.ts";

/** What a build is sent of its context, and what not. */
export interface ContextReport {
  readonly context: BuildContext;
  readonly transfer: Transfer;
  readonly sent: Entry;
  /** Neither kept out nor sent. */
  readonly unused: Entry;
  readonly takenBy: readonly { readonly step: Step; readonly amount: Amount }[];
  readonly ignored: Ignored;
  /** Undefined outside of repositories; a reason where git tells nothing all the same. */
  readonly history: { readonly days: number } | { readonly reason: string } | undefined;
}

export interface Ignored {
  readonly total: Amount;
  /** Each pattern that is no `!`, in file order, with what it keeps out. */
  readonly lines: readonly IgnoredByLine[];
  /** There is more in the directories that are kept out than was counted. */
  readonly isMinimum: boolean;
}

export interface IgnoredByLine {
  readonly pattern: IgnorePattern;
  readonly amount: Amount;
  readonly isMinimum: boolean;
}

/** How far back the history is asked. */
const days = 90;

/** Files counted for each line of the ignore file. */
const mostIgnored = 100_000;

/** Walks the whole context, asks every file for its size and git for its history. */
export function reportContext(build: Build, { root, context }: LoadedContext, patterns: readonly IgnorePattern[]): ContextReport {
  const transfer = transferOf(build, context);
  const sizeOf = (path: string): Amount => ({ files: 1, bytes: bytesOnDisk(join(root, path)) });
  const sent = createTree();
  const unused = createTree();
  const taken = new Map(transfer.steps.map((step) => [step, nothing]));
  const ignored: Extract<ContextFile, { kind: "ignored" }>[] = [];
  for (const file of transfer.allFiles()) {
    if (file.kind === "ignored") ignored.push(file);
    else if (file.kind === "unused") unused.add(file.path, sizeOf(file.path));
    else addSent(file.path, file.takenBy, sizeOf(file.path));
  }

  function addSent(path: string, takenBy: readonly Step[], amount: Amount): void {
    sent.add(path, amount);
    for (const step of takenBy) taken.set(step, sum([taken.get(step) ?? nothing, amount]));
  }

  return {
    context,
    transfer,
    history: countCommits(root, transfer, sent),
    sent: sent.root,
    unused: unused.root,
    takenBy: [...taken].map(([step, amount]) => ({ step, amount })),
    ignored: measureIgnored(ignored, patterns, context, sizeOf),
  };
}

function measureIgnored(files: readonly Extract<ContextFile, { kind: "ignored" }>[], patterns: readonly IgnorePattern[], context: BuildContext, sizeOf: (path: string) => Amount): Ignored {
  const lines = patterns.filter(({ negated }) => !negated).map((pattern) => {
    const pending = files.filter(({ by }) => by?.line === pattern.line).map(({ path, isDirectory }) => ({ path, isDirectory }));
    let amount = nothing;
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { path, isDirectory } = next;
      if (isDirectory) pending.push(...context.list(path).map(({ name, kind }) => ({ path: `${path}/${name}`, isDirectory: kind === "directory" })));
      else if (amount.files === mostIgnored) return { pattern, amount, isMinimum: true };
      else amount = sum([amount, sizeOf(path)]);
    }
    return { pattern, amount, isMinimum: false };
  });
  return { total: sum(lines.map(({ amount }) => amount)), lines, isMinimum: lines.some(({ isMinimum }) => isMinimum) };
}

/** Deleted files count as well: the directory changed. */
function countCommits(root: string, transfer: Transfer, sent: Tree): ContextReport["history"] {
  if (repositoryAbove(root) === undefined) return undefined;
  try {
    for (const paths of recentCommits(root, days)) sent.addCommit(paths.filter((path) => transfer.takersOf(path).length > 0));
    return { days };
  } catch (error) {
    if (error instanceof GitError) return { reason: error.message };
    throw error;
  }
}
