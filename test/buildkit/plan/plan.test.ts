import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Change, FileChange, HeldCache } from "../../../buildkit/plan/change.ts";
import { plan } from "../../../buildkit/plan/plan.ts";
import { model } from "../../support/model.ts";

interface Case {
  readonly name: string;
  readonly dockerfile: string;
  readonly changes: readonly Change[];
  readonly cache?: HeldCache;
  readonly files?: Readonly<Record<string, string>>;
  /** One letter a step, in file order: C cached, R rebuilt, ? content, - not built. */
  readonly expected: string;
}

const letters = { cached: "C", rebuilt: "R", content: "?", unknown: "U", "not built": "-" } as const;
const file = (path: string, how: FileChange = "changed"): Change => ({ kind: "file", path, how });
const arg = (name: string): Change => ({ kind: "arg", name });

const app = "FROM a AS build\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\nFROM b\nCOPY --from=build /app/dist /srv\nRUN chmod x\n";
const stages = "FROM a AS deps\nCOPY package.json ./\nRUN npm ci\nFROM deps AS build\nCOPY src ./src\nRUN make\nFROM b\nCOPY x /x\nCOPY --from=build /out /out\n";

/** The numbers are those of cache-semantics section 15, each run there on real builders. */
const cases: readonly Case[] = [
  { name: "nothing changed", dockerfile: app, changes: [], expected: "CCCCCCC" },
  { name: "78: a source file re-runs its copy and what follows; the other stage depends on the output", dockerfile: app, changes: [file("src/a.ts")], expected: "CCCRR??" },
  { name: "a manifest re-runs the install too", dockerfile: app, changes: [file("package.json")], expected: "CRRRR??" },
  { name: "47: a file that nobody copies", dockerfile: "FROM a\nCOPY a /\nRUN x", changes: [file("b")], expected: "CC" },
  { name: "56: a new file that a wildcard matches", dockerfile: "FROM a\nCOPY *.json /\nRUN x", changes: [file("b.json", "added")], expected: "RR" },
  { name: "56: a file that a wildcard does not match", dockerfile: "FROM a\nCOPY *.json /\nRUN x", changes: [file("b.txt", "added")], expected: "CC" },
  { name: "58: an ignored file changes nothing", dockerfile: "FROM a\nCOPY . /\nRUN x", changes: [file(".git/HEAD")], files: { ".dockerignore": ".git", ".git/HEAD": "" }, expected: "CC" },
  { name: "60: a file that is ignored from now on", dockerfile: "FROM a\nCOPY . /\nRUN x", changes: [file("a.md", "hidden")], files: { ".dockerignore": "*.md", "a.md": "" }, expected: "RR" },
  { name: "a file that is ignored from now on, and that nobody copied", dockerfile: "FROM a\nCOPY b /\nRUN x", changes: [file("a.md", "hidden")], files: { ".dockerignore": "*.md", "a.md": "" }, expected: "CC" },
  { name: "stages that take files from each other in a circle", dockerfile: "FROM a AS x\nCOPY --from=y / /\nFROM b AS y\nCOPY --from=x / /\nCOPY a /", changes: [file("a")], expected: "?CR" },
  { name: "59: a new directory counts although its file is ignored", dockerfile: "FROM a\nCOPY . /\nRUN x", changes: [file("n/a.md", "added")], files: { ".dockerignore": "**/*.md", "n/a.md": "" }, expected: "RR" },
  { name: "59: a directory that was there before", dockerfile: "FROM a\nCOPY . /\nRUN x", changes: [file("n/a.md", "added")], files: { ".dockerignore": "**/*.md", "n/a.md": "", "n/b": "" }, expected: "CC" },
  { name: "59: a directory within a new directory", dockerfile: "FROM a\nCOPY n /\nRUN x", changes: [file("n/m/a.md", "added")], files: { ".dockerignore": "**/*.md", "n/m/a.md": "" }, expected: "RR" },
  { name: "59: a directory that went with its last file", dockerfile: "FROM a\nCOPY . /\nRUN x", changes: [file("n/a.md", "deleted")], files: { ".dockerignore": "**/*.md" }, expected: "RR" },
  { name: "59: a pattern selects a new directory as it would a file", dockerfile: "FROM a\nCOPY *.d *.md /x/\nCOPY --exclude=n . /y\nCOPY n* /z", changes: [file("n/a.md", "added")], files: { ".dockerignore": "**/*.md", "n/a.md": "" }, expected: "CCR" },
  { name: "nobody knows what a source is whose variable has no value", dockerfile: "FROM a\nARG D\nCOPY $D /x\nRUN x", changes: [file("a")], expected: "UU" },
  { name: "what is taken from a stage nobody knows of", dockerfile: "FROM a AS p\nARG D\nCOPY $D /x\nFROM b\nCOPY --from=p /x /x\nRUN x", changes: [file("a")], expected: "UUU" },
  { name: "below a step that re-runs anyway", dockerfile: "FROM a\nARG D\nCOPY a /a\nCOPY $D /x", changes: [file("a")], expected: "RR" },
  { name: "an ignored file is in no source, known or not", dockerfile: "FROM a\nARG D\nCOPY $D /x", changes: [file("a")], files: { ".dockerignore": "a" }, expected: "C" },
  { name: "an image, and a base that nobody knows", dockerfile: "ARG B\nFROM $B\nRUN x", changes: [{ kind: "image", reference: "a" }], expected: "U" },
  { name: "84: a namespace of cache mounts", dockerfile: "FROM a\nRUN --mount=type=cache,target=/n x", changes: [arg("BUILDKIT_CACHE_MOUNT_NS")], expected: "U" },
  { name: "84: a mount with an id of its own", dockerfile: "FROM a\nRUN --mount=type=cache,id=i,target=/n x", changes: [arg("BUILDKIT_CACHE_MOUNT_NS")], expected: "C" },
  { name: "60: the Dockerfile is part of what COPY takes", dockerfile: "FROM a\nCOPY . /\nRUN x", changes: [file("Dockerfile")], files: { Dockerfile: "" }, expected: "RR" },
  { name: "69: an excluded file", dockerfile: "FROM a\nCOPY --exclude=*.md . /\nRUN x", changes: [file("README.md")], expected: "CC" },
  { name: "69: an exclude is relative to the source", dockerfile: "FROM a\nCOPY --exclude=src/*.md src /\nRUN x", changes: [file("src/a.md")], expected: "RR" },
  { name: "69: a file that is the source itself cannot be excluded from the key", dockerfile: "FROM a\nCOPY --exclude=*.md *.md /x/\nRUN x", changes: [file("README.md")], expected: "RR" },
  { name: "69: with --parents an exclude is relative to the context", dockerfile: "FROM a\nCOPY --parents --exclude=d/x.md d /\nRUN x", changes: [file("d/x.md")], expected: "CC" },
  { name: "69: an exclude that is taken back", dockerfile: "FROM a\nCOPY --exclude=*.md --exclude=!x.md d /\nRUN x", changes: [file("d/x.md")], expected: "RR" },
  { name: "WORKDIR of the root makes no step", dockerfile: "FROM a\nWORKDIR /\nCOPY a /x", changes: [arg("SOURCE_DATE_EPOCH")], expected: "C" },
  { name: "71: a linked copy with a mode is no link", dockerfile: "FROM a\nCOPY a /a\nCOPY --link --chmod=644 b /b", changes: [file("a")], expected: "RR" },
  { name: "1: a declared argument re-runs every RUN below, and what follows a RUN", dockerfile: "FROM a\nARG FOO\nRUN x\nCOPY a /", changes: [arg("FOO")], expected: "RR" },
  { name: "2: an argument declared below a RUN", dockerfile: "FROM a\nRUN x\nARG FOO", changes: [arg("FOO")], expected: "C" },
  { name: "3: COPY and WORKDIR do not see it", dockerfile: "FROM a\nRUN x\nARG FOO\nCOPY a /\nWORKDIR /d", changes: [arg("FOO")], expected: "CCC" },
  { name: "4: unless it is in their words", dockerfile: "FROM a\nRUN x\nARG FOO\nCOPY a /d/$FOO\nRUN y", changes: [arg("FOO")], expected: "CRR" },
  { name: "107: the query of an address is in no key", dockerfile: "FROM a\nARG FOO\nADD https://example.com/f?$FOO /x", changes: [arg("FOO")], expected: "C" },
  { name: "107: the path of an address is", dockerfile: "FROM a\nARG FOO\nADD https://example.com/${FOO:?needed}/f?x /x", changes: [arg("FOO")], expected: "R" },
  { name: "5: WORKDIR too", dockerfile: "FROM a\nRUN x\nARG FOO\nWORKDIR /d/$FOO\nCOPY a .", changes: [arg("FOO")], expected: "CRR" },
  { name: "6: a global argument that no stage declares", dockerfile: "ARG FOO=1\nFROM a\nRUN x", changes: [arg("FOO")], expected: "C" },
  { name: "7: a global argument declared again", dockerfile: "ARG FOO=1\nFROM a\nARG FOO\nRUN x", changes: [arg("FOO")], expected: "R" },
  { name: "8: an undeclared proxy", dockerfile: "FROM a\nRUN x", changes: [arg("http_proxy")], expected: "C" },
  { name: "9: a declared proxy", dockerfile: "FROM a\nARG http_proxy\nRUN x", changes: [arg("http_proxy")], expected: "R" },
  { name: "11: an undeclared argument", dockerfile: "FROM a\nRUN x", changes: [arg("ZZ")], expected: "C" },
  { name: "12: ENV hides it", dockerfile: "FROM a\nARG FOO\nENV FOO=const\nRUN x", changes: [arg("FOO")], expected: "C" },
  { name: "13: ARG below ENV wins", dockerfile: "FROM a\nENV FOO=c\nARG FOO\nRUN x", changes: [arg("FOO")], expected: "R" },
  { name: "ENV that is made of it", dockerfile: "FROM a\nARG FOO\nENV BAR=$FOO\nRUN x", changes: [arg("FOO")], expected: "R" },
  { name: "16: a child stage inherits it", dockerfile: "FROM b AS a\nARG FOO\nFROM a AS c\nRUN x", changes: [arg("FOO")], expected: "R" },
  { name: "17: a consumer of files does not", dockerfile: "FROM b AS a\nRUN x\nARG FOO\nFROM c\nRUN y\nCOPY --from=a /x /x", changes: [arg("FOO")], expected: "CCC" },
  { name: "35: a label is no step", dockerfile: "FROM a\nRUN x\nARG D\nLABEL d=$D\nCOPY a /", changes: [arg("D")], expected: "CC" },
  { name: "37: the epoch is in the key of WORKDIR, declared or not", dockerfile: "FROM a\nRUN x\nWORKDIR /d\nCOPY a .\nRUN y", changes: [arg("SOURCE_DATE_EPOCH")], expected: "CRRR" },
  { name: "46: an argument decides the base", dockerfile: "ARG W=a\nFROM $W\nRUN x", changes: [arg("W")], expected: "R" },
  { name: "29: the user of RUN and WORKDIR", dockerfile: "FROM a\nARG U\nCOPY a /\nUSER $U\nWORKDIR /d", changes: [arg("U")], expected: "CR" },
  { name: "33: CACHEBUST above a COPY spares the copy", dockerfile: "FROM a\nARG CACHEBUST\nCOPY . /app\nRUN x", changes: [arg("CACHEBUST")], expected: "CR" },
  { name: "70: a here-document with a variable", dockerfile: "FROM a\nARG V\nCOPY <<E /x\n$V\nE\nCOPY <<'E' /y\n$V\nE", changes: [arg("V")], expected: "RR" },
  { name: "70: a quoted delimiter", dockerfile: "FROM a\nARG V\nCOPY <<'E' /y\n$V\nE", changes: [arg("V")], expected: "C" },
  { name: "71: a linked copy does not see its parent, what follows does", dockerfile: "FROM a\nCOPY a /a\nCOPY --link b /b\nRUN x", changes: [file("a")], expected: "RCR" },
  { name: "80: identical output of a RUN does not help the RUN below", dockerfile: "FROM a AS p\nCOPY a /\nRUN x\nFROM p\nRUN y", changes: [file("a")], expected: "RRR" },
  { name: "82: a mount of a stage is compared by content", dockerfile: "FROM a AS p\nCOPY a /\nFROM b\nRUN --mount=from=p,source=/out,target=/o x\nRUN y", changes: [file("a")], expected: "R??" },
  { name: "83: a mount of the context", dockerfile: "FROM a\nRUN --mount=source=go.mod,target=go.mod x\nRUN y", changes: [file("go.mod")], expected: "RR" },
  { name: "83: another file than the mounted one", dockerfile: "FROM a\nRUN --mount=source=go.mod,target=go.mod x", changes: [file("main.go")], expected: "C" },
  { name: "91: the base moved", dockerfile: "FROM a:1\nRUN x\nCOPY a /", changes: [{ kind: "image", reference: "a:1" }], expected: "RR" },
  { name: "99: a digest does not move", dockerfile: "FROM a:1@sha256:abc\nRUN x", changes: [{ kind: "image", reference: "a:1@sha256:abc" }], expected: "C" },
  { name: "100: a URL has another content", dockerfile: "FROM a\nADD https://e.com/x /x\nRUN x", changes: [{ kind: "remote", url: "https://e.com/x" }], expected: "RR" },
  { name: "104: nobody is asked when there is a checksum", dockerfile: "FROM a\nADD --checksum=sha256:aa https://e.com/x /x", changes: [{ kind: "remote", url: "https://e.com/x" }], expected: "C" },
  { name: "45: stages that nobody needs", dockerfile: "FROM a AS old\nCOPY a /\nFROM b\nRUN x", changes: [file("a")], expected: "-C" },
  { name: "118: an imported cache of mode min has no results of other stages", dockerfile: stages, changes: [file("src/a.c")], cache: "min", expected: "RRRRC?" },
  { name: "119: of mode max it has", dockerfile: stages, changes: [file("src/a.c")], cache: "max", expected: "CCRRC?" },
  { name: "118: without a change none is missed", dockerfile: stages, changes: [], cache: "min", expected: "CCCCCC" },
  { name: "120: a single stage keeps its prefix", dockerfile: "FROM a\nCOPY a /\nRUN x\nCOPY b /\nRUN y", changes: [file("b")], cache: "min", expected: "CCRR" },
  { name: "an empty builder", dockerfile: "FROM a\nRUN x", changes: [], cache: "none", expected: "R" },
];

describe("plan", () => {
  for (const { name, dockerfile, changes, cache, files, expected } of cases) {
    it(name, () => {
      const build = model(dockerfile, files ?? {});
      const verdicts = [...plan(build, changes, cache).values()].map(({ status }) => letters[status]);
      assert.equal(verdicts.join(""), expected);
    });
  }

  it("tells the chain to the step whose own input changed", () => {
    const build = model(app, {});
    const [, , install, , , copied] = [...plan(build, [file("package.json")]).values()];
    assert.ok(install?.status === "rebuilt" && install.cause.kind === "parent");
    assert.equal(install.cause.of, build.steps[1]);
    assert.equal(install.cause.origin.kind, "file");
    assert.ok(copied?.status === "content");
    assert.deepEqual(copied.dependsOn.map(({ stage, paths }) => [stage.name, paths]), [["build", ["/app/dist"]]]);
  });
});
