import assert from "node:assert/strict";
import path from "node:path";

import { checkoutContext } from "../../workspace/checkout-context.ts";
import { createSnapshot } from "../../workspace/directory-snapshot.ts";
import { temporaryTree } from "./temporary-tree.ts";

function checkout(files: Parameters<typeof temporaryTree>[0], directory = ".") {
  const repository = temporaryTree({ ".git/HEAD": "", Dockerfile: "FROM a", ...files });
  return checkoutContext({ root: path.join(repository, directory), dockerfile: path.join(repository, "Dockerfile"), repository, snapshot: createSnapshot() });
}

describe("a context that a builder fetches from git", () => {
  it("has neither what git ignores nor .git", () => {
    const context = checkout({ ".gitignore": "dist/\n*.log\n!kept.log\n", "dist/a.js": "", "src/a.js": "x", "src/b.log": "", "kept.log": "" });
    assert.deepEqual(context.list("").map(({ name }) => name).sort(), [".gitignore", "Dockerfile", "kept.log", "src"]);
    assert.deepEqual(context.list("src").map(({ name }) => name), ["a.js"]);
    assert.deepEqual(context.list("dist"), []);
    const kinds = ["", "src", "src/a.js", "src/b.log", "kept.log", "dist", "dist/a.js", ".git", ".git/HEAD"].map((place) => context.kind(place));
    assert.deepEqual(kinds, ["directory", "directory", "file", undefined, "file", undefined, undefined, undefined, undefined]);
    assert.deepEqual([context.read("src/a.js"), context.read("dist/a.js")], ["x", undefined]);
  });

  it("applies no ignore file of the build", () => {
    const context = checkout({ ".dockerignore": "src\n", "src/a.js": "" });
    assert.deepEqual([context.ignoreFile, context.isIgnored("src"), context.kind("src/a.js"), context.isCheckout], [undefined, false, "file", true]);
  });

  it("is a directory of the repository, under the ignore files of those above", () => {
    const context = checkout({ ".gitignore": "*.log\n", "app/.gitignore": "/out\n!keep.log\n", "app/out/a": "", "app/b.log": "", "app/keep.log": "", "app/src/out/c": "" }, "app");
    assert.equal(context.name, "app");
    assert.deepEqual(context.list("").map(({ name }) => name).sort(), [".gitignore", "keep.log", "src"]);
    assert.equal(context.kind("src/out/c"), "file");
  });
});
