import type { BuildContext, IgnoreFile } from "./build-context.ts";
import { createIgnoreMatcher, parseIgnoreFile } from "./dockerignore.ts";

/**
 * The ignore file of a build: `<Dockerfile>.dockerignore` beside the Dockerfile, even an empty one, else
 * `.dockerignore` at the root of the context. `dockerfile` and the argument of `read` are relative to that root and
 * may begin with `../`; `read` gives the text of a file that exists.
 *
 * Source: BuildKit frontend/dockerui/config.go (`ReadEntrypoint`, `dockerIgnorePatterns`).
 */
export function findIgnoreFile(dockerfile: string, read: (path: string) => string | undefined): IgnoreFile | undefined {
  const beside = `${dockerfile}.dockerignore`;
  const specific = read(beside);
  if (specific !== undefined) return { path: beside, text: specific, specific: true };
  const text = read(".dockerignore");
  return text === undefined ? undefined : { path: ".dockerignore", text, specific: false };
}

/**
 * `isIgnored` of a context: what the patterns ignore is kept out of the build, but an ignored directory with something
 * below it that is brought back is created for its sake, and so is not kept out.
 */
export function createIgnoreTest(
  ignoreFile: IgnoreFile | undefined,
  tree: Pick<BuildContext, "kind" | "list">,
): BuildContext["isIgnored"] {
  if (ignoreFile === undefined) return () => false;
  const matcher = createIgnoreMatcher(parseIgnoreFile(ignoreFile.text));
  const directories = new Map<string, boolean>();

  return (path) => {
    if (!matcher.isIgnored(path)) return false;
    if (tree.kind(path) !== "directory" || matcher.canSkipDirectory(path)) return true;
    const known = directories.get(path) ?? !bringsBackBelow(path);
    directories.set(path, known);
    return known;
  };

  function bringsBackBelow(root: string): boolean {
    const pending = [root];
    let budget = entriesLookedAt;
    for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
      for (const { name, kind } of tree.list(directory)) {
        const path = `${directory}/${name}`;
        budget -= 1;
        if (budget < 0 || !matcher.isIgnored(path)) return true;
        if (kind === "directory" && !matcher.canSkipDirectory(path)) pending.push(path);
      }
    }
    return false;
  }
}

/** A search for something brought back ends here; beyond, the directory counts as part of the build. */
const entriesLookedAt = 20_000;
