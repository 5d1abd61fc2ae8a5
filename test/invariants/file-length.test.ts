import assert from "node:assert/strict";
import { parseSource, readSources, type Source } from "./source.ts";

const wanted = 200;
const limit = 300;

describe("files", () => {
  const sources = readSources();
  const long = longerThan(sources, wanted);

  it("are found", () => assert.ok(sources.length > 50));
  it(`have at most ${limit} lines`, () => assert.deepEqual(longerThan(sources, limit), []));
  if (long.length > 0) it(`had better have at most ${wanted} lines: ${long.join(", ")}`);
});

describe("the check of lengths", () => {
  it("counts lines of text", () => {
    const sources = [parseSource("a.ts", "1;\n2;\n3;\n"), parseSource("b.ts", "1;\n2;"), parseSource("c.ts", "1;\n2;\n3;")];
    assert.deepEqual(longerThan(sources, 2), ["a.ts (3)", "c.ts (3)"]);
  });
});

function longerThan(sources: readonly Source[], lines: number): string[] {
  const counted = sources.map(({ path, tree }) => ({ path, count: tree.text.trimEnd().split("\n").length }));
  return counted.filter(({ count }) => count > lines).map(({ path, count }) => `${path} (${count})`);
}
