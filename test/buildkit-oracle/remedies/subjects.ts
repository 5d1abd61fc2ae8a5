import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { memoryContext } from "../../../buildkit/files/memory-context.ts";
import type { Remedy } from "../../../rules/edits/remedy.ts";
import { languageOf } from "../../../rules/rule.ts";
import { rules } from "../../../rules/rules.ts";
import { readExamples, type Example } from "../../docs/read-examples.ts";
import { readAnnotated } from "../../support/annotations.ts";
import { collectCases } from "../../support/check.ts";
import { applyEdits, lintRule, ruleOf, type Surroundings } from "../../support/lint-rule.ts";

type Files = Readonly<Record<string, string>>;

/** One remedy of one finding: a project before it and after. */
export interface RemedySubject {
  readonly rule: string;
  /** Where the project comes from: a test's case, an example of a page. */
  readonly origin: string;
  /** Its message id, or `by hand`. */
  readonly remedy: string;
  readonly safety: Remedy["safety"];
  readonly before: string;
  readonly after: string;
  /** The build context, as far as the finding knew of it. */
  readonly files: Files;
  /** What the remedy writes there: files that it creates, and others as its edits leave them. */
  readonly writes: Files;
}

const tests = path.resolve(import.meta.dirname, "../../rules");
const pages = path.resolve(import.meta.dirname, "../../../docs/rules");

/** Every remedy that the rules have in the cases of their tests and the examples of their pages, and what the pages advise. */
export async function remedySubjects(): Promise<readonly RemedySubject[]> {
  const cases = await collectCases(readdirSync(tests).filter((name) => name.endsWith(".test.ts")).map((name) => path.join(tests, name)));
  const own = cases.flatMap(({ rule, each, dockerfile }) => (each.context === undefined ? subjectsOf(rule, each.name, readAnnotated(dockerfile).text, each) : []));
  const examples = Object.keys(rules).flatMap((rule) => {
    return examplesOf(rule, readExamples(readFileSync(path.join(pages, `${rule}.md`), "utf8")));
  });
  return [...own, ...examples];
}

/** The remedies of a page's bad examples, and the good example after each where that is not what a remedy makes. */
function examplesOf(rule: string, examples: readonly Example[]): readonly RemedySubject[] {
  return examples.flatMap((example, index) => {
    if (example.kind === "correct") return [];
    const origin = `example ${index + 1} of the page`;
    if (languageOf(ruleOf(rule)) === "dockerignore") return remediesOf(rule, example.text, { files: example.files }).map((remedy) => ignoreSubject(rule, origin, example, remedy));
    const { text: before, files } = example;
    const remedies = subjectsOf(rule, origin, before, { files });
    const next = examples[index + 1];
    if (next?.kind !== "correct" || remedies.some(({ after, writes }) => after === next.text && Object.keys(writes).length === 0)) return remedies;
    const writes = Object.fromEntries(Object.entries(next.files).filter(([name, text]) => files[name] !== text));
    return [...remedies, { rule, origin, remedy: "by hand", safety: "suggestion" as const, before, after: next.text, files, writes }];
  });
}

function subjectsOf(rule: string, origin: string, text: string, surroundings: Surroundings): readonly RemedySubject[] {
  const { files = {} } = surroundings;
  const known: Surroundings = surroundings.files === undefined ? surroundings : { ...surroundings, context: { kind: "known", context: memoryContext(files) } };
  return remediesOf(rule, text, known).map((remedy) => ({
    rule,
    origin,
    remedy: remedy.messageId,
    safety: remedy.safety,
    before: text,
    after: applyEdits(text, remedy.edits),
    files,
    writes: writtenFiles(remedy),
  }));
}

function writtenFiles({ creates = [], changes = [] }: Remedy): Files {
  const created = creates.map((file): [string, string] => [file.path, file.text]);
  return Object.fromEntries([...created, ...changes.map((file): [string, string] => [file.path, applyEdits(file.text, file.edits)])]);
}

function remediesOf(rule: string, text: string, surroundings: Surroundings): readonly Remedy[] {
  return lintRule(rule, surroundings, text).notes.flatMap((note) => note.remedies);
}

/** An ignore file and what a remedy makes of it, under a Dockerfile that stays the same. */
function ignoreSubject(rule: string, origin: string, { text, files }: Example, { messageId, safety, edits }: Remedy): RemedySubject {
  const { Dockerfile: dockerfile = "FROM node:22\nCOPY . /app\nRUN make\n", ...others } = files;
  return { rule, origin, remedy: messageId, safety, before: dockerfile, after: dockerfile, files: { ...others, ".dockerignore": text }, writes: { ".dockerignore": applyEdits(text, edits) } };
}
