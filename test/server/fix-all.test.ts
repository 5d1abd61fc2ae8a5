import assert from "node:assert/strict";
import type { Finding } from "../../engine/findings.ts";
import type { TextEdit } from "../../rules/edits/remedy.ts";
import { applyEdits, fixAllEdits } from "../../server/fix-all.ts";

const insertion: TextEdit = { range: [0, 0], text: "# a\n" };
const replacement: TextEdit = { range: [5, 6], text: "bb" };

interface Case {
  readonly name: string;
  readonly text: string;
  readonly fixed: string;
  /** The automatic edits of each finding. */
  readonly fixes: readonly (readonly TextEdit[])[];
  readonly edits: readonly TextEdit[];
}

const cases: readonly Case[] = [
  { name: "takes the findings' own edits in order", text: "FROM a\n", fixed: "# a\nFROM bb\n", fixes: [[replacement], [insertion]], edits: [insertion, replacement] },
  { name: "has nothing to do", text: "FROM a\n", fixed: "FROM a\n", fixes: [], edits: [] },
  {
    name: "replaces the changed lines when fixes touch each other",
    text: "FROM a\nRUN b\nRUN c\n",
    fixed: "FROM a\nRUN d\nRUN c\n",
    fixes: [[{ range: [11, 12], text: "c" }], [{ range: [12, 12], text: "!" }]],
    edits: [{ range: [7, 13], text: "RUN d\n" }],
  },
  {
    name: "replaces whole lines when a fix makes room for another",
    text: "a\r\nb\r\nc\r\n",
    fixed: "a\r\nc\r\n",
    fixes: [[{ range: [3, 4], text: "x" }]],
    edits: [{ range: [3, 9], text: "c\r\n" }],
  },
  { name: "cuts no character in two", text: "a 😀\nb", fixed: "a 😁\nb", fixes: [], edits: [{ range: [0, 5], text: "a 😁\n" }] },
  { name: "reaches the end of a text without a line end", text: "a\nb", fixed: "a\nc", fixes: [], edits: [{ range: [2, 3], text: "c" }] },
  { name: "removes everything", text: "a\n", fixed: "", fixes: [], edits: [{ range: [0, 2], text: "" }] },
];

describe("the edits that fix all", () => {
  for (const { name, text, fixed, fixes, edits } of cases) {
    it(name, () => {
      const found = fixAllEdits(text, fixed, fixes.map(toFinding));
      assert.deepEqual(found, edits);
      assert.equal(applyEdits(text, found), fixed);
    });
  }
});

function toFinding(edits: readonly TextEdit[]): Finding {
  const message = { ruleId: "layerwise/a", severity: 1 as const, message: "", line: 1, column: 1 };
  return { message, related: [], remedies: [{ title: "", safety: "automatic", edits, creates: [], changes: [] }] };
}
