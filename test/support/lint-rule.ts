import assert from "node:assert/strict";
import { Linter } from "eslint";
import type { ContextKnowledge } from "../../buildkit/files/build-context.ts";
import type { KnownBuild } from "../../buildkit/known-build.ts";
import { memoryContext } from "../../buildkit/files/memory-context.ts";
import type { BuildOptions } from "../../buildkit/model.ts";
import type { TextEdit } from "../../rules/edits/remedy.ts";
import { createPlugin } from "../../rules/index.ts";
import { NotedSourceCode, type FindingNote } from "../../rules/language/noted-source-code.ts";
import { languageOf, type Rule } from "../../rules/rule.ts";
import { rules } from "../../rules/rules.ts";
import { memoryUse, type Contexts } from "./ignore-use.ts";

/** A rule by its id, or as it is. */
export type Subject = string | Rule;

/** What a rule sees beside the text. */
export interface Surroundings {
  /** The build context, path → text. Without it (and without `context`) nothing is known of the context. */
  readonly files?: Readonly<Record<string, string>>;
  readonly context?: ContextKnowledge;
  /** What is known of the builds, each in the context above unless it has its own; by default there is one without options. */
  readonly builds?: readonly [GivenBuild, ...GivenBuild[]];
  /** Of an ignore file: its path among the files (".dockerignore"), and the contexts of the Dockerfiles there (ignore-use.ts). */
  readonly file?: string;
  readonly contexts?: Contexts;
  readonly options?: readonly unknown[];
}

export interface GivenBuild extends BuildOptions {
  readonly name?: string;
  readonly files?: Readonly<Record<string, string>>;
}

export type Message = Linter.LintMessage;

export function ruleOf(subject: Subject): Rule {
  if (typeof subject !== "string") return subject;
  const known: Readonly<Record<string, Rule>> = rules;
  const rule = known[subject];
  assert.ok(rule, `There is no rule '${subject}' in rules/rules.ts.`);
  return rule;
}

/** Runs the one rule over a text. Throws what the rule throws. */
export function lintRule(subject: Subject, surroundings: Surroundings, text: string): { messages: Message[]; notes: readonly FindingNote[] } {
  const linter = new Linter();
  const messages = linter.verify(text, configOf(subject, surroundings), fileName);
  const sourceCode: unknown = linter.getSourceCode();
  return { messages, notes: sourceCode instanceof NotedSourceCode ? sourceCode.notes : [] };
}

/** The text after all automatic fixes, and what is then still found. */
export function fixRule(subject: Subject, surroundings: Surroundings, text: string): Linter.FixReport {
  return new Linter().verifyAndFix(text, configOf(subject, surroundings), fileName);
}

/** Applies edits in order that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits.toReversed().reduce((result, { range: [start, end], text: replacement }) => result.slice(0, start) + replacement + result.slice(end), text);
}

export function applyFix(text: string, { range: [start, end], text: replacement }: NonNullable<Message["fix"]>): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

const fileName = "Dockerfile";

/** The builds that a case tells of. */
export function knownBuilds({ files, context, builds: [first, ...others] = [{}] }: Surroundings): readonly [KnownBuild, ...KnownBuild[]] {
  const shared: ContextKnowledge = context ?? (files === undefined ? { kind: "unknown" } : { kind: "known", context: memoryContext(files) });
  const toKnown = ({ name, files: own, ...buildOptions }: GivenBuild): KnownBuild => ({
    context: own === undefined ? shared : { kind: "known", context: memoryContext(own) },
    options: buildOptions,
    names: name === undefined ? [] : [name],
  });
  return [toKnown(first), ...others.map(toKnown)];
}

function configOf(subject: Subject, { options = [], file, contexts, ...surroundings }: Surroundings): Linter.Config {
  const id = typeof subject === "string" ? subject : "rule";
  const builds = knownBuilds(surroundings);
  const rule = ruleOf(subject);
  const ignoreUseOf = (_: string, text: string) => memoryUse(text, surroundings.files, { file, contexts });
  const plugin = createPlugin({ buildsOf: () => builds, ignoreUseOf, rules: { [id]: rule } });
  return {
    files: ["**"],
    plugins: { layerwise: plugin },
    language: `layerwise/${languageOf(rule)}`,
    rules: { [`layerwise/${id}`]: ["warn", ...options] },
  };
}
