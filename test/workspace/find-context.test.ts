import assert from "node:assert/strict";
import path from "node:path";

import type { ContextKnowledge } from "../../buildkit/files/build-context.ts";
import type { ContextDemand } from "../../buildkit/context-demand.ts";
import { findContext } from "../../workspace/find-context.ts";
import { temporaryTree } from "./temporary-tree.ts";

/** A repository with a Dockerfile three levels deep. */
const dockerfile = "services/api/Dockerfile";
const repository = { ".git/HEAD": "", [dockerfile]: "" };

/** What is found, as `kind name name …`. */
function check(
  files: Parameters<typeof temporaryTree>[0],
  demand: Partial<ContextDemand>,
  expected: string,
  options: { readonly file?: string; readonly directory?: string; readonly workingDirectory?: string } = {},
) {
  const root = temporaryTree(files);
  const { file = dockerfile, directory, workingDirectory = "." } = options;
  const found = findContext(
    path.join(root, file),
    { sources: [], alternatives: [], ...demand },
    { workingDirectory: path.join(root, workingDirectory), ...(directory !== undefined && { directory: path.join(root, directory) }) },
  );
  assert.equal([found.kind, ...namesOf(found)].join(" "), expected);
}

function namesOf(found: ContextKnowledge): readonly string[] {
  if (found.kind === "known") return [found.context.name];
  return found.kind === "ambiguous" ? found.candidates.map(({ name }) => name) : [];
}

describe("the build context of a Dockerfile", () => {
  it("is the directory that has the named sources", () => {
    const files = { ...repository, "services/api/src/a.ts": "", "services/shared/b.ts": "" };
    check(files, { sources: ["src"] }, "known services/api");
    check(files, { sources: ["api/src", "shared/b.ts"] }, "known services");
    check(files, { sources: ["services/api/src"] }, "known .");
  });

  it("is unknown when no directory has them", () => {
    check(repository, { sources: ["dist/app.jar"] }, "unknown");
  });

  it("is ambiguous when several have them, and when nothing is demanded", () => {
    const files = { ...repository, "package.json": "", "services/api/package.json": "" };
    check(files, { sources: ["package.json"] }, "ambiguous services/api .");
    check(files, {}, "ambiguous services/api services .");
  });

  it("has one manifest of each install", () => {
    const files = { ...repository, "services/go.mod": "", "services/package.json": "", "go.mod": "" };
    check(files, { alternatives: [["go.mod"]] }, "ambiguous services .");
    check(files, { alternatives: [["go.mod"], ["package-lock.json", "package.json"]] }, "known services");
    check(files, { alternatives: [["pom.xml"]] }, "unknown");
  });

  it("is the one of several that has what builds look for", () => {
    const files = { ...repository, "services/go.mod": "", "services/cmd/x/main.go": "" };
    check(files, { preferences: [["go.mod"], ["cmd/x"]] }, "known services");
    check({ ...files, "go.mod": "" }, { preferences: [["go.mod"]] }, "ambiguous services/api services .");
    check(files, { preferences: [["pom.xml"]] }, "ambiguous services/api services .");
  });

  it("is no directory around the test data that holds the Dockerfile", () => {
    const file = "test/fixtures/app/Dockerfile";
    const files = { ".git/HEAD": "", [file]: "" };
    check({ ...files, Gemfile: "" }, { sources: ["Gemfile"] }, "unknown", { file });
    check({ ...files, "test/fixtures/app/Gemfile": "" }, { sources: ["Gemfile"] }, "known test/fixtures/app", { file });
    check({ ...files, "test/fixtures/Gemfile": "" }, { sources: ["Gemfile"] }, "known test/fixtures", { file });
    check({ ...files, Gemfile: "", "test/fixtures/app/Gemfile": "" }, { sources: ["Gemfile"] }, "ambiguous test/fixtures/app .", { file });
    check({ ".git/HEAD": "", "test/fixture-server/Dockerfile": "", Gemfile: "" }, { sources: ["Gemfile"] }, "known .", { file: "test/fixture-server/Dockerfile" });
  });

  it("counts a wildcard that matches", () => {
    const files = { ...repository, "services/api/requirements-dev.txt": "", "services/api/a/b/c/x.proto": "", "services/.d/": "" };
    check(files, { sources: ["requirements*.txt"] }, "known services/api");
    check(files, { sources: ["**/c/*.proto"] }, "ambiguous services/api services .");
    check(files, { sources: ["a?i/[a-z]/b"] }, "known services");
    check(files, { sources: ["*/*/a/b/c/**/x.proto"] }, "known .");
    check(files, { sources: [".[d]"] }, "known services");
    check(files, { sources: ["[d"] }, "unknown");
  });

  it("takes sources as a build does, below the root", () => {
    const files = { ...repository, "services/api/a b/c": "" };
    for (const source of ["./a b/", "/a b/c", "../a b", "a b/../a b/c"]) check(files, { sources: [source] }, "known services/api");
  });

  it("is not a directory that ignores a source", () => {
    const files = { ...repository, "a.txt": "", "services/api/a.txt": "", "services/api/.dockerignore": "a.*" };
    check(files, { sources: ["a.txt"] }, "known .");
    check(files, { sources: ["a*"] }, "ambiguous services/api services .");
  });

  it("is the only directory that has a source, even when it is ignored there", () => {
    const files = { ...repository, "services/api/a.txt": "", "services/api/.dockerignore": "a.txt" };
    check(files, { sources: ["a.txt"] }, "known services/api");
  });

  it("is what the user says", () => {
    check(repository, { sources: ["missing"] }, "known services", { directory: "services" });
    check(repository, {}, "unknown", { directory: "nowhere" });
    check(repository, {}, "unknown", { directory: dockerfile });
  });

  it("does not lie above the repository", () => {
    check({ "a.txt": "", "inner/.git": "gitdir: x", "inner/Dockerfile": "" }, { sources: ["a.txt"] }, "unknown", { file: "inner/Dockerfile" });
  });

  it("does not lie above the working directory without a repository", () => {
    const files = { "a.txt": "", "b/a.txt": "", "b/c/Dockerfile": "", "b/c/a.txt": "" };
    const file = "b/c/Dockerfile";
    check(files, { sources: ["a.txt"] }, "ambiguous b/c b .", { file });
    check(files, { sources: ["a.txt"] }, "ambiguous c .", { file, workingDirectory: "b" });
    check({ ...files, "other/": "" }, { sources: ["a.txt"] }, "known .", { file, workingDirectory: "other" });
  });

  it("may be asked for a Dockerfile that does not exist", () => {
    check({ ".git/": "", "a.txt": "" }, { sources: ["a.txt"] }, "known .", { file: "Dockerfile" });
  });
});
