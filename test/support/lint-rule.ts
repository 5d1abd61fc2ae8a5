import assert from "node:assert/strict";
import { Linter } from "eslint";
import type { ContextKnowledge } from "../../buildkit/build-context.ts";
import { memoryContext } from "../../buildkit/memory-context.ts";
import { createPlugin } from "../../rules/index.ts";
import { DockerfileSourceCode, type FindingNote } from "../../rules/language/dockerfile-source-code.ts";
import type { DockerfileRule } from "../../rules/rule.ts";
import { rules } from "../../rules/rules.ts";

/** A rule by its id, or as it is. */
export type Subject = string | DockerfileRule;

/** What a rule sees beside the Dockerfile. */
export interface Surroundings {
  /** The build context, path → text. Without it (and without `context`) nothing is known of the context. */
  readonly files?: Readonly<Record<string, string>>;
  readonly context?: ContextKnowledge;
  readonly options?: readonly unknown[];
}

export type Message = Linter.LintMessage;

export function ruleOf(subject: Subject): DockerfileRule {
  if (typeof subject !== "string") return subject;
  const known: Readonly<Record<string, DockerfileRule>> = rules;
  const rule = known[subject];
  assert.ok(rule, `There is no rule '${subject}' in rules/rules.ts.`);
  return rule;
}

/** Runs the one rule over a text. Throws what the rule throws. */
export function lintRule(subject: Subject, surroundings: Surroundings, text: string): { messages: Message[]; notes: readonly FindingNote[] } {
  const linter = new Linter();
  const messages = linter.verify(text, configOf(subject, surroundings), "Dockerfile");
  const sourceCode: unknown = linter.getSourceCode();
  return { messages, notes: sourceCode instanceof DockerfileSourceCode ? sourceCode.notes : [] };
}

/** The text after all automatic fixes, and what is then still found. */
export function fixRule(subject: Subject, surroundings: Surroundings, text: string): Linter.FixReport {
  return new Linter().verifyAndFix(text, configOf(subject, surroundings), "Dockerfile");
}

export function applyFix(text: string, { range: [start, end], text: replacement }: NonNullable<Message["fix"]>): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function configOf(subject: Subject, { files, context, options = [] }: Surroundings): Linter.Config {
  const id = typeof subject === "string" ? subject : "rule";
  const knowledge = context ?? (files === undefined ? { kind: "unknown" } : { kind: "known", context: memoryContext(files) });
  const plugin = createPlugin({ contextOf: () => knowledge, rules: { [id]: ruleOf(subject) } });
  return {
    files: ["**"],
    plugins: { layerwise: plugin },
    language: "layerwise/dockerfile",
    rules: { [`layerwise/${id}`]: ["warn", ...options] },
  };
}
