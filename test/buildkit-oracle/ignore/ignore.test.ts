import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { createIgnoreMatcher, parseIgnoreFile } from "../../../buildkit/files/dockerignore.ts";
import { randomSource } from "../plan/random-source.ts";
import { documented, randomFile } from "./ignore-files.ts";

/** Cases are drawn from this seed, so that a failure can be run again. */
const seed = Number(process.env["LAYERWISE_ORACLE_SEED"] ?? 20260901);
const rounds = Number(process.env["LAYERWISE_ORACLE_ROUNDS"] ?? 400);

describe("ignore files, compared with BuildKit's own library", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(path.join(tmpdir(), "layerwise-ignore-"));
  const program = path.join(folder, "ignore");

  before(function () {
    const build = spawnSync("go", ["build", "-o", program, "."], { cwd: import.meta.dirname, encoding: "utf8", timeout: 100_000 });
    if (build.status === 0) return;
    if (process.env["CI"] !== undefined) throw new Error(build.error?.message ?? build.stderr.trim());
    console.log(`      skipped, the Go program cannot be built: ${build.error?.message ?? build.stderr.trim()}`);
    this.skip();
  });
  after(() => rmSync(folder, { recursive: true }));

  it("agrees on documented files", () => compare(program, documented.map((text) => ({ text, paths: allPaths }))));

  it(`agrees on ${rounds} random files (seed ${seed})`, () => {
    const random = randomSource(seed);
    compare(program, Array.from({ length: rounds }, () => ({ text: randomFile(random), paths: allPaths })));
  });
});

interface Question {
  readonly text: string;
  readonly paths: readonly string[];
}

interface Answer {
  readonly ignored: readonly boolean[];
  readonly error?: string;
}

function compare(program: string, questions: readonly Question[]) {
  const input = questions.map((question) => JSON.stringify(question)).join("\n");
  const { stdout } = spawnSync(program, { input, encoding: "utf8", maxBuffer: 1 << 28 });
  const answers = stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as Answer);
  assert.equal(answers.length, questions.length);
  for (const [index, { text, paths }] of questions.entries()) {
    const patterns = parseIgnoreFile(text);
    const fails = patterns.some(({ problem }) => problem !== undefined);
    const answer = answers[index];
    assert(answer);
    // Go sees some errors only when it needs the pattern, which the patterns before it may prevent.
    if (fails && patterns.length === 1) assert(answer.error, `Go accepts ${JSON.stringify(text)}`);
    if (fails) continue;
    assert.equal(answer.error, undefined, `Go refuses ${JSON.stringify(text)}`);
    const matcher = createIgnoreMatcher(patterns);
    for (const [at, file] of paths.entries()) {
      assert.equal(matcher.isIgnored(file), answer.ignored[at], `${file} with ${JSON.stringify(text)}`);
    }
  }
  assert(questions.some(({ text }) => parseIgnoreFile(text).every(({ problem }) => problem === undefined)));
}

const names = ["a", "b", "ab", "a.b", "foo", "afoo", "!a", "#b", "a b", "a^b", "ä", "a]", "1", ".env"];
const allPaths = names.flatMap((first) => [
  first,
  ...names.flatMap((second) => [`${first}/${second}`, `${first}/${second}/a`, `${first}/${second}/foo/b`]),
]);
