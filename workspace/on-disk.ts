import { lstatSync, realpathSync, statSync } from "node:fs";

import { isInside } from "./paths.ts";

/** What an absolute path leads to, links followed; undefined for anything else and for what cannot be reached. */
export function kindOnDisk(file: string): "file" | "directory" | undefined {
  try {
    const stats = statSync(file);
    if (stats.isDirectory()) return "directory";
    return stats.isFile() ? "file" : undefined;
  } catch {
    return undefined;
  }
}

/** The path with all links followed; undefined for what cannot be reached. */
export function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

/** Whether a file is inside a directory when all links are followed. */
export function isReallyInside(file: string, directory: string): boolean {
  const real = realPath(file);
  const from = realPath(directory);
  return real !== undefined && from !== undefined && isInside(real, from);
}

/** How large a file is by itself; 0 for a link, whatever it points to, and for what cannot be reached. */
export function bytesOnDisk(file: string): number {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true ? stats.size : 0;
}
