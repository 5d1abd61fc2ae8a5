import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { ClientCapabilities, CodeAction, CreateFile, TextDocumentEdit } from "vscode-languageserver";
import { temporaryTree } from "../workspace/temporary-tree.ts";
import { placeOf, plain, pulling, startEditor, type Editor } from "./editor.ts";

const dockerfile = "FROM node:22\nCOPY . .\nRUN npm ci\n";
const fixed = "FROM node:22\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\n";
const bare = { ".git/": "", "package.json": "{}", "package-lock.json": "{}", "src/a.js": "", Dockerfile: dockerfile };
const project = { ...bare, ".dockerignore": "node_modules\n.git\nDockerfile\n" };

interface Opened {
  readonly editor: Editor;
  readonly root: string;
  readonly uri: string;
  readonly text: string;
}

async function open(text: string, files: Readonly<Record<string, string>> = project, capabilities: ClientCapabilities = pulling): Promise<Opened> {
  const root = temporaryTree({ ...files, Dockerfile: text });
  const editor = await startEditor({ capabilities, folders: [root], answers: { "workspace/configuration": () => [null] } });
  const uri = pathToFileURL(join(root, "Dockerfile")).href;
  editor.open(uri, text, { version: 0 });
  return { editor, root, uri, text };
}

const actionsAt = ({ editor, uri, text }: Opened, part: string, context?: object) => editor.actions(uri, placeOf(text, part), context);

async function actionAt(opened: Opened, part: string, title: RegExp, context?: object): Promise<CodeAction> {
  const actions = await actionsAt(opened, part, context);
  const found = actions.find((action) => title.test(action.title));
  assert.ok(found, `${String(title)} is not among: ${actions.map((action) => action.title).join(" | ")}`);
  return found;
}

/** The Dockerfile after an action. */
function apply({ uri, text }: Opened, { edit }: CodeAction): string {
  const changes = edit?.documentChanges ?? [];
  const own = changes.filter((change): change is TextDocumentEdit => "textDocument" in change && change.textDocument.uri === uri);
  const edits = [...own.flatMap((change) => change.edits), ...(edit?.changes?.[uri] ?? [])].filter((each) => "newText" in each);
  return TextDocument.applyEdits(TextDocument.create(uri, "dockerfile", 0, text), edits);
}

/** The codes of what is found after an action. */
async function codesAfter(opened: Opened, action: CodeAction): Promise<unknown[]> {
  const { editor, uri } = opened;
  editor.change(uri, apply(opened, action), 9);
  const report = await editor.pull(uri);
  return report.kind === "full" ? report.items.map(({ code, message }) => code ?? message) : ["unchanged"];
}

describe("quick fixes", () => {
  it("are the remedies of a finding, the safe one preferred, and at last its comment", async () => {
    const opened = await open(dockerfile);
    const actions = await actionsAt(opened, ". .");
    assert.deepEqual(actions.map(({ title, kind, isPreferred }) => [title, kind, isPreferred]), [
      ["Copy `package.json` and `package-lock.json` first and `.` after `npm ci`", "quickfix", true],
      ["Fix all safe Layerwise problems", "source.fixAll.layerwise", undefined],
      ["Disable no-broad-copy-before-install for this instruction", "quickfix", undefined],
    ]);
    const report = await opened.editor.pull(opened.uri);
    assert.deepEqual(actions[0]?.diagnostics, report.kind === "full" && report.items);
  });

  it("make minimal edits of the version that they were made for, be it 0", async () => {
    const opened = await open(dockerfile);
    const action = await actionAt(opened, ". .", /^Copy/);
    const [change] = action.edit?.documentChanges ?? [];
    assert.deepEqual(change && "textDocument" in change && change.textDocument, { uri: opened.uri, version: 0 });
    assert.ok(change && "edits" in change && change.edits.length > 1, "one edit that replaces all");
    assert.equal(apply(opened, action), fixed);
  });

  it("come as changes by document for an editor that knows nothing else", async () => {
    const opened = await open(dockerfile, project, plain);
    const { edit } = await actionAt(opened, ". .", /^Copy/);
    assert.deepEqual(Object.keys(edit ?? {}), ["changes"]);
    assert.equal(apply(opened, { title: "", edit: edit ?? {} }), fixed);
  });

  it("keep CR LF and the byte order mark", async () => {
    for (const text of [dockerfile.replaceAll("\n", "\r\n"), `\uFEFF${dockerfile}`]) {
      const opened = await open(text);
      const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
      const expected = mark + (text.includes("\r") ? fixed.replaceAll("\n", "\r\n") : fixed);
      assert.equal(apply(opened, await actionAt(opened, ". .", /^Copy/)), expected);
      assert.equal(apply(opened, await actionAt(opened, ". .", /^Fix all/)), expected);
    }
  });

  it("need no diagnostics from the editor, and take those that it names", async () => {
    const opened = await open(dockerfile);
    for (const context of [{}, { diagnostics: [] }, { diagnostics: null }]) {
      assert.equal((await actionsAt(opened, ". .", context)).length, 3, JSON.stringify(context));
    }
    const report = await opened.editor.pull(opened.uri);
    const diagnostics = report.kind === "full" ? report.items : [];
    assert.equal((await actionsAt(opened, "COPY", { diagnostics })).length, 3);
    assert.equal((await actionsAt(opened, "COPY", { diagnostics: [{ ...diagnostics[0], source: "hadolint" }] })).length, 1);
  });

  it("are none where nothing is found", async () => {
    const opened = await open("FROM node:22\nCOPY . .\n");
    assert.deepEqual(await actionsAt(opened, "COPY"), []);
    assert.deepEqual(await opened.editor.actions("file:///not/open/Dockerfile", placeOf("a", "a")), []);
  });

  it("are the kinds that are asked for", async () => {
    const opened = await open(dockerfile);
    const kinds = async (only: readonly string[]) => (await actionsAt(opened, ". .", { diagnostics: [], only })).map(({ kind }) => kind);
    assert.deepEqual(await kinds(["quickfix"]), ["quickfix", "quickfix"]);
    assert.deepEqual(await kinds(["source.fixAll"]), ["source.fixAll.layerwise"]);
    assert.deepEqual(await kinds(["source"]), ["source.fixAll.layerwise"]);
    assert.deepEqual(await kinds(["source.fix", "refactor"]), []);
  });

  it("are for the text of now", async () => {
    const opened = await open("FROM node:22\n");
    opened.editor.change(opened.uri, dockerfile, 1);
    assert.equal((await actionsAt({ ...opened, text: dockerfile }, ". .")).length, 3);
  });

  it("remove a comment without effect", async () => {
    const opened = await open("FROM node:22\n# layerwise-disable-next-line no-volatile-add\nRUN date\n");
    const action = await actionAt(opened, "layerwise-disable", /^Remove/);
    assert.equal(apply(opened, action), "FROM node:22\nRUN date\n");
    assert.deepEqual((await actionsAt(opened, "layerwise-disable")).map(({ title }) => title), ["Remove what has no effect", "Fix all safe Layerwise problems"]);
  });
});

describe("fix all", () => {
  it("does what the command line does, over several findings", async () => {
    const text = "FROM node:22 AS a\n# layerwise-disable-next-line no-volatile-add\nRUN apt-get update\nRUN apt-get install -y jq\nCOPY . .\nRUN npm ci\nFROM a\n";
    const opened = await open(text);
    const action = await actionAt(opened, "FROM", /^Fix all/);
    assert.equal(
      apply(opened, action),
      "FROM node:22 AS a\nRUN apt-get update && apt-get install -y jq\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\nFROM a\n",
    );
    assert.deepEqual(await codesAfter(opened, action), []);
  });

  it("is not offered when there is nothing safe to fix", async () => {
    const opened = await open("FROM node:latest\n");
    assert.deepEqual((await actionsAt(opened, "node")).map(({ kind }) => kind), ["quickfix"]);
  });
});

describe("the comment that disables", () => {
  const cases: readonly [name: string, text: string, part: string, expected: string][] = [
    ["stands above the instruction", dockerfile, ". .", "FROM node:22\n# layerwise-disable-next-line no-broad-copy-before-install\nCOPY . .\nRUN npm ci\n"],
    ["stands below the parser directives", "# syntax=docker/dockerfile:1\nFROM node:latest\n", "node:", "# syntax=docker/dockerfile:1\n# layerwise-disable-next-line no-floating-base-image\nFROM node:latest\n"],
    ["stands above all lines of an instruction", "FROM node:22\nCOPY \\\n  # all\n  . .\nRUN npm ci\n", ". .", "FROM node:22\n# layerwise-disable-next-line no-broad-copy-before-install\nCOPY \\\n  # all\n  . .\nRUN npm ci\n"],
    ["stands above ONBUILD", "FROM node:22\nONBUILD COPY . .\nONBUILD RUN npm ci\n", ". .", "FROM node:22\n# layerwise-disable-next-line no-broad-copy-before-install\nONBUILD COPY . .\nONBUILD RUN npm ci\n"],
    ["has the indentation and the line end of its line", "FROM node:22\r\n  COPY . .\r\nRUN npm ci\r\n", ". .", "FROM node:22\r\n  # layerwise-disable-next-line no-broad-copy-before-install\r\n  COPY . .\r\nRUN npm ci\r\n"],
    ["stands behind the byte order mark", "\uFEFFFROM node:latest\n", "node:", "\uFEFF# layerwise-disable-next-line no-floating-base-image\nFROM node:latest\n"],
    ["speaks of a command in a here-document too", "FROM debian:12\nRUN <<END\napt-get update\nEND\nRUN apt-get install -y jq\n", "apt-get update", "FROM debian:12\n# layerwise-disable-next-line no-split-index-update\nRUN <<END\napt-get update\nEND\nRUN apt-get install -y jq\n"],
  ];
  for (const [name, text, part, expected] of cases) {
    it(name, async () => {
      const opened = await open(text);
      const action = await actionAt(opened, part, /^Disable/);
      assert.equal(apply(opened, action), expected);
      assert.deepEqual(await codesAfter(opened, action), []);
    });
  }

  it("is offered once for each rule, after everything else", async () => {
    const opened = await open("FROM node:22\nCOPY . .\nRUN npm ci && npm install\nFROM node:22\nCOPY . .\nRUN npm ci\n", bare);
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const titles = (await opened.editor.actions(opened.uri, range)).map(({ title }) => title);
    assert.deepEqual(titles.slice(-2), ["Disable no-broad-copy-before-install for this instruction", "Disable require-dockerignore for this instruction"]);
    assert.equal(titles.filter((title) => title.startsWith("Disable")).length, 2);
  });
});

describe("creating an ignore file", () => {
  it("is an edit where the editor creates files", async () => {
    const opened = await open(dockerfile, bare);
    const action = await actionAt(opened, ". .", /^Create \.dockerignore$/);
    const uri = pathToFileURL(join(opened.root, ".dockerignore")).href;
    const [create, insertion] = (action.edit?.documentChanges ?? []) as [CreateFile, TextDocumentEdit];
    assert.deepEqual(create, { kind: "create", uri, options: { overwrite: false, ignoreIfExists: false } });
    assert.deepEqual(insertion.textDocument, { uri, version: null });
    assert.match(insertion.edits.map((edit) => ("newText" in edit ? edit.newText : "")).join(""), /node_modules$/m);
    assert.equal(action.command, undefined);
    assert.equal(opened.editor.server.capabilities.executeCommandProvider, undefined);
    assert.equal(existsSync(join(opened.root, ".dockerignore")), false);
  });

  it("is a command elsewhere, after which the finding is gone", async () => {
    const opened = await open(dockerfile, bare, plain);
    const { editor, root, uri } = opened;
    await editor.published(uri);
    const { command, edit } = await actionAt(opened, ". .", /^Create \.dockerignore$/);
    assert.deepEqual([command?.command, command?.arguments, edit], ["layerwise.createFile", [uri, ".dockerignore"], undefined]);
    assert.deepEqual(editor.server.capabilities.executeCommandProvider, { commands: ["layerwise.createFile"] });
    assert.equal(await editor.request("workspace/executeCommand", { command: command?.command, arguments: command?.arguments }), null);
    assert.match(readFileSync(join(root, ".dockerignore"), "utf8"), /node_modules$/m);
    assert.deepEqual((await editor.published(uri)).diagnostics.map(({ code }) => code), ["no-broad-copy-before-install"]);
    assert.deepEqual(await editor.next("window/showMessage"), { type: 3, message: `Layerwise: Created ${join(root, ".dockerignore")}.` });
  });

  it("never overwrites what is there", async () => {
    const opened = await open(dockerfile, bare, plain);
    const { editor, root, uri } = opened;
    await editor.published(uri);
    writeFileSync(join(root, ".dockerignore"), "mine\n");
    await editor.request("workspace/executeCommand", { command: "layerwise.createFile", arguments: [uri, ".dockerignore"] });
    assert.equal(readFileSync(join(root, ".dockerignore"), "utf8"), "mine\n");
    assert.deepEqual(await editor.next("window/showMessage"), { type: 1, message: `Layerwise: ${join(root, ".dockerignore")} exists already, and is left as it is.` });
  });

  const refused: readonly [name: string, params: object, error: RegExp][] = [
    ["an unknown command", { command: "layerwise.other" }, /no command layerwise\.other/],
    ["no arguments", { command: "layerwise.createFile" }, /nothing to create/],
    ["a file that no finding asks for", { command: "layerwise.createFile", arguments: ["DOCKERFILE", "/etc/passwd"] }, /nothing to create/],
    ["a document that is not open", { command: "layerwise.createFile", arguments: ["file:///other", ".dockerignore"] }, /nothing to create/],
    ["nonsense", { command: "layerwise.createFile", arguments: [{ a: 1 }, 7] }, /nothing to create/],
  ];
  for (const [name, params, error] of refused) {
    it(`refuses ${name}`, async () => {
      const { editor, uri } = await open(dockerfile, bare, plain);
      const request = JSON.parse(JSON.stringify(params).replace("DOCKERFILE", uri)) as unknown;
      await assert.rejects(editor.request("workspace/executeCommand", request), error);
    });
  }
});

describe("a remedy that edits the ignore file", () => {
  const copied = "FROM node:22\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\n";
  const held = { ...bare, "node_modules/a/index.js": "", ".dockerignore": "dist\n.*\n" };
  const ignoreUri = ({ root }: Opened) => pathToFileURL(join(root, ".dockerignore")).href;
  const title = /^Add `node_modules` to \.dockerignore/;

  it("makes the edit of the file on disk, of no version", async () => {
    const opened = await open(copied, held);
    const { edit } = await actionAt(opened, ". .", title);
    const line = { line: 2, character: 0 };
    assert.deepEqual(edit, { documentChanges: [{ textDocument: { uri: ignoreUri(opened), version: null }, edits: [{ range: { start: line, end: line }, newText: "node_modules\n" }] }] });
  });

  it("makes it of the version that is open, byte order mark or not", async () => {
    const opened = await open(copied, held);
    for (const [text, version] of [["dist\n", 7], ["\uFEFFdist\n# é\n.env", 8]] as const) {
      if (version === 7) opened.editor.open(ignoreUri(opened), text, { languageId: "ignore", version });
      else opened.editor.change(ignoreUri(opened), text, version);
      const { edit } = await actionAt(opened, ". .", title);
      const [change] = edit?.documentChanges ?? [];
      assert.ok(change !== undefined && "edits" in change);
      assert.deepEqual(change.textDocument, { uri: ignoreUri(opened), version });
      const edits = change.edits.filter((each) => "newText" in each);
      assert.match(TextDocument.applyEdits(TextDocument.create("file:///a", "ignore", 0, text), edits), /^node_modules$/m);
    }
  });

  it("leaves the byte order mark of a file on disk to the editor", async () => {
    const opened = await open(copied, { ...held, ".dockerignore": "\uFEFF!x" });
    const { edit } = await actionAt(opened, ". .", title);
    const [change] = edit?.documentChanges ?? [];
    assert.deepEqual(change && "edits" in change && change.edits, [{ range: { start: { line: 0, character: 2 }, end: { line: 0, character: 2 } }, newText: "\nnode_modules\n" }]);
  });

  it("is not offered once the file on disk is another", async () => {
    const opened = await open(copied, held);
    await actionAt(opened, ". .", title);
    writeFileSync(join(opened.root, ".dockerignore"), "dist\n.git\n");
    const titles = (await actionsAt(opened, ". .")).map((action) => action.title);
    assert.ok(titles.every((each) => !title.test(each)), titles.join(" | "));
  });

  it("comes as changes by document for an editor that knows nothing else", async () => {
    const opened = await open(copied, held, plain);
    const { edit } = await actionAt(opened, ". .", title);
    assert.deepEqual(Object.keys(edit?.changes ?? {}), [ignoreUri(opened)]);
  });

  it("cures its finding", async () => {
    const opened = await open(copied, held);
    assert.deepEqual(await codesAfter(opened, { title: "" }), ["no-host-artifacts-overwrite"]);
    opened.editor.open(ignoreUri(opened), "dist\n.*\nnode_modules\n", { languageId: "ignore" });
    const report = await opened.editor.pull(opened.uri);
    assert.deepEqual(report.kind === "full" && report.items, []);
  });
});
