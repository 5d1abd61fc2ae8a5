import assert from "node:assert/strict";
import { parseIgnoreTree } from "../../buildkit/files/ignore-tree.ts";
import type { Comment } from "../../dockerfile/nodes.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import type { FindingNote } from "../../rules/language/noted-source-code.ts";
import { languageOf } from "../../rules/rule.ts";
import { annotate, readAnnotated, toCrlf, type Mark } from "./annotations.ts";
import { brokenDockerfiles } from "./broken-dockerfiles.ts";
import { applyEdits, applyFix, fixRule, lintRule, ruleOf, type Message, type Subject, type Surroundings } from "./lint-rule.ts";

export type ValidCase = Surroundings & {
  /** A sentence of behaviour: "a later COPY is harmless in a stage nobody uses". */
  readonly name: string;
} & LintedText;

/** The text to lint, under the name of its language. */
type LintedText = { readonly dockerfile: string; readonly dockerignore?: never } | { readonly dockerignore: string; readonly dockerfile?: never };

/** The text has a caret line with the message id below each offending part (annotations.ts). */
export type InvalidCase = ValidCase & {
  /** Matches the text of every finding; a list has one pattern for each finding, in order of place. */
  readonly message?: RegExp | readonly RegExp[];
  /** The whole file after all automatic fixes. Demanded when there are fixes. */
  readonly output?: string;
  /** Suggestion id → the whole file after it; a list when several findings offer one of that id. All or none. */
  readonly suggestions?: Readonly<Record<string, string | readonly string[]>>;
  /** Message id of a remedy → path of each file that it creates → what its text matches. All or none. */
  readonly creates?: Readonly<Record<string, Readonly<Record<string, RegExp>>>>;
  /** Message id of a remedy → path of each other file that it edits → the whole file after it. All or none. */
  readonly changes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

export interface Cases {
  readonly invalid: readonly InvalidCase[];
  readonly valid: readonly ValidCase[];
}

/** Every Dockerfile that a rule has been given to report, for tests of all of them together. */
export const checkedCases: { readonly rule: string; readonly each: InvalidCase; readonly dockerfile: string }[] = [];

let isCollecting = false;

/** Reads files of tests for the cases in them, which are not run. Returns all cases read so far. */
export async function collectCases(files: readonly string[]): Promise<typeof checkedCases> {
  isCollecting = true;
  for (const file of files) await import(file);
  isCollecting = false;
  return checkedCases;
}

/**
 * Tests a rule, given by its id or as it is. Beyond the cases themselves: a file with CR LF gives the same findings and
 * fixes; a fix or suggestion keeps comments, breaks no syntax and leaves nothing of its finding; broken input does no
 * harm; every message of the rule occurs in a case.
 */
export function check(subject: Subject, cases: Cases): void {
  if (typeof subject === "string") checkedCases.push(...cases.invalid.flatMap((each) => (each.dockerfile === undefined ? [] : { rule: subject, each, dockerfile: each.dockerfile })));
  if (isCollecting) return;
  describe(typeof subject === "string" ? subject : "rule", () => {
    describe("reports", () => {
      for (const each of cases.invalid) it(each.name, () => checkInvalid(subject, each));
    });
    describe("is silent", () => {
      for (const each of cases.valid) it(each.name, () => checkValid(subject, each));
    });
    it("has a case for every message", () => checkMessages(subject, cases));
    it("survives broken input", () => checkBroken(subject, cases));
  });
}

/** Throws an AssertionError unless the findings, fixes and suggestions are the ones that the case describes. */
export function checkInvalid(subject: Subject, { message, output, suggestions, creates, changes, ...each }: InvalidCase): void {
  const { text, marks } = readAnnotated(textOf(each));
  assert.notEqual(marks.length, 0, "An invalid case marks a finding with carets.");
  const { messages, notes } = checkFindings(subject, each, text, marks);
  checkTexts(messages, message);
  checkOutput(subject, each, text, output);
  const offered = messages.flatMap((finding) => finding.suggestions ?? []);
  for (const { fix } of [...messages, ...offered]) checkEdit(subject, each, text, fix);
  if (suggestions !== undefined) assert.deepEqual(suggestedTexts(text, messages), wantedTexts(suggestions));
  if (creates !== undefined) checkCreated(notes, creates);
  if (changes !== undefined) assert.deepEqual(changedTexts(notes), changes);
}

/** Throws an AssertionError if the rule reports anything. */
export function checkValid(subject: Subject, each: ValidCase): void {
  const { text, marks } = readAnnotated(textOf(each));
  assert.equal(marks.length, 0, "A valid case has no carets.");
  checkFindings(subject, each, text, []);
}

/** Throws an AssertionError if a message of the rule is neither a finding nor an asserted remedy of some case. */
export function checkMessages(subject: Subject, { invalid }: Cases): void {
  const findings = invalid.flatMap((each) => readAnnotated(textOf(each)).marks.map((mark) => mark.id));
  const remedies = invalid.flatMap((each) => Object.keys({ ...each.suggestions, ...each.creates, ...each.changes }));
  const fixes = invalid.flatMap((each) => (each.output === undefined ? [] : automaticIds(subject, each)));
  const exercised = new Set([...findings, ...remedies, ...fixes]);
  assert.deepEqual([...exercised].toSorted(), Object.keys(ruleOf(subject).meta.messages).toSorted());
}

/** Throws what the rule throws at nonsense, or at a case's text while it is being typed. */
export function checkBroken(subject: Subject, { invalid, valid }: Cases): void {
  for (const text of brokenDockerfiles) lintRule(subject, {}, text);
  for (const each of [...invalid, ...valid]) {
    const lines = readAnnotated(textOf(each)).text.split("\n");
    const halves = lines.map((line, index) => [...lines.slice(0, index), line.slice(0, line.length / 2)].join("\n"));
    for (const text of new Set(halves)) lintRule(subject, each, text);
  }
}

function checkFindings(subject: Subject, each: ValidCase, text: string, marks: readonly Mark[]): ReturnType<typeof lintRule> {
  const found = lintRule(subject, each, text);
  assert.equal(annotate(text, found.messages.map(toMark)), annotate(text, marks));
  const inCrlf = lintRule(subject, each, toCrlf(text));
  assert.equal(annotate(text, inCrlf.messages.map(toMark)), annotate(text, marks), "With CR LF line ends the findings differ.");
  return found;
}

function toMark({ messageId, message, line, column, endLine, endColumn }: Message): Mark {
  const isOnOneLine = endLine === line && endColumn !== undefined;
  return { id: messageId ?? message, line: line - 1, column: column - 1, endColumn: isOnOneLine ? endColumn - 1 : undefined };
}

function checkTexts(findings: readonly Message[], pattern: RegExp | readonly RegExp[] | undefined): void {
  if (pattern === undefined) return;
  const patterns = pattern instanceof RegExp ? findings.map(() => pattern) : pattern;
  assert.equal(findings.length, patterns.length, "There is one pattern for each finding.");
  for (const [index, { message }] of findings.entries()) assert.match(message, patterns[index] ?? /$^/);
}

function checkOutput(subject: Subject, each: ValidCase, text: string, output: string | undefined): void {
  const fixed = fixRule(subject, each, text);
  assert.equal(fixed.fixed ? fixed.output : undefined, output?.replace(/^\n/, ""));
  assert.equal(fixRule(subject, each, toCrlf(text)).output, toCrlf(fixed.output), "With CR LF line ends the fix differs.");
  const unfixable = lintRule(subject, each, text).messages.filter((finding) => finding.fix === undefined);
  assert.equal(fixed.messages.length, unfixable.length, "The fix leaves, or makes, findings of its own rule.");
}

/** What holds for the outcome of every single fix and suggestion. */
function checkEdit(subject: Subject, each: ValidCase, text: string, fix: Message["fix"]): void {
  if (fix === undefined) return;
  const edited = applyFix(text, fix);
  const [before, after] = [parse(subject, text), parse(subject, edited)];
  const kept = after.comments.map((comment) => comment.value.trim());
  const lost = before.comments.map((comment) => comment.value.trim()).filter((comment) => !kept.includes(comment));
  assert.deepEqual(lost, [], "The edit loses comments.");
  assert.ok(after.errors.length <= before.errors.length, `The edit breaks the syntax:\n${edited}`);
  const [found, remaining] = [text, edited].map((version) => lintRule(subject, each, version).messages.length);
  assert.ok((remaining ?? 0) < (found ?? 0), `The edit does not cure its finding:\n${edited}`);
}

function textOf({ dockerfile, dockerignore }: LintedText): string {
  return dockerfile ?? dockerignore;
}

/** No ignore file is wrong as a whole; a pattern that BuildKit refuses counts as an error. */
function parse(subject: Subject, text: string): { readonly comments: readonly Comment[]; readonly errors: readonly unknown[] } {
  if (languageOf(ruleOf(subject)) === "dockerfile") return parseDockerfile(text);
  const { comments, patterns } = parseIgnoreTree(text);
  return { comments, errors: patterns.filter(({ pattern }) => pattern.problem !== undefined) };
}

function suggestedTexts(text: string, findings: readonly Message[]): Record<string, string[]> {
  const texts: Record<string, string[]> = {};
  for (const { messageId = "", fix } of findings.flatMap((finding) => finding.suggestions ?? [])) {
    (texts[messageId] ??= []).push(applyFix(text, fix));
  }
  return texts;
}

function wantedTexts(suggestions: Readonly<Record<string, string | readonly string[]>>): Record<string, string[]> {
  const entries = Object.entries(suggestions);
  return Object.fromEntries(entries.map(([id, texts]) => [id, [texts].flat().map((text) => text.replace(/^\n/, ""))]));
}

function changedTexts(notes: readonly FindingNote[]): Record<string, Record<string, string>> {
  const remedies = notes.flatMap((note) => note.remedies).filter(({ changes = [] }) => changes.length > 0);
  return Object.fromEntries(remedies.map(({ messageId, changes = [] }) => [messageId, Object.fromEntries(changes.map(({ path, text, edits }) => [path, applyEdits(text, edits)]))]));
}

function checkCreated(notes: readonly FindingNote[], wanted: Readonly<Record<string, Readonly<Record<string, RegExp>>>>): void {
  const remedies = notes.flatMap((note) => note.remedies);
  const files = remedies.flatMap(({ messageId, creates = [] }) => creates.map((file) => ({ messageId, ...file })));
  const paths = Object.entries(wanted).flatMap(([messageId, patterns]) => Object.keys(patterns).map((path) => ({ messageId, path })));
  assert.deepEqual(files.map(({ messageId, path }) => ({ messageId, path })), paths);
  for (const { messageId, path, text } of files) assert.match(text, wanted[messageId]?.[path] ?? /$^/);
}

/** Messages that word an automatic remedy: nobody sees them in ESLint, but the server shows them. */
function automaticIds(subject: Subject, each: InvalidCase): string[] {
  const { notes } = lintRule(subject, each, readAnnotated(textOf(each)).text);
  return notes.flatMap((note) => note.remedies.filter((remedy) => remedy.safety === "automatic").map((remedy) => remedy.messageId));
}
