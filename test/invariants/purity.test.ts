import assert from "node:assert/strict";
import { importsOf } from "./imports.ts";
import { executionViolations, isPure, outsideViolations, stateViolations, throwViolations } from "./purity.ts";
import { parseSource, readSources, type Source } from "./source.ts";

describe("the pure layers, rules and edits", () => {
  const sources = readSources().filter(isPure);

  it("are found", () => assert.ok(sources.length > 20));
  it("do no IO and ask neither clock nor chance", () => assert.deepEqual(outsideViolations(sources), []));
  it("keep no state", () => assert.deepEqual(stateViolations(sources), []));
  it("throw on no input", () => assert.deepEqual(throwViolations(sources), []));
});

/** The one program that is run, for `layerwise explain --since` and `layerwise context` alone. */
const git = "workspace/git.ts";

describe("every layer", () => {
  const sources = readSources();

  it("runs no program and asks no network", () => assert.deepEqual(executionViolations(sources.filter(({ path }) => path !== git)), []));
  it("asks git only where the user wants it", () => {
    const importers = sources.filter((source) => importsOf(source).some(({ target }) => target === git));
    assert.deepEqual(importers.map(({ path }) => path), ["cli/context/report.ts", "cli/explain/changes-since.ts"]);
  });
});

describe("the check of purity", () => {
  const cases: readonly [name: string, check: (sources: readonly Source[]) => string[], text: string, found: string[]][] = [
    ["sees a built-in module", outsideViolations, 'import { join } from "node:path";\nimport "fs";', ["a.ts:1 imports node:path", "a.ts:2 imports fs"]],
    ["sees the process", outsideViolations, "const home = process.env.HOME;\nf(process);", ["a.ts:1 uses process", "a.ts:2 uses process"]],
    ["sees output", outsideViolations, "function f() {\n  console.log(1);\n}", ["a.ts:2 uses console"]],
    ["sees the clock", outsideViolations, "f(Date.now());\nnew Date();\nnew Date(0);", ["a.ts:1 uses Date.now", "a.ts:2 uses new Date()"]],
    ["sees chance", outsideViolations, "f(Math.random());", ["a.ts:1 uses Math.random"]],
    ["lets a name be a key, a property or a parameter", outsideViolations, "const f = (process: string) => ({ process: 1, console: f.console });", []],
    ["sees a variable", stateViolations, "let count = 0;\nvar name;\nexport let last;", ["a.ts:1 is a variable of the module", "a.ts:2 is a variable of the module", "a.ts:3 is a variable of the module"]],
    ["sees a store", stateViolations, "const cache = new Map<string, string>();\nconst seen: WeakSet<object> = new WeakSet();", ["a.ts:1 cache can be changed", "a.ts:2 seen can be changed"]],
    ["sees an empty list", stateViolations, "const found = [];\nconst byName: Record<string, string> = {};", ["a.ts:1 found can be changed", "a.ts:2 byName can be changed"]],
    ["sees a list that others can write to", stateViolations, 'export const names = ["a"];\nexport const sizes: readonly number[] = [1];', ["a.ts:1 names can be changed"]],
    ["sees a list that is written to", stateViolations, 'const names = ["a"];\nconst sizes = { a: 1 };\nf(() => names.push("b"));\nsizes["a"] = 2;', ["a.ts:1 names can be changed", "a.ts:2 sizes can be changed"]],
    ["sees a set that others can write to", stateViolations, 'export const names = new Set(["a"]);\nconst own = new Set(["a"]);\nown.has("a");', ["a.ts:1 names can be changed"]],
    ["sees an expression that remembers its place", stateViolations, "const word = /\\w+/g;\nword.exec(text);\nconst blank = / /g;\ntext.replace(blank, '');", ["a.ts:1 word can be changed"]],
    ["sees a class's variable", stateViolations, "class A {\n  static count = 0;\n  static readonly size = 1;\n}", ["a.ts:2 is a variable of the class"]],
    ["lets data stand", stateViolations, 'const a: ReadonlySet<string> = new Set(["x"]);\nconst b = ["x"] as const;\nconst c: readonly string[] = [];\nconst d = { x: 1 };\nfunction f() { let e = []; }', []],
    ["sees a program that is run", executionViolations, 'import { spawn } from "node:child_process";\nimport "node:fs";', ["a.ts:1 imports node:child_process"]],
    ["sees the network", executionViolations, 'await import("https");\nfetch(url);\nthing.fetch(url);', ["a.ts:1 imports https", "a.ts:2 uses fetch"]],
    ["sees text that is run", executionViolations, 'eval(text);\nnew Function(text);', ["a.ts:1 uses eval", "a.ts:2 uses Function"]],
    ["sees a throw", throwViolations, "function f() {\n  throw new Error();\n}", ["a.ts:2 throws"]],
  ];
  for (const [name, check, text, found] of cases) {
    it(name, () => assert.deepEqual(check([parseSource("a.ts", text)]), found));
  }
});
