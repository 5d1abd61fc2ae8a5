import { accessSync, constants, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** What a run of all builds takes up, with room to spare. */
const needed = 3 * 2 ** 30;

/** A new folder for builders and projects: in memory where there is enough of it, since a build waits for its disk most of all. */
export function temporaryFolder(name: string): string {
  return mkdtempSync(path.join(isRoomy("/dev/shm") ? "/dev/shm" : tmpdir(), `layerwise-${name}-`));
}

function isRoomy(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > needed;
  } catch {
    return false;
  }
}
