import assert from "node:assert/strict";

import { memoryContext } from "../../../buildkit/files/memory-context.ts";

describe("a context of literals", () => {
  const context = memoryContext({
    "package.json": "{}",
    "src/index.ts": "export {}",
    "src/a b/deep.ts": "",
    "logs/": "",
    "../outside.txt": "no",
  });

  it("knows files and directories", () => {
    const kinds = ["", "package.json", "src", "src/a b", "src/a b/deep.ts", "logs", "nothing", "../outside.txt"];
    assert.deepEqual(
      kinds.map((path) => context.kind(path)),
      ["directory", "file", "directory", "directory", "file", "directory", undefined, undefined],
    );
  });

  it("lists directories in order", () => {
    assert.deepEqual(context.list(""), [
      { name: "logs", kind: "directory" },
      { name: "package.json", kind: "file" },
      { name: "src", kind: "directory" },
    ]);
    assert.deepEqual(context.list("src").map(({ name }) => name), ["a b", "index.ts"]);
    assert.deepEqual(context.list("logs"), []);
    assert.deepEqual(context.list("nothing"), []);
  });

  it("reads files", () => {
    assert.equal(context.read("package.json"), "{}");
    assert.equal(context.read("src"), undefined);
    assert.equal(context.read("../outside.txt"), undefined);
  });

  it("ignores nothing without an ignore file", () => {
    assert.equal(context.ignoreFile, undefined);
    assert.equal(context.isIgnored("src/index.ts"), false);
  });
});

describe("the ignore file of a build", () => {
  const files = { ".dockerignore": "root", "api/.dockerignore": "api", "api/dev.Dockerfile": "" };

  it("is the one at the root, wherever the Dockerfile is", () => {
    const { ignoreFile } = memoryContext(files, { dockerfile: "api/dev.Dockerfile" });
    assert.deepEqual(ignoreFile, { path: ".dockerignore", text: "root", specific: false });
  });

  it("is the one beside the Dockerfile alone, even when it is empty", () => {
    const context = memoryContext({ ...files, "api/dev.Dockerfile.dockerignore": "" }, { dockerfile: "api/dev.Dockerfile" });
    assert.deepEqual(context.ignoreFile, { path: "api/dev.Dockerfile.dockerignore", text: "", specific: true });
    assert.equal(context.isIgnored("root"), false);
  });

  it("is found beside a Dockerfile outside of the context", () => {
    const context = memoryContext({ "../Dockerfile.dockerignore": "x" }, { dockerfile: "../Dockerfile", ignore: "y" });
    assert.equal(context.ignoreFile?.path, "../Dockerfile.dockerignore");
    assert.deepEqual([context.isIgnored("x"), context.isIgnored("y")], [true, false]);
  });

  it("can be given alone", () => {
    assert.equal(memoryContext({}, { ignore: "*" }).isIgnored("a"), true);
  });
});

describe("an ignored path", () => {
  const files = { "src/main.py": "", "src/test.py": "", "docs/a/b.md": "", "docs/c.txt": "" };
  const ignored = (ignore: string, path: string) => memoryContext(files, { ignore }).isIgnored(path);

  it("covers what lies below it, known or not", () => {
    assert.equal(ignored("docs", "docs/a/b.md"), true);
    assert.equal(ignored("docs", "docs/new"), true);
  });

  it("is in the build for the sake of a file below it that is brought back", () => {
    assert.equal(ignored("*\n!src/main.py", "src"), false);
    assert.equal(ignored("*\n!src/main.py", "src/test.py"), true);
    assert.equal(ignored("*\n!**/*.md", "docs"), false);
    assert.equal(ignored("*\n!**/*.md", "docs/a"), false);
  });

  it("stays out when what could be brought back is not there", () => {
    assert.equal(ignored("*\n!docs/d.txt", "docs"), true);
    assert.equal(ignored("*\n!**/*.md", "src"), true);
  });

  it("is never the root", () => assert.equal(ignored("**", ""), false));
});
