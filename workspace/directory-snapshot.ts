import { readdirSync } from "node:fs";

export type EntryKind = "file" | "directory" | "link";

/** What is in the directories of the disk, each read when it is first asked for, and once. */
export interface DirectorySnapshot {
  /** Names in a directory (absolute path), sorted; empty when it is none or cannot be read. */
  entriesOf(directory: string): ReadonlyMap<string, EntryKind>;
  /** Whether that is because it is there and cannot be read. */
  isUnreadable(directory: string): boolean;
  /** The directories that were asked for so far and are there, but cannot be read. */
  unreadable(): readonly string[];
}

/** The contexts of many Dockerfiles of one repository share their directories: one snapshot serves them all. */
export function createSnapshot(): DirectorySnapshot {
  const known = new Map<string, ReadonlyMap<string, EntryKind>>();
  const unreadable = new Set<string>();

  function entriesOf(directory: string): ReadonlyMap<string, EntryKind> {
    const entries = known.get(directory) ?? readEntries(directory, () => unreadable.add(directory));
    known.set(directory, entries);
    return entries;
  }

  return {
    entriesOf,
    unreadable: () => [...unreadable],
    isUnreadable(directory) {
      entriesOf(directory);
      return unreadable.has(directory);
    },
  };
}

/** Sockets, devices and pipes are left out: a build sends none and reading them may hang. */
function readEntries(directory: string, noteUnreadable: () => void): ReadonlyMap<string, EntryKind> {
  try {
    const entries = readdirSync(directory, { withFileTypes: true }).flatMap((entry): [string, EntryKind][] => {
      if (entry.isFile()) return [[entry.name, "file"]];
      if (entry.isDirectory()) return [[entry.name, "directory"]];
      return entry.isSymbolicLink() ? [[entry.name, "link"]] : [];
    });
    return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
    if (!isAbsent) noteUnreadable();
    return new Map();
  }
}
