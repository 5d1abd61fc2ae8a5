import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";

import { diskContext } from "../../workspace/disk-context.ts";
import { temporaryTree, withoutPrivileges } from "./temporary-tree.ts";

function contextOf(root: string, dockerfile = "Dockerfile", repository = root) {
  return diskContext({ root, dockerfile: path.join(root, dockerfile), repository });
}

describe("a context on disk", () => {
  it("knows what is there", () => {
    const context = contextOf(temporaryTree({ "package.json": "{}", "src/index.ts": "export {}", "empty/": "" }));
    assert.deepEqual(
      ["", "package.json", "src", "src/index.ts", "empty", "nothing", "package.json/x", "src/nothing"].map((path) => context.kind(path)),
      ["directory", "file", "directory", "file", "directory", undefined, undefined, undefined],
    );
    assert.deepEqual(context.list("").map(({ name }) => name), ["empty", "package.json", "src"]);
    assert.deepEqual(context.list("src"), [{ name: "index.ts", kind: "file" }]);
    assert.equal(context.read("src/index.ts"), "export {}");
    assert.equal(context.read("src"), undefined);
  });

  it("is empty when the directory does not exist", () => {
    const context = contextOf(path.join(temporaryTree({}), "nowhere"));
    assert.deepEqual(context.list(""), []);
    assert.equal(context.read("a"), undefined);
    assert.equal(context.ignoreFile, undefined);
  });

  it("does not leave its root", () => {
    const root = temporaryTree({ "secret.txt": "s", "context/a.txt": "a" });
    const context = contextOf(path.join(root, "context"), "Dockerfile", root);
    for (const outside of ["../secret.txt", "..", "/", "./a.txt", "a.txt/../../secret.txt", `${root}/secret.txt`, "\0"]) {
      assert.equal(context.kind(outside), undefined);
      assert.equal(context.read(outside), undefined);
      assert.deepEqual(context.list(outside), []);
    }
  });

  it("shows the repository around it, and nothing outside of that", () => {
    const root = temporaryTree({ "secret.txt": "s", "repository/base/Dockerfile": "FROM a", "repository/context/a.txt": "a" });
    const { repository } = contextOf(path.join(root, "repository/context"), "Dockerfile", path.join(root, "repository"));
    assert.deepEqual(repository?.list("").map(({ name }) => name), ["base", "context"]);
    assert.equal(repository?.read("base/Dockerfile"), "FROM a");
    assert.equal(repository?.read("../secret.txt"), undefined);
  });

  it("follows links inside the context and none out of it", () => {
    const root = temporaryTree({
      "secret.txt": "s",
      "context/src/a.txt": "a",
      "context/file": { link: "src/a.txt" },
      "context/directory": { link: "src" },
      "context/out": { link: "../secret.txt" },
      "context/up": { link: ".." },
      "context/self": { link: "." },
      "context/loop": { link: "loop" },
      "context/broken": { link: "nowhere" },
    });
    const context = contextOf(path.join(root, "context"), "Dockerfile", root);
    assert.deepEqual(
      ["file", "directory", "directory/a.txt", "self/self/src", "out", "up", "up/secret.txt", "loop", "broken"].map((path) => context.kind(path)),
      ["file", "directory", "file", "directory", undefined, undefined, undefined, undefined, undefined],
    );
    assert.equal(context.read("directory/a.txt"), "a");
    assert.equal(context.read("out"), undefined);
    assert.deepEqual(context.list("directory"), [{ name: "a.txt", kind: "file" }]);
    assert.deepEqual(
      context.list("").filter(({ kind }) => kind === "directory").map(({ name }) => name),
      ["src"],
    );
  });

  it("takes only text for text", () => {
    const root = temporaryTree({
      "large.txt": "x".repeat(1_048_577),
      "binary": new Uint8Array([80, 75, 0, 1]),
      "latin1": new Uint8Array([0xe4, 0x20]),
      "bom.txt": "\uFEFFa",
      "empty": "",
    });
    execFileSync("mkfifo", [path.join(root, "pipe")]);
    const context = contextOf(root);
    assert.deepEqual(
      ["large.txt", "binary", "latin1", "bom.txt", "empty", "pipe"].map((path) => context.read(path)),
      [undefined, undefined, undefined, "\uFEFFa", "", undefined],
    );
    assert.equal(context.kind("large.txt"), "file");
    assert.equal(context.kind("pipe"), undefined);
  });

  it("takes what cannot be read for absent", () => {
    const root = temporaryTree({ "closed/a.txt": "a", "b.txt": "b" });
    chmodSync(root, 0o755);
    chmodSync(path.join(root, "closed"), 0);
    chmodSync(path.join(root, "b.txt"), 0);
    withoutPrivileges(() => {
      const context = contextOf(root);
      assert.equal(context.kind("closed"), "directory");
      assert.equal(context.kind("closed/a.txt"), undefined);
      assert.equal(context.read("b.txt"), undefined);
    });
  });

  it("is a snapshot", () => {
    const root = temporaryTree({ "a.txt": "old" });
    const context = contextOf(root);
    assert.equal(context.read("a.txt"), "old");
    writeFileSync(path.join(root, "a.txt"), "new");
    writeFileSync(path.join(root, "b.txt"), "");
    assert.equal(context.read("a.txt"), "old");
    assert.equal(context.kind("b.txt"), undefined);
    assert.equal(contextOf(root).read("a.txt"), "new");
  });

  it("is named after its place in the repository", () => {
    const root = temporaryTree({ "services/api/Dockerfile": "" });
    const api = path.join(root, "services", "api");
    assert.equal(contextOf(root, "services/api/Dockerfile").name, ".");
    assert.equal(contextOf(root, "services/api/Dockerfile").dockerfile, "services/api/Dockerfile");
    assert.equal(contextOf(api, "Dockerfile", root).name, "services/api");
    assert.equal(contextOf(api, "../Dockerfile", root).dockerfile, "../Dockerfile");
  });

  it("prefers the text of an open file", () => {
    const root = temporaryTree({ ".dockerignore": "on disk", "a.txt": "on disk" });
    const context = diskContext({
      root,
      dockerfile: path.join(root, "Dockerfile"),
      repository: root,
      openText: (file) => (file === path.join(root, ".dockerignore") ? "open" : undefined),
    });
    assert.equal(context.ignoreFile?.text, "open");
    assert.equal(context.read("a.txt"), "on disk");
  });
});

describe("the ignore file on disk", () => {
  it("is read beside a Dockerfile outside of the context, inside the repository", () => {
    const root = temporaryTree({ "docker/Dockerfile.dockerignore": "x", "app/.dockerignore": "y" });
    const app = path.join(root, "app");
    assert.equal(contextOf(app, "../docker/Dockerfile", root).ignoreFile?.path, "../docker/Dockerfile.dockerignore");
    assert.equal(contextOf(app, "../docker/Dockerfile", app).ignoreFile?.path, ".dockerignore");
  });

  it("decides over existing and possible files", () => {
    const context = contextOf(temporaryTree({ ".dockerignore": "*\n!src/a.txt\n", "src/a.txt": "", "src/b.txt": "" }));
    assert.deepEqual(
      ["src", "src/a.txt", "src/b.txt", "nothing"].map((path) => context.isIgnored(path)),
      [false, false, true, true],
    );
  });
});
