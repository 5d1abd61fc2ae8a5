import { readFileSync, statSync } from "node:fs";

/** Text of a file that somebody has open, by its absolute path; undefined when it is not open. */
export type OpenText = (file: string) => string | undefined;

/** Files beyond this size in bytes are not looked into: no manifest is as large, and a lockfile's text is not needed. */
const largestText = 1_048_576;

/**
 * The text of a file, by its absolute path, with its byte order mark. Undefined when it is no regular file, cannot be
 * read, is larger than 1 MiB, or is not text: not UTF-8, or with a NUL in it.
 */
export function readText(file: string, openText?: OpenText): string | undefined {
  return openText?.(file) ?? readDiskText(file);
}

function readDiskText(file: string): string | undefined {
  try {
    const stats = statSync(file);
    if (!stats.isFile() || stats.size > largestText) return undefined;
    const bytes = readFileSync(file);
    if (bytes.length > largestText || bytes.includes(0)) return undefined;
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
