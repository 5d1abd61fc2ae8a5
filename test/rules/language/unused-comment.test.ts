import assert from "node:assert/strict";
import { parseDockerfile } from "../../../dockerfile/parse.ts";
import { describeUnusedComment } from "../../../rules/language/unused-comment.ts";
import { fixToy, lintToy, toyConfig } from "../../support/toy-linter.ts";

const dockerfiles: Readonly<Record<string, string>> = {
  "a plain file": "FROM a\nRUN b\nCOPY . .\n",
  "no line end at the end": "FROM a\nRUN b",
  "blank lines": "\n\nFROM a\n\n\nRUN b\n\n",
  "directives": "# syntax=docker/dockerfile:1\n# escape=`\nFROM a\nRUN b `\n  c\n",
  "continuations without indentation": "FROM a\nRUN b && \\\nc && \\\nd\nRUN e\n",
  "continuations with blanks, tabs and comments": "FROM a\nRUN b && \\  \n\t# c\n\td && \\\n    # e\n    f\nENV A=b \\\n  C=d\n",
  "here-documents": "FROM a\nRUN <<EOF\n# no comment\nb\nEOF\nCOPY <<-X <<Y /\n\tx\nX\ny\nY\nRUN c\n",
  "a continued line with a here-document": "FROM a\nRUN cat && \\\n  cat <<EOF\nb\nEOF\nRUN c\n",
  "comments at every place": "# a\nFROM a\n# b\nRUN b && \\\n# c\n  c\n# d\n",
};

const comments = [
  "# layerwise-disable-next-line shout",
  "#layerwise-disable-next-line",
  "# eslint-disable-next-line layerwise/shout -- a reason, with commas",
  "# layerwise-disable-file no-floating-base-image",
  "# layerwise-disable-next-line shout, no-floating-base-image,shout -- a reason",
  "# layerwise-disable shout",
  "# layerwise-enable",
];

describe("unused disable comments", () => {
  for (const [name, text] of Object.entries(dockerfiles)) {
    for (const version of [text, text.replaceAll("\n", "\r\n")]) {
      const lines = version === text ? "LF" : "CR LF";
      it(`are removed from any line of ${name} (${lines}), and nothing else is`, () => {
        for (const commented of everyInsertion(version)) assert.equal(fixToy(commented), version, JSON.stringify(commented));
      });
    }
  }

  it("are removed when several stand together", () => {
    assert.equal(fixToy(`FROM a\n${comments.slice(0, 6).join("\n")}\nRUN b && \\\n  ${comments[0]}\n  ${comments[1]}\n  c\n`), "FROM a\nRUN b && \\\n  c\n");
  });

  it("keep the rules that are used", () => {
    const config = toyConfig("shout");
    const run = "RUN echo AAAAA";
    for (const [before, after] of [
      ["# layerwise-disable-next-line no-floating-base-image, shout -- a reason", "# layerwise-disable-next-line shout -- a reason"],
      ["# layerwise-disable-next-line shout, no-floating-base-image -- a reason", "# layerwise-disable-next-line shout -- a reason"],
      ["# layerwise-disable-next-line shout, no-floating-base-image", "# layerwise-disable-next-line shout"],
      ["# layerwise-disable-next-line  layerwise/no-floating-base-image ,shout", "# layerwise-disable-next-line  shout"],
      ["# layerwise-disable-next-line no-floating-base-image,shout,no-floating-base-image", "# layerwise-disable-next-line shout"],
    ]) {
      assert.equal(fixToy(`FROM a\n${before}\n${run}\n`, config), `FROM a\n${after}\n${run}\n`);
    }
  });

  it("are spoken of in our words, at the comment or at the rule's name", () => {
    assert.deepEqual(lintToy("FROM a\nRUN b && \\\n  # layerwise-disable-next-line shout -- why\n  c"), ["3:3 Nothing to disable: layerwise/shout reports nothing here."]);
    assert.deepEqual(lintToy("FROM a\n# layerwise-disable"), ["2:1 Nothing to disable: no rule reports anything here."]);
    assert.deepEqual(lintToy("FROM a\n# layerwise-enable"), ["2:1 Nothing to enable: no comment above disables any rule."]);
    assert.deepEqual(lintToy("FROM a\n# layerwise-disable-next-line no-floating-base-image, shout\nRUN AAA"), [
      "2:31 Nothing to disable: layerwise/no-floating-base-image reports nothing here.",
    ]);
  });

  it("leave other messages as they are", () => {
    const message = { ruleId: null, message: "Parsing error: no", severity: 2, line: 1, column: 1 } as const;
    assert.equal(describeUnusedComment(message, ""), message);
    const finding = { ...message, ruleId: "layerwise/shout", message: "Unused eslint-disable directive (no problems were reported)." };
    assert.equal(describeUnusedComment(finding, ""), finding);
  });

  it("without a fix keep their place", () => {
    const message = { ruleId: null, message: "Unused eslint-disable directive (no problems were reported from 'a/b').", severity: 1, line: 7, column: 1 } as const;
    assert.deepEqual(describeUnusedComment(message, ""), { ...message, message: "Nothing to disable: a/b reports nothing here." });
  });
});

/** The text with some of the comments on each line where BuildKit reads it as one, behind the parser directives. */
function everyInsertion(text: string): string[] {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(newline);
  const first = parseDockerfile(text).directives.length;
  const count = parseDockerfile(text).comments.length;
  const places = [...lines.keys()].slice(first);
  const commented = places.flatMap((index) => {
    const some = comments.filter((_, position) => (position + index) % 3 === 0);
    return some.map((comment) => lines.toSpliced(index, 0, `  ${comment}`).join(newline));
  });
  return commented.filter((version) => {
    const ast = parseDockerfile(version);
    return ast.comments.length === count + 1 && ast.directives.length === first;
  });
}
