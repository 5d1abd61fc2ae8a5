import { existsSync } from "node:fs";
import path from "node:path";

import { ancestors, isInside } from "./paths.ts";

/**
 * The root of the repository that a file belongs to: the nearest directory above it with a `.git`, a directory or (in
 * worktrees and submodules) a file. Without one it is the working directory when the file lies below, else the
 * directory of the file. Takes and returns absolute paths.
 */
export function findRepository(file: string, workingDirectory: string): string {
  const directory = path.dirname(file);
  return repositoryAbove(directory) ?? (isInside(directory, workingDirectory) ? workingDirectory : directory);
}

/** The nearest directory with a `.git`, this one or one above it; undefined where there is none. Absolute paths. */
export function repositoryAbove(directory: string): string | undefined {
  return ancestors(directory, path.parse(directory).root).find((candidate) => existsSync(path.join(candidate, ".git")));
}
