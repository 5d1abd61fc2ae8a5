import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { TextDocumentEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { FileChange } from "../rules/edits/remedy.ts";

/** The text that an absolute path has now: of the open document, or of the disk; undefined when there is none. */
export type CurrentText = (file: string) => { readonly text: string; readonly document: TextDocument | undefined } | undefined;

/**
 * The edit of a file that is not the linted one, for its version where it is open. Undefined unless its text is the one
 * that the change was made for. Editors keep the byte order mark of a file that they open themselves out of its text.
 * @param contextRoot Absolute.
 */
export function toDocumentEdit({ path, text, edits }: FileChange, contextRoot: string, currentText: CurrentText): TextDocumentEdit | undefined {
  const file = join(contextRoot, path);
  const current = currentText(file);
  if (current?.text !== text) return undefined;
  const lead = current.document === undefined && text.startsWith("\uFEFF") ? 1 : 0;
  const document = current.document ?? TextDocument.create(pathToFileURL(file).href, "", 0, text.slice(lead));
  const at = (offset: number) => document.positionAt(offset - lead);
  const own = edits.map(({ range: [start, end], text: newText }) => ({ range: { start: at(start), end: at(end) }, newText }));
  return TextDocumentEdit.create({ uri: document.uri, version: current.document?.version ?? null }, own);
}
