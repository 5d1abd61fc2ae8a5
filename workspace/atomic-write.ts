import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, closeSync, fsyncSync, lstatSync, openSync, readlinkSync, renameSync, rmSync, statSync, writeFileSync, type Stats } from "node:fs";
import path from "node:path";

/**
 * Writes a text (UTF-8) to a file in one piece: whoever reads it, and whatever fails, finds the old text or the new one.
 * An existing file keeps its mode and, if possible, its owner; a symbolic link stays and the file it leads to is
 * written. Hard links to the old file keep the old text.
 *
 * @throws {Error} of the operating system when a new file cannot be made in the directory or put in the old one's place.
 */
export function writeAtomically(file: string, text: string): void {
  const target = followLinks(file);
  const temporary = path.join(path.dirname(target), `.${path.basename(target).slice(0, 50)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    writeThrough(temporary, text);
    copyAttributes(temporary, statSync(target, { throwIfNoEntry: false }));
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Where a chain of links ends, which need not exist. */
function followLinks(file: string): string {
  let target = path.resolve(file);
  // The limit of Linux; beyond it the chain is a circle, which the system then reports itself.
  for (let links = 0; links < 40; links += 1) {
    if (!lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink()) break;
    target = path.resolve(path.dirname(target), readlinkSync(target));
  }
  return target;
}

/** Returns when the bytes are on the disk; a rename may otherwise get there before them. */
function writeThrough(file: string, text: string): void {
  const descriptor = openSync(file, "wx");
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function copyAttributes(file: string, from: Stats | undefined): void {
  if (from === undefined) return;
  try {
    chownSync(file, from.uid, from.gid);
  } catch {
    // Only root may give files away: the file then belongs to whoever changes it.
  }
  chmodSync(file, from.mode & 0o7777);
}
