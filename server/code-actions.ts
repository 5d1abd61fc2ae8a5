import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CodeActionKind, CreateFile, TextDocumentEdit, type CodeAction, type CodeActionContext, type Diagnostic, type Range, type TextEdit, type WorkspaceEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Finding, OfferedRemedy } from "../engine/findings.ts";
import type { TextEdit as OffsetEdit } from "../rules/edits/remedy.ts";
import type { ClientFeatures } from "./client-features.ts";
import { toDocumentEdit, type CurrentText } from "./edit-file.ts";
import { disableComment, disableCommentForPattern } from "./disable-comment.ts";
import { isIgnoreFile } from "./documents.ts";
import { createPlaces, shortId, toTextEdit, type Places } from "./to-lsp.ts";

/** Creates what a finding's remedy creates: its arguments are the Dockerfile's URI and the path in the build context. */
export const createFileCommand = "layerwise.createFile";

export const fixAllKind = `${CodeActionKind.SourceFixAll}.layerwise`;

export interface CodeActionInput {
  readonly document: TextDocument;
  readonly findings: readonly Finding[];
  /** What the editor shows of the findings, in the same order. */
  readonly diagnostics: readonly Diagnostic[];
  readonly contextRoot: string | undefined;
  readonly currentText: CurrentText;
  /** The edits that fix all that is safe to fix; asked for only when some finding has a fix. */
  readonly fixAll: () => readonly OffsetEdit[];
  readonly features: Pick<ClientFeatures, "versionsEdits" | "createsFiles">;
}

/**
 * What can be done at a range: first the remedies of the findings there, then all fixes of the document, at last to
 * silence each of the rules. A finding is meant when it touches the range or when the editor names it (some name all
 * those of a line).
 */
export function codeActions(input: CodeActionInput, range: Range, context: Partial<CodeActionContext>): CodeAction[] {
  const { findings, diagnostics } = input;
  const places = createPlaces(input.document);
  const asked = findings.flatMap((finding, index) => {
    const diagnostic = diagnostics[index];
    return diagnostic !== undefined && isMeant(diagnostic, range, context.diagnostics ?? []) ? [{ finding, diagnostic }] : [];
  });
  const isWanted = (kind: string) => context.only?.some((only) => only === "" || kind === only || kind.startsWith(`${only}.`)) ?? true;
  const isFixable = findings.some(({ remedies }) => remedies.some(isFix));
  return [
    ...(isWanted(CodeActionKind.QuickFix) ? asked.flatMap((each) => remedyActions(each, input, places)) : []),
    ...(isFixable && isWanted(fixAllKind) ? fixAllAction(input, places) : []),
    ...(isWanted(CodeActionKind.QuickFix) ? disableActions(asked, input, places) : []),
  ];
}

interface Asked {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
}

function isMeant({ range: own, code }: Diagnostic, range: Range, named: readonly Diagnostic[]): boolean {
  const isTouched = !isBefore(own.end, range.start) && !isBefore(range.end, own.start);
  return isTouched || named.some((each) => each.source === "layerwise" && each.code === code && isSame(each.range, own));
}

function isBefore(a: Range["start"], b: Range["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function isSame(a: Range, b: Range): boolean {
  return [a.start, a.end].every((point, index) => {
    const other = index === 0 ? b.start : b.end;
    return !isBefore(point, other) && !isBefore(other, point);
  });
}

function isFix({ safety, edits }: OfferedRemedy): boolean {
  return safety === "automatic" && edits.length > 0;
}

function remedyActions({ finding, diagnostic }: Asked, input: CodeActionInput, places: Places): CodeAction[] {
  return finding.remedies.flatMap((remedy) => {
    const change = toChange(remedy, input, places);
    if (change === undefined) return [];
    const isPreferred = remedy.safety === "automatic";
    return [{ title: remedy.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], ...(isPreferred && { isPreferred }), ...change }];
  });
}

/** Undefined when a remedy is about other files and nobody knows where they are, or they are no longer what was seen. */
function toChange({ title, edits, creates, changes }: OfferedRemedy, input: CodeActionInput, places: Places): Pick<CodeAction, "edit" | "command"> | undefined {
  const { document, contextRoot, features } = input;
  const own = edits.map((edit) => toTextEdit(edit, places));
  const [first] = creates;
  if (first === undefined && changes.length === 0) return { edit: toWorkspaceEdit([versioned(document, own)], features) };
  if (contextRoot === undefined) return undefined;
  const others = changes.flatMap((change) => toDocumentEdit(change, contextRoot, input.currentText) ?? []);
  if (others.length < changes.length) return undefined;
  const edited = [...(own.length > 0 ? [versioned(document, own)] : []), ...others];
  if (first === undefined) return { edit: toWorkspaceEdit(edited, features) };
  if (!features.createsFiles) {
    const command = { title, command: createFileCommand, arguments: [document.uri, first.path] };
    return edited.length > 0 ? undefined : { command };
  }
  const created = creates.flatMap(({ path, text }) => {
    const uri = pathToFileURL(join(contextRoot, path)).href;
    const insertion = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: text };
    return [CreateFile.create(uri, { overwrite: false, ignoreIfExists: false }), TextDocumentEdit.create({ uri, version: null }, [insertion])];
  });
  return { edit: { documentChanges: [...created, ...edited] } };
}

function fixAllAction(input: CodeActionInput, places: Places): CodeAction[] {
  const edits = input.fixAll().map((edit) => toTextEdit(edit, places));
  if (edits.length === 0) return [];
  return [{ title: "Fix all safe Layerwise problems", kind: fixAllKind, edit: toWorkspaceEdit([versioned(input.document, edits)], input.features) }];
}

/** One for each rule, at its first finding. */
function disableActions(asked: readonly Asked[], { document, features }: CodeActionInput, places: Places): CodeAction[] {
  const text = document.getText().replace(/^\uFEFF/, "");
  const lead = document.getText().length - text.length;
  const ruleIds = asked.map(({ finding }) => finding.message.ruleId);
  return asked.flatMap(({ diagnostic }, index) => {
    const ruleId = ruleIds[index] ?? null;
    if (ruleId === null || ruleIds.indexOf(ruleId) < index) return [];
    const rule = shortId(ruleId);
    const disable = isIgnoreFile(document) ? disableCommentForPattern : disableComment;
    const edit = disable(text, document.offsetAt(diagnostic.range.start) - lead, rule);
    if (edit === undefined) return [];
    const change = { edit: toWorkspaceEdit([versioned(document, [toTextEdit(edit, places)])], features) };
    return [{ title: `Disable ${rule} for this ${isIgnoreFile(document) ? "pattern" : "instruction"}`, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], ...change }];
  });
}

/** All files in one edit. */
function toWorkspaceEdit(documents: TextDocumentEdit[], { versionsEdits }: CodeActionInput["features"]): WorkspaceEdit {
  if (versionsEdits) return { documentChanges: documents };
  return { changes: Object.fromEntries(documents.map(({ textDocument, edits }) => [textDocument.uri, edits.filter((edit) => "newText" in edit)])) };
}

function versioned({ uri, version }: TextDocument, edits: TextEdit[]): TextDocumentEdit {
  return TextDocumentEdit.create({ uri, version }, edits);
}
