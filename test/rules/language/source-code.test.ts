import assert from "node:assert/strict";
import { createBuild } from "../../../buildkit/build.ts";
import type { Node } from "../../../dockerfile/nodes.ts";
import { parseDockerfile } from "../../../dockerfile/parse.ts";
import { DockerfileSourceCode } from "../../../rules/language/dockerfile-source-code.ts";
import { brokenDockerfiles } from "../../support/broken-dockerfiles.ts";

const text = "# syntax=docker/dockerfile:1\nFROM a AS b\nONBUILD RUN --mount=type=cache,target=/c x\nENV A=1 \\\n  B=2\n";

function sourceCodeOf(source: string, createModel = createBuild): DockerfileSourceCode {
  const ast = parseDockerfile(source);
  return new DockerfileSourceCode({ text: source, ast, createBuilds: () => [{ build: createModel(ast, { kind: "unknown" }), names: [] }], ruleIds: new Set() });
}

function visited(sourceCode: DockerfileSourceCode): { readonly node: Node; readonly phase: number }[] {
  return [...sourceCode.traverse()].flatMap((step) => (step.kind === 1 ? [{ node: step.target as Node, phase: step.phase }] : []));
}

describe("DockerfileSourceCode", () => {
  it("visits every node twice, parents outside of their children", () => {
    const entered: Node[] = [];
    for (const { node, phase } of visited(sourceCodeOf(text))) {
      if (phase === 1) entered.push(node);
      else assert.equal(entered.pop(), node);
    }
    assert.deepEqual(entered, []);
  });

  it("visits in the order of the text", () => {
    const types = visited(sourceCodeOf("FROM a AS b\nONBUILD RUN c")).filter(({ phase }) => phase === 1).map(({ node }) => node.type);
    assert.deepEqual(types, ["Dockerfile", "FROM", "Word", "Word", "Word", "ONBUILD", "Word", "RUN", "Word"]);
  });

  it("knows parents and ancestors", () => {
    const sourceCode = sourceCodeOf(text);
    const option = visited(sourceCode).find(({ node }) => node.type === "FlagOption")?.node;
    assert.ok(option);
    assert.deepEqual(sourceCode.getAncestors(option).map((node) => ("type" in node ? node.type : "")), ["Dockerfile", "ONBUILD", "RUN", "Flag"]);
    assert.equal(sourceCode.getParent(sourceCode.ast), undefined);
  });

  it("walks once, and leaves the tree as it is", () => {
    const sourceCode = sourceCodeOf(text);
    const before = JSON.stringify(sourceCode.ast);
    assert.equal(sourceCode.traverse(), sourceCode.traverse());
    assert.equal(JSON.stringify(sourceCode.ast), before);
  });

  it("makes the model when it is asked for, and once", () => {
    let count = 0;
    const sourceCode = sourceCodeOf(text, (...args) => {
      count++;
      return createBuild(...args);
    });
    assert.equal(count, 0);
    assert.equal(sourceCode.build, sourceCode.build);
    assert.equal(count, 1);
  });

  it("gives the text of a node", () => {
    const sourceCode = sourceCodeOf(text);
    const found = visited(sourceCode).filter(({ node, phase }) => phase === 1 && node.type === "Pair");
    assert.deepEqual(found.map(({ node }) => sourceCode.getText(node)), ["A=1", "B=2"]);
  });

  for (const source of [text, text.replaceAll("\n", "\r\n"), ...brokenDockerfiles]) {
    it(`agrees with the tree about places in ${JSON.stringify(source)}`, () => {
      const sourceCode = sourceCodeOf(source);
      for (const { node } of visited(sourceCode)) {
        assert.deepEqual([...sourceCode.getRange(node)], [...node.range]);
        for (const side of ["start", "end"] as const) {
          const offset = node.range[side === "start" ? 0 : 1];
          assert.deepEqual(sourceCode.getLocFromIndex(offset), { ...node.loc[side] });
          assert.equal(sourceCode.getIndexFromLoc(node.loc[side]), offset);
        }
      }
    });
  }

  it("has no comments for rules of ESLint itself", () => assert.deepEqual(sourceCodeOf("# a\nFROM b").getAllComments(), []));
});
