import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { readCompose } from "../../../workspace/invocations/compose.ts";
import type { BuildInvocation, InvocationFiles, InvokedValue } from "../../../workspace/invocations/invocation.ts";

/** Files are drawn from this seed, so that a failure can be run again. */
const seed = Number(process.env["LAYERWISE_ORACLE_SEED"] ?? 20260901);
const rounds = Number(process.env["LAYERWISE_ORACLE_ROUNDS"] ?? 200);

/** Compose files to compare besides, separated by colons. */
const given = (process.env["LAYERWISE_ORACLE_COMPOSE_FILES"] ?? "").split(":").filter((name) => name !== "");

describe("compose files, compared with compose's own library", function () {
  this.timeout(300_000);
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "layerwise-compose-")));
  const program = path.join(folder, "compose");

  before(function () {
    const build = spawnSync("go", ["build", "-o", program, "."], { cwd: import.meta.dirname, encoding: "utf8", timeout: 280_000 });
    if (build.status === 0) return;
    console.log(`      skipped, the Go program cannot be built: ${build.error?.message ?? build.stderr.trim()}`);
    this.skip();
  });
  after(() => rmSync(folder, { recursive: true }));

  it("agrees on documented forms", () => {
    const { agreed, refused } = compare(program, documented.map((text, index) => write(folder, `documented-${index}`, text)));
    assert.equal(refused, 0);
    assert.ok(agreed > 50, `${agreed} values agree`);
  });

  it(`agrees on ${rounds} random files (seed ${seed})`, () => {
    const random = createRandom(seed);
    const { agreed, open, refused } = compare(program, Array.from({ length: rounds }, (_, index) => write(folder, `random-${index}`, randomFile(random))));
    console.log(`      ${agreed} values agree, ${open} are not claimed, ${refused} files are refused by compose`);
    assert.ok(agreed > rounds && open < agreed / 3 && refused < rounds / 10, `${agreed} values agree, ${open} are not claimed`);
  });

  if (given.length > 0) it(`agrees on ${given.length} given files`, () => {
    const { agreed, open, refused } = compare(program, given);
    console.log(`      ${agreed} values agree, ${open} are not claimed, ${refused} files are refused by compose`);
  });
});

/** Each file in a directory of its own, with a `.env` and a second file to extend. */
function write(folder: string, name: string, text: string): string {
  const directory = path.join(folder, name);
  mkdirSync(directory);
  writeFileSync(path.join(directory, "compose.yaml"), text);
  writeFileSync(path.join(directory, ".env"), "FROM_ENV=env\nQUOTED='a b'\n");
  writeFileSync(path.join(directory, "base.yaml"), 'services:\n  base:\n    build:\n      context: base\n      args:\n        A: base\n        B: base\n');
  return path.join(directory, "compose.yaml");
}

/** A build section as compose-go writes it. */
interface Build {
  readonly context?: string;
  readonly dockerfile?: string;
  readonly dockerfile_inline?: string;
  readonly target?: string;
  readonly args?: Readonly<Record<string, string | null>>;
  readonly additional_contexts?: Readonly<Record<string, string>>;
  readonly no_cache?: boolean;
  readonly pull?: boolean;
}

interface Answer {
  readonly builds?: Readonly<Record<string, Build>>;
  readonly error?: string;
}

/** How many values agree, how many the reader leaves unknown, how many files compose refuses. */
interface Outcome {
  agreed: number;
  open: number;
  refused: number;
}

function compare(program: string, files: readonly string[]): Outcome {
  // Variables of the environment would set those of the files.
  const { stdout, stderr } = spawnSync(program, { input: files.join("\n"), encoding: "utf8", maxBuffer: 1 << 28, env: {} });
  const answers = stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as Answer);
  assert.equal(answers.length, files.length, stderr);
  const outcome: Outcome = { agreed: 0, open: 0, refused: 0 };
  for (const [index, file] of files.entries()) {
    const { builds = {}, error } = answers[index] ?? {};
    if (error === undefined) compareFile(file, builds, outcome);
    else outcome.refused++;
  }
  return outcome;
}

function compareFile(file: string, builds: Readonly<Record<string, Build>>, outcome: Outcome): void {
  const text = readFileSync(file, "utf8");
  const { invocations } = readCompose(file, text, filesOf(path.dirname(file)));
  const found = new Map(invocations.map((invocation) => [invocation.origin.name, invocation]));
  for (const [name, build] of Object.entries(builds)) {
    const invocation = found.get(name);
    assert.ok(invocation, `${name} is missing of\n${text}`);
    compareBuild(invocation, build, `${name} of\n${text}`, outcome);
  }
}

function compareBuild(invocation: BuildInvocation, build: Build, where: string, outcome: Outcome): void {
  const same = (found: unknown, expected: unknown, field: string): void => {
    assert.deepEqual(found, expected, `${field} of ${where}`);
    outcome.agreed++;
  };
  const value = (found: InvokedValue | undefined, expected: string | null | undefined, field: string): void => {
    if (found?.kind === "unknown" || found?.kind === "volatile") outcome.open++;
    else same(found?.value ?? "", expected ?? "", field);
  };
  const { context, dockerfile } = invocation;
  if (context.kind === "directory") same(context.path, build.context, "context");
  else if (context.kind === "remote") same(context.reference, build.context, "context");
  else outcome.open++;
  if (dockerfile.kind === "inline") same(dockerfile.text, build.dockerfile_inline, "dockerfile_inline");
  else if (dockerfile.kind === "file") same(dockerfile.path, path.resolve(build.context ?? "", build.dockerfile ?? "Dockerfile"), "dockerfile");
  else outcome.open++;
  value(invocation.target, build.target, "target");
  for (const name of new Set([...invocation.args.keys(), ...Object.keys(build.args ?? {})])) value(invocation.args.get(name), build.args?.[name], `argument ${name}`);
  same([...invocation.namedContexts.keys()].sort(), Object.keys(build.additional_contexts ?? {}).sort(), "additional_contexts");
  for (const [name, named] of invocation.namedContexts) {
    if (named.kind === "directory") same(named.path, build.additional_contexts?.[name], `context ${name}`);
  }
  same(invocation.noCache, build.no_cache ?? false, "no_cache");
  same(invocation.pull, build.pull ?? false, "pull");
}

function filesOf(repository: string): InvocationFiles {
  const kind = (file: string): "file" | "directory" | undefined => {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats?.isFile() === true ? "file" : stats?.isDirectory() === true ? "directory" : undefined;
  };
  return { repository, kind, read: (file) => (kind(file) === "file" ? readFileSync(file, "utf8") : undefined) };
}

const documented = [
  "services:\n  a:\n    build: .\n  b:\n    build: ./b\n  c:\n    image: x\n",
  "services:\n  a:\n    build:\n      context: web\n      dockerfile: ../D\n      target: prod\n      no_cache: true\n      pull: true\n      args:\n        A: 1\n        B: true\n        C: 'x y'\n        D: 1.50\n",
  "services:\n  a:\n    build:\n      args:\n        - A=1\n        - B=b=c\n        - C=\n",
  "services:\n  a:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM x\n        RUN y $${Z}\n",
  "services:\n  a:\n    build:\n      context: ${DIR:-web}\n      target: ${FROM_ENV}\n      args:\n        A: ${QUOTED}\n        B: ${FROM_ENV:-x}-${NO:-y}\n        C: $$FROM_ENV\n        D: ${NO-z}\n        E: ${FROM_ENV:+set}\n        F: ${NO:+set}\n",
  "x-build: &build\n  context: shared\n  args: &args\n    A: 1\nservices:\n  a:\n    build: *build\n  b:\n    build:\n      <<: *build\n      target: t\n      args:\n        <<: *args\n        B: 2\n",
  "services:\n  a:\n    build:\n      context: https://github.com/a/b.git#main:sub\n  b:\n    build: git@github.com:a/b.git\n",
  "services:\n  a:\n    build:\n      context: .\n      additional_contexts:\n        lib: ../lib\n        img: docker-image://alpine\n  b:\n    build:\n      context: .\n      additional_contexts:\n        - lib=../lib\n",
  "services:\n  base:\n    build:\n      context: web\n      args:\n        A: 1\n        B: 1\n  a:\n    extends: base\n    build:\n      target: t\n      args:\n        B: 2\n  b:\n    extends:\n      service: a\n",
  "services:\n  a:\n    extends:\n      file: base.yaml\n      service: base\n    build:\n      args:\n        B: own\n",
];

type Random = (limit: number) => number;

function createRandom(initial: number): Random {
  let state = initial;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function randomFile(random: Random): string {
  const pick = (items: readonly string[]): string => items[random(items.length)] ?? "";
  const word = (): string => pick(["a", '"b c"', "'d'", "1", "true", "${FROM_ENV}", "${NO:-e}", "x-${FROM_ENV}", "${NO:-${FROM_ENV}}", "$$f", '"${QUOTED}"', "${NO-g}", "1.0", "~", "0x10", "yes"]);
  const args = (): string => {
    const names = ["A", "B", "C"].filter(() => random(2) === 0);
    if (names.length === 0) return "";
    if (random(2) === 0) return `      args:\n${names.map((name) => `        ${name}: ${word()}\n`).join("")}`;
    return `      args:\n${names.map((name) => `        - ${name}=${pick(["a", "b c", "${FROM_ENV}", "${NO:-e}", "", "d=e"])}\n`).join("")}`;
  };
  const service = (name: string, others: readonly string[]): string => {
    const parent = others.length > 0 && random(3) === 0 ? `    extends:\n      service: ${pick(others)}\n` : "";
    if (parent === "" && random(4) === 0) return `  ${name}:\n    build: ${pick([".", "./web/", "${NO:-web}", "../up"])}\n`;
    const fields = [
      random(2) === 0 || parent === "" ? `      context: ${pick([".", "web", "./a/../b", "${FROM_ENV}"])}\n` : "",
      random(3) === 0 ? `      dockerfile: ${pick(["D", "../D", "sub/D", "${NO:-D}"])}\n` : "",
      random(4) === 0 ? `      target: ${pick(["t", "${FROM_ENV}", "'x'"])}\n` : "",
      args(),
      random(5) === 0 ? "      additional_contexts:\n        lib: ./lib\n" : "",
      random(6) === 0 ? `      no_cache: ${pick(["true", "false"])}\n` : "",
      random(6) === 0 ? `      pull: ${pick(["true", "false"])}\n` : "",
    ].join("");
    return `  ${name}:\n${parent}${fields === "" ? "    image: x\n" : `    build:\n${fields}`}`;
  };
  const names = ["s0", "s1", "s2"];
  return `services:\n${names.map((name, index) => service(name, names.slice(0, index))).join("")}`;
}
