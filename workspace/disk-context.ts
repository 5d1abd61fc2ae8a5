import path from "node:path";

import type { BuildContext, ContextEntry, IgnoreFile } from "../buildkit/files/build-context.ts";
import { createIgnoreTest, findIgnoreFile } from "../buildkit/files/ignore-file.ts";
import { createSnapshot, type DirectorySnapshot } from "./directory-snapshot.ts";
import { lazy, memoize } from "./memoize.ts";
import { isReallyInside, kindOnDisk, realPath } from "./on-disk.ts";
import { isInside, toSlashes } from "./paths.ts";
import { readText, type OpenText } from "./read-text.ts";

export interface DiskContextOptions {
  /** The directory that the build is given. */
  readonly root: string;
  readonly dockerfile: string;
  /** Nothing outside of it is read, except in `root`. It is `BuildContext.repository`. */
  readonly repository: string;
  /** Texts that go before those on disk: the open buffers of an editor. */
  readonly openText?: OpenText;
  /** Shared by contexts that are looked at together; by default each has its own. */
  readonly snapshot?: DirectorySnapshot;
}

/**
 * A directory of the disk as a build context; all paths in the options are absolute. Every directory and file is looked
 * at when it is first asked for, and once: an instance is a snapshot. What cannot be read is not there.
 *
 * `list` shows a symbolic link as a file, since a build takes the link and not what it points to; `kind`, `list` and
 * `read` follow links in their argument as far as these stay inside the context.
 */
export function diskContext(options: DiskContextOptions): BuildContext {
  const { root, dockerfile, repository, openText, snapshot = createSnapshot() } = options;
  const tree = diskTree(root, snapshot);
  const read = reader(tree, root, openText);
  const surroundings = diskTree(repository, snapshot);
  const tested = lazy(() => {
    const ignoreFile = findIgnoreFile(toSlashes(path.relative(root, dockerfile)), readIgnoreFile);
    return { ignoreFile, isIgnored: createIgnoreTest(ignoreFile, tree) };
  });

  function readIgnoreFile(name: string): string | undefined {
    if (!name.startsWith("../")) return read(name);
    const file = path.join(root, name);
    return isReallyInside(file, repository) ? readText(file, openText) : undefined;
  }

  return {
    name: toSlashes(path.relative(repository, root)) || ".",
    dockerfile: toSlashes(path.relative(root, dockerfile)),
    get ignoreFile(): IgnoreFile | undefined {
      return tested().ignoreFile;
    },
    isIgnored: (contextPath) => tested().isIgnored(contextPath),
    kind: tree.kind,
    list: tree.list,
    followLinks: (contextPath) => tree.locate(contextPath)?.path,
    read,
    repository: { list: surroundings.list, read: reader(surroundings, repository, openText) },
  };
}

function reader(tree: ReturnType<typeof diskTree>, root: string, openText: OpenText | undefined): (path: string) => string | undefined {
  return memoize((contextPath) => {
    const location = tree.locate(contextPath);
    return location?.kind === "file" ? readText(path.join(root, location.path), openText) : undefined;
  });
}

/** Where a path of the context really is, links followed. */
interface Location {
  readonly kind: "file" | "directory";
  readonly path: string;
}

function diskTree(root: string, snapshot: DirectorySnapshot) {
  const realRoot = lazy(() => realPath(root));
  const entriesOf = memoize((directory: string) => snapshot.entriesOf(path.join(root, directory)));
  const followLink = memoize((link: string): Location | undefined => {
    const real = realPath(path.join(root, link));
    const from = realRoot();
    if (real === undefined || from === undefined || !isInside(real, from)) return undefined;
    const kind = kindOnDisk(real);
    return kind && { kind, path: toSlashes(path.relative(from, real)) };
  });

  function locate(contextPath: string): Location | undefined {
    let location: Location | undefined = { kind: "directory", path: "" };
    for (const name of contextPath === "" ? [] : contextPath.split("/")) {
      if (location?.kind !== "directory") return undefined;
      location = locateEntry(location.path, name);
    }
    return location;
  }

  function locateEntry(directory: string, name: string): Location | undefined {
    const kind = entriesOf(directory).get(name);
    const entry = directory === "" ? name : `${directory}/${name}`;
    return kind === "link" ? followLink(entry) : kind && { kind, path: entry };
  }

  function list(contextPath: string): readonly ContextEntry[] {
    const location = locate(contextPath);
    if (location?.kind !== "directory") return [];
    return [...entriesOf(location.path)].map(([name, kind]) => ({ name, kind: kind === "directory" ? kind : "file" }));
  }

  return { locate, list, kind: (contextPath: string) => locate(contextPath)?.kind };
}
