import { execFileSync } from "node:child_process";
import { temporaryTree } from "./temporary-tree.ts";

/** A new temporary repository with the files in one commit, those that git ignores too. */
export function temporaryRepository(files: Parameters<typeof temporaryTree>[0]): string {
  const root = temporaryTree(files);
  git(root, "init", "-q");
  commitAll(root);
  return root;
}

/** Commits all that is in the working tree. */
export function commitAll(root: string): void {
  git(root, "add", "-A", "-f");
  git(root, "commit", "-qm", "change");
}

function git(root: string, ...args: readonly string[]): void {
  execFileSync("git", ["-c", "user.name=n", "-c", "user.email=e@e", ...args], { cwd: root, stdio: "ignore" });
}
