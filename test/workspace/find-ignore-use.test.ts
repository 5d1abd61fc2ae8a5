import assert from "node:assert/strict";
import path from "node:path";

import { knownContext } from "../../buildkit/ignore-use.ts";
import { plainBuild } from "../../buildkit/known-build.ts";
import type { Build } from "../../buildkit/model.ts";
import { findBuilds } from "../../workspace/builds/find-builds.ts";
import { findContext } from "../../workspace/find-context.ts";
import { findIgnoreUse } from "../../workspace/find-ignore-use.ts";
import { temporaryTree } from "./temporary-tree.ts";

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly file: string;
  /** Dockerfile → directory that something names as its context. */
  readonly named?: Readonly<Record<string, string>>;
  /** `context: Dockerfile` of each build that reads the file, and of those that do not. */
  readonly builds: readonly string[];
  readonly others?: readonly string[];
  readonly complete?: boolean;
}

const copyAll = "FROM a\nCOPY . .\n";
const copySource = "FROM a\nCOPY src .\n";

const cases: readonly Case[] = [
  { name: "the Dockerfile at the root", files: { Dockerfile: copyAll }, file: ".dockerignore", builds: [".: Dockerfile"] },
  { name: "a Dockerfile further down that is built at the root", files: { "docker/Dockerfile": copySource, "src/a": "" }, file: ".dockerignore", builds: [".: docker/Dockerfile"] },
  { name: "a Dockerfile that is built in a directory of its own", files: { "app/Dockerfile": copySource, "app/src/a": "" }, file: ".dockerignore", builds: [], others: ["app: Dockerfile"] },
  { name: "the same, seen from its own directory", files: { "app/Dockerfile": copySource, "app/src/a": "" }, file: "app/.dockerignore", builds: ["app: Dockerfile"] },
  { name: "a directory where nothing is built", files: { "docker/Dockerfile": copySource, "src/a": "" }, file: "docker/.dockerignore", builds: [], others: [".: docker/Dockerfile"] },
  { name: "a Dockerfile that may be built here or there", files: { "app/Dockerfile": copyAll, "app/a": "" }, file: ".dockerignore", builds: [], complete: false },
  { name: "a Dockerfile with a file of its own", files: { Dockerfile: copyAll, "Dockerfile.dockerignore": "" }, file: ".dockerignore", builds: [], others: [".: Dockerfile"] },
  { name: "that file", files: { Dockerfile: copyAll, "api.Dockerfile": copyAll }, file: "api.Dockerfile.dockerignore", builds: [".: api.Dockerfile"] },
  { name: "the file of no Dockerfile", files: { Dockerfile: copyAll }, file: "api.Dockerfile.dockerignore", builds: [] },
  { name: "a Dockerfile elsewhere, by name", files: { "docker/Dockerfile": copyAll, "app/a": "" }, file: "app/.dockerignore", named: { "docker/Dockerfile": "app" }, builds: ["app: ../docker/Dockerfile"] },
  { name: "a Dockerfile that cannot be read to its end", files: { Dockerfile: "FROM a\nRUN <<END\n" }, file: ".dockerignore", builds: [], complete: false },
  { name: "what git ignores is passed over", files: { ".gitignore": "out\n", "out/Dockerfile": copyAll, Dockerfile: copyAll }, file: ".dockerignore", builds: [".: Dockerfile"] },
];

describe("the builds around an ignore file:", () => {
  for (const { name, files, file, named = {}, builds, others = [], complete = true } of cases) {
    it(name, () => {
      const root = temporaryTree({ ".git/": "", [file]: "", ...files });
      const directoryOf = (dockerfile: string) => {
        const directory = named[path.relative(root, dockerfile)];
        return directory === undefined ? undefined : path.join(root, directory);
      };
      const use = findIgnoreUse(path.join(root, file), "node_modules\n", {
        workingDirectory: root,
        namedContextOf: directoryOf,
        buildsOf(dockerfile, demand, openText) {
          const directory = directoryOf(dockerfile);
          return [plainBuild(findContext(dockerfile, demand, { workingDirectory: root, openText, ...(directory !== undefined && { directory }) }))];
        },
      });
      assert.deepEqual(use.builds.map(describeBuild), builds);
      assert.deepEqual(use.others.map(describeBuild), others);
      assert.equal(use.isComplete, complete);
      assert.equal(use.path, file);
      assert.ok(use.neighbours.includes(path.basename(file)));
      for (const build of use.builds) assert.equal(knownContext(build)?.ignoreFile?.text, "node_modules\n", "the text that is linted goes before that on disk");
    });
  }
});

describe("the builds around an ignore file that fetch their context from git", () => {
  const workflow = (...inputs: readonly string[]) => ["jobs:", "  image:", "    steps:", "      - uses: docker/build-push-action@v6", "        with:", "          push: true", ...inputs.map((input) => `          ${input}`), ""].join("\n");
  const usesOf = (files: Readonly<Record<string, string>>, file = ".dockerignore") => {
    const root = temporaryTree({ ".git/": "", [file]: "docs\n", Dockerfile: copyAll, ...files });
    return findIgnoreUse(path.join(root, file), "docs\n", { workingDirectory: root, buildsOf: (dockerfile, demand, openText) => findBuilds(dockerfile, () => demand, { workingDirectory: root, openText }) });
  };

  it("are told by their names, and have what git has", () => {
    const { builds, checkouts } = usesOf({ ".gitignore": "dist\n", "dist/a": "", "docs/a": "", ".github/workflows/ci.yml": workflow() });
    assert.deepEqual(builds, []);
    assert.deepEqual(checkouts.map(({ names }) => names), [["`.github/workflows/ci.yml`, job `image`"]]);
    const context = checkouts[0] && knownContext(checkouts[0].build);
    assert.deepEqual(["docs/a", "dist/a", ".git"].map((file) => context?.kind(file)), ["file", undefined, undefined]);
  });

  it("leave the file to builds in the same directory", () => {
    const { builds, checkouts, isComplete } = usesOf({ ".github/workflows/ci.yml": workflow(), "compose.yaml": "services:\n  web:\n    build: .\n" });
    assert.deepEqual([builds.map(describeBuild), checkouts.length, isComplete], [[".: Dockerfile"], 1, true]);
  });

  it("make the stage that they name", () => {
    const { checkouts } = usesOf({ Dockerfile: "FROM a AS one\nCOPY . .\nFROM b\n", ".github/workflows/ci.yml": workflow("target: one") });
    assert.deepEqual(checkouts[0]?.build.stages.map(({ isBuilt }) => isBuilt), [true, false]);
  });

  it("are none where the Dockerfile has a file of its own, or the context is a path or lies elsewhere", () => {
    assert.deepEqual(usesOf({ "Dockerfile.dockerignore": "", ".github/workflows/ci.yml": workflow() }).checkouts, []);
    assert.deepEqual(usesOf({ ".github/workflows/ci.yml": workflow("context: .") }).checkouts, []);
    assert.deepEqual(usesOf({ "web/Dockerfile": copyAll, ".github/workflows/ci.yml": workflow("context: '{{defaultContext}}:web'") }).checkouts, []);
  });
});

function describeBuild(build: Build): string {
  const context = knownContext(build);
  return `${context?.name ?? "?"}: ${context?.dockerfile ?? "?"}`;
}
