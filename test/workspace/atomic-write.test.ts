import assert from "node:assert/strict";
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { writeAtomically } from "../../workspace/atomic-write.ts";
import { temporaryTree, withoutPrivileges } from "./temporary-tree.ts";

describe("an atomic write", () => {
  it("makes a file", () => {
    const root = temporaryTree({});
    writeAtomically(path.join(root, "new"), "ä\n");
    assert.equal(readFileSync(path.join(root, "new"), "utf8"), "ä\n");
    assert.deepEqual(readdirSync(root), ["new"]);
  });

  it("replaces a file and keeps its mode", () => {
    const root = temporaryTree({ Dockerfile: "old" });
    const file = path.join(root, "Dockerfile");
    chmodSync(file, 0o754);
    const before = statSync(file);
    writeAtomically(file, "new");
    const after = statSync(file);
    assert.equal(readFileSync(file, "utf8"), "new");
    assert.equal(after.mode & 0o7777, 0o754);
    assert.notEqual(after.ino, before.ino);
    assert.deepEqual(readdirSync(root), ["Dockerfile"]);
  });

  it("writes through links, broken ones too", () => {
    const root = temporaryTree({
      "real/Dockerfile": "old",
      "Dockerfile": { link: "second" },
      "second": { link: "real/Dockerfile" },
      "broken": { link: "real/new" },
    });
    writeAtomically(path.join(root, "Dockerfile"), "new");
    writeAtomically(path.join(root, "broken"), "made");
    assert.equal(readFileSync(path.join(root, "real/Dockerfile"), "utf8"), "new");
    assert.equal(readFileSync(path.join(root, "real/new"), "utf8"), "made");
    assert(["Dockerfile", "second", "broken"].every((name) => lstatSync(path.join(root, name)).isSymbolicLink()));
  });

  it("takes names as long as names may be", () => {
    const root = temporaryTree({});
    const name = "n".repeat(255);
    writeAtomically(path.join(root, name), "x");
    assert.deepEqual(readdirSync(root), [name]);
  });

  it("leaves the old file and nothing else when it fails", () => {
    const root = temporaryTree({ "closed/Dockerfile": "old", "directory/": "", "circle": { link: "circle" } });
    chmodSync(root, 0o755);
    chmodSync(path.join(root, "closed"), 0o555);
    withoutPrivileges(() => assert.throws(() => writeAtomically(path.join(root, "closed/Dockerfile"), "new"), /EACCES/));
    assert.throws(() => writeAtomically(path.join(root, "directory"), "new"), /EISDIR/);
    assert.throws(() => writeAtomically(path.join(root, "nowhere/Dockerfile"), "new"), /ENOENT/);
    assert.throws(() => writeAtomically(path.join(root, "circle"), "new"), /ELOOP/);
    assert.equal(readFileSync(path.join(root, "closed/Dockerfile"), "utf8"), "old");
    assert.deepEqual(readdirSync(root), ["circle", "closed", "directory"]);
    assert.deepEqual(readdirSync(path.join(root, "closed")), ["Dockerfile"]);
  });
});
