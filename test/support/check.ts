import assert from "node:assert/strict";
import { Linter } from "eslint";
import type { ContextKnowledge } from "../../buildkit/build-context.ts";
import { memoryContext } from "../../buildkit/memory-context.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { createPlugin } from "../../rules/index.ts";
import type { DockerfileRule } from "../../rules/rule.ts";
import { rules } from "../../rules/rules.ts";
import { annotate, readAnnotated, toCrlf, type Mark } from "./annotations.ts";

export interface ValidCase {
  /** A sentence of behaviour: "a later COPY is harmless in a stage nobody uses". */
  readonly name: string;
  readonly dockerfile: string;
  /** The build context, path → text. Without it (and without `context`) nothing is known of the context. */
  readonly files?: Readonly<Record<string, string>>;
  readonly context?: ContextKnowledge;
  readonly options?: readonly unknown[];
}

/** `dockerfile` has a caret line with the message id below each offending text (annotations.ts). */
export interface InvalidCase extends ValidCase {
  /** Matches the text of every finding; a list has one pattern for each finding, in order of place. */
  readonly message?: RegExp | readonly RegExp[];
  /** The whole file after all automatic fixes. Demanded when there are fixes. */
  readonly output?: string;
  /** Suggestion id → the whole file after it; a list when several findings offer one of that id. All or none. */
  readonly suggestions?: Readonly<Record<string, string | readonly string[]>>;
}

export interface Cases {
  readonly invalid: readonly InvalidCase[];
  readonly valid: readonly ValidCase[];
}

/**
 * Tests a rule, given by its id or as it is. Beyond the cases themselves: a file with CR LF gives the same findings and
 * fixes; a fix or suggestion keeps comments, breaks no syntax and leaves nothing of its finding; broken input does no
 * harm; every message of the rule occurs in a case.
 */
export function check(subject: string | DockerfileRule, cases: Cases): void {
  describe(typeof subject === "string" ? subject : "rule", () => {
    describe("invalid", () => {
      for (const each of cases.invalid) it(each.name, () => checkInvalid(subject, each));
    });
    describe("valid", () => {
      for (const each of cases.valid) it(each.name, () => checkValid(subject, each));
    });
    it("has a case for every message", () => checkMessages(subject, cases));
    it("survives broken input", () => checkBroken(subject, cases));
  });
}

/** Throws an AssertionError unless the findings, fixes and suggestions are the ones that the case describes. */
export function checkInvalid(subject: string | DockerfileRule, { message, output, suggestions, ...each }: InvalidCase): void {
  const { text, marks } = readAnnotated(each.dockerfile);
  assert.notEqual(marks.length, 0, "An invalid case marks a finding with carets.");
  const findings = checkFindings(subject, each, text, marks);
  checkTexts(findings, message);
  checkOutput(subject, each, text, output);
  for (const { fix } of findings) checkEdit(subject, each, text, fix, output !== undefined);
  for (const { fix } of findings.flatMap((finding) => finding.suggestions ?? [])) checkEdit(subject, each, text, fix, true);
  if (suggestions !== undefined) assert.deepEqual(suggestedTexts(text, findings), normalizeSuggestions(suggestions));
}

/** Throws an AssertionError if the rule reports anything. */
export function checkValid(subject: string | DockerfileRule, each: ValidCase): void {
  const { text, marks } = readAnnotated(each.dockerfile);
  assert.equal(marks.length, 0, "A valid case has no carets.");
  checkFindings(subject, each, text, []);
}

/** Throws an AssertionError if a message of the rule is neither a finding nor an asserted suggestion of some case. */
export function checkMessages(subject: string | DockerfileRule, { invalid }: Cases): void {
  const { messages } = resolve(subject).rule.meta;
  const findings = invalid.flatMap((each) => readAnnotated(each.dockerfile).marks.map((mark) => mark.id));
  const suggestions = invalid.flatMap((each) => Object.keys(each.suggestions ?? {}));
  const exercised = new Set([...findings, ...suggestions]);
  assert.deepEqual([...exercised].toSorted(), Object.keys(messages).toSorted());
}

/** Throws what the rule throws at any beginning of a case's text, at a text without one of its lines, or at nonsense. */
export function checkBroken(subject: string | DockerfileRule, { invalid, valid }: Cases): void {
  for (const each of [...invalid, ...valid]) {
    const lines = readAnnotated(each.dockerfile).text.split("\n");
    for (const index of lines.keys()) {
      const head = lines.slice(0, index).join("\n");
      const line = lines[index] ?? "";
      lint(subject, each, `${head}\n${line.slice(0, Math.ceil(line.length / 2))}`);
      lint(subject, each, lines.toSpliced(index, 1).join("\n"));
    }
  }
  for (const text of nonsense) lint(subject, { name: "nonsense", dockerfile: text }, text);
}

const nonsense = [
  "",
  "\n",
  "\uFEFF",
  "FROM",
  "FROM  AS ",
  "FROM a\nFROM",
  "RUN",
  "FROM a\nRUN \\",
  "FROM a\nRUN <<EOF",
  "FROM a\nRUN <<EOF\napt-get update",
  "FROM a\nRUN [\"sh\", ",
  "FROM a\nCOPY",
  "FROM a\nCOPY .",
  "FROM a\nCOPY --from= . .",
  "FROM a\nCOPY --from=9 . .",
  "FROM a\nADD [",
  "FROM a\nRUN --mount",
  "FROM a\nRUN --mount=type=cache true",
  "FROM a\nRUN --mount=type=,target=,,= true",
  "FROM a AS b\nFROM b AS b\nCOPY --from=b . .",
  "FROM $X\nARG\nENV\nENV A\nONBUILD\nONBUILD ONBUILD RUN x",
  "FROM a\nRUN echo \"unclosed\nRUN (((",
  "# escape=`\nFROM a\nRUN dir `\n  c:\\",
  "not a dockerfile at all \u0000 \uD800",
];

interface Subject {
  readonly id: string;
  readonly rule: DockerfileRule;
}

type Message = ReturnType<Linter["verify"]>[number];

function resolve(subject: string | DockerfileRule): Subject {
  if (typeof subject !== "string") return { id: "rule", rule: subject };
  const known: Readonly<Record<string, DockerfileRule>> = rules;
  const rule = known[subject];
  assert.ok(rule, `There is no rule '${subject}' in rules/rules.ts.`);
  return { id: subject, rule };
}

function lint(subject: string | DockerfileRule, each: ValidCase, text: string): Message[] {
  return new Linter().verify(text, configOf(subject, each), "Dockerfile");
}

function configOf(subject: string | DockerfileRule, { files, context, options = [] }: ValidCase): Linter.Config {
  const { id, rule } = resolve(subject);
  const knowledge = context ?? (files === undefined ? { kind: "unknown" } : { kind: "known", context: memoryContext(files) });
  const plugin = createPlugin({ contextOf: () => knowledge, rules: { [id]: rule } });
  return {
    files: ["**"],
    plugins: { layerwise: plugin },
    language: "layerwise/dockerfile",
    rules: { [`layerwise/${id}`]: ["warn", ...options] },
  };
}

function checkFindings(subject: string | DockerfileRule, each: ValidCase, text: string, marks: readonly Mark[]): Message[] {
  const findings = lint(subject, each, text);
  assert.equal(annotate(text, findings.map(toMark)), annotate(text, marks));
  const inCrlf = lint(subject, each, toCrlf(text));
  assert.equal(annotate(text, inCrlf.map(toMark)), annotate(text, marks), "With CR LF line ends the findings differ.");
  return findings;
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

function checkOutput(subject: string | DockerfileRule, each: ValidCase, text: string, output: string | undefined): void {
  const config = configOf(subject, each);
  const fixed = new Linter().verifyAndFix(text, config, "Dockerfile");
  assert.equal(fixed.fixed ? fixed.output : undefined, output?.replace(/^\n/, ""));
  const inCrlf = new Linter().verifyAndFix(toCrlf(text), config, "Dockerfile");
  assert.equal(inCrlf.output, toCrlf(fixed.output), "With CR LF line ends the fix differs.");
  const unfixable = lint(subject, each, text).filter((finding) => finding.fix === undefined);
  assert.equal(fixed.messages.length, unfixable.length, "The fix leaves, or makes, findings of its own rule.");
}

/** What holds for the outcome of every single fix and suggestion. */
function checkEdit(subject: string | DockerfileRule, each: ValidCase, text: string, fix: Message["fix"], isExpected: boolean): void {
  if (fix === undefined) return;
  assert.ok(isExpected, "The rule fixes this case: give its output.");
  const edited = applyFix(text, fix);
  const [before, after] = [parseDockerfile(text), parseDockerfile(edited)];
  const kept = after.comments.map((comment) => comment.value.trim());
  const lost = before.comments.map((comment) => comment.value.trim()).filter((comment) => !kept.includes(comment));
  assert.deepEqual(lost, [], "The edit loses comments.");
  assert.ok(after.errors.length <= before.errors.length, `The edit breaks the syntax:\n${edited}`);
  const remaining = lint(subject, each, edited).length;
  assert.ok(remaining < lint(subject, each, text).length, `The edit does not cure its finding:\n${edited}`);
}

function suggestedTexts(text: string, findings: readonly Message[]): Record<string, string[]> {
  const texts: Record<string, string[]> = {};
  for (const { messageId = "", fix } of findings.flatMap((finding) => finding.suggestions ?? [])) {
    (texts[messageId] ??= []).push(applyFix(text, fix));
  }
  return texts;
}

function normalizeSuggestions(suggestions: Readonly<Record<string, string | readonly string[]>>): Record<string, string[]> {
  const entries = Object.entries(suggestions);
  return Object.fromEntries(entries.map(([id, texts]) => [id, [texts].flat().map((text) => text.replace(/^\n/, ""))]));
}

function applyFix(text: string, { range: [start, end], text: replacement }: { readonly range: readonly [number, number]; readonly text: string }): string {
  return text.slice(0, start) + replacement + text.slice(end);
}
