import { readdirSync } from "node:fs";

export type EntryKind = "file" | "directory" | "link";

/** What is in the directories of the disk, each read when it is first asked for, and once. */
export interface DirectorySnapshot {
  /** Names in a directory (absolute path), sorted; empty when it is none or cannot be read. */
  entriesOf(directory: string): ReadonlyMap<string, EntryKind>;
}

/** The contexts of many Dockerfiles of one repository share their directories: one snapshot serves them all. */
export function createSnapshot(): DirectorySnapshot {
  const known = new Map<string, ReadonlyMap<string, EntryKind>>();
  return {
    entriesOf(directory) {
      const entries = known.get(directory) ?? readEntries(directory);
      known.set(directory, entries);
      return entries;
    },
  };
}

/** Sockets, devices and pipes are left out: a build sends none and reading them may hang. */
function readEntries(directory: string): ReadonlyMap<string, EntryKind> {
  try {
    const entries = readdirSync(directory, { withFileTypes: true }).flatMap((entry): [string, EntryKind][] => {
      if (entry.isFile()) return [[entry.name, "file"]];
      if (entry.isDirectory()) return [[entry.name, "directory"]];
      return entry.isSymbolicLink() ? [[entry.name, "link"]] : [];
    });
    return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  } catch {
    return new Map();
  }
}
