import { statSync } from "node:fs";

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
