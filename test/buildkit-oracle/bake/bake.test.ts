import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { readBake } from "../../../workspace/invocations/bake.ts";
import type { BuildInvocation, InvocationContext, InvokedValue } from "../../../workspace/invocations/invocation.ts";
import { expressions, fileOf, inheritance, matrices, targets, variables } from "../../workspace/invocations/bake-cases.ts";
import { createRandom, randomBakeFile } from "./random-bake-file.ts";

/** Files are drawn from this seed, so that a failure can be run again. */
const seed = Number(process.env["LAYERWISE_ORACLE_SEED"] ?? 20260901);
const rounds = Number(process.env["LAYERWISE_ORACLE_ROUNDS"] ?? 400);

/** Bake files to compare besides, separated by colons; those that belong together by commas. */
const given = (process.env["LAYERWISE_ORACLE_BAKE_FILES"] ?? "").split(":").filter((name) => name !== "");

describe("bake files, compared with buildx's own library", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(path.join(tmpdir(), "layerwise-bake-"));
  const program = path.join(folder, "bake");

  before(function () {
    const build = spawnSync("go", ["build", "-o", program, "."], { cwd: import.meta.dirname, encoding: "utf8", timeout: 280_000 });
    if (build.status === 0) return;
    console.log(`      skipped, the Go program cannot be built: ${build.error?.message ?? build.stderr.trim()}`);
    this.skip();
  });
  after(() => rmSync(folder, { recursive: true }));

  it("agrees on the files of the unit tests", () => {
    const texts = [...[targets, variables, inheritance, matrices].flatMap((cases) => cases.map(([, text]) => text)), ...expressions.map(([text]) => fileOf(text))];
    const { agreed, refused } = compare(program, texts.map((text) => [{ name: "docker-bake.hcl", text }]));
    assert.ok(agreed > 100 && refused < texts.length / 4, `${agreed} values agree, ${refused} files are refused`);
  });

  it(`agrees on ${rounds} random files (seed ${seed})`, () => {
    const random = createRandom(seed);
    const texts = Array.from({ length: rounds }, () => randomBakeFile(random));
    const { agreed, refused, open } = compare(program, texts.map((text) => [{ name: "docker-bake.hcl", text }]));
    console.log(`      ${agreed} values agree, ${open} are not claimed, ${refused} files are refused by bake`);
    assert.ok(agreed > rounds && open < agreed / 10 && refused < rounds / 10, `${agreed} values agree, ${open} are not claimed`);
  });

  for (const names of given) {
    it(`agrees on ${names}`, async () => {
      const { readFileSync } = await import("node:fs");
      const { agreed, refused, open } = compare(program, [names.split(",").map((name) => ({ name, text: readFileSync(name, "utf8") }))]);
      console.log(`      ${agreed} values agree, ${open} are not claimed`);
      assert.equal(refused, 0, "bake refuses them");
    });
  }
});

interface File {
  readonly name: string;
  readonly text: string;
}

/** A target as buildx writes it. */
interface Target {
  readonly context: string;
  readonly dockerfile: string;
  readonly "dockerfile-inline"?: string;
  readonly target?: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly contexts?: Readonly<Record<string, string>>;
  readonly platforms?: readonly string[];
  readonly tags?: readonly string[];
  readonly "no-cache"?: boolean;
  readonly pull?: boolean;
}

interface Answer {
  readonly targets?: Readonly<Record<string, Target>>;
  readonly error?: string;
}

/** How many values agree, how many the reader leaves unknown, how many files bake refuses. */
interface Outcome {
  agreed: number;
  open: number;
  refused: number;
}

function compare(program: string, questions: readonly (readonly File[])[]): Outcome {
  const input = questions.map((files) => JSON.stringify({ files })).join("\n");
  // Variables of the environment would set those of the files.
  const { stdout, stderr } = spawnSync(program, { input, encoding: "utf8", maxBuffer: 1 << 28, env: {} });
  const answers = stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as Answer);
  assert.equal(answers.length, questions.length, stderr);
  const outcome: Outcome = { agreed: 0, open: 0, refused: 0 };
  for (const [index, files] of questions.entries()) compareFiles(files, answers[index] ?? {}, outcome);
  return outcome;
}

function compareFiles(files: readonly File[], { targets: expected, error }: Answer, outcome: Outcome): void {
  if (error !== undefined || expected === undefined) {
    outcome.refused++;
    return;
  }
  const text = files.map((file) => file.text).join("\n");
  const sources = files.map(({ name, text: source }) => ({ file: path.join("/r", path.basename(name)), text: source }));
  const { invocations, problems } = readBake(sources, { directory: "/r", targets: Object.keys(expected) });
  assert.deepEqual(problems, [], text);
  const found = new Map(invocations.map((invocation) => [invocation.origin.name, invocation]));
  assert.deepEqual([...found.keys()].sort(), Object.keys(expected).sort(), text);
  for (const [name, target] of Object.entries(expected)) {
    const invocation = found.get(name);
    assert.ok(invocation);
    compareTarget(invocation, target, `${name} of\n${text}`, outcome);
  }
}

function compareTarget(invocation: BuildInvocation, target: Target, where: string, outcome: Outcome): void {
  const same = (found: unknown, expected: unknown, field: string): void => {
    assert.deepEqual(found, expected, `${field} of ${where}`);
    outcome.agreed++;
  };
  const value = (found: InvokedValue | undefined, expected: string | undefined, field: string): void => {
    if (found?.kind === "unknown" || found?.kind === "volatile") outcome.open++;
    else same(found?.value, expected, field);
  };
  const context = (found: InvocationContext | undefined, expected: string, field: string): void => {
    if (found?.kind === "unknown") outcome.open++;
    else if (found?.kind === "bake-target") same(`target:${found.name}`, expected, field);
    else if (found?.kind === "remote") same(found.reference, expected, field);
    else same(found?.path, path.resolve("/r", expected.replace(/^cwd:\/\//, "")), field);
  };
  const { dockerfile } = invocation;
  context(invocation.context, target.context, "context");
  const inline = unescape(target["dockerfile-inline"]) ?? "";
  if (dockerfile.kind === "unknown") outcome.open++;
  else if (dockerfile.kind === "inline") same(dockerfile.text, inline, "dockerfile-inline");
  else {
    const base = target.dockerfile.startsWith("cwd://") ? "/r" : invocation.context.kind === "directory" ? invocation.context.path : "";
    same(inline, "", "dockerfile-inline");
    same(dockerfile.path, path.resolve(base, target.dockerfile.replace(/^cwd:\/\//, "")), "dockerfile");
  }
  value(invocation.target, target.target === "" ? undefined : target.target, "target");
  for (const name of new Set([...invocation.args.keys(), ...Object.keys(target.args ?? {})])) value(invocation.args.get(name), unescape(target.args?.[name]), `argument ${name}`);
  for (const [name, expected] of Object.entries(target.contexts ?? {})) context(invocation.namedContexts.get(name), expected, `context ${name}`);
  for (const name of invocation.namedContexts.keys()) assert.ok(target.contexts?.[name] !== undefined, `context ${name} of ${where}`);
  if (invocation.platforms.length > 0) same([...new Set(invocation.platforms)], target.platforms, "platforms");
  if (!invocation.tags.some((tag) => tag.includes("("))) same([...new Set(invocation.tags)].filter((tag) => tag !== ""), (target.tags ?? []).filter((tag) => tag !== ""), "tags");
  same(invocation.noCache, target["no-cache"] ?? false, "no-cache");
  same(invocation.pull, target.pull ?? false, "pull");
}

/** As bake would read it again: buildx escapes what it prints. */
function unescape(text: string | undefined): string | undefined {
  return text?.replaceAll("$${", "${").replaceAll("%%{", "%{");
}
