import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { ClientCapabilities, CodeAction, TextDocumentEdit } from "vscode-languageserver";
import { temporaryTree } from "../workspace/temporary-tree.ts";
import { placeOf, plain, pulling, startEditor, type Editor } from "./editor.ts";

const dockerfile = "FROM node:22.1.0\nWORKDIR /app\nCOPY package.json package-lock.json ./\nCOPY web/package.json web/\nRUN npm ci\nCOPY . .\n";
const ignoreFile = ".*\nnode_modules\nDockerfile\n";
const files = { ".git/": "", "package.json": '{ "workspaces": ["web"] }', "package-lock.json": "{}", "web/package.json": "{}", "src/a.js": "", Dockerfile: dockerfile, ".dockerignore": ignoreFile };

interface Opened {
  readonly editor: Editor;
  readonly uri: (name: string) => string;
}

async function start(capabilities: ClientCapabilities = pulling, more: Readonly<Record<string, string>> = {}): Promise<Opened> {
  const root = temporaryTree({ ...files, ...more });
  const editor = await startEditor({ capabilities, folders: [root], answers: { "workspace/configuration": () => [null] } });
  return { editor, uri: (name) => pathToFileURL(join(root, name)).href };
}

async function pulledCodes({ editor, uri }: Opened, name: string): Promise<unknown[]> {
  const report = await editor.pull(uri(name));
  return report.kind === "full" ? report.items.map(({ code }) => code) : ["unchanged"];
}

async function actionAt({ editor, uri }: Opened, text: string, part: string, title: RegExp): Promise<CodeAction> {
  const actions = await editor.actions(uri(".dockerignore"), placeOf(text, part));
  const found = actions.find((action) => title.test(action.title));
  assert.ok(found, `${String(title)} is not among: ${actions.map((action) => action.title).join(" | ")}`);
  return found;
}

function apply(text: string, { edit }: CodeAction): string {
  const changes = (edit?.documentChanges ?? []).filter((change): change is TextDocumentEdit => "textDocument" in change);
  return TextDocument.applyEdits(TextDocument.create("file:///a", "ignore", 0, text), changes.flatMap((change) => change.edits).filter((each) => "newText" in each));
}

describe("an ignore file in an editor", () => {
  it("shows its findings, whatever the editor calls its language", async () => {
    for (const languageId of ["ignore", "plaintext", "dockerfile"]) {
      const opened = await start();
      opened.editor.open(opened.uri(".dockerignore"), ignoreFile, { languageId });
      assert.deepEqual(await pulledCodes(opened, ".dockerignore"), ["prefer-recursive-ignore"]);
    }
  });

  it("is one of those that BuildKit reads", async () => {
    const opened = await start();
    for (const name of [".gitignore", ".containerignore"]) {
      opened.editor.open(opened.uri(name), "!src\n*\n", { languageId: "ignore" });
      assert.deepEqual(await pulledCodes(opened, name), []);
    }
    opened.editor.open(opened.uri("api.Dockerfile.dockerignore"), "!src\n*\n", { languageId: "dockerfile" });
    assert.deepEqual(await pulledCodes(opened, "api.Dockerfile.dockerignore"), ["no-dead-ignore-negation"]);
  });

  it("has quick fixes, the safe one preferred", async () => {
    const opened = await start();
    opened.editor.open(opened.uri(".dockerignore"), ignoreFile, { languageId: "ignore" });
    const action = await actionAt(opened, ignoreFile, "node_modules", /^Write/);
    assert.equal(action.isPreferred, true);
    assert.equal(apply(ignoreFile, action), ".*\n**/node_modules\nDockerfile\n");
    const all = await actionAt(opened, ignoreFile, "node_modules", /^Fix all/);
    assert.equal(apply(ignoreFile, all), ".*\n**/node_modules\nDockerfile\n");
  });

  it("gets the comment that disables above the pattern, in the first column", async () => {
    for (const end of ["\n", "\r\n"]) {
      const opened = await start();
      const text = `.*${end}  node_modules${end}`;
      opened.editor.open(opened.uri(".dockerignore"), text, { languageId: "ignore" });
      const action = await actionAt(opened, text, "node_modules", /^Disable prefer-recursive-ignore for this pattern$/);
      const disabled = apply(text, action);
      assert.equal(disabled, `.*${end}# layerwise-disable-next-line prefer-recursive-ignore${end}  node_modules${end}`);
      opened.editor.change(opened.uri(".dockerignore"), disabled, 2);
      assert.deepEqual(await pulledCodes(opened, ".dockerignore"), []);
    }
  });

  it("follows the Dockerfile as it is in the editor", async () => {
    const opened = await start();
    const { editor, uri } = opened;
    editor.open(uri(".dockerignore"), ignoreFile, { languageId: "ignore" });
    assert.deepEqual(await pulledCodes(opened, ".dockerignore"), ["prefer-recursive-ignore"]);
    editor.open(uri("Dockerfile"), dockerfile);
    editor.change(uri("Dockerfile"), dockerfile.replace("COPY . .", "COPY src ."), 2);
    await editor.next("workspace/diagnostic/refresh");
    assert.deepEqual(await pulledCodes(opened, ".dockerignore"), []);
  });

  it("is published for an editor that does not pull, and follows the Dockerfile there too", async () => {
    const { editor, uri } = await start(plain);
    editor.open(uri(".dockerignore"), ignoreFile, { languageId: "ignore" });
    assert.deepEqual((await editor.published(uri(".dockerignore"))).diagnostics.map(({ code }) => code), ["prefer-recursive-ignore"]);
    editor.open(uri("Dockerfile"), dockerfile.replace("COPY . .", "COPY src ."));
    assert.deepEqual((await editor.published(uri(".dockerignore"))).diagnostics, []);
    editor.notify("textDocument/didClose", { textDocument: { uri: uri(".dockerignore") } });
    assert.deepEqual((await editor.published(uri(".dockerignore"))).diagnostics, []);
  });
});
