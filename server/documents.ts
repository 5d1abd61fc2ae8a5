import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { isDockerfileName, isDockerignoreName, isIgnoreFileName } from "../workspace/dockerfile-name.ts";
import { isInside } from "../workspace/paths.ts";
import { readText, type OpenText } from "../workspace/read-text.ts";
import type { CurrentText } from "./edit-file.ts";

/** The absolute path of a `file:` URI; undefined for any other. */
export function fileOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** Whether a document is one to check: a Dockerfile, or an ignore file that BuildKit reads. */
export function isChecked(document: TextDocument): boolean {
  return isDockerfile(document) || isIgnoreFile(document);
}

/** By its name alone: editors call ignore files of all tools by one language. */
export function isIgnoreFile({ uri }: TextDocument): boolean {
  const file = fileOf(uri);
  return file !== undefined && isDockerignoreName(file);
}

/**
 * Whether a document is a Dockerfile: the editor calls it a Dockerfile, or it has such a name. Editors call everything a
 * Dockerfile that begins like one, ignore files and templates too (`Dockerfile.dockerignore`, `Dockerfile.j2`).
 */
export function isDockerfile({ uri, languageId }: TextDocument): boolean {
  const file = fileOf(uri);
  if (file === undefined) return languageId === "dockerfile";
  const name = basename(file);
  if (isDockerfileName(name)) return true;
  return languageId === "dockerfile" && !isIgnoreFileName(name) && !/^(?:Dockerfile|Containerfile)\./i.test(name);
}

/** The texts of what is open, by absolute path. */
export function openTextOf(documents: TextDocuments<TextDocument>): OpenText {
  const byFile = new Map(documents.all().map((document) => [fileOf(document.uri), document]));
  return (file) => byFile.get(file)?.getText();
}

/** What an absolute path has now: the text of the open document, else that of the disk. */
export function currentTextOf(documents: TextDocuments<TextDocument>): CurrentText {
  return (file) => {
    const document = documents.all().find(({ uri }) => fileOf(uri) === file);
    const text = document?.getText() ?? readText(file);
    return text === undefined ? undefined : { text, document };
  };
}

/** The innermost of the open folders that holds a file; without one the file's own directory. All are absolute. */
export function folderOf(file: string | undefined, folders: readonly string[], fallback: string): string {
  const holding = folders.filter((folder) => file !== undefined && isInside(file, folder));
  return holding.toSorted((a, b) => b.length - a.length)[0] ?? (file === undefined ? (folders[0] ?? fallback) : dirname(file));
}
