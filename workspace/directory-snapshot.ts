import { readdirSync } from "node:fs";

export type EntryKind = "file" | "directory" | "link";

/** What is in the directories of the disk, each read when it is first asked for, and once. */
export interface DirectorySnapshot {
  /** Names in a directory (absolute path), sorted; empty when it is none or cannot be read. */
  entriesOf(directory: string): ReadonlyMap<string, EntryKind>;
  /** The directories (absolute) that were asked for and are there, but cannot be read. */
  unreadable(): readonly string[];
}

/** The contexts of many Dockerfiles of one repository share their directories: one snapshot serves them all. */
export function createSnapshot(): DirectorySnapshot {
  const known = new Map<string, ReadonlyMap<string, EntryKind>>();
  const unreadable: string[] = [];
  return {
    entriesOf(directory) {
      const entries = known.get(directory) ?? readEntries(directory, () => unreadable.push(directory));
      known.set(directory, entries);
      return entries;
    },
    unreadable: () => unreadable,
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
