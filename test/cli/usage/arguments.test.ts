import assert from "node:assert/strict";
import { readArguments } from "../../../cli/usage/arguments.ts";

const flags = {
  fix: { description: "" },
  quiet: { short: "q", description: "" },
  format: { value: "FORMAT", description: "" },
  rule: { short: "r", value: "ID:SEVERITY", description: "" },
};

describe("arguments", () => {
  const cases: readonly [name: string, args: string[], read: { operands?: string[]; fix?: boolean; quiet?: boolean; format?: string; rules?: string[] }][] = [
    ["none", [], {}],
    ["operands and flags in any order", ["a", "--fix", "b", "-q"], { operands: ["a", "b"], fix: true, quiet: true }],
    ["a value behind the flag", ["--format", "json"], { format: "json" }],
    ["a value with =", ["--format=json"], { format: "json" }],
    ["the last of several values", ["--format=text", "--format=json"], { format: "json" }],
    ["all values of a flag", ["--rule", "a:off", "-r", "b:warn"], { rules: ["a:off", "b:warn"] }],
    ["operands that look like flags behind --", ["--", "--fix"], { operands: ["--fix"] }],
    ["standard input as an operand", ["-"], { operands: ["-"] }],
    ["a value that begins with a dash behind =", ["--format=-x"], { format: "-x" }],
  ];
  for (const [name, args, { operands = [], fix = false, quiet = false, format, rules = [] }] of cases) {
    it(`reads ${name}`, () => {
      const found = readArguments(args, flags);
      assert.deepEqual(found.operands, operands);
      assert.deepEqual([found.has("fix"), found.has("quiet")], [fix, quiet]);
      assert.equal(found.value("format"), format);
      assert.deepEqual(found.values("rule"), rules);
    });
  }

  const mistakes: readonly [args: string[], message: string][] = [
    [["--fromat", "json"], "unknown flag --fromat; did you mean \"--format\"?"],
    [["--verbose"], "unknown flag --verbose"],
    [["--constructor"], "unknown flag --constructor"],
    [["-x"], "unknown flag -x"],
    [["--no-fix"], "unknown flag --no-fix"],
    [["--format"], "--format needs a value: --format FORMAT"],
    [["--format="], "--format needs a value: --format FORMAT"],
    [["--format", "--fix"], "--format needs a value: --format FORMAT"],
    [["--fix=yes"], "--fix takes no value"],
  ];
  for (const [args, message] of mistakes) {
    it(`refuses ${args.join(" ")}`, () => assert.throws(() => readArguments(args, flags), { name: "Failure", message }));
  }
});
