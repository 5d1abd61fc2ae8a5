import assert from "node:assert/strict";
import { transferOf } from "../../buildkit/context-transfer.ts";
import { memoryContext } from "../../buildkit/files/memory-context.ts";
import { model } from "../support/model.ts";

const project = { Dockerfile: "", "package.json": "", "package-lock.json": "", "src/a.ts": "", "src/a.log": "", "src/lib/b.ts": "", "docs/c.md": "", "node_modules/x/package.json": "", "node_modules/x/index.js": "" };

interface Case {
  readonly name: string;
  readonly text: string;
  readonly ignore?: string;
  readonly target?: string;
  /** Paths that are sent, with the lines of the steps that take them. */
  readonly sent: readonly string[];
}

const cases: readonly Case[] = [
  { name: "nothing without a COPY", text: "FROM a\nRUN b", sent: [] },
  { name: "a file", text: "FROM a\nCOPY package.json .", sent: ["package.json: 2"] },
  { name: "a directory", text: "FROM a\nCOPY src/ .", sent: ["src/a.log: 2", "src/a.ts: 2", "src/lib/b.ts: 2"] },
  { name: "what a wildcard matches, and what is in directories that it matches", text: "FROM a\nCOPY package*.json s*c ./", sent: ["package-lock.json: 2", "package.json: 2", "src/a.log: 2", "src/a.ts: 2", "src/lib/b.ts: 2"] },
  { name: "a source below another once", text: "FROM a\nCOPY src/lib /l\nCOPY src /s", sent: ["src/a.log: 3", "src/a.ts: 3", "src/lib/b.ts: 2 3"] },
  { name: "the source of a bind mount", text: "FROM a\nRUN --mount=type=bind,source=docs,target=/d x", sent: ["docs/c.md: 2"] },
  { name: "the whole context, without what is kept out", text: "FROM a\nADD . .", ignore: "node_modules\n**/*.log\n*.json\nDockerfile\n.dockerignore", sent: ["docs/c.md: 2", "src/a.ts: 2", "src/lib/b.ts: 2"] },
  { name: "what is brought back below what is kept out", text: "FROM a\nCOPY node_modules /n", ignore: "node_modules\n!node_modules/x/index.js", sent: ["node_modules/x/index.js: 2"] },
  { name: "what an instruction excludes all the same", text: "FROM a\nCOPY --exclude=*.md docs /d", sent: ["docs/c.md: 2"] },
  { name: "nothing of stages that are not built", text: "FROM a AS x\nCOPY src .\nFROM a\nCOPY docs .", sent: ["docs/c.md: 4"] },
  { name: "what the target needs", text: "FROM a AS x\nCOPY src/lib .\nFROM a AS y\nCOPY --from=x / /\nFROM a\nCOPY docs .", target: "y", sent: ["src/lib/b.ts: 2"] },
  { name: "nothing of other stages and addresses", text: "FROM a AS src\nFROM a\nCOPY --from=src docs .\nADD https://e.com/src .", sent: [] },
];

describe("transferOf", () => {
  for (const { name, text, ignore, target, sent } of cases) {
    it(`sends ${name}`, () => {
      const { build, context, transfer } = transferFor(text, ignore, target);
      const lines = (path: string) => transfer.takersOf(path).map(({ instruction }) => instruction.loc.start.line + 1).join(" ");
      assert.deepEqual([...transfer.sentFiles()].sort().map((path) => `${path}: ${lines(path)}`), sent);
      const all = [...transfer.allFiles()];
      assert.deepEqual(all.flatMap((file) => (file.kind === "sent" ? [file.path] : [])).sort(), [...transfer.sentFiles()].sort());
      assert.equal(new Set(all.map(({ path }) => path)).size, all.length, "a path comes twice");
      assert.ok(all.every(({ kind, path }) => (kind === "ignored") === context.isIgnored(path)));
      assert.ok(build.steps.length >= transfer.steps.length);
    });
  }

  it("tells the line that keeps something out, of a directory as a whole", () => {
    const { transfer } = transferFor("FROM a\nCOPY docs .", "# c\n**/x\nnode_modules\n*.json\n!package.json");
    const ignored = [...transfer.allFiles()].flatMap((file) => (file.kind === "ignored" ? [`${file.path}${file.isDirectory ? "/" : ""}: ${file.by?.line ?? ""}`] : []));
    assert.deepEqual(ignored.sort(), ["node_modules/: 2", "package-lock.json: 3"]);
  });

  it("names what is neither kept out nor sent", () => {
    const { transfer } = transferFor("FROM a\nCOPY docs package*.json ./", "src\nnode_modules\n.dockerignore");
    assert.deepEqual([...transfer.allFiles()].flatMap((file) => (file.kind === "unused" ? [file.path] : [])), ["Dockerfile"]);
  });

  it("knows the steps that may take more", () => {
    const { transfer } = transferFor("FROM a\nARG D\nCOPY $D docs /x/");
    assert.deepEqual(transfer.unknown, transfer.steps);
    assert.deepEqual([...transfer.sentFiles()], ["docs/c.md"]);
  });

  it("looks into no directory that is kept out, nor where nothing is to be sent", () => {
    const { build, context } = transferFor("FROM a\nCOPY src/*.ts docs ./", "node_modules");
    const opened: string[] = [];
    const spy = { ...context, list: (directory: string) => (opened.push(directory), context.list(directory)) };
    const transfer = transferOf(build, spy);
    assert.deepEqual([...transfer.sentFiles()].sort(), ["docs/c.md", "src/a.ts"]);
    assert.deepEqual(opened.splice(0).sort(), ["docs", "src", "src/lib"]);
    assert.ok([...transfer.allFiles()].length > 0);
    assert.deepEqual(opened.sort(), ["", "docs", "src", "src/lib"]);
  });
});

function transferFor(text: string, ignore?: string, target?: string) {
  const build = model(text, { ...project, ...(ignore !== undefined && { ".dockerignore": ignore }) }, target === undefined ? {} : { target });
  const context = build.context.kind === "known" ? build.context.context : memoryContext({});
  return { build, context, transfer: transferOf(build, context) };
}
