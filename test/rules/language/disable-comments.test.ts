import assert from "node:assert/strict";
import { lintToy, toyConfig } from "../../support/toy-linter.ts";

interface Case {
  readonly name: string;
  readonly dockerfile: string;
  /** `line word` of each finding of the toy rule that remains, `line unused` of each comment that is reported. */
  readonly remaining: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: "next-line covers every line of the next instruction and nothing behind it",
    dockerfile: `
FROM a
# layerwise-disable-next-line shout
RUN AAA \\
  BBB \\
  CCC
RUN DDD
`,
    remaining: ["6 DDD"],
  },
  {
    name: "next-line covers a here-document",
    dockerfile: `
FROM a
# layerwise-disable-next-line shout
RUN <<end
echo AAA
end
RUN DDD
`,
    remaining: ["6 DDD"],
  },
  {
    name: "next-line skips comments and blank lines",
    dockerfile: `
FROM a
# layerwise-disable-next-line shout

# says hello
RUN AAA
`,
    remaining: [],
  },
  {
    name: "next-line inside of a continued RUN covers that whole RUN, the lines above it too",
    dockerfile: `
FROM a
RUN AAA && \\
  # layerwise-disable-next-line shout
  BBB
RUN DDD
`,
    remaining: ["5 DDD"],
  },
  {
    name: "next-line names rules with or without prefix, in ESLint's spelling too, with a reason",
    dockerfile: `
FROM a
# layerwise-disable-next-line layerwise/shout -- greets
RUN AAA
# eslint-disable-next-line shout -- greets
RUN BBB
# eslint-disable-next-line layerwise/shout
RUN CCC
`,
    remaining: [],
  },
  {
    name: "next-line without a name covers every rule",
    dockerfile: `
FROM a
# layerwise-disable-next-line -- all of it
RUN AAA
RUN BBB
`,
    remaining: ["4 BBB"],
  },
  {
    name: "next-line with another rule covers nothing and is unused",
    dockerfile: `
FROM a
# layerwise-disable-next-line no-floating-base-image
RUN AAA
`,
    remaining: ["2 unused", "3 AAA"],
  },
  {
    name: "each rule of a list is unused by itself",
    dockerfile: `
FROM a
# layerwise-disable-next-line no-floating-base-image, shout -- greets
RUN AAA
`,
    remaining: ["2 unused"],
  },
  {
    name: "next-line with nothing behind it is unused",
    dockerfile: `
FROM a
# layerwise-disable-next-line shout
`,
    remaining: ["2 unused"],
  },
  {
    name: "an unused comment inside of a RUN is reported where it stands",
    dockerfile: `
FROM a
RUN true && \\
  # layerwise-disable-next-line shout
  false
`,
    remaining: ["3 unused"],
  },
  {
    name: "disable covers what follows until enable",
    dockerfile: `
FROM a
RUN AAA
# layerwise-disable shout
RUN BBB
RUN CCC
# layerwise-enable shout
RUN DDD
`,
    remaining: ["2 AAA", "7 DDD"],
  },
  {
    name: "disable and enable inside of instructions act on whole instructions",
    dockerfile: `
FROM a
RUN AAA && \\
  # layerwise-disable shout
  BBB
RUN CCC && \\
  # layerwise-enable shout
  DDD
RUN EEE
`,
    remaining: ["8 EEE"],
  },
  {
    name: "disable-file covers the file from wherever it stands",
    dockerfile: `
FROM a
RUN AAA
# layerwise-disable-file shout
RUN BBB
`,
    remaining: [],
  },
  {
    name: "an unused disable-file is reported where it stands",
    dockerfile: `
FROM a
RUN true
# layerwise-disable-file
`,
    remaining: ["3 unused"],
  },
  {
    name: "an enable without a disable is unused",
    dockerfile: `
FROM a
# layerwise-enable shout
RUN true
`,
    remaining: ["2 unused"],
  },
  {
    name: "next-line inside of a block is unused and does not end the block",
    dockerfile: `
FROM a
# layerwise-disable shout
RUN AAA
# layerwise-disable-next-line shout
RUN BBB
RUN CCC
`,
    remaining: ["4 unused"],
  },
  {
    name: "next-line for every rule does not end a block for one",
    dockerfile: `
FROM a
# layerwise-disable shout
RUN AAA
# layerwise-disable-next-line
RUN BBB
RUN CCC
# layerwise-enable shout
RUN DDD
`,
    remaining: ["8 DDD"],
  },
  {
    name: "next-line for every rule does not make a block unused that is needed behind it",
    dockerfile: `
FROM a
# layerwise-disable shout
# layerwise-disable-next-line
RUN BBB \\
  BBB
RUN CCC
`,
    remaining: [],
  },
  {
    name: "next-line covers a rule that a block leaves out",
    dockerfile: `
FROM a
# layerwise-disable
# layerwise-enable shout
RUN AAA
# layerwise-disable-next-line shout
RUN BBB
RUN CCC
`,
    remaining: ["2 unused", "4 AAA", "7 CCC"],
  },
  {
    name: "two comments cover one instruction: the one nearer to it counts",
    dockerfile: `
FROM a
# layerwise-disable-next-line shout
# layerwise-disable-next-line shout
RUN AAA
RUN BBB
`,
    remaining: ["2 unused", "5 BBB"],
  },
  {
    name: "a comment for every rule and one for one rule cover the same instruction only",
    dockerfile: `
FROM a
# layerwise-disable-next-line shout
# layerwise-disable-next-line
RUN AAA
RUN BBB
`,
    remaining: ["2 unused", "5 BBB"],
  },
  {
    name: "what looks like a comment in a here-document is none",
    dockerfile: `
FROM a
RUN <<end
# layerwise-disable-file
echo AAA
end
`,
    remaining: ["4 AAA"],
  },
  {
    name: "other comments are no directives",
    dockerfile: `
FROM a
# layerwise-disable-next-lines shout
# we layerwise-disable-next-line shout
# layerwise-disabled
# hadolint ignore=DL3007
RUN AAA
`,
    remaining: ["6 AAA"],
  },
];

describe("disable comments", () => {
  for (const { name, dockerfile, remaining } of cases) {
    it(name, () => assert.deepEqual(summarize(lintToy(dockerfile.slice(1))), remaining));
    it(`${name}, with CR LF`, () => assert.deepEqual(summarize(lintToy(dockerfile.slice(1).replaceAll("\n", "\r\n"))), remaining));
  }

  it("of an unknown rule are reported once", () => {
    const found = lintToy("FROM a\n# layerwise-disable-next-line no-such-rule\nRUN AAA");
    assert.deepEqual(found, ["2:1 layerwise/no-such-rule Definition for rule 'layerwise/no-such-rule' was not found.", "3:5 layerwise/shout 'AAA' shouts."]);
  });

  it("keep the other rule of an instruction", () => {
    const found = lintToy("FROM a\n# layerwise-disable-next-line shout\nRUN AAA", toyConfig("shout", "no-floating-base-image"));
    assert.deepEqual(found, ["3:5 layerwise/no-floating-base-image 'AAA' shouts."]);
  });

  it("for every rule, inside of a block for one rule, cover the other rules of their instruction alone", () => {
    const dockerfile = "FROM a\n# layerwise-disable shout\nRUN AAA\n# layerwise-disable-next-line\nRUN BBB\nRUN CCC";
    const found = lintToy(dockerfile, toyConfig("shout", "no-floating-base-image"));
    assert.deepEqual(found, ["3:5 layerwise/no-floating-base-image 'AAA' shouts.", "6:5 layerwise/no-floating-base-image 'CCC' shouts."]);
  });

  it("have no effect, and say so, where the configuration forbids them", () => {
    const config = { ...toyConfig("shout"), linterOptions: { noInlineConfig: true } };
    assert.deepEqual(lintToy("FROM a\n# layerwise-disable-file\nRUN AAA", config), [
      "2:1 '# layerwise-disable-file' has no effect because you have 'noInlineConfig' setting in your config.",
      "3:5 layerwise/shout 'AAA' shouts.",
    ]);
  });
});

function summarize(found: readonly string[]): string[] {
  return found.map((line) => line.replace(/^(\d+):\d+ layerwise\/shout '(\w+)'.*$/, "$1 $2").replace(/^(\d+):\d+ Nothing to .*$/, "$1 unused"));
}
