import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DiagnosticSeverity, type ClientCapabilities, type Diagnostic } from "vscode-languageserver";
import { temporaryTree } from "../workspace/temporary-tree.ts";
import { plain, pulling, startEditor, type Editor } from "./editor.ts";

const dockerfile = "FROM node:22\nCOPY . .\nRUN npm ci\n";
const project = { ".git/": "", ".dockerignore": "node_modules\n.git\nDockerfile\n", "package.json": "{}", "package-lock.json": "{}", "src/a.js": "", Dockerfile: dockerfile };

interface Opened {
  readonly editor: Editor;
  readonly root: string;
  readonly uri: string;
}

async function start(capabilities: ClientCapabilities, files: Readonly<Record<string, string>> = project, settings: unknown = null): Promise<Opened> {
  const root = temporaryTree(files);
  const answers = { "workspace/configuration": () => [settings] };
  return { editor: await startEditor({ capabilities, folders: [root], answers }), root, uri: pathToFileURL(join(root, "Dockerfile")).href };
}

const codesOf = (items: readonly Diagnostic[]) => items.map(({ code }) => code);

async function pulledCodes({ editor, uri }: Opened): Promise<unknown[]> {
  const report = await editor.pull(uri);
  assert.equal(report.kind, "full");
  return report.kind === "full" ? codesOf(report.items) : [];
}

describe("diagnostics", () => {
  it("say what, where, why and where to read on", async () => {
    const { editor, uri } = await start(pulling);
    editor.open(uri, dockerfile);
    const report = await editor.pull(uri);
    assert.deepEqual(report, {
      kind: "full",
      resultId: report.resultId,
      items: [
        {
          range: { start: { line: 1, character: 5 }, end: { line: 1, character: 6 } },
          severity: DiagnosticSeverity.Warning,
          source: "layerwise",
          code: "no-broad-copy-before-install",
          codeDescription: { href: "https://github.com/layerwise-dev/layerwise/blob/main/docs/rules/no-broad-copy-before-install.md" },
          message: "Any change in `.` re-runs `npm ci`, although it needs only its manifests. Copy those first, and `.` after the install.",
          relatedInformation: [{ location: { uri, range: { start: { line: 2, character: 4 }, end: { line: 2, character: 10 } } }, message: "re-runs at every such change" }],
        },
      ],
    });
  });

  it("are pulled by an editor that pulls, and then never published", async () => {
    const { editor, uri } = await start(pulling);
    assert.deepEqual(editor.server.capabilities.diagnosticProvider, { identifier: "layerwise", interFileDependencies: false, workspaceDiagnostics: false });
    editor.open(uri, dockerfile);
    editor.change(uri, `${dockerfile}\n`, 2);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await editor.pull(uri);
    editor.notify("textDocument/didClose", { textDocument: { uri } });
    await editor.pull(uri);
    assert.deepEqual(editor.received.filter(({ method }) => method === "textDocument/publishDiagnostics"), []);
  });

  it("are published for an editor that does not pull, with the version, be it 0, and cleared at the end", async () => {
    const { editor, uri } = await start(plain);
    assert.equal(editor.server.capabilities.diagnosticProvider, undefined);
    editor.open(uri, dockerfile, { version: 0 });
    const opened = await editor.published(uri);
    assert.deepEqual([opened.version, codesOf(opened.diagnostics)], [0, ["no-broad-copy-before-install"]]);
    editor.change(uri, "FROM node:22\nCOPY . .\n", 5);
    const changed = await editor.published(uri);
    assert.deepEqual([changed.version, changed.diagnostics], [5, []]);
    editor.change(uri, dockerfile, 6);
    editor.notify("textDocument/didClose", { textDocument: { uri } });
    assert.deepEqual(await editor.published(uri), { uri, diagnostics: [] });
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(editor.received.filter(({ method }) => method === "textDocument/publishDiagnostics").length, 3);
  });

  it("are published once for edits in quick succession, for the last of them", async () => {
    const { editor, uri } = await start(plain);
    editor.open(uri, dockerfile, { version: 1 });
    await editor.published(uri);
    for (let version = 2; version < 20; version += 1) editor.change(uri, `${dockerfile}# ${version}\n`, version);
    assert.equal((await editor.published(uri)).version, 19);
    assert.equal(editor.received.filter(({ method }) => method === "textDocument/publishDiagnostics").length, 2);
  });

  it("are not sent again when nothing has changed", async () => {
    const { editor, uri } = await start(pulling);
    editor.open(uri, dockerfile);
    const first = await editor.pull(uri);
    assert.deepEqual(await editor.pull(uri, first.resultId), { kind: "unchanged", resultId: first.resultId });
    editor.change(uri, dockerfile.replace("22", "20"), 2);
    const second = await editor.pull(uri, first.resultId);
    assert.equal(second.kind, "full");
    editor.notify("textDocument/didClose", { textDocument: { uri } });
    editor.open(uri, dockerfile);
    assert.equal((await editor.pull(uri, second.resultId)).kind, "full");
  });

  it("follow edits of parts of the text", async () => {
    const opened = await start(pulling);
    opened.editor.open(opened.uri, dockerfile);
    const range = { start: { line: 1, character: 5 }, end: { line: 1, character: 6 } };
    opened.editor.notify("textDocument/didChange", { textDocument: { uri: opened.uri, version: 2 }, contentChanges: [{ range, text: "package*.json" }] });
    assert.deepEqual(await pulledCodes(opened), []);
  });

  it("leave out what an old editor does not understand", async () => {
    const { editor, uri } = await start({});
    editor.open(uri, dockerfile);
    const [diagnostic] = (await editor.published(uri)).diagnostics;
    assert.deepEqual(Object.keys(diagnostic ?? {}).sort(), ["code", "message", "range", "severity", "source"]);
  });
});

describe("documents", () => {
  const cases: readonly [name: string, uri: string, languageId: string, expected: number][] = [
    ["a Dockerfile of any language", "Dockerfile", "plaintext", 1],
    ["a Dockerfile with a suffix", "Dockerfile.dev", "plaintext", 1],
    ["any file that the editor calls a Dockerfile", "image.txt", "dockerfile", 1],
    ["no other file", "notes.txt", "plaintext", 0],
    ["no template that the editor calls a Dockerfile", "Dockerfile.j2", "dockerfile", 0],
    ["no ignore file that the editor calls a Dockerfile", "Dockerfile.dockerignore", "dockerfile", 0],
  ];
  for (const [name, file, languageId, expected] of cases) {
    it(`to check: ${name}`, async () => {
      const { editor, root } = await start(pulling);
      const uri = pathToFileURL(join(root, file)).href;
      editor.open(uri, "FROM node:latest\n", { languageId });
      assert.equal((await pulledCodes({ editor, root, uri })).length, expected);
    });
  }

  it("without a file have an unknown context", async () => {
    const { editor, root } = await start(pulling, { ".git/": "", "package.json": "{}", "package-lock.json": "{}" });
    editor.open("untitled:Untitled-1", `${dockerfile}FROM node:latest\n`);
    assert.deepEqual(await pulledCodes({ editor, root, uri: "untitled:Untitled-1" }), ["no-floating-base-image"]);
  });

  it("that are not open have no diagnostics", async () => {
    const { editor, uri } = await start(pulling);
    assert.deepEqual(await editor.pull(uri), { kind: "full", items: [] });
  });

  it("with a byte order mark, CR LF or CR alone have their findings where the editor shows them", async () => {
    const { editor, root } = await start(pulling);
    const text = "\uFEFF# 日本\r\nFROM node:22\rFROM node:latest\r\n";
    const uri = pathToFileURL(join(root, "a.Dockerfile")).href;
    editor.open(uri, `${text}FROM node:latest\r\n`);
    const report = await editor.pull(uri);
    assert.deepEqual(report.kind === "full" && report.items.map(({ range }) => range), [{ start: { line: 3, character: 5 }, end: { line: 3, character: 16 } }]);
    editor.change(uri, "\uFEFFFROM node:latest\n", 2);
    const marked = await editor.pull(uri);
    assert.deepEqual(marked.kind === "full" && marked.items[0]?.range, { start: { line: 0, character: 6 }, end: { line: 0, character: 17 } });
  });

  it("that cannot be parsed say so", async () => {
    const { editor, uri } = await start(pulling);
    editor.open(uri, "FROM node:22\nRUN <<END\necho\n");
    const report = await editor.pull(uri);
    assert.equal(report.kind === "full" && report.items.length, 1);
    assert.equal(report.kind === "full" && report.items[0]?.severity, DiagnosticSeverity.Error);
    assert.doesNotMatch(JSON.stringify(report), /Parsing error/);
  });
});

describe("what belongs to a Dockerfile", () => {
  it("is watched", async () => {
    const { editor } = await start(pulling);
    const registrations: unknown[] = [];
    for (let count = 0; count < 5; count += 1) registrations.push(await editor.next("client/registerCapability"));
    const text = JSON.stringify(registrations);
    for (const part of ["workspace/didChangeWatchedFiles", '"section":"layerwise"', ".dockerignore", ".layerwise.jsonc", "package.json", "**/requirements*.txt", '"syncKind":1']) {
      assert.ok(text.includes(part), part);
    }
  });

  it("brings new findings when it changes on disk: pulled after a refresh", async () => {
    const opened = await start(pulling, { ...project, "package-lock.json": "{}" });
    const { editor, root, uri } = opened;
    editor.open(uri, dockerfile);
    assert.deepEqual(await pulledCodes(opened), ["no-broad-copy-before-install"]);
    rmSync(join(root, ".dockerignore"));
    editor.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: pathToFileURL(join(root, ".dockerignore")).href, type: 3 }] });
    await editor.next("workspace/diagnostic/refresh");
    assert.deepEqual(await pulledCodes(opened), ["no-broad-copy-before-install", "require-dockerignore"]);
  });

  it("brings new findings when it changes on disk: published", async () => {
    const { editor, root, uri } = await start(plain);
    editor.open(uri, dockerfile);
    assert.deepEqual(codesOf((await editor.published(uri)).diagnostics), ["no-broad-copy-before-install"]);
    rmSync(join(root, ".dockerignore"));
    editor.notify("textDocument/didSave", { textDocument: { uri } });
    assert.deepEqual(codesOf((await editor.published(uri)).diagnostics), ["no-broad-copy-before-install", "require-dockerignore"]);
  });

  it("counts as it is in the editor before it is saved", async () => {
    const opened = await start(pulling, { ".git/": "", "package.json": "{}", "package-lock.json": "{}", "src/a.js": "", Dockerfile: dockerfile });
    const { editor, root, uri } = opened;
    const ignoreFile = pathToFileURL(join(root, ".dockerignore")).href;
    editor.open(uri, dockerfile);
    assert.deepEqual(await pulledCodes(opened), ["no-broad-copy-before-install", "require-dockerignore"]);
    writeFileSync(join(root, ".dockerignore"), "");
    editor.open(ignoreFile, "*\n!package*.json\n", { languageId: "ignore" });
    await editor.next("workspace/diagnostic/refresh");
    assert.deepEqual(await pulledCodes(opened), []);
    editor.change(ignoreFile, "node_modules\n.git\nDockerfile\n.dockerignore\n", 2);
    await editor.next("workspace/diagnostic/refresh");
    assert.deepEqual(await pulledCodes(opened), ["no-broad-copy-before-install"]);
  });
});

describe("configuration", () => {
  it("is that of the command line", async () => {
    const opened = await start(pulling, { ...project, ".layerwise.jsonc": '{ "rules": { "no-broad-copy-before-install": "error", /* ours */ "no-floating-base-image": "off" } }' });
    opened.editor.open(opened.uri, dockerfile.replace("node:22", "node:latest"));
    const report = await opened.editor.pull(opened.uri);
    assert.deepEqual(report.kind === "full" && report.items.map(({ code, severity }) => [code, severity]), [["no-broad-copy-before-install", DiagnosticSeverity.Error]]);
  });

  it("may leave files out", async () => {
    const opened = await start(pulling, { ...project, "package.json": '{ "layerwise": { "ignorePatterns": ["Dockerfile"] } }' });
    opened.editor.open(opened.uri, dockerfile);
    assert.deepEqual(await pulledCodes(opened), []);
  });

  it("that is wrong is named at the Dockerfile and shown once, until it is right", async () => {
    const opened = await start(pulling, { ...project, ".layerwise.jsonc": '{\n  "rules": { "no-broad-copy": "warn" }\n}' });
    const { editor, root, uri } = opened;
    editor.open(uri, dockerfile);
    const report = await editor.pull(uri);
    assert.deepEqual(report.kind === "full" && report.items, [
      {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
        severity: DiagnosticSeverity.Error,
        source: "layerwise",
        message: 'Nothing is checked here, because .layerwise.jsonc is wrong: there is no rule "no-broad-copy"; did you mean "no-broad-copy-before-install"?',
        relatedInformation: [
          {
            location: { uri: pathToFileURL(join(root, ".layerwise.jsonc")).href, range: { start: { line: 1, character: 13 }, end: { line: 1, character: 28 } } },
            message: 'there is no rule "no-broad-copy"; did you mean "no-broad-copy-before-install"?',
          },
        ],
      },
    ]);
    editor.change(uri, `${dockerfile}\n`, 2);
    await editor.pull(uri);
    assert.equal(editor.received.filter(({ method }) => method === "window/showMessage").length, 1);
    assert.deepEqual(await editor.actions(uri, { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }), []);
    writeFileSync(join(root, ".layerwise.jsonc"), "{}");
    editor.notify("workspace/didChangeWatchedFiles", { changes: [] });
    await editor.next("workspace/diagnostic/refresh");
    assert.deepEqual(await pulledCodes(opened), ["no-broad-copy-before-install"]);
  });

  const settings: readonly [name: string, value: unknown, expected: readonly string[]][] = [
    ["without settings", null, ["no-broad-copy-before-install"]],
    ["that is switched off", { enable: false }, []],
    ["with a severity", { rules: { "no-broad-copy-before-install": "off" } }, []],
    ["with nonsense", { enable: "yes", rules: { nothing: "warn", "no-broad-copy-before-install": 7 } }, ["no-broad-copy-before-install"]],
    ["with another kind of nonsense", ["a", 1], ["no-broad-copy-before-install"]],
    ["with rules that are none", { rules: "strict" }, ["no-broad-copy-before-install"]],
  ];
  for (const [name, value, expected] of settings) {
    it(`of the editor, ${name}`, async () => {
      const opened = await start(pulling, project, value);
      opened.editor.open(opened.uri, dockerfile);
      assert.deepEqual(await pulledCodes(opened), expected);
    });
  }

  it("of the editor that makes no sense is shown once", async () => {
    const { editor, uri } = await start(pulling, project, { rules: { nothing: "warn" } });
    editor.open(uri, dockerfile);
    editor.open("untitled:1", dockerfile);
    await Promise.all([editor.pull(uri), editor.pull("untitled:1")]);
    const shown = editor.received.filter(({ method }) => method === "window/showMessage");
    assert.deepEqual(shown.map(({ params }) => params), [{ type: 1, message: 'Layerwise: layerwise.rules: there is no rule "nothing"' }]);
  });

  it("of the editor may change", async () => {
    let value: unknown = { enable: false };
    const root = temporaryTree(project);
    const uri = pathToFileURL(join(root, "Dockerfile")).href;
    const editor = await startEditor({ capabilities: pulling, folders: [root], answers: { "workspace/configuration": () => [value] } });
    editor.open(uri, dockerfile);
    assert.deepEqual(await pulledCodes({ editor, root, uri }), []);
    value = { enable: true };
    editor.notify("workspace/didChangeConfiguration", { settings: null });
    await editor.next("workspace/diagnostic/refresh");
    assert.deepEqual(await pulledCodes({ editor, root, uri }), ["no-broad-copy-before-install"]);
  });

  it("of an editor that cannot be asked comes with the start and with changes", async () => {
    const root = temporaryTree(project);
    const uri = pathToFileURL(join(root, "Dockerfile")).href;
    const editor = await startEditor({ capabilities: plain, folders: [root], initialize: { initializationOptions: { enable: false } } });
    editor.open(uri, dockerfile);
    assert.deepEqual((await editor.published(uri)).diagnostics, []);
    editor.notify("workspace/didChangeConfiguration", { settings: { layerwise: { enable: true } } });
    assert.deepEqual(codesOf((await editor.published(uri)).diagnostics), ["no-broad-copy-before-install"]);
  });
});
