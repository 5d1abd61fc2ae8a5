import { execFileSync } from "node:child_process";

/** What git knows, seen from one directory. Paths in answers are relative to it, with forward slashes. */
export interface GitRevision {
  /** The whole commit id. */
  readonly commit: string;
  /** Files that differ between the commit and the working tree, below the directory; untracked ones that are not ignored included. */
  changedFiles(): readonly GitChange[];
  /** The text of a file (relative to the directory, `../` allowed) in the commit; undefined when it was not there. */
  read(file: string): string | undefined;
}

export interface GitChange {
  readonly path: string;
  /** A renamed file is one deleted and one added. A change of the mode or of the kind of file is `changed`. */
  readonly how: "changed" | "added" | "deleted";
}

/** Git, or what it was asked for, is not there. The message is a sentence without its full stop. */
export class GitError extends Error {
  override readonly name = "GitError";
}

/**
 * Runs git in a directory (absolute) to read a revision: a commit, branch, tag or `HEAD~3`. Nothing is written; hooks,
 * monitors and external diff programs of the repository's configuration are not started.
 * @throws {GitError} when git is not installed, the directory is in no repository, or the revision is not known.
 */
export function openRevision(directory: string, revision: string): GitRevision {
  if (revision === "" || revision.startsWith("-")) throw new GitError(`"${revision}" is no revision`);
  const inside = attempt(directory, ["rev-parse", "--is-inside-work-tree"]);
  if (inside.output?.trim() !== "true") throw new GitError(inside.complaint ?? "it is not in the working tree of a git repository");
  const commit = attempt(directory, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]).output?.trim();
  if (commit === undefined || commit === "") throw new GitError(`git knows no commit "${revision}"`);
  return {
    commit,
    changedFiles() {
      const changed = split(run(directory, ["diff", "--name-status", "--no-renames", "--no-ext-diff", "--relative", "-z", commit, "--"]));
      const untracked = split(run(directory, ["ls-files", "--others", "--exclude-standard", "-z", "--"]));
      const tracked = pairs(changed).map(([status, path]): GitChange => ({ path, how: status === "A" ? "added" : status === "D" ? "deleted" : "changed" }));
      // Deleted from the index and still there: for a build it is one changed file.
      const known = new Map(tracked.map((change) => [change.path, change]));
      for (const path of untracked) known.set(path, { path, how: known.get(path)?.how === "deleted" ? "changed" : "added" });
      return [...known.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
    },
    read: (file) => attempt(directory, ["cat-file", "blob", `${commit}:${file.startsWith("../") ? file : `./${file}`}`]).output,
  };
}

/**
 * Below a directory (absolute), the paths that each commit of the last days changed, the newest commit first; merges have
 * none of their own. What a partial clone did not fetch is not fetched now.
 * @throws {GitError} when git is not installed, or the directory is in no repository with a commit.
 */
export function recentCommits(directory: string, days: number): readonly (readonly string[])[] {
  const names = split(run(directory, ["log", `--since=${days}.days`, "--no-show-signature", "--format=%x00", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", "--", "."]));
  // Before the first path of a commit stands a line end.
  const commits: string[][] = [];
  for (const name of names) {
    if (name.startsWith("\n")) commits.push([name.slice(1)]);
    else commits.at(-1)?.push(name);
  }
  return commits;
}

/** A monitor of the file system is a program that the repository's configuration names. */
const options = ["--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"];

interface Attempt {
  readonly output: string | undefined;
  /** What git says to the outcome, its first line. */
  readonly complaint: string | undefined;
}

function attempt(directory: string, args: readonly string[]): Attempt {
  try {
    return { output: run(directory, args), complaint: undefined };
  } catch (error) {
    if (error instanceof GitError) return { output: undefined, complaint: error.message };
    throw error;
  }
}

function run(directory: string, args: readonly string[]): string {
  try {
    return execFileSync("git", [...options, ...args], { cwd: directory, env: { ...process.env, GIT_NO_LAZY_FETCH: "1" }, encoding: "utf8", maxBuffer: 256 * 1024 * 1024, stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new GitError(describe(error));
  }
}

function describe(error: unknown): string {
  const failure = error as { code?: unknown; stderr?: unknown };
  if (failure.code === "ENOENT") return "git is not installed, or not on the PATH";
  const said = typeof failure.stderr === "string" ? failure.stderr : "";
  return /^(?:fatal|error): (.+)$/m.exec(said)?.[1] ?? "git failed";
}

function split(output: string): readonly string[] {
  return output.split("\0").filter((part) => part !== "");
}

function pairs(parts: readonly string[]): readonly (readonly [string, string])[] {
  return parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ""] as const] : []));
}
