import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import packageJson from "../../package.json" with { type: "json" };
import { bundles, toBuildOptions } from "../../scripts/bundle.ts";
import { temporaryTree } from "../workspace/temporary-tree.ts";

interface Run {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Closes the pipe of standard output after the first bytes, as `| head` does. */
  readonly stopsReading?: true;
}

describe("the built command", () => {
  let directory = "";
  let command = "";
  before(async () => {
    directory = mkdtempSync(path.join(tmpdir(), "layerwise-"));
    command = path.join(directory, "cli.cjs");
    const bundle = bundles.find(({ outfile }) => outfile === packageJson.bin.layerwise);
    assert.ok(bundle);
    await build({ ...toBuildOptions(bundle), outfile: command });
  });
  after(() => rmSync(directory, { recursive: true }));

  it("lints", async () => {
    const { code, stdout, stderr } = await execute(["lint"], temporaryTree({ ".git/": "", Dockerfile: "FROM node\n" }));
    assert.deepEqual([code, stderr], [1, ""]);
    assert.match(stdout, /^Dockerfile:1:6: warning: [^]*\n {2}1 │ FROM node\n {4}│ {6}\^{4}\n[^]*\n1 problem \(1 warning\) in 1 file\n$/);
  });

  it("reads standard input", async () => {
    const { code, stdout } = await execute(["lint", "-", "--format=json"], directory, { input: "# 日本\nFROM node\n" });
    assert.equal(code, 1);
    assert.match(stdout, /"filePath":"<text>".*"source":"# 日本\\nFROM node\\n"/);
  });

  it("prints all of a long output into a pipe", async () => {
    const { code, stdout } = await execute(["lint", "--format", "json"], manyFindings());
    assert.equal(code, 1);
    const results: unknown = JSON.parse(stdout);
    assert.ok(Array.isArray(results) && results.length === 300 && stdout.length > 100_000, `${stdout.length} characters`);
  });

  it("ends quietly when nobody reads on", async () => {
    const { code, stderr } = await execute(["lint"], manyFindings(), { stopsReading: true });
    assert.deepEqual([code, stderr], [1, ""]);
  });

  it("paints when it is told to", async () => {
    const { stdout } = await execute(["lint"], temporaryTree({ ".git/": "", Dockerfile: "FROM node\n" }), { environment: { FORCE_COLOR: "1" } });
    assert.ok(stdout.startsWith("\u001b[1mDockerfile:1:6:\u001b["));
  });

  it("says in one line what nobody foresaw", async () => {
    const { code, stdout, stderr } = await execute(["lint"], temporaryTree({}), { environment: broken() });
    assert.deepEqual([code, stdout], [2, ""]);
    assert.equal(stderr, "layerwise: internal error: no luck today (LAYERWISE_DEBUG=1 tells where)\n");
  });

  it("tells where with LAYERWISE_DEBUG=1", async () => {
    const { code, stderr } = await execute(["lint"], temporaryTree({}), { environment: { ...broken(), LAYERWISE_DEBUG: "1" } });
    assert.equal(code, 2);
    assert.match(stderr, /^layerwise: internal error: no luck today\nError: no luck today\nat all\n {4}at /);
  });

  function execute(args: readonly string[], cwd: string, { input = "", environment = {}, stopsReading }: Run = {}) {
    const { FORCE_COLOR: _force, NO_COLOR: _no, NODE_OPTIONS: _options, ...inherited } = process.env;
    const child = spawn(process.execPath, [command, ...args], { cwd, env: { ...inherited, ...environment } });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text;
      if (stopsReading) child.stdout.destroy();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
    child.stdin.on("error", () => undefined).end(input);
    return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
      child.on("close", (code) => resolve({ code, ...output }));
    });
  }
});

/** An environment in which the search for a repository fails in a way that it cannot expect. */
function broken(): Record<string, string> {
  const root = temporaryTree({ "break.cjs": 'require("node:fs").existsSync = () => { throw new Error("no luck today\\nat all"); };' });
  return { NODE_OPTIONS: `--require ${path.join(root, "break.cjs")}` };
}

function manyFindings(): string {
  const files = Array.from({ length: 300 }, (_, index): [string, string] => [`${index}/Dockerfile`, "FROM node\n".repeat(3)]);
  return temporaryTree({ ".git/": "", ...Object.fromEntries(files) });
}
