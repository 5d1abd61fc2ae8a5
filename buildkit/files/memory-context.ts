import type { BuildContext, ContextEntry } from "./build-context.ts";
import { createIgnoreTest, findIgnoreFile } from "./ignore-file.ts";

export interface MemoryContextOptions {
  /** Default "." */
  readonly name?: string;
  /** Relative to the root, may begin with `../`. Default "Dockerfile". */
  readonly dockerfile?: string;
  /** Text of the `.dockerignore` at the root, if it is not among the files. */
  readonly ignore?: string;
  /** Files of the repository around the context, by their paths in it. */
  readonly repository?: Readonly<Record<string, string>>;
}

/**
 * A build context made of literals: path relative to the root → text. A path with a slash at its end is an empty
 * directory; there are no links. A `<Dockerfile>.dockerignore` may lie outside (`../docker/Dockerfile.dockerignore`).
 */
export function memoryContext(files: Readonly<Record<string, string>>, options: MemoryContextOptions = {}): BuildContext {
  const { name = ".", dockerfile = "Dockerfile", ignore, repository } = options;
  const texts = new Map(Object.entries(ignore === undefined ? files : { ".dockerignore": ignore, ...files }));
  const directories = directoriesOf([...texts.keys()].filter((path) => !path.startsWith("../")));
  const tree = {
    kind(path: string) {
      if (directories.has(path)) return "directory";
      return texts.has(path) && !path.startsWith("../") ? "file" : undefined;
    },
    list: (directory: string) => directories.get(directory) ?? [],
  } satisfies Pick<BuildContext, "kind" | "list">;
  const ignoreFile = findIgnoreFile(dockerfile, (path) => texts.get(path));
  return {
    name,
    dockerfile,
    ignoreFile,
    ...tree,
    isIgnored: createIgnoreTest(ignoreFile, tree),
    followLinks: (path) => (tree.kind(path) === undefined ? undefined : path),
    read: (path) => (tree.kind(path) === "file" ? texts.get(path) : undefined),
    ...(repository && { repository: memoryContext(repository) }),
  };
}

/** The entries of every directory that the paths need, the root included. */
function directoriesOf(paths: readonly string[]): ReadonlyMap<string, readonly ContextEntry[]> {
  const directories = new Map<string, Map<string, ContextEntry>>([["", new Map()]]);
  for (const path of paths) {
    const names = path.split("/");
    for (const [depth, name] of names.entries()) {
      if (name === "") continue;
      const directory = names.slice(0, depth).join("/");
      const kind = depth < names.length - 1 ? "directory" : "file";
      if (kind === "directory") setDefault(directories, names.slice(0, depth + 1).join("/"));
      setDefault(directories, directory).set(name, { name, kind });
    }
  }
  return new Map([...directories].map(([directory, entries]) => [directory, sortEntries([...entries.values()])]));
}

function setDefault(directories: Map<string, Map<string, ContextEntry>>, directory: string): Map<string, ContextEntry> {
  const entries = directories.get(directory) ?? new Map<string, ContextEntry>();
  directories.set(directory, entries);
  return entries;
}

/** In the order of their UTF-16 code units, the same on every machine. */
function sortEntries(entries: readonly ContextEntry[]): readonly ContextEntry[] {
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
