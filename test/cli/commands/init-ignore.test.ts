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
  { name: "leaves a file that exists", files: { ...project, "api/.dockerignore": "mine" }, args: ["api"], written: undefined, stderr: "layerwise: api/.dockerignore exists already, and is left as it is\n" },
  { name: "leaves a link that leads nowhere", files: { ...project, "api/.dockerignore": { link: "nowhere" } }, args: ["api"], written: undefined, stderr: "layerwise: api/.dockerignore exists already, and is left as it is\n" },
  {
    name: "writes nothing that would not be read",
    files: { ...project, "api/Dockerfile.dockerignore": "" },
    args: ["api/Dockerfile"],
    written: undefined,
    stderr: "layerwise: api/Dockerfile has an ignore file of its own, api/Dockerfile.dockerignore: a .dockerignore would not be read\n",
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
      else assert.deepEqual(outcome, { code: 0, stdout: `Wrote ${written}:\n\n${readFileSync(path.join(cwd, written), "utf8")}`, stderr });
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
});
