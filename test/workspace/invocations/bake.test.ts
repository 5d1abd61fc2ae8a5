import assert from "node:assert/strict";
import { readBake, type BakeRequest } from "../../../workspace/invocations/bake.ts";
import { expressions, fileOf, inheritance, matrices, targets, variables } from "./bake-cases.ts";
import { describeInvocation } from "./describe-invocation.ts";

describe("a bake file", () => {
  for (const [name, source, ...invocations] of targets) it(`has ${name}`, () => check(source, invocations));
  for (const [name, source, ...invocations] of variables) it(`has variables that ${name}`, () => check(source, invocations));
  for (const [expression, value] of expressions) {
    it(`has the expression ${expression}`, () => check(fileOf(expression), [`18 [a] Dockerfile < . A${value}`]));
  }
  for (const [name, source, ...invocations] of inheritance) it(`has inheritance, which ${name}`, () => check(source, invocations));
  for (const [name, source, ...invocations] of matrices) it(`has a matrix, which ${name}`, () => check(source, invocations));

  it("may be JSON", () => {
    const source = '{\n "variable": { "V": { "default": "1" } },\n "function": { "f": { "params": ["x"], "result": "${x}!" } },\n "target": {\n  "a": { "args": { "A": "${V}", "B": "${f(V)}", "C": 2, "D": null }, "inherits": ["b"] },\n  "b": [{ "context": "web" }]\n }\n}';
    check(source, ["5 [a] web/Dockerfile < web A:-1 B:-1! C=2"], {}, "docker-bake.json");
  });

  it("is added to by the next", () => {
    const sources = ['variable "V" {\n default = "1"\n}\ntarget "a" {\n args = { V = V, W = "w" }\n}', 'variable "V" {\n default = "2"\n}\ntarget "a" {\n args = { W = "x" }\n}'];
    const files = sources.map((text, index) => ({ file: `/r/${index}.hcl`, text }));
    assert.deepEqual(readBake(files, { directory: "/r" }).invocations.map(describeInvocation), ["4 [a] Dockerfile < . V:-2 W=x"]);
  });
});

describe("a call of bake", () => {
  const source = 'variable "V" {\n default = "1"\n}\ngroup "default" {\n targets = ["all"]\n}\ngroup "all" {\n targets = ["a", "b"]\n}\ntarget "a" {\n args = { V = V }\n}\ntarget "b" {}\ntarget "c" {}\ntarget "m" {\n name = "m-${x}"\n matrix = { x = ["1"] }\n}';
  const all = ["10 [a] Dockerfile < . V:-1", "13 [b] Dockerfile < .", "14 [c] Dockerfile < .", "15 [m-1] Dockerfile < ."] as const;
  const cases: readonly [name: string, request: BakeRequest, ...invocations: string[]][] = [
    ["names a target", { directory: "/r", targets: ["c"] }, all[2]],
    ["names a group of groups", { directory: "/r", targets: ["default"] }, all[0], all[1]],
    ["names a matrix", { directory: "/r", targets: ["m"] }, all[3]],
    ["names a pattern", { directory: "/r", targets: ["?"] }, all[0], all[1], all[2], all[3]],
    ["names what is not there", { directory: "/r", targets: ["x"] }],
    ["runs elsewhere", { directory: "/r/sub", targets: ["c"] }, "14 [c] sub/Dockerfile < sub"],
    ["runs nobody knows where", { directory: undefined, targets: ["c"] }, "14 [c] ?Dockerfile < ?."],
    ["sets variables", { directory: "/r", targets: ["a"], variables: new Map([["V", { kind: "volatile", text: "$(date)" }]]) }, "10 [a] Dockerfile < . V~V"],
    [
      "sets fields",
      { directory: "/r", targets: ["a"], overrides: [{ key: "*.args.V", value: { kind: "literal", value: "9" } }, { key: "a.context", value: { kind: "literal", value: "x" } }, { key: "b.target", value: { kind: "literal", value: "t" } }, { key: "a.no-cache", value: { kind: "literal", value: "true" } }, { key: "a.args.W", value: { kind: "unknown", text: "$W" } }] },
      "10 [a] x/Dockerfile < x V=9 W?$W no-cache",
    ],
  ];
  for (const [name, request, ...invocations] of cases) it(name, () => check(source, invocations, request));
  it("names nothing", () => check(source, all));
});

describe("a broken bake file", () => {
  const cases: readonly [name: string, source: string, place: string, message: string][] = [
    ["ends too early", 'target "a" {\n args = {', "2:9", "This is no valid bake file: a value is missing here."],
    ["has an open string", 'target "a" {\n target = "x\n}', "2:12", "This is no valid bake file: a string is not closed."],
    ["has an attribute without value", "target \"a\" {\n target =\n}", "2:9", "This is no valid bake file: a value is missing here."],
    ["has two attributes in a line", 'target "a" {\n target = "x" context = "y"\n}', "2:14", "This is no valid bake file: a line end is missing here."],
    ["is nested too deeply", `X = ${"[".repeat(10_000)}`, "1:100", "This is no valid bake file: expressions are nested too deeply."],
    ["inherits from nothing", 'target "a" {\n inherits = ["x"]\n}', "2:1", "The target a inherits from x, which does not exist."],
  ];
  for (const [name, text, place, message] of cases) {
    it(name, () => {
      const [problem] = readBake([{ file: "/r/docker-bake.hcl", text }], { directory: "/r" }).problems;
      assert.deepEqual([problem?.file, problem && `${problem.line + 1}:${problem.column}`, problem?.message], ["/r/docker-bake.hcl", place, message]);
    });
  }

  it("keeps what stands before the error", () => check('target "a" {}\ntarget "b" {\n x = \n}', ["1 [a] Dockerfile < ."], {}, undefined, 1));
  it("may be JSON", () => {
    const { problems } = readBake([{ file: "/r/docker-bake.json", text: '{\n "target": { "a": {} \n' }], { directory: "/r" });
    assert.deepEqual(problems.map(({ line, message }) => [line, message]), [[2, "This is no valid bake file: close brace expected."]]);
  });
});

function check(text: string, invocations: readonly string[], request: Partial<BakeRequest> = {}, name = "docker-bake.hcl", problems = 0): void {
  const reading = readBake([{ file: `/r/${name}`, text }], { directory: "/r", ...request });
  assert.deepEqual(reading.invocations.map(describeInvocation), invocations);
  assert.equal(reading.problems.length, problems);
}
