import assert from "node:assert/strict";
import { execFileSync, fork, spawn, type ChildProcess, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { temporaryTree } from "../workspace/temporary-tree.ts";
import { plain, startEditor, type Editor } from "./editor.ts";

// The server as editors start it: a process of its own, from the bundles in dist/.
const root = join(import.meta.dirname, "../..");
const [server, command] = [join(root, "dist/server.cjs"), join(root, "dist/cli.cjs")];

type Server = ChildProcessByStdio<Writable, Readable, Readable>;

describe("the server's process", function () {
  this.timeout(30_000);
  const started: ChildProcess[] = [];

  before(() => {
    if (!existsSync(server) || !existsSync(command)) execFileSync("npm", ["run", "build", "--silent"], { cwd: root });
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
  });

  function start(...args: readonly string[]): Server {
    const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "pipe"] });
    started.push(child);
    return child;
  }

  const edit = ({ stdin, stdout }: Server, processId: number | null = null): Promise<Editor> =>
    startEditor({ capabilities: plain, folders: [temporaryTree({ ".git/": "" })], initialize: { processId }, streams: { input: stdout, output: stdin } });

  const ways: readonly [name: string, args: readonly string[]][] = [
    ["layerwise lsp --stdio", [command, "lsp", "--stdio"]],
    ["layerwise lsp", [command, "lsp"]],
    ["server.cjs --stdio", [server, "--stdio"]],
    ["server.cjs", [server]],
  ];
  for (const [name, args] of ways) {
    it(`serves an editor: ${name}`, async () => {
      const child = start(...args);
      const editor = await edit(child);
      const uri = pathToFileURL(join(root, "a/Dockerfile")).href;
      editor.open(uri, "FROM node:latest\n");
      assert.deepEqual((await editor.published(uri)).diagnostics.map(({ code }) => code), ["no-floating-base-image"]);
      assert.equal(await editor.request("shutdown", undefined), null);
      editor.notify("exit", undefined);
      assert.deepEqual(await once(child, "exit"), [0, null]);
      assert.equal(child.stderr.read(), null);
    });
  }

  it("serves an editor over the channel of Node.js", async () => {
    const child = fork(server, ["--node-ipc"], { stdio: "inherit" });
    started.push(child);
    child.send({ jsonrpc: "2.0", id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
    const [answer] = (await once(child, "message")) as [{ result: { serverInfo: { name: string } } }];
    assert.equal(answer.result.serverInfo.name, "Layerwise");
    child.send({ jsonrpc: "2.0", id: 2, method: "shutdown" });
    await once(child, "message");
    child.send({ jsonrpc: "2.0", method: "exit" });
    assert.deepEqual(await once(child, "exit"), [0, null]);
  });

  it("ends with code 1 when it is told to end without a shutdown", async () => {
    const child = start(server);
    (await edit(child)).notify("exit", undefined);
    assert.deepEqual(await once(child, "exit"), [1, null]);
  });

  it("ends when its input ends", async () => {
    const child = start(command, "lsp");
    await edit(child);
    child.stdin.end();
    assert.deepEqual(await once(child, "exit"), [1, null]);
  });

  it("ends when the editor's process is gone", async () => {
    const gone = start("-e", "");
    await once(gone, "exit");
    const child = start(server);
    void edit(child, gone.pid);
    assert.deepEqual(await once(child, "exit"), [1, null]);
  });

  it("answers every request, be it unknown, wrong, or too early", async () => {
    const child = start(server);
    const editor = await edit(child);
    const uri = "file:///a/Dockerfile";
    editor.open(uri, "FROM node:latest\n");
    const requests: readonly [method: string, params: unknown][] = [
      ["textDocument/unknown", {}],
      ["textDocument/codeAction", undefined],
      ["textDocument/codeAction", { textDocument: { uri } }],
      ["textDocument/diagnostic", {}],
      ["workspace/executeCommand", undefined],
    ];
    for (const [method, params] of requests) {
      const error: unknown = await editor.request(method, params).catch((reason: unknown) => reason);
      assert.ok(error instanceof Error, method);
      assert.doesNotMatch(error.message, /\n|\bat /, "no stack");
    }
    assert.deepEqual(await editor.request("textDocument/diagnostic", { textDocument: { uri: "nonsense" } }), { kind: "full", items: [] });
    assert.equal(await editor.request("shutdown", undefined), null);
  });

  it("survives notifications that make no sense, and broken messages", async () => {
    const child = start(server);
    const editor = await edit(child);
    editor.notify("textDocument/didOpen", {});
    editor.notify("textDocument/didChange", { textDocument: { uri: "file:///a/Dockerfile", version: 3 }, contentChanges: [{ text: "FROM a" }] });
    editor.notify("textDocument/didClose", { textDocument: { uri: "file:///a/Dockerfile" } });
    editor.notify("workspace/didChangeConfiguration", undefined);
    editor.notify("$/unknown", { a: 1 });
    child.stdin.write("Content-Length: 5\r\n\r\n{oops");
    const uri = pathToFileURL(join(root, "b/Dockerfile")).href;
    editor.open(uri, "FROM node:latest\n");
    assert.equal((await editor.published(uri)).diagnostics.length, 1);
    assert.equal(child.exitCode, null);
  });
});
