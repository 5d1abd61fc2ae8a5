import assert from "node:assert/strict";
import { report } from "../../rules/report.ts";
import type { DockerfileRule } from "../../rules/rule.ts";
import toyRule from "../rules/toy-rule.ts";
import { check, checkBroken, checkInvalid, checkMessages, checkValid, type InvalidCase } from "./check.ts";

const fixed: InvalidCase = {
  name: "short words",
  dockerfile: `
FROM a
# AAA
RUN echo AAA && \\
         ^^^ shouting
  # so
  echo BBB AAAAA
       ^^^ shouting
           ^^^^^ screaming
`,
  message: [/^'AAA' shouts\.$/, /^'BBB' shouts\.$/, /^'AAAAA' screams\.$/],
  output: `
FROM a
# AAA
RUN echo aaa && \\
  # so
  echo bbb AAAAA
`,
  suggestions: {
    whisper: `
FROM a
# AAA
RUN echo AAA && \\
  # so
  echo BBB aaaaa
`,
  },
};

check(toyRule, {
  invalid: [fixed],
  valid: [{ name: "a word in small letters", dockerfile: "FROM a\nRUN echo aaa" }],
});

const one: InvalidCase = { name: "one", dockerfile: "FROM a\nRUN AAA\n    ^^^ shouting", output: "FROM a\nRUN aaa" };
const loud: InvalidCase = { name: "loud", dockerfile: "FROM a\nRUN AAAAA\n    ^^^^^ screaming" };

const wrongCases: readonly { readonly wrong: InvalidCase; readonly failure: RegExp }[] = [
  { wrong: { ...one, name: "no caret line", dockerfile: "FROM a\nRUN AAA" }, failure: /marks a finding/ },
  { wrong: { ...one, name: "carets one column off", dockerfile: "FROM a\nRUN AAA\n     ^^^ shouting" }, failure: /^\+ .*\\n {4}\^\^\^ shouting'$/m },
  { wrong: { ...one, name: "too many carets", dockerfile: "FROM a\nRUN AAA\n    ^^^^ shouting" }, failure: /^\+ .*\\n {4}\^\^\^ shouting'$/m },
  { wrong: { ...one, name: "another id", dockerfile: "FROM a\nRUN AAA\n    ^^^ screaming" }, failure: /^\+ .*\\n {4}\^\^\^ shouting'$/m },
  { wrong: { ...one, name: "an unmarked finding", dockerfile: "FROM a\nRUN AAA BBB\n    ^^^ shouting" }, failure: /^\+ .*\\n {8}\^\^\^ shouting'$/m },
  { wrong: { ...one, name: "another message", message: /whispers/ }, failure: /did not match/ },
  { wrong: { ...one, name: "too few messages", message: [] }, failure: /one pattern for each/ },
  { wrong: { ...one, name: "another output", output: "FROM a" }, failure: /^\+ 'FROM a\\nRUN aaa'$/m },
  { wrong: { name: one.name, dockerfile: one.dockerfile }, failure: /RUN aaa/ },
  { wrong: { ...loud, name: "an output where nothing is fixed", output: "FROM a" }, failure: /undefined/ },
  { wrong: { ...loud, name: "another suggestion", suggestions: { whisper: "FROM a" } }, failure: /deep-equal/ },
  { wrong: { ...loud, name: "a suggestion that is not made", suggestions: { whisper: "FROM a\nRUN aaaaa", mutter: "FROM a" } }, failure: /mutter/ },
  { wrong: { ...loud, name: "suggestions where there are others", suggestions: {} }, failure: /whisper/ },
];

/** The toy rule with another edit for its fix. */
function withFix(edit: (text: string, range: readonly [number, number]) => { range: [number, number]; text: string }): DockerfileRule {
  return {
    meta: { ...toyRule.meta },
    create: ({ sourceCode, report }) => ({
      RUN(node) {
        const start = sourceCode.text.indexOf("AAA", node.range[0]);
        if (start === -1) return;
        const loc = { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(start + 3) };
        report({ messageId: "shouting", loc, fix: () => edit(sourceCode.text, [start, start + 3]) });
      },
    }),
  };
}

const shouted = "FROM a\n# so\nRUN AAA\n    ^^^ shouting";

const wrongRules: readonly { readonly name: string; readonly rule: DockerfileRule; readonly output: string; readonly failure: RegExp }[] = [
  {
    name: "leaves its finding",
    rule: withFix((_, [start]) => ({ range: [start, start], text: "a " })),
    output: `FROM a\n# so\nRUN ${"a ".repeat(10)}AAA`,
    failure: /leaves, or makes/,
  },
  {
    name: "breaks the syntax",
    rule: withFix((_, [start, end]) => ({ range: [start - 4, end], text: "<<" })),
    output: "FROM a\n# so\n<<",
    failure: /breaks the syntax/,
  },
  {
    name: "ends lines with LF where the file has CR LF",
    rule: withFix((_, range) => ({ range: [...range], text: "a\nRUN b" })),
    output: "FROM a\n# so\nRUN a\nRUN b",
    failure: /With CR LF/,
  },
];

describe("check", () => {
  for (const each of [one, loud]) it(`passes at ${each.name}`, () => checkInvalid(toyRule, each));

  for (const { wrong, failure } of wrongCases) {
    it(`fails at ${wrong.name}`, () => assert.throws(() => checkInvalid(toyRule, wrong), { name: "AssertionError", message: failure }));
  }

  for (const { name, rule, output, failure } of wrongRules) {
    it(`fails at a fix that ${name}`, () => {
      assert.throws(() => checkInvalid(rule, { name, dockerfile: shouted, output }), { name: "AssertionError", message: failure });
    });
  }

  it("never sees a fix that loses a comment: the plugin drops it", () => {
    checkInvalid(withFix((_, [start, end]) => ({ range: [start - 9, end], text: "RUN a" })), { name: "lossy", dockerfile: shouted });
  });

  it("fails at a finding in a valid case", () => {
    assert.throws(() => checkValid(toyRule, { name: "loud", dockerfile: "FROM a\nRUN AAA" }), /\^\^\^ shouting/);
  });

  it("fails at a message without a case", () => {
    assert.throws(() => checkMessages(toyRule, { invalid: [{ ...fixed, suggestions: {} }], valid: [] }), /whisper/);
  });

  it("fails at a rule that crashes on a part of a case", () => {
    const fragile: DockerfileRule = {
      ...toyRule,
      create: ({ sourceCode }) => ({
        Dockerfile() {
          if (!sourceCode.text.includes("RUN echo")) throw new Error("no RUN");
        },
      }),
    };
    assert.throws(() => checkBroken(fragile, { invalid: [fixed], valid: [] }), /no RUN/);
  });

  it("fails at an id that is no rule's", () => {
    assert.throws(() => checkValid("no-such-rule", { name: "any", dockerfile: "FROM a" }), /no rule 'no-such-rule'/);
  });

  it("gives the rule the files of its context", () => {
    const reader: DockerfileRule = {
      meta: { ...toyRule.meta, hasSuggestions: false },
      create: ({ sourceCode, report }) => ({
        FROM(node) {
          const { context } = sourceCode.build;
          if (context.kind === "known" && context.context.read("package.json") === "{}") report({ messageId: "shouting", node: node.keyword });
        },
      }),
    };
    checkInvalid(reader, { name: "with the file", dockerfile: "FROM a\n^^^^ shouting", files: { "package.json": "{}" } });
    checkValid(reader, { name: "without the file", dockerfile: "FROM a", files: {} });
    checkValid(reader, { name: "without a context", dockerfile: "FROM a" });
  });

  it("compares the files that remedies create", () => {
    const creator: DockerfileRule = {
      meta: { ...toyRule.meta, hasSuggestions: true },
      create: (context) => ({
        FROM({ keyword }) {
          const remedy = { messageId: "whisper", safety: "suggestion", edits: [], creates: [{ path: "a.txt", text: "hush" }] } as const;
          report(context, { node: keyword, messageId: "shouting", remedies: [remedy] });
        },
      }),
    };
    const created = { name: "created", dockerfile: "FROM a\n^^^^ shouting" };
    checkInvalid(creator, { ...created, creates: { whisper: { "a.txt": /^hush$/ } } });
    assert.throws(() => checkInvalid(creator, { ...created, creates: { whisper: { "a.txt": /loud/ } } }), /did not match/);
    assert.throws(() => checkInvalid(creator, { ...created, creates: {} }), /a\.txt/);
  });
});
