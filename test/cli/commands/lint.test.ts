import assert from "node:assert/strict";
import { chmodSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { temporaryTree } from "../../workspace/temporary-tree.ts";
import { runCommand, type CommandOptions } from "../run-command.ts";

const clean = "FROM node:22.1.0-alpine\n";
const floating = "FROM node\n";
const unusedComment = "# layerwise-disable-next-line no-floating-base-image\nFROM node:22.1.0-alpine\n";

interface Case extends Omit<CommandOptions, "cwd"> {
  readonly name: string;
  readonly files: Parameters<typeof temporaryTree>[0];
  readonly args: readonly string[];
  readonly code: 0 | 1 | 2;
  /** Every place, rule and word that standard output names, in order; "" for no output at all. */
  readonly stdout?: readonly (string | RegExp)[] | "";
  readonly stderr?: string;
}

const cases: readonly Case[] = [
  { name: "a clean file says nothing", files: { Dockerfile: clean }, args: [], code: 0, stdout: "", stderr: "" },
  { name: "a clean file says so on a terminal", files: { Dockerfile: clean }, args: [], isTerminal: true, code: 0, stdout: [/^No problems in 1 file\.\n$/] },
  {
    name: "a finding has a place, a rule, its code and its page",
    files: { Dockerfile: floating },
    args: [],
    code: 1,
    stdout: ["Dockerfile:1:6: warning: ", "[no-floating-base-image]", "  1 │ FROM node\n    │      ^^^^\n", "/docs/rules/no-floating-base-image.md\n", "\n1 problem (1 warning) in 1 file\n"],
    stderr: "",
  },
  {
    name: "the working directory is searched",
    files: { "a/Dockerfile": floating, "b/api.Dockerfile": floating, "c/readme.md": "", "node_modules/x/Dockerfile": floating, ".git/Dockerfile": floating, ".gitignore": "d\n", "d/Dockerfile": floating },
    args: [],
    code: 1,
    stdout: ["a/Dockerfile:1:6", "b/api.Dockerfile:1:6", "2 problems (2 warnings) in 2 files"],
  },
  { name: "a directory is searched, others are not", files: { "a/Dockerfile": floating, "b/Dockerfile": clean }, args: ["b"], code: 0, stdout: "" },
  { name: "a named file counts whatever its name and place", files: { "node_modules/x/image": floating }, args: ["node_modules/x/image"], code: 1, stdout: ["image:1:6"] },
  { name: "a named ignore file is linted as one", files: { "Dockerfile.dockerignore": "!src\n*\n" }, args: ["Dockerfile.dockerignore"], code: 1, stdout: ["Dockerfile.dockerignore:1:1: warning: `!src` brings nothing back"], stderr: "" },
  { name: "the ignore file of another builder is passed over", files: { ".containerignore": "!src\n*\n" }, args: [".containerignore"], code: 0, stdout: "", stderr: "layerwise: no Dockerfiles or ignore files to lint in .containerignore\n" },
  { name: "ignore files are found below a directory", files: { "a/.dockerignore": "!src\n*\n", "b/api.Dockerfile.dockerignore": "!src\n*\n" }, args: ["."], code: 1, stdout: ["a/.dockerignore:1:1:", "b/api.Dockerfile.dockerignore:1:1:", "2 problems (2 warnings) in 2 files"] },
  { name: "a comment accepts a finding in an ignore file", files: { ".dockerignore": "# layerwise-disable-next-line no-dead-ignore-negation -- later\n!src\n*\n" }, args: [], code: 0, stdout: "" },
  { name: "a comment without effect in an ignore file is reported", files: { ".dockerignore": "# layerwise-disable-next-line no-dead-ignore-negation\nsrc\n" }, args: [], code: 1, stdout: [".dockerignore:1:1: warning: Nothing to disable"] },
  { name: "what a Dockerfile tells is not told of its ignore file again", files: { Dockerfile: "FROM alpine:3.20\nCOPY . /app\n", ".git/HEAD": "", ".dockerignore": "tests\n" }, args: [], code: 1, stdout: ["Dockerfile:2:6: warning: `.` takes in `.git`", "1 problem (1 warning) in 1 file"] },
  { name: "nor what a comment in the Dockerfile accepts", files: { Dockerfile: "FROM alpine:3.20\n# layerwise-disable-next-line no-volatile-context-path -- wanted\nCOPY . /app\n", ".git/HEAD": "", ".dockerignore": "tests\n" }, args: [], code: 0, stdout: "" },
  { name: "the ignore file alone tells it", files: { Dockerfile: "FROM alpine:3.20\nCOPY . /app\n", ".git/HEAD": "", ".dockerignore": "tests\n" }, args: [".dockerignore"], code: 1, stdout: [".dockerignore:1:1: warning: `Dockerfile` copies `.git` along with the sources", "help: Add `.git` (leaves every build"] },
  { name: "the ignore file tells it where the Dockerfile is not asked", files: { Dockerfile: "FROM alpine:3.20\nCOPY . /app\n", ".git/HEAD": "", ".dockerignore": "tests\n" }, args: ["--rule", "no-volatile-context-path:off"], code: 1, stdout: [".dockerignore:1:1:"] },
  { name: "a remedy in the ignore file is said in words", files: { Dockerfile: "FROM alpine:3.20\nCOPY . /app\n", ".git/HEAD": "", ".dockerignore": "tests\n" }, args: ["Dockerfile"], code: 1, stdout: ["help: Add `.git` to .dockerignore (leaves every build that reads it without"] },
  { name: "rules about ignore files are off with the others", files: { ".dockerignore": "!src\n*\n" }, args: ["--rule", "no-dead-ignore-negation:off"], code: 0, stdout: "" },
  { name: "a compose file that cannot be read is told", files: { ".git/": "", Dockerfile: clean, "compose.yaml": "services:\n  a:\n    build: [\n" }, args: ["."], code: 0, stdout: "", stderr: "layerwise: compose.yaml:4:1: This is no valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].\n" },
  {
    name: "a file that a compose file lacks is told with the Dockerfile whose build hangs on it",
    files: { ".git/": "", Dockerfile: clean, "web/Dockerfile": clean, "compose.yaml": "include: [gone.yml]\nservices:\n  a:\n    build: web\n    extends: { file: missing.yml, service: a }\n  db:\n    extends: { file: absent.yml, service: db }\n" },
    args: ["web"],
    code: 0,
    stdout: "",
    stderr: "layerwise: compose.yaml:5:14: The file missing.yml does not exist.\nlayerwise: compose.yaml:1:11: The file gone.yml does not exist.\n",
  },
  {
    name: "and with no other",
    files: { ".git/": "", Dockerfile: clean, "web/Dockerfile": clean, "compose.yaml": "include: [gone.yml]\nservices:\n  a:\n    build: web\n    extends: { file: missing.yml, service: a }\n" },
    args: ["Dockerfile"],
    code: 0,
    stdout: "",
    stderr: "",
  },
  { name: "nothing to lint is no failure", files: {}, args: [], code: 0, stdout: "", stderr: "layerwise: no Dockerfiles or ignore files to lint in .\n" },
  { name: "nothing to lint is an empty list in JSON", files: {}, args: ["--format", "json"], code: 0, stdout: [/^\[\]\n$/] },
  { name: "a path that is not there is an error", files: { Dockerfile: floating }, args: ["Dockerfile", "nope"], code: 2, stdout: "", stderr: "layerwise: no such file or directory: nope\n" },
  { name: "every path that is not there is told", files: {}, args: ["a", "b"], code: 2, stderr: "layerwise: no such file or directory: a\nlayerwise: no such file or directory: b\n" },
  { name: "a path twice is linted once", files: { Dockerfile: floating }, args: [".", "Dockerfile"], code: 1, stdout: ["1 problem (1 warning) in 1 file"] },
  { name: "a text that cannot be parsed is an error in it", files: { Dockerfile: "FROM a\nRUN <<END\necho\n" }, args: [], code: 1, stdout: ["Dockerfile:2:", "error: ", "1 problem (1 error) in 1 file"] },
  { name: "an empty file is no crash", files: { Dockerfile: "" }, args: [], code: 0 },
  { name: "bytes that are no text are no crash", files: { Dockerfile: new Uint8Array([0xff, 0xfe, 0, 1, 10, 0x80]) }, args: ["--fix"], code: 0 },

  { name: "--rule turns a rule off", files: { Dockerfile: floating }, args: ["--rule", "no-floating-base-image:off"], code: 0, stdout: "" },
  { name: "--rule makes an error", files: { Dockerfile: floating }, args: ["--rule", "layerwise/no-floating-base-image: error"], code: 1, stdout: ["error: ", "(1 error)"] },
  { name: "--quiet leaves out warnings, and their exit code", files: { Dockerfile: floating }, args: ["--quiet"], code: 0, stdout: "" },
  { name: "--quiet leaves errors", files: { Dockerfile: floating }, args: ["--quiet", "--rule=no-floating-base-image:error"], code: 1, stdout: ["1 problem (1 error)"] },
  { name: "--quiet leaves out unused comments", files: { Dockerfile: unusedComment }, args: ["--quiet"], code: 0, stdout: "" },

  { name: "standard input stands alone", files: {}, args: ["--stdin"], input: floating, code: 1, stdout: ["<stdin>:1:6: warning"] },
  { name: "a dash is standard input", files: {}, args: ["-"], input: floating, code: 1, stdout: ["<stdin>:1:6: warning"] },
  { name: "standard input has a name", files: {}, args: ["--stdin", "--stdin-filename", "api/Dockerfile"], input: floating, code: 1, stdout: ["api/Dockerfile:1:6"] },
  {
    name: "the configuration of a name holds for standard input",
    files: { "api/.layerwise.jsonc": '{ "rules": { "no-floating-base-image": "off" } }' },
    args: ["--stdin", "--stdin-filename", "api/Dockerfile"],
    input: floating,
    code: 0,
    stdout: "",
  },
  { name: "standard input is fixed in JSON", files: {}, args: ["--stdin", "--fix", "--format", "json"], input: unusedComment, code: 0, stdout: ['"filePath":"<text>"', `"output":${JSON.stringify(clean)}`] },
  { name: "standard input is fixed nowhere else", files: {}, args: ["--stdin", "--fix"], input: unusedComment, code: 2, stdout: "", stderr: "layerwise: --fix has no file to write when the text comes from standard input; with --format json the fixed text is in `output`\n" },
  { name: "standard input takes no paths", files: {}, args: ["--stdin", "a"], code: 2, stderr: "layerwise: --stdin takes no paths, but got a; use --stdin-filename to name the text\n" },
  { name: "a name for no text is an error", files: {}, args: ["--stdin-filename", "a"], code: 2, stderr: "layerwise: --stdin-filename needs --stdin\n" },

  {
    name: "a configuration sets rules",
    files: { "a/Dockerfile": floating, "b/Dockerfile": floating, "a/.layerwise.jsonc": '{ /* ours */ "rules": { "no-floating-base-image": "error", }, }' },
    args: [],
    code: 1,
    stdout: ["a/Dockerfile:1:6: error", "b/Dockerfile:1:6: warning", "2 problems (1 error, 1 warning) in 2 files"],
  },
  { name: "package.json configures too", files: { Dockerfile: floating, "package.json": '{ "layerwise": { "rules": { "no-floating-base-image": "off" } } }' }, args: [], code: 0, stdout: "" },
  { name: "--rule goes over the configuration", files: { Dockerfile: floating, ".layerwise.jsonc": '{ "rules": { "no-floating-base-image": "off" } }' }, args: ["--rule", "no-floating-base-image:warn"], code: 1 },
  { name: "a configuration leaves files out", files: { "a/Dockerfile": floating, "b/Dockerfile": clean, ".layerwise.jsonc": '{ "ignorePatterns": ["a/"] }' }, args: [], code: 0, stdout: "", stderr: "" },
  {
    name: "a file that is left out and named is mentioned",
    files: { "a/Dockerfile": floating, ".layerwise.jsonc": '{ "ignorePatterns": ["a/"] }' },
    args: ["a/Dockerfile"],
    code: 0,
    stdout: "",
    stderr: "layerwise: a/Dockerfile is left out by ignorePatterns in .layerwise.jsonc\n",
  },
  {
    name: "standard input under a name that is left out is not linted",
    files: { ".layerwise.jsonc": '{ "ignorePatterns": ["a/"] }' },
    args: ["--stdin", "--stdin-filename", "a/Dockerfile"],
    input: floating,
    code: 0,
    stdout: "",
    stderr: "layerwise: a/Dockerfile is left out by ignorePatterns in .layerwise.jsonc\n",
  },
  {
    name: "mistakes in a configuration are listed with their places",
    files: { Dockerfile: clean, ".layerwise.jsonc": '{\n  "extend": "strict",\n  "rules": { "no-floating-image": "off" }\n}' },
    args: [],
    code: 2,
    stdout: "",
    stderr:
      'layerwise: .layerwise.jsonc:2:3: "extend" is not a setting; did you mean "extends"?\nlayerwise: .layerwise.jsonc:3:14: there is no rule "no-floating-image"; did you mean "no-floating-base-image"?\n',
  },
  { name: "an eslint.config.js is not read", files: { Dockerfile: clean, "eslint.config.js": "throw new Error('read')" }, args: [], code: 0, stdout: "", stderr: "" },

  { name: "an unknown flag is named with the nearest", files: {}, args: ["--fromat", "json"], code: 2, stdout: "", stderr: 'layerwise: unknown flag --fromat; did you mean "--format"?\n' },
  { name: "an unknown format is an error", files: {}, args: ["--format", "jsn"], code: 2, stderr: 'layerwise: unknown format "jsn"; did you mean "json"? (--format text or --format json)\n' },
  { name: "--rule without a severity is an error", files: {}, args: ["--rule", "no-floating-base-image"], code: 2, stderr: 'layerwise: --rule needs a rule and a severity, not "no-floating-base-image": --rule ID:off, ID:warn or ID:error\n' },
  { name: "--rule with an unknown rule is an error", files: {}, args: ["--rule", "no-floating-base-imag:off"], code: 2, stderr: 'layerwise: --rule names no rule there is: "no-floating-base-imag"; did you mean "no-floating-base-image"?\n' },
  { name: "--rule with an unknown severity is an error", files: {}, args: ["--rule", "no-floating-base-image:wran"], code: 2, stderr: 'layerwise: --rule no-floating-base-image: unknown severity "wran"; did you mean "warn"? (off, warn or error)\n' },
  { name: "--context must lead to a directory", files: { Dockerfile: clean }, args: ["--context", "Dockerfile"], code: 2, stderr: "layerwise: --context Dockerfile: it is a file, not a directory\n" },
];

describe("layerwise lint", () => {
  for (const { name, files, args, code, stdout, stderr, ...options } of cases) {
    it(name, async () => {
      const cwd = temporaryTree({ ".git/": "", ...files });
      const outcome = await runCommand(["lint", ...args], { cwd, ...options });
      if (stderr !== undefined) assert.equal(outcome.stderr, stderr);
      if (stdout === "") assert.equal(outcome.stdout, "");
      else for (const part of stdout ?? []) assertHolds(outcome.stdout, part);
      assert.equal(outcome.code, code, outcome.stderr);
    });
  }
});

describe("layerwise lint --fix", () => {
  const texts: readonly [name: string, before: string, after: string][] = [
    ["a text", unusedComment, clean],
    ["a text with CR LF", unusedComment.replaceAll("\n", "\r\n"), clean.replaceAll("\n", "\r\n")],
    ["a text with a byte order mark", `\ufeff${unusedComment}`, `\ufeff${clean}`],
    ["a text without a last line end", unusedComment.trimEnd(), clean.trimEnd()],
  ];
  for (const [name, before, after] of texts) {
    it(`repairs ${name}`, async () => {
      const cwd = temporaryTree({ ".git/": "", Dockerfile: before });
      const { code, stdout } = await runCommand(["lint", "--fix"], { cwd });
      assert.equal(readFileSync(path.join(cwd, "Dockerfile"), "utf8"), after);
      assert.deepEqual([code, stdout], [0, "Fixed 1 file.\n"]);
    });
  }

  it("reports what remains", async () => {
    const cwd = temporaryTree({ ".git/": "", Dockerfile: `${unusedComment}${floating}` });
    const { code, stdout } = await runCommand(["lint", "--fix"], { cwd });
    assert.equal(code, 1);
    for (const part of ["Dockerfile:2:6: warning", "  2 │ FROM node\n", "\nFixed 1 file.\n1 problem (1 warning) in 1 file\n"]) assertHolds(stdout, part);
  });

  it("does not touch a file that needs no repair", async () => {
    const cwd = temporaryTree({ ".git/": "", Dockerfile: floating });
    const file = path.join(cwd, "Dockerfile");
    const before = statSync(file);
    await runCommand(["lint", "--fix"], { cwd });
    assert.deepEqual([statSync(file).ino, statSync(file).mtimeMs], [before.ino, before.mtimeMs]);
  });

  it("keeps a file's mode", async () => {
    const cwd = temporaryTree({ ".git/": "", Dockerfile: unusedComment });
    chmodSync(path.join(cwd, "Dockerfile"), 0o640);
    await runCommand(["lint", "--fix"], { cwd });
    assert.equal(statSync(path.join(cwd, "Dockerfile")).mode & 0o777, 0o640);
  });

  it("does not write a text in another encoding", async () => {
    const bytes = Buffer.concat([Buffer.from("# caf\xe9\n", "latin1"), Buffer.from(unusedComment)]);
    const cwd = temporaryTree({ ".git/": "", Dockerfile: bytes });
    const { code, stdout } = await runCommand(["lint", "--fix"], { cwd });
    assert.deepEqual(readFileSync(path.join(cwd, "Dockerfile")), bytes);
    assert.equal(code, 1);
    assertHolds(stdout, "1 problem (1 warning) in 1 file");
  });

  it("leaves everything in place where it may not write, and says what is so", async () => {
    const cwd = temporaryTree({ ".git/": "", "a/Dockerfile": unusedComment });
    chmodSync(cwd, 0o755);
    chmodSync(path.join(cwd, "a"), 0o555);
    const { code, stdout, stderr } = await withoutPrivileges(() => runCommand(["lint", "--fix"], { cwd }));
    assert.equal(readFileSync(path.join(cwd, "a/Dockerfile"), "utf8"), unusedComment);
    assert.deepEqual([code, stderr], [2, "layerwise: cannot write a/Dockerfile: permission denied\n"]);
    assertHolds(stdout, "1 problem (1 warning) in 1 file; 1 fixable with --fix");
  });
});

describe("the build context", () => {
  const dockerfile = "FROM node:22.1.0-alpine\nWORKDIR /srv\nCOPY . .\nRUN make\n";
  const contexts: readonly [name: string, args: string[], configuration: string | undefined, isReported: boolean][] = [
    ["is inferred", [], undefined, true],
    ["is what --context says", ["--context", "filtered"], undefined, false],
    ["is what the configuration says", [], '{ "contexts": { "api/Dockerfile": "filtered" } }', false],
    ["is what --context says, whatever the configuration says", ["--context", "api"], '{ "contexts": { "api/Dockerfile": "filtered" } }', true],
  ];
  for (const [name, args, configuration, isReported] of contexts) {
    it(name, async () => {
      const files = { ".git/": "", "api/Dockerfile": dockerfile, "api/package.json": "{}", "filtered/.dockerignore": "**/.git\n" };
      const cwd = temporaryTree({ ...files, ...(configuration !== undefined && { ".layerwise.jsonc": configuration }) });
      const { stdout, stderr } = await runCommand(["lint", ...args], { cwd });
      assert.equal(stderr, "");
      assert.equal(stdout.includes("[require-dockerignore]"), isReported, stdout);
    });
  }
});

/** Runs as a user who may write only what everybody may; as it is, when this process has no other user to be. */
async function withoutPrivileges<Result>(action: () => Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0) return action();
  await import("../../../cli/commands/lint.ts");
  process.seteuid?.(65534);
  return action().finally(() => process.seteuid?.(0));
}

function assertHolds(text: string, part: string | RegExp): void {
  if (typeof part === "string") assert.ok(text.includes(part), `${JSON.stringify(part)} is not in:\n${text}`);
  else assert.match(text, part);
}
