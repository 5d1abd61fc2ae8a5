import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "mocha";
import type { BuildContext } from "../../../buildkit/files/build-context.ts";
import { createIgnoreMatcher, parseIgnoreFile } from "../../../buildkit/files/dockerignore.ts";
import { diskContext } from "../../../workspace/disk-context.ts";
import { startAll } from "../plan/pool.ts";
import { randomSource } from "../plan/random-source.ts";
import { readTar } from "../plan/read-tar.ts";
import { runBuild } from "../plan/run-build.ts";
import { withLaboratories } from "../plan/with-laboratory.ts";
import { documented, randomFile } from "./ignore-files.ts";

const seed = Number(process.env["LAYERWISE_ORACLE_SEED"] ?? Date.now() % 1_000_000_000);
const rounds = Number(process.env["LAYERWISE_ORACLE_ROUNDS"] ?? 120);

const names = ["a", "b", "foo", "afoo", "a.b", "!a", "#b", "a b", ".env", "ä"];
const files = [
  ...names.flatMap((first) => names.slice(0, 6).flatMap((second) => [`d${first}/${second}`, `${first}/${second}/a`, `${first}/${second}/foo/b`])),
  "README.md", "README-secret.md", "temp1", "tempx", "sub/temp", "sub/deep/temporary", "main.go", "sub/main.go", "sub/deep/main.go", "sub/notes.md", "sub/README.md", "FOO", "c",
];

/** All paths of the context, directories before what is in them. */
const entries = [...new Set(files.flatMap((file) => file.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/"))))];

const mutants: Readonly<Record<string, (text: string) => string>> = {
  "nothing is brought back": (text) => text.split("\n").filter((line) => !line.startsWith("!")).join("\n"),
  "the first pattern decides": (text) => text.split("\n").toReversed().join("\n"),
  "names are looked for at any depth": (text) => text.split("\n").map((line) => line.replace(/^(!?)(?=[\w.*])/, "$1**/")).join("\n"),
};

interface Transfer {
  readonly text: string;
  readonly context: BuildContext;
  /** Files and directories that the build had; undefined when it refused the ignore file. */
  readonly transferred: ReadonlySet<string> | undefined;
}

/** What a context transfers, listed by a build that copies all of it. */
describe("ignore files, compared with what a BuildKit is sent", function () {
  this.timeout(10 * 60_000);
  const texts = [...documented, ...randomTexts()];
  let running: readonly Promise<Transfer>[] = [];
  const transfers: Transfer[] = [];

  withLaboratories(1, ([laboratory]) => {
    if (laboratory === undefined) return;
    const root = mkdtempSync(path.join(laboratory.folder, "transfer-"));
    for (const file of files) writeFile(path.join(root, "context", file), file);
    running = startAll(texts.map((text, index) => () => transfer(laboratory.address, root, text, index)), 4);
    for (const each of running) each.catch(() => undefined);
  });

  it(`agree on documented files and ${rounds} random ones (seed ${seed})`, async () => {
    transfers.push(...(await Promise.all(running)));
    assert.deepEqual(transfers.flatMap((each) => problemsOf(each)), []);
    const compared = transfers.filter(({ transferred }) => transferred !== undefined);
    const ignored = compared.flatMap(({ context }) => entries.filter((entry) => context.isIgnored(entry))).length;
    console.log(`      ${compared.length} ignore files × ${entries.length} paths, ${ignored} of ${compared.length * entries.length} kept out; ${transfers.length - compared.length} files refused`);
    assert.ok(compared.length >= 100 && ignored > 300);
  });

  for (const [name, change] of Object.entries(mutants)) {
    it(`would notice a matcher in which ${name}`, () => {
      const wrong = transfers.filter((each) => problemsOf(each, matcherOf(change(each.text))).length > 0);
      assert.ok(wrong.length >= 10, `${wrong.length} files`);
    });
  }
});

function matcherOf(text: string): (entry: string) => boolean {
  const matcher = createIgnoreMatcher(parseIgnoreFile(text));
  return (entry) => matcher.isIgnored(entry);
}

function problemsOf({ text, context, transferred }: Transfer, isIgnored: (entry: string) => boolean = context.isIgnored): readonly string[] {
  const patterns = parseIgnoreFile(text);
  const isMalformed = patterns.some(({ problem }) => problem !== undefined);
  // A malformed pattern is noticed when it is needed, which the patterns before it may prevent.
  if (isMalformed) return patterns.length === 1 && transferred !== undefined ? [`accepts ${JSON.stringify(text)}`] : [];
  if (transferred === undefined) return [`refuses ${JSON.stringify(text)}`];
  return entries.filter((entry) => isIgnored(entry) === transferred.has(entry)).map((entry) => `${entry} with ${JSON.stringify(text)}: ${transferred.has(entry) ? "is sent" : "is not sent"}`);
}

async function transfer(address: string, root: string, text: string, index: number): Promise<Transfer> {
  const context = path.join(root, "context");
  const dockerfile = path.join(root, "dockerfiles", `${index}.Dockerfile`);
  const output = path.join(root, `${index}.tar`);
  writeFile(dockerfile, "FROM scratch\nCOPY . /\n");
  writeFile(`${dockerfile}.dockerignore`, text);
  const known = diskContext({ root: context, dockerfile, repository: root });
  try {
    await runBuild({ address, context, dockerfile: path.relative(context, dockerfile), args: new Map(), options: ["--output", `type=tar,dest=${output}`] });
    return { text, context: known, transferred: new Set(readTar(readFileSync(output)).keys()) };
  } catch (error) {
    if (!/pattern|dockerignore/i.test(String(error))) throw error;
    return { text, context: known, transferred: undefined };
  } finally {
    rmSync(output, { force: true });
  }
}

function writeFile(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function randomTexts(): readonly string[] {
  const random = randomSource(seed);
  return Array.from({ length: rounds }, () => randomFile(random));
}
