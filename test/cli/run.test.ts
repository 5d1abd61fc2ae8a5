import assert from "node:assert/strict";
import packageJson from "../../package.json" with { type: "json" };
import { temporaryTree } from "../workspace/temporary-tree.ts";
import { runCommand } from "./run-command.ts";

interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly code: 0 | 2;
  readonly stdout?: string | RegExp;
  readonly stderr?: string | RegExp;
}

const cases: readonly Case[] = [
  { name: "no command prints the help as an error", args: [], code: 2, stdout: "", stderr: /^Layerwise knows[^]*Usage: layerwise COMMAND[^]*\n {2}lint [^]*\n {2}init-ignore / },
  { name: "--help prints it", args: ["--help"], code: 0, stdout: /Usage: layerwise COMMAND/, stderr: "" },
  { name: "-h prints it", args: ["-h"], code: 0, stdout: /Usage: layerwise COMMAND/, stderr: "" },
  { name: "help prints it", args: ["help"], code: 0, stdout: /Usage: layerwise COMMAND/, stderr: "" },
  { name: "help of a command", args: ["help", "lint"], code: 0, stdout: /^Usage: layerwise lint [^]*--fix [^]*--format FORMAT/, stderr: "" },
  { name: "--help of a command goes before what is wrong with its arguments", args: ["lint", "--nope", "--help"], code: 0, stdout: /^Usage: layerwise lint /, stderr: "" },
  { name: "--help as an operand", args: ["lint", "--", "--help"], code: 2, stdout: "", stderr: "layerwise: no such file or directory: --help\n" },
  { name: "help of init-ignore", args: ["init-ignore", "-h"], code: 0, stdout: /^Usage: layerwise init-ignore /, stderr: "" },
  { name: "--version", args: ["--version"], code: 0, stdout: `${packageJson.version}\n`, stderr: "" },
  { name: "an unknown command is named with the nearest", args: ["lnt"], code: 2, stdout: "", stderr: 'layerwise: unknown command "lnt"; did you mean "lint"?\n' },
  { name: "a command that only objects have", args: ["constructor"], code: 2, stdout: "", stderr: 'layerwise: unknown command "constructor"\n' },
  { name: "a path in place of a command", args: ["api"], code: 2, stdout: "", stderr: 'layerwise: unknown command "api"; to lint that path: layerwise lint api\n' },
  { name: "a flag in place of a command", args: ["--fix"], code: 2, stdout: "", stderr: "layerwise: unknown flag --fix; a command comes first: layerwise lint --fix\n" },
  { name: "a mistyped flag in place of a command", args: ["--hlep"], code: 2, stdout: "", stderr: 'layerwise: unknown flag --hlep; did you mean "--help"?\n' },
  { name: "help of an unknown command", args: ["help", "lnt"], code: 2, stdout: "", stderr: 'layerwise: unknown command "lnt"; did you mean "lint"?\n' },
];

describe("layerwise", () => {
  for (const { name, args, code, ...expected } of cases) {
    it(name, async () => {
      const outcome = await runCommand(args, { cwd: temporaryTree({ "api/Dockerfile": "" }) });
      for (const stream of ["stdout", "stderr"] as const) {
        const text = expected[stream];
        if (typeof text === "string") assert.equal(outcome[stream], text);
        if (text instanceof RegExp) assert.match(outcome[stream], text);
      }
      assert.equal(outcome.code, code);
    });
  }

  it("keeps its help within 80 columns", async () => {
    for (const args of [["--help"], ["lint", "--help"], ["init-ignore", "--help"]]) {
      const { stdout } = await runCommand(args, { cwd: "." });
      assert.deepEqual(stdout.split("\n").filter((line) => line.length > 80), []);
    }
  });
});
