/**
 * Compares our trees and expansions with BuildKit's over every Dockerfile below a folder and over generated texts, and
 * prints what differs:
 *
 *     node --import=tsx test/buildkit-oracle/parser/compare.ts [folder] [--texts=2000] [--seed=1]
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { fileDifferences, wordDifferences } from "./differences.ts";
import { createRandom, mangle, nastyFile, nastyWord, type Random } from "../../dockerfile/nasty.ts";
import { askAboutFiles, askAboutWords, buildOracle, type WordQuestion } from "./oracle.ts";

export interface Comparison {
  readonly name: string;
  readonly total: number;
  /** Those that BuildKit can read, so that there was something to compare beyond the refusal. */
  readonly readable: number;
  readonly disagreements: readonly { readonly subject: string; readonly differences: readonly string[] }[];
}

/** Compares the trees of texts; each is written to a file in the folder for the Go program. */
export function compareTexts(program: string, folder: string, name: string, texts: readonly string[]): Comparison {
  mkdirSync(path.join(folder, name), { recursive: true });
  const files = texts.map((text, index) => {
    const file = path.join(folder, name, String(index));
    writeFileSync(file, text);
    return file;
  });
  return compareFiles(program, name, files, (file) => JSON.stringify(readFileSync(file, "utf8")));
}

export function compareFiles(program: string, name: string, files: readonly string[], subjectOf = (file: string): string => file): Comparison {
  const answers = askAboutFiles(program, files);
  const disagreements = answers.flatMap((answer) => {
    const differences = fileDifferences(readText(answer.file), answer);
    return differences.length === 0 ? [] : [{ subject: subjectOf(answer.file), differences }];
  });
  const readable = answers.filter((answer) => answer.error === undefined).length;
  return { name, total: files.length, readable, disagreements };
}

export function compareWords(program: string, name: string, words: readonly string[]): Comparison {
  const env = { A: "a.b-c", B: "x/y/x*z", EMPTY: "", _é: "e" };
  const questions = words.flatMap((word): WordQuestion[] => [
    { word, escape: "\\", env },
    { word, escape: "`", env },
  ]);
  const answers = askAboutWords(program, questions);
  const disagreements = questions.flatMap((question, index) => {
    const answer = answers[index];
    const differences = answer === undefined ? ["no answer"] : wordDifferences(question, answer);
    return differences.length === 0 ? [] : [{ subject: JSON.stringify([question.word, question.escape]), differences }];
  });
  return { name, total: questions.length, readable: answers.filter((answer) => "value" in answer).length, disagreements };
}

export function many<Item>(count: number, create: () => Item): readonly Item[] {
  return Array.from({ length: count }, create);
}

function main(): number {
  const options = { texts: { type: "string", default: "2000" }, seed: { type: "string", default: "1" } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const folder = mkdtempSync(path.join(tmpdir(), "layerwise-parser-"));
  try {
    const oracle = buildOracle(folder);
    if ("problem" in oracle) {
      console.log(`Skipped, the Go program cannot be built: ${oracle.problem}`);
      return 0;
    }
    const comparisons = compareAll(oracle.program, folder, positionals[0], Number(values.texts), createRandom(Number(values.seed)));
    comparisons.forEach(print);
    return comparisons.every((comparison) => comparison.disagreements.length === 0) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compareAll(program: string, folder: string, corpus: string | undefined, count: number, random: Random): readonly Comparison[] {
  const files = corpus === undefined ? [] : findDockerfiles(corpus);
  const bases = files.map(readText).filter((text) => text.length < 20_000);
  const mangled = bases.length === 0 ? [] : many(count, () => mangle(bases[Math.floor(random() * bases.length)] ?? "", random));
  return [
    compareFiles(program, "files", files),
    compareTexts(program, folder, "mangled files", mangled),
    compareTexts(program, folder, "generated files", many(count, () => nastyFile(random))),
    compareWords(program, "generated words", many(count, () => nastyWord(random))),
  ].filter((comparison) => comparison.total > 0);
}

function print({ name, total, readable, disagreements }: Comparison): void {
  console.log(`${name}: ${total - disagreements.length} of ${total} agree (${readable} of them readable for BuildKit)`);
  for (const { subject, differences } of disagreements.slice(0, 20)) console.log(`  ${subject}\n    ${differences.join("\n    ")}`);
}

function findDockerfiles(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => /dockerfile|containerfile/iu.test(name)).map((name) => path.resolve(folder, name));
  return files.filter((file) => statSync(file).isFile() && statSync(file).size > 0);
}

function readText(file: string): string {
  return readFileSync(file, "utf8");
}

if (process.argv[1] === import.meta.filename) process.exitCode = main();
