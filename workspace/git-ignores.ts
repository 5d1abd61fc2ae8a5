import path from "node:path";

import ignore, { type Ignore } from "ignore";

import { ancestors, toSlashes } from "./paths.ts";
import { readText } from "./read-text.ts";

/** The `.gitignore` files that bear on a directory, the nearest first. */
export interface GitIgnores {
  readonly directory: string;
  readonly rules: Ignore;
  readonly outer: GitIgnores | undefined;
}

/**
 * Whether git ignores a path, of which no directory above it is ignored; the nearest file that matches decides.
 * Source: gitignore(5).
 */
export function isGitIgnored(file: string, isDirectory: boolean, ignores: GitIgnores | undefined): boolean {
  for (let current = ignores; current !== undefined; current = current.outer) {
    const relative = toSlashes(file.slice(current.directory.length)).replace(/^\//, "");
    const { ignored, unignored } = current.rules.test(isDirectory ? `${relative}/` : relative);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** The given files and the `.gitignore` in this directory, if there is one. */
export function readGitIgnore(directory: string, outer: GitIgnores | undefined): GitIgnores | undefined {
  const text = readText(path.join(directory, ".gitignore"));
  return text === undefined ? outer : { directory, rules: ignore({ ignorecase: false }).add(text), outer };
}

/**
 * The `.gitignore` files above `start`, up to the root of its repository. None if they exclude `start` itself: somebody
 * who names such a directory wants to see what is in it.
 */
export function gitIgnoresAbove(start: string, repository: string): GitIgnores | undefined {
  let ignores: GitIgnores | undefined;
  const directories = ancestors(start, repository).toReversed();
  for (const [index, directory] of directories.entries()) {
    if (index > 0 && isGitIgnored(directory, true, ignores)) return undefined;
    if (directory !== start) ignores = readGitIgnore(directory, ignores);
  }
  return ignores;
}
