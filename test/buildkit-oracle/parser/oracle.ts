import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";

/** The answers of main.go; its field names. */
export interface FileAnswer {
  readonly file: string;
  readonly error?: string;
  readonly escape: string;
  readonly directives: Readonly<Record<string, string>>;
  readonly instructions: readonly InstructionAnswer[] | null;
  readonly stages: readonly { readonly name: string; readonly base: string }[] | null;
  readonly stagesError?: string;
}

export interface InstructionAnswer {
  readonly keyword: string;
  readonly flags: readonly { readonly text: string; readonly fields: readonly string[] | null }[] | null;
  readonly args: readonly string[] | null;
  readonly json: boolean;
  readonly heredocs: readonly HeredocAnswer[] | null;
  readonly paths: readonly string[] | null;
  readonly trigger: readonly InstructionAnswer[] | null;
  readonly start: number;
  readonly end: number;
  readonly error?: string;
}

export interface HeredocAnswer {
  readonly name: string;
  readonly expand: boolean;
  readonly chomp: boolean;
  readonly content: string;
}

export interface WordQuestion {
  readonly word: string;
  readonly escape: "\\" | "`";
  readonly env: Readonly<Record<string, string>>;
}

export type WordAnswer = { readonly value: string; readonly unmatched: readonly string[] } | { readonly error: string };

/** Builds the Go program. Says why if that is not possible: no Go here, or its modules cannot be had. */
export function buildOracle(folder: string): { readonly program: string } | { readonly problem: string } {
  const program = path.join(folder, "oracle");
  const build = spawnSync("go", ["build", "-o", program, "."], { cwd: import.meta.dirname, encoding: "utf8", timeout: 280_000 });
  if (build.status === 0) return { program };
  return { problem: build.error?.message ?? build.stderr.trim() };
}

export function askAboutFiles(program: string, files: readonly string[]): readonly FileAnswer[] {
  return ask(program, files.map((file) => ({ file }))) as readonly FileAnswer[];
}

export function askAboutWords(program: string, questions: readonly WordQuestion[]): readonly WordAnswer[] {
  return ask(program, questions) as readonly WordAnswer[];
}

function ask(program: string, questions: readonly object[]): readonly unknown[] {
  if (questions.length === 0) return [];
  const input = questions.map((question) => JSON.stringify(question)).join("\n");
  const { stdout, stderr } = spawnSync(program, { input, encoding: "utf8", maxBuffer: 1 << 30 });
  const answers = stdout.trimEnd().split("\n").map((line): unknown => JSON.parse(line));
  assert.equal(answers.length, questions.length, stderr);
  return answers;
}
