import assert from "node:assert/strict";
import { parseIgnoreTree } from "../../../buildkit/files/ignore-tree.ts";

/** `line:column-column` and text of each pattern and comment, in the order of the file. */
function outline(text: string): readonly string[] {
  const { patterns, comments } = parseIgnoreTree(text);
  const nodes = [...patterns, ...comments].toSorted((a, b) => a.range[0] - b.range[0]);
  return nodes.map(({ type, range, loc }) => {
    assert.equal(loc.start.line, loc.end.line);
    return `${type} ${loc.start.line}:${loc.start.column}-${loc.end.column} ${text.slice(...range)}`;
  });
}

const cases: readonly (readonly [name: string, text: string, nodes: readonly string[]])[] = [
  ["patterns without the blanks around them", "a\n  !b/ \n\n\tc", ["Pattern 0:0-1 a", "Pattern 1:2-5 !b/", "Pattern 3:1-2 c"]],
  ["comments in the first column alone", "# one\n # two\na # three\n#\n", ["Comment 0:0-5 # one", "Pattern 1:1-6 # two", "Pattern 2:0-9 a # three", "Comment 3:0-1 #"]],
  ["CR LF", "# one\r\na\r\n", ["Comment 0:0-5 # one", "Pattern 1:0-1 a"]],
  ["a byte order mark", "\uFEFF# one\na\n", ["Comment 0:1-6 # one", "Pattern 1:0-1 a"]],
  ["a byte order mark before a pattern", "\uFEFFa\n", ["Pattern 0:1-2 a"]],
  ["lines that BuildKit refuses", "!\n[\n", ["Pattern 0:0-1 !", "Pattern 1:0-1 ["]],
  ["nothing", "", []],
];

describe("the tree of an ignore file has", () => {
  for (const [name, text, nodes] of cases) it(name, () => assert.deepEqual(outline(text), nodes));

  it("the text of each comment", () => {
    assert.deepEqual(parseIgnoreTree("#a\r\n#  b \n").comments.map(({ value }) => value), ["a", "  b "]);
  });
});
