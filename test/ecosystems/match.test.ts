import assert from "node:assert/strict";
import type { Ecosystem } from "../../ecosystems/ecosystem.ts";
import { classify } from "../../ecosystems/match.ts";
import { invocationsOf } from "./check.ts";
import { readCommand } from "./read-command.ts";

interface Parts {
  readonly operands?: readonly string[];
  readonly directory?: string;
  readonly manifests?: readonly string[];
  readonly flags?: readonly string[];
  readonly unknowns?: readonly string[];
}

const cases: readonly (readonly [line: string, parts: Parts])[] = [
  ["npm --prefix web ci", { directory: "web", operands: [] }],
  ["npm ci --prefix=web", { directory: "web" }],
  ["npm --prefix=$DIR ci", { directory: "$DIR", unknowns: ["$DIR"] }],
  ["npm i -g pnpm -- --odd", { operands: ["pnpm", "--odd"], flags: ["-g"] }],
  ["npm ci --omit dev --no-audit", { operands: [], flags: ["--omit", "dev", "--no-audit"] }],
  ["yarn --cwd web install", { directory: "web" }],
  ["go -C server mod download", { directory: "server" }],
  ["cargo install --path crates/server", { directory: "crates/server" }],
  ["pip install -r a.txt -rb.txt --requirement=c.txt -c d.txt", { manifests: ["a.txt", "b.txt", "c.txt", "d.txt"], operands: [] }],
  ["pip install -qr a.txt", { manifests: ["a.txt"], operands: [] }],
  ["pip install -e ./lib flask", { operands: ["flask", "./lib"] }],
  ["pip install $FLAGS flask", { operands: ["$FLAGS", "flask"], unknowns: ["$FLAGS"] }],
  ["uv pip sync requirements.txt", { manifests: ["requirements.txt"] }],
  ["cargo chef cook --recipe-path out/recipe.json", { manifests: ["out/recipe.json"] }],
  ["cargo install ripgrep --version 14.1.0", { flags: ["--version", "14.1.0"] }],
];

describe("the parts of an invocation", () => {
  for (const [line, expected] of cases) it(line, () => assert.deepEqual(partsOf(line, expected), expected));
});

describe("the range of an attached value", () => {
  for (const [line, value] of [["npm --prefix=web ci", "web"], ["npm ci --prefix='a b'", "'a b'"], ["npm -Cweb ci", "web"]] as const) {
    it(line, () => {
      const [start, end] = invocationsOf(line)[0]?.directory?.range ?? [0, 0];
      assert.equal(line.slice(start, end), value);
    });
  }
});

describe("one command and several records", () => {
  it("gives one invocation for each record, in their order", () => {
    const ids = classify(readCommand("yarn install")).map(({ ecosystem }) => ecosystem.id);
    assert.deepEqual(ids, ["yarn", "yarn1"]);
  });
  it("knows only the records that it is given", () => {
    const none: readonly Ecosystem[] = [];
    assert.deepEqual(classify(readCommand("npm ci"), none), []);
  });
});

describe("odd commands", () => {
  for (const line of ["npm", "npm --prefix", "pip install -r", "pip -", "python -m", "corepack", "cargo +", "go -C", "yarn workspace", "npm -- ci"]) {
    it(`${line} does not crash`, () => assert.ok(classify(readCommand(line)).length <= 2));
  }
});

function partsOf(line: string, wanted: Parts): Parts {
  const [found] = invocationsOf(line);
  assert.ok(found !== undefined, "nothing is recognised");
  const all = {
    operands: found.operands.map(({ value }) => value),
    directory: found.directory?.value,
    manifests: found.manifestOperands.map(({ value }) => value),
    flags: found.flags,
    unknowns: found.unknowns.map(({ value }) => value),
  };
  return Object.fromEntries(Object.entries(all).filter(([part]) => part in wanted));
}
