import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { temporaryTree } from "../../workspace/temporary-tree.ts";
import { runCommand } from "../run-command.ts";

const dockerfile = "FROM node:22.1.0-alpine\nCOPY package.json ./\nCOPY dist ./dist\n";
const project = { ".git/": "", "api/Dockerfile": dockerfile, "api/package.json": "{}", "api/dist/index.js": "" };

interface Case {
  readonly name: string;
  readonly files: Parameters<typeof temporaryTree>[0];
  readonly args: readonly string[];
  /** Where the file is written; undefined for nowhere. */
  readonly written: string | undefined;
  readonly stderr?: string;
}

const cases: readonly Case[] = [
  { name: "writes into the working directory", files: project, args: [], written: ".dockerignore" },
  { name: "writes into a directory", files: project, args: ["api"], written: "api/.dockerignore" },
  { name: "writes into the context of a Dockerfile", files: project, args: ["api/Dockerfile"], written: "api/.dockerignore" },
  {
    name: "writes into the configured context of a Dockerfile",
    files: { ...project, ".layerwise.jsonc": '{ "contexts": { "api/Dockerfile": "." } }' },
    args: ["api/Dockerfile"],
    written: ".dockerignore",
  },
  { name: "leaves a link that leads nowhere", files: { ...project, "api/.dockerignore": { link: "nowhere" } }, args: ["api"], written: undefined, stderr: "layerwise: api/.dockerignore exists and is no text that could be completed; it is left as it is\n" },
  { name: "leaves what is no text", files: { ...project, "api/.dockerignore": new Uint8Array([0xff, 0]) }, args: ["api"], written: undefined, stderr: "layerwise: api/.dockerignore exists and is no text that could be completed; it is left as it is\n" },
  {
    name: "writes nothing that would not be read",
    files: { ...project, "api/Dockerfile.dockerignore": "" },
    args: ["api"],
    written: undefined,
    stderr: "layerwise: api has a Dockerfile with an ignore file of its own, api/Dockerfile.dockerignore: a .dockerignore would not be read; name the Dockerfile\n",
  },
  {
    name: "does not choose between two contexts",
    files: { ...project, "package.json": "{}", "dist/index.js": "" },
    args: ["api/Dockerfile"],
    written: undefined,
    stderr: "layerwise: api/Dockerfile: its build context may be api or .; name it: layerwise init-ignore DIR\n",
  },
  {
    name: "does not guess a context",
    files: { ".git/": "", Dockerfile: dockerfile },
    args: ["Dockerfile"],
    written: undefined,
    stderr: "layerwise: Dockerfile: no directory above it has what it copies, so its build context is not known; name it: layerwise init-ignore DIR\n",
  },
  { name: "needs a path that is there", files: {}, args: ["nope"], written: undefined, stderr: "layerwise: no such file or directory: nope\n" },
  { name: "takes one path", files: project, args: ["api", "."], written: undefined, stderr: "layerwise: init-ignore takes one path, but got api .\n" },
  { name: "names an unknown flag", files: {}, args: ["--force"], written: undefined, stderr: "layerwise: unknown flag --force\n" },
];

describe("layerwise init-ignore", () => {
  for (const { name, files, args, written, stderr = "" } of cases) {
    it(name, async () => {
      const cwd = temporaryTree(files);
      const outcome = await runCommand(["init-ignore", ...args], { cwd });
      assert.equal(outcome.stderr, stderr);
      if (written === undefined) assert.deepEqual([outcome.code, outcome.stdout], [2, ""]);
      else {
        const [title = "", ...text] = outcome.stdout.split("\n\n");
        assert.match(title, new RegExp(`^Wrote ${written}, which keeps out \\d+ files?, [\\d.]+ k?B:$`));
        assert.equal(text.join("\n\n"), readFileSync(path.join(cwd, written), "utf8"));
        assert.equal(outcome.code, 0);
      }
      const others = [".dockerignore", "api/.dockerignore"].filter((file) => file !== written && files[file] === undefined);
      for (const other of others) assert.ok(!existsSync(path.join(cwd, other)), other);
    });
  }

  it("keeps out nothing that a Dockerfile of the context copies by name", async () => {
    const cwd = temporaryTree(project);
    await runCommand(["init-ignore", "api"], { cwd });
    const lines = readFileSync(path.join(cwd, "api/.dockerignore"), "utf8").split("\n");
    assert.ok(lines.includes("**/.git"), lines.join("\n"));
    for (const copied of ["dist", "**/dist", "package.json"]) assert.ok(!lines.includes(copied), copied);
  });

  it("writes nothing in a dry run", async () => {
    const cwd = temporaryTree(project);
    const { stdout, code } = await runCommand(["init-ignore", "api", "--dry-run"], { cwd });
    assert.equal(code, 0);
    assert.match(stdout, /^Would write api\/\.dockerignore, which keeps out 1 file, 62 B:\n\n# Kept out/);
    assert.ok(!existsSync(path.join(cwd, "api/.dockerignore")));
  });
});

describe("layerwise init-ignore, where an ignore file exists", () => {
  const app = "FROM node:22\nCOPY package.json ./\nRUN npm ci\nCOPY . .\n";
  const files = { ".git/HEAD": "ref", Dockerfile: app, "package.json": "{}", "src/a.js": "1234567", "src/node_modules/x/y.js": "12345", ".env.local": "K=1", ".env.example": "K=" };

  async function complete(ignore: string, options: { readonly more?: Record<string, string>; readonly args?: readonly string[]; readonly file?: string } = {}) {
    const { more = {}, args = [], file = ".dockerignore" } = options;
    const cwd = temporaryTree({ ...files, [file]: ignore, ...more });
    const outcome = await runCommand(["init-ignore", ...args], { cwd });
    return { ...outcome, text: readFileSync(path.join(cwd, file), "utf8") };
  }

  it("adds what is missing, where it undoes nothing, and shows what that saves", async () => {
    const { stdout, text, code } = await complete("node_modules\n!.env.example\n");
    assert.equal(code, 0);
    assert.equal(text, "**/node_modules\n**/.env.*\n!.env.example\n**/.git\n**/Dockerfile\n**/.dockerignore\n**/.env\n");
    assert.equal(
      stdout,
      `Added to .dockerignore, which keeps out 5 files, 92 B more:

      1        3 B  **/.git
      1       54 B  **/Dockerfile
      1       27 B  **/.dockerignore
      0        0 B  **/.env
      1        3 B  **/.env.*
      1        5 B  **/node_modules (instead of node_modules)
`,
    );
  });

  it("has nothing to add the second time", async () => {
    const { text } = await complete("node_modules\n");
    const again = await complete(text);
    assert.deepEqual([again.stdout, again.text, again.code], [".dockerignore lacks nothing.\n", text, 0]);
  });

  it("writes nothing in a dry run", async () => {
    const { stdout, text } = await complete("node_modules\n", { args: ["--dry-run"] });
    assert.equal(text, "node_modules\n");
    assert.match(stdout, /^Would add to \.dockerignore, which keeps out \d files, \d+ B more:\n/);
  });

  it("leaves an allow-list as it is", async () => {
    const { stdout, text, code } = await complete("# all\n*\n!src\n");
    assert.deepEqual([stdout, text, code], [".dockerignore keeps out everything but what its ! lines name (line 2: *):\nnothing is added.\n", "# all\n*\n!src\n", 0]);
  });

  it("says what it does not add", async () => {
    const { stdout, text } = await complete("x\n!.git\n", { more: { Dockerfile: `${app}COPY .env /etc/env\n`, ".env": "" } });
    assert.match(stdout, /\nNot added: \*\*\/\.env, since \.env is copied by name\n/);
    assert.ok(!/^\*\*\/\.env$/m.test(text) && text.includes("**/.env.*"), text);
  });

  it("completes the ignore file that a Dockerfile has of its own", async () => {
    const { stdout, text } = await complete("node_modules\n", { file: "Dockerfile.dockerignore", args: ["Dockerfile"], more: { ".dockerignore": "mine\n" } });
    assert.match(stdout, /^Added to Dockerfile\.dockerignore,/);
    assert.match(text, /^\*\*\/node_modules\n/);
  });
});
