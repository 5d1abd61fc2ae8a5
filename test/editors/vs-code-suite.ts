import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commands, languages, Position, Range, Uri, window, workspace, WorkspaceEdit, type CodeAction, type TextDocument } from "vscode";
import { codes, dockerfile, fixed } from "./expected.ts";

/** Runs inside VS Code's extension host (vs-code.test.ts), where the real interface of the editor is. Rejects when something is not as it should be. */
export async function run(): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const document = await workspace.openTextDocument(join(folder, "Dockerfile"));
  await window.showTextDocument(document);
  assert.equal(document.languageId, "dockerfile");
  await findings(document, codes);
  const [diagnostic] = languages.getDiagnostics(document.uri);
  assert.equal(diagnostic?.source, "layerwise");
  assert.deepEqual(diagnostic.range, new Range(2, 5, 2, 6));
  assert.equal(diagnostic.relatedInformation?.length, 1);
  assert.equal(typeof diagnostic.code === "object" && diagnostic.code.target.path.endsWith("/docs/rules/no-broad-copy-before-install.md"), true);

  await createIgnoreFile(document, folder);
  await considerOpenFiles(document, folder);
  await considerDisk(document, folder);
  await considerSettings(document);
  await fix(document, folder);
  await fixOnSave(document, folder);
}

async function createIgnoreFile(document: TextDocument, folder: string): Promise<void> {
  const file = join(folder, ".dockerignore");
  await apply(await actionAt(document, "Create "));
  await until("the ignore file", () => existsSync(file));
  await until("a tab with the unsaved text", () => window.tabGroups.all.some(({ tabs }) => tabs.some(({ label, isDirty }) => label === ".dockerignore" && isDirty)));
  await (await workspace.openTextDocument(file)).save();
  assert.match(readFileSync(file, "utf8"), /node_modules$/m);
  await findings(document, ["no-broad-copy-before-install"]);
}

/** The ignore file counts as it is in the editor, not as it is on disk. */
async function considerOpenFiles(document: TextDocument, folder: string): Promise<void> {
  const ignoreFile = await workspace.openTextDocument(join(folder, ".dockerignore"));
  const all = new Range(0, 0, ignoreFile.lineCount, 0);
  const before = ignoreFile.getText();
  await replace(ignoreFile, all, "*\n!package*.json\n");
  await findings(document, []);
  assert.ok(ignoreFile.isDirty);
  await replace(ignoreFile, all, before);
  await findings(document, ["no-broad-copy-before-install"]);
  await ignoreFile.save();
}

async function considerDisk(document: TextDocument, folder: string): Promise<void> {
  const file = join(folder, ".layerwise.jsonc");
  writeFileSync(file, '{ "rules": { "no-broad-copy-before-install": "off" } }');
  await findings(document, []);
  writeFileSync(file, "{}");
  await findings(document, ["no-broad-copy-before-install"]);
}

async function considerSettings(document: TextDocument): Promise<void> {
  const settings = workspace.getConfiguration("layerwise");
  await settings.update("enable", false);
  await findings(document, []);
  await settings.update("enable", undefined);
  await findings(document, ["no-broad-copy-before-install"]);
}

async function fix(document: TextDocument, folder: string): Promise<void> {
  const action = await actionAt(document, "Copy ");
  assert.equal(action.isPreferred, true);
  await apply(action);
  await document.save();
  assert.equal(readFileSync(join(folder, "Dockerfile"), "utf8"), fixed);
  await findings(document, []);
}

async function fixOnSave(document: TextDocument, folder: string): Promise<void> {
  await workspace.getConfiguration("editor", document).update("codeActionsOnSave", { "source.fixAll.layerwise": "always" });
  await replace(document, new Range(0, 0, document.lineCount, 0), dockerfile);
  await findings(document, ["no-broad-copy-before-install"]);
  await document.save();
  assert.equal(readFileSync(join(folder, "Dockerfile"), "utf8"), fixed);
}

async function actionAt(document: TextDocument, title: string): Promise<CodeAction> {
  const place = new Position(2, 5);
  const actions = await commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", document.uri, new Range(place, place));
  const found = actions.find((action) => action.title.startsWith(title));
  assert.ok(found, actions.map((action) => action.title).join(" | "));
  return found;
}

async function apply({ edit }: CodeAction): Promise<void> {
  assert.ok(edit);
  assert.ok(await workspace.applyEdit(edit), "VS Code refuses the edit.");
}

async function replace({ uri }: TextDocument, range: Range, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(Uri.from(uri), range, text);
  assert.ok(await workspace.applyEdit(edit));
}

function findings({ uri }: TextDocument, expected: readonly string[]): Promise<void> {
  const found = () => languages.getDiagnostics(uri).map(({ code }) => (typeof code === "object" ? code.value : code));
  return until(`${JSON.stringify(expected)} and not`, () => JSON.stringify(found()) === JSON.stringify(expected), found);
}

async function until(what: string, isThere: () => boolean, actual: () => unknown = () => ""): Promise<void> {
  for (let attempt = 0; attempt < 600 && !isThere(); attempt += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.ok(isThere(), `VS Code never shows ${what} ${JSON.stringify(actual())}`);
}
