import assert from "node:assert/strict";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { toEslintRule } from "../../rules/eslint-rule.ts";
import { isLegalFix } from "../../rules/legal-fix.ts";
import toyRule from "../rules/toy-rule.ts";

describe("a rule as ESLint runs it", () => {
  it("has a page and a language that follow from its id", () => {
    const { meta } = toEslintRule("shout", toyRule);
    assert.equal(meta.docs.url, "https://github.com/layerwise-dev/layerwise/blob/main/docs/rules/shout.md");
    assert.deepEqual(meta.languages, ["layerwise/dockerfile"]);
    assert.equal(meta.docs.description, toyRule.meta.docs.description);
  });
});

/** Each range is given by the text that it covers; an empty one stands before what follows the bar. */
interface Case {
  readonly name: string;
  readonly text?: string;
  readonly edits: readonly (readonly [covered: string, replacement: string])[];
  readonly legal: boolean;
}

const directed = "# syntax=docker/dockerfile:1\n# escape=\\\nFROM a\n# keep\nRUN b && \\\n  # why\n  c\r\nRUN \u{1F4A1}\n";

const cases: readonly Case[] = [
  { name: "replaces a word", edits: [["FROM a", "FROM b"]], legal: true },
  { name: "replaces several", edits: [["RUN b", "RUN B"], ["FROM a", "FROM b"]], legal: true },
  { name: "has no edit", edits: [], legal: false },
  { name: "overlaps itself", edits: [["FROM a", "FROM b"], ["M a\n", "M b\n"]], legal: false },
  { name: "loses a comment", edits: [["# keep\nRUN b", "RUN b"]], legal: false },
  { name: "loses a comment inside of an instruction", edits: [["b && \\\n  # why\n  c", "b && c"]], legal: false },
  { name: "keeps the comment that it covers", edits: [["# keep\nRUN b", "RUN B # keep"]], legal: true },
  { name: "moves a comment", edits: [["# keep\n", ""], ["RUN \u{1F4A1}", "# keep\nRUN \u{1F4A1}"]], legal: true },
  { name: "inserts before the directives", edits: [["|# syntax", "# hello\n"]], legal: false },
  { name: "inserts between the directives", edits: [["|# escape", "# hello\n"]], legal: false },
  { name: "inserts behind the directives", edits: [["|\nFROM a", "\n# hello"]], legal: true },
  { name: "lengthens the last directive", edits: [["|\nFROM a", "`"]], legal: true },
  { name: "changes a directive", edits: [["dockerfile:1", "dockerfile:1.7"]], legal: true },
  { name: "breaks a directive in two", edits: [["dockerfile:1", "dockerfile\n:1"]], legal: false },
  { name: "removes a directive", edits: [["# syntax=docker/dockerfile:1\n", ""]], legal: false },
  { name: "cuts a line end in two", edits: [["c\r", "c"]], legal: false },
  { name: "cuts a character in two", edits: [["\uD83D", ""]], legal: false },
  { name: "inserts at the start of a file without directives", text: "FROM a", edits: [["|FROM", "# hello\n"]], legal: true },
];

describe("a fix that", () => {
  for (const { name, text = directed, edits, legal } of cases) {
    it(`${name} is ${legal ? "" : "not "}offered`, () => {
      const located = edits.map(([covered, replacement]) => ({ range: rangeOf(covered, text), text: replacement }));
      assert.equal(isLegalFix(located, parseDockerfile(text), text), legal);
    });
  }

  it("leaves the file is not offered", () => {
    for (const range of [[0, 99], [-1, 2], [3, 2], [0.5, 1], [NaN, 1]] as const) {
      assert.equal(isLegalFix([{ range, text: "" }], parseDockerfile("FROM a"), "FROM a"), false);
    }
  });
});

function rangeOf(covered: string, text: string): readonly [number, number] {
  const isInsertion = covered.startsWith("|");
  const start = text.indexOf(isInsertion ? covered.slice(1) : covered);
  assert.notEqual(start, -1);
  return [start, isInsertion ? start : start + covered.length];
}
