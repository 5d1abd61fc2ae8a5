import assert from "node:assert/strict";
import { fileRings, folderRings, layerViolations, ownerViolations, ruleViolations } from "./imports.ts";
import { otherFolders, parseSource, readSources, type Source } from "./source.ts";

describe("imports", () => {
  const sources = readSources();

  it("are checked in every folder that belongs to the product", () => assert.deepEqual(otherFolders(), ["scripts"]));
  it("go only leftward in the picture", () => assert.deepEqual(layerViolations(sources), []));
  it("form no ring of files", () => assert.deepEqual(fileRings(sources), []));
  it("form no ring of folders", () => assert.deepEqual(folderRings(sources), []));
  it("name a foreign library in the file that owns it", () => assert.deepEqual(ownerViolations(sources), []));
  it("of a rule are the model, nodes, language and edits", () => assert.deepEqual(ruleViolations(sources), []));
});

describe("the check of imports", () => {
  const cases: readonly [name: string, check: (sources: readonly Source[]) => string[], files: Record<string, string>, found: string[]][] = [
    [
      "sees an import to the right",
      layerViolations,
      { "shell/a.ts": 'import { b } from "../dockerfile/b.ts";\nexport { c } from "../buildkit/c.ts";' },
      ["shell/a.ts:2 imports buildkit/c.ts"],
    ],
    ["sees a type's import", layerViolations, { "buildkit/a.ts": 'type A = import("../rules/a.ts").A;' }, ["buildkit/a.ts:1 imports rules/a.ts"]],
    ["sees an import at run time", layerViolations, { "cli/a.ts": 'await import("../server/main.ts");' }, ["cli/a.ts:1 imports server/main.ts"]],
    ["sees an import out of the layers", layerViolations, { "cli/a.ts": 'import "../test/a.ts";' }, ["cli/a.ts:1 imports test/a.ts"]],
    [
      "sees a ring, closed by a type",
      fileRings,
      { "shell/a.ts": 'import "./b.ts";', "shell/b.ts": 'import "./c.ts";', "shell/c.ts": 'import type { A } from "./a.ts";' },
      ["shell/a.ts → shell/b.ts → shell/c.ts → shell/a.ts"],
    ],
    [
      "lets two ways lead to one file",
      fileRings,
      { "shell/a.ts": 'import "./b.ts"; import "./c.ts";', "shell/b.ts": 'import "./c.ts";', "shell/c.ts": "" },
      [],
    ],
    [
      "sees a ring of folders without a ring of files",
      folderRings,
      { "rules/a.ts": 'import "./edits/b.ts";', "rules/edits/b.ts": "", "rules/edits/c.ts": 'import "../d.ts";', "rules/d.ts": "" },
      ["rules → rules/edits → rules"],
    ],
    ["sees a stranger's library", ownerViolations, { "shell/words.ts": 'import { parse } from "unbash";' }, ["shell/words.ts:1 imports unbash"]],
    [
      "sees a second owner",
      ownerViolations,
      { "client/a.ts": 'import "vscode";', "client/b.ts": 'import "vscode";' },
      ["^vscode$ is imported by client/a.ts, client/b.ts"],
    ],
    [
      "sees a rule that asks anything but the model",
      ruleViolations,
      {
        "rules/no-a.ts": 'import "../buildkit/a.ts"; import "./rule.ts"; import "./edits/a.ts";\nimport "../ecosystems/index.ts";\nimport "./no-b.ts";\nimport "picomatch";',
        "rules/index.ts": 'import "./no-a.ts";',
      },
      ["rules/no-a.ts:2 imports ../ecosystems/index.ts", "rules/no-a.ts:3 imports ./no-b.ts", "rules/no-a.ts:4 imports picomatch"],
    ],
  ];
  for (const [name, check, files, found] of cases) {
    it(name, () => {
      const sources = Object.entries(files).map(([path, text]) => parseSource(path, text));
      assert.deepEqual(check(sources), found);
    });
  }
});
