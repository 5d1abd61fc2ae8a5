import assert from "node:assert/strict";
import type { Linter } from "eslint/universal";
import type { LintedFile } from "../../../cli/files/lint-file.ts";
import { countMessages } from "../../../engine/lint-result.ts";
import { formatText } from "../../../cli/formats/text.ts";
import { summarize } from "../../../cli/formats/summary.ts";
import { createPaint, plain } from "../../../cli/terminal/paint.ts";

const text = "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN apk add git\nRUN npm ci\n";
const rule = { url: "https://example.com/no-broad-copy.md", messages: { broad: "", merge: "Merge both", split: "Copy {{ files }} first and `.` after `npm ci` (may break)", create: "Create {{ path }}" } };
const finding: Linter.LintMessage = {
  ruleId: "layerwise/no-broad-copy",
  severity: 1,
  message: "Any change in `.` re-runs `npm ci`, although it needs only its manifests.",
  messageId: "broad",
  line: 3,
  column: 6,
  endLine: 3,
  endColumn: 7,
};
const related = { loc: { start: { line: 4, column: 4 }, end: { line: 4, column: 10 } }, label: "re-runs at every change" };
const note = { ruleId: "layerwise/no-broad-copy", messageId: "broad", loc: { start: { line: 2, column: 5 }, end: { line: 2, column: 6 } }, related: [related], remedies: [] };

interface Case {
  readonly name: string;
  readonly message: Linter.LintMessage;
  readonly notes?: LintedFile["notes"];
  readonly text?: string;
  readonly file?: string;
  readonly shown: string;
}

const cases: readonly Case[] = [
  {
    name: "a finding",
    message: finding,
    shown: `
api/Dockerfile:3:6: warning: Any change in \`.\` re-runs \`npm ci\`, although it
  needs only its manifests. [no-broad-copy]

  3 │ COPY . .
    │      ^

  https://example.com/no-broad-copy.md
`,
  },
  {
    name: "a finding with what it involves",
    message: finding,
    notes: [{ ...note, loc: { ...note.loc, start: { line: 0, column: 5 } }, related: [] }, note],
    shown: `
api/Dockerfile:3:6: warning: Any change in \`.\` re-runs \`npm ci\`, although it
  needs only its manifests. [no-broad-copy]

  3 │ COPY . .
    │      ^
  4 │ RUN apk add git
  5 │ RUN npm ci
    │     ------ re-runs at every change

  https://example.com/no-broad-copy.md
`,
  },
  {
    name: "what can be done about a finding",
    message: {
      ...finding,
      severity: 2,
      message: "Short.",
      fix: { range: [0, 0], text: "" },
      suggestions: [{ messageId: "split", desc: "Copy `package.json` and `package-lock.json` first and `.` after `npm ci` (may break)", fix: { range: [0, 0], text: "" } }],
    },
    notes: [
      {
        ...note,
        related: [],
        remedies: [
          { messageId: "merge", safety: "automatic", edits: [{ range: [0, 0], text: "" }] },
          { messageId: "split", data: { files: "`package.json` and `package-lock.json`" }, safety: "suggestion", edits: [{ range: [0, 0], text: "" }] },
          { messageId: "create", data: { path: "api/.dockerignore" }, safety: "suggestion", edits: [], creates: [{ path: ".dockerignore", text: "" }] },
        ],
      },
    ],
    shown: `
api/Dockerfile:3:6: error: Short. [no-broad-copy]

  3 │ COPY . .
    │      ^

  fix: Merge both (--fix)
  help: Copy \`package.json\` and \`package-lock.json\` first and \`.\` after \`npm ci\`
        (may break)
  help: Create api/.dockerignore (layerwise init-ignore api/Dockerfile)
  https://example.com/no-broad-copy.md
`,
  },
  {
    name: "a text that cannot be parsed",
    message: { ruleId: null, fatal: true, severity: 2, message: "Parsing error: unterminated heredoc", line: 6, column: 1 },
    shown: `
api/Dockerfile:6:1: error: Parsing error: unterminated heredoc

  6 │
    │ ^
`,
  },
  {
    name: "escape sequences without effect",
    message: { ...finding, ruleId: null, message: "Odd: \u001b[31m." },
    text: "A\nB\nCOPY\t\u001b[2J .\r\n",
    file: "/work\u001b[1m/Dockerfile",
    shown: `
/work␛[1m/Dockerfile:3:6: warning: Odd: ␛[31m.

  3 │ COPY    ␛[2J .
    │         ^
`,
  },
  { name: "standard input", message: { ...finding, ruleId: null, message: "x", line: 1, endLine: 1 }, file: "<text>", shown: "\n<stdin>:1:6: warning: x\n\n  1 │ FROM node:22\n    │      ^\n" },
];

describe("text format", () => {
  for (const { name, message, shown, ...rest } of cases) {
    it(`shows ${name}`, () => assert.equal(`\n${formatText([lintedFile([message], rest)], options())}`, shown));
  }

  it("keeps to the width of the terminal", () => {
    const long = lintedFile([{ ...finding, message: "word ".repeat(60) }], { text: `\n\nCOPY . ${"x".repeat(200)}` });
    for (const columns of [40, 80, 120]) {
      const widest = Math.max(...formatText([long], options(columns)).split("\n").map((line) => line.length));
      assert.ok(widest <= columns && widest > columns - 8, `${widest} of ${columns}`);
    }
  });

  it("paints without moving anything", () => {
    const painted = formatText([lintedFile([finding], { notes: [note] })], { ...options(), paint: createPaint({ environment: {}, stdout: { isTerminal: true, columns: 80, write: () => undefined } }) });
    // eslint-disable-next-line no-control-regex
    assert.equal(painted.replace(/\u001b\[\d+m/g, ""), formatText([lintedFile([finding], { notes: [note] })], options()));
    assert.notEqual(painted, formatText([lintedFile([finding], { notes: [note] })], options()));
  });
});

describe("colours", () => {
  const environments: readonly [environment: Record<string, string>, isTerminal: boolean, hasColours: boolean][] = [
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ TERM: "dumb" }, true, false],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false, true],
  ];
  for (const [environment, isTerminal, hasColours] of environments) {
    it(`are ${hasColours ? "on" : "off"} ${isTerminal ? "on a terminal" : "in a file"} with ${JSON.stringify(environment)}`, () => {
      const paint = createPaint({ environment, stdout: { isTerminal, columns: 80, write: () => undefined } });
      assert.equal(paint("error", "x") !== "x", hasColours);
    });
  }
});

describe("summary", () => {
  const fixable = { ...finding, fix: { range: [0, 0] as [number, number], text: "" } };
  const summaries: readonly [files: Linter.LintMessage[][], summary: string][] = [
    [[[]], ""],
    [[[finding], []], "1 problem (1 warning) in 1 file"],
    [[[finding, { ...fixable, severity: 2 }], [finding]], "3 problems (1 error, 2 warnings) in 2 files; 1 fixable with --fix"],
  ];
  for (const [files, summary] of summaries) {
    it(summary || "is empty without problems", () => assert.equal(summarize(files.map((messages) => lintedFile(messages, {}).result), false), summary));
  }
});

function options(columns = 80) {
  return { cwd: "/repository", columns, paint: plain, ruleOf: () => rule };
}

function lintedFile(messages: Linter.LintMessage[], { notes = [], text: own = text, file = "/repository/api/Dockerfile" }: Partial<Case>): LintedFile {
  return { text: own, notes, contextRoot: undefined, result: { filePath: file, messages, suppressedMessages: [], ...countMessages(messages), usedDeprecatedRules: [] } };
}
