import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CreatedFile } from "../rules/edits/remedy.ts";

/**
 * Creates files in a directory (absolute), UTF-8, and never writes to one that exists.
 * @returns What to tell the user, a sentence for each file.
 */
export function createFiles(directory: string, files: readonly CreatedFile[]): { readonly created: readonly string[]; readonly refused: readonly string[] } {
  const outcomes = files.map((file) => createFile(directory, file));
  return {
    created: outcomes.flatMap(({ created = [] }) => created),
    refused: outcomes.flatMap(({ refused = [] }) => refused),
  };
}

function createFile(directory: string, { path, text }: CreatedFile): { readonly created?: string; readonly refused?: string } {
  const file = join(directory, path);
  try {
    writeFileSync(file, text, { flag: "wx" });
    return { created: `Created ${file}.` };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return { refused: code === "EEXIST" ? `${file} exists already, and is left as it is.` : `${file} cannot be written (${String(code)}).` };
  }
}
