import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { isDockerfileName } from "../../workspace/dockerfile-name.ts";
import { findDockerfiles } from "../../workspace/find-dockerfiles.ts";
import { temporaryTree, withoutPrivileges } from "./temporary-tree.ts";

function check(files: Parameters<typeof temporaryTree>[0], targets: readonly string[], expected: readonly string[]) {
  const root = temporaryTree(files);
  const found = findDockerfiles(targets, root);
  assert.deepEqual(found.files.map((file) => path.relative(root, file)), expected);
  assert.deepEqual(found.problems, []);
}

function named(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, ""]));
}

describe("the name of a Dockerfile", () => {
  const names = [
    "Dockerfile", "dockerfile", "Containerfile", "containerfile", "Dockerfile.dev", "Dockerfile-windows", "Dockerfile_debug", "Containerfile.rag",
    "Dockerfile.go", "Dockerfile.python", "Dockerfile.x86_64-unknown-linux-gnu.centos", "api.Dockerfile", "api.dockerfile", "api.containerfile",
    "api.Containerfile", "Dockerfile.in-house",
  ];
  for (const name of names) it(name, () => assert.equal(isDockerfileName(name), true));

  const others = [
    "Dockerfile.dockerignore", "api.Dockerfile.dockerignore", ".dockerignore", "Containerfile.containerignore", "dockerfile.go", "dockerfile_test.sh",
    "DockerfileHelper.cs", "innerDockerfile", ".dockerfile", "Dockerfile.", "scan-dockerfile.yml",
    "Dockerfile.md", "Dockerfile.5.md", "Dockerfile.j2", "Dockerfile.tmpl", "Dockerfile.tt", "Dockerfile-alpine.template", "Dockerfile.erb", "Dockerfile.in", "Dockerfile.bak",
    "Dockerfile~", "Dockerfile.orig", "Dockerfile.sh", "boilerplate.Dockerfile.txt",
  ];
  for (const name of others) it(`is not ${name}`, () => assert.equal(isDockerfileName(name), false));
});

describe("a search for Dockerfiles", () => {
  it("goes through directories in the order of names", () => {
    const files = named("b/Dockerfile", "a.Dockerfile", "Dockerfile", "b/a/Dockerfile", "B/Dockerfile", "a/z/Dockerfile.dev", "a/README.md");
    check(files, ["."], ["B/Dockerfile", "Dockerfile", "a/z/Dockerfile.dev", "a.Dockerfile", "b/Dockerfile", "b/a/Dockerfile"]);
  });

  it("takes a file that is named, whatever its name and place", () => {
    const files = { ...named("Dockerfile.j2", "node_modules/x/Dockerfile", "build/Dockerfile", "notes.txt"), ".gitignore": "build" };
    const targets = ["notes.txt", "Dockerfile.j2", "build/Dockerfile", "node_modules/x/Dockerfile"];
    check(files, targets, targets);
  });

  it("passes over ignore files that are named", () => {
    check(named("Dockerfile", "Dockerfile.dockerignore", ".dockerignore"), ["Dockerfile", "Dockerfile.dockerignore", ".dockerignore"], ["Dockerfile"]);
  });

  it("finds each file once", () => {
    check(named("a/Dockerfile"), ["a/Dockerfile", ".", "./a/../a"], ["a/Dockerfile"]);
  });

  it("finds nothing for nothing", () => check(named("Dockerfile"), [], []));

  it("enters neither .git nor node_modules, but other hidden directories", () => {
    check(named(".git/Dockerfile", "node_modules/Dockerfile", "a/node_modules/b/Dockerfile", ".devcontainer/Dockerfile"), ["."], [".devcontainer/Dockerfile"]);
  });

  it("does not follow links", () => {
    const files = {
      "real/Dockerfile": "",
      "linked": { link: "real" },
      "loop/loop": { link: ".." },
      "Dockerfile": { link: "real/Dockerfile" },
    };
    check(files, ["."], ["real/Dockerfile"]);
    check(files, ["linked"], ["linked/Dockerfile"]);
    check(files, ["Dockerfile"], ["Dockerfile"]);
  });

  it("leaves out what git ignores", () => {
    const files = {
      ...named(".git/HEAD", "dist/Dockerfile", "a/dist/Dockerfile", "a/Dockerfile.local", "a/keep/Dockerfile.local", "b/tmp/Dockerfile", "b/Dist/Dockerfile"),
      ".gitignore": "dist/\n*.local\n/tmp\n",
      "a/keep/.gitignore": "!*.local",
    };
    check(files, ["."], ["a/keep/Dockerfile.local", "b/Dist/Dockerfile", "b/tmp/Dockerfile"]);
    check(files, ["a"], ["a/keep/Dockerfile.local"]);
    check(files, ["a/keep", "b"], ["a/keep/Dockerfile.local", "b/Dist/Dockerfile", "b/tmp/Dockerfile"]);
  });

  it("looks into an ignored directory that is named", () => {
    const files = { ...named(".git/HEAD", "dist/a/Dockerfile", "dist/b/Dockerfile"), ".gitignore": "dist", "dist/.gitignore": "b" };
    check(files, ["dist"], ["dist/a/Dockerfile"]);
    check(files, ["dist/a"], ["dist/a/Dockerfile"]);
  });

  it("does not carry rules into a repository inside", () => {
    check({ ...named(".git/HEAD", "inner/.git", "inner/Dockerfile", "outer/Dockerfile"), ".gitignore": "Dockerfile" }, ["."], ["inner/Dockerfile"]);
  });

  it("reports what does not exist", () => {
    const root = temporaryTree(named("Dockerfile"));
    assert.deepEqual(findDockerfiles(["nowhere", "Dockerfile"], root), {
      files: [path.join(root, "Dockerfile")],
      problems: [{ path: path.join(root, "nowhere"), kind: "missing" }],
    });
  });

  it("reports directories that it cannot read and goes on", () => {
    const root = temporaryTree(named("a/Dockerfile", "closed/Dockerfile", "z/Dockerfile"));
    chmodSync(root, 0o755);
    chmodSync(path.join(root, "closed"), 0);
    withoutPrivileges(() => {
      const { files, problems } = findDockerfiles(["."], root);
      assert.deepEqual(files.map((file) => path.relative(root, file)), ["a/Dockerfile", "z/Dockerfile"]);
      assert.deepEqual(problems, [{ path: path.join(root, "closed"), kind: "unreadable" }]);
    });
  });

  it("goes through directories nested deeply", () => {
    const root = temporaryTree({});
    const deep = path.join(root, ..."d".repeat(1000).split(""));
    mkdirSync(deep, { recursive: true });
    writeFileSync(path.join(deep, "Dockerfile"), "");
    assert.deepEqual(findDockerfiles(["."], root).files, [path.join(deep, "Dockerfile")]);
  });
});
