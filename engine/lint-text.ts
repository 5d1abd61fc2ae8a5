import { parse as parsePath } from "node:path";
import type { ESLint } from "eslint";
import { Linter } from "eslint/universal";
import { NotedSourceCode, type FindingNote } from "../rules/language/noted-source-code.ts";
import { countMessages, type LintResult } from "./lint-result.ts";
import { isDockerignoreName } from "../workspace/dockerfile-name.ts";
import { keepErrorRules, keepLanguage, type RuleEntries } from "./rule-entries.ts";

declare module "eslint" {
  // Public, and documented, but missing in ESLint's types.
  interface Linter {
    getSuppressedMessages(): Linter.SuppressedLintMessage[];
  }
}

export interface LintJob {
  /** Absolute. */
  readonly file: string;
  /** With its byte order mark, if it has one. */
  readonly text: string;
  readonly rules: RuleEntries;
  /** Whether to repair what can be repaired; nothing is written. */
  readonly fix: boolean;
  /** Only errors, as ESLint's `--quiet`: rules that warn do not run, nor does the search for unused comments. */
  readonly quiet: boolean;
}

export interface LintOutcome {
  readonly result: LintResult;
  /** What the findings have beside ESLint's messages: the places that they involve, and files to create. */
  readonly notes: readonly FindingNote[];
}

/**
 * Lints one text as `npx eslint` lints the file with the same plugin and rules.
 * @throws {Error} ESLint's, when the rules' options do not suit the rules.
 */
export function lintText(plugin: ESLint.Plugin, { file, text, rules, fix, quiet }: LintJob): LintOutcome {
  const language = isDockerignoreName(file) ? "dockerignore" : "dockerfile";
  const own = keepLanguage(rules, language);
  const linter = new Linter({ cwd: parsePath(file).root });
  const config: Linter.Config[] = [
    { ignores: noIgnores },
    {
      files: everyFile,
      plugins: { layerwise: plugin },
      language: `layerwise/${language}`,
      processor: "layerwise/dockerfile",
      linterOptions: { reportUnusedDisableDirectives: quiet ? "off" : "warn" },
      rules: quiet ? keepErrorRules(own) : own,
    },
  ];
  const { fixed, output, messages } = linter.verifyAndFix(text, config, { filename: file, fix });
  const counts = countMessages(messages);
  const suppressedMessages = linter.getSuppressedMessages();
  const result = { filePath: file, messages, suppressedMessages, ...counts, usedDeprecatedRules: [] };
  const notes = notesOf(linter.getSourceCode());
  if (fixed) return { result: { ...result, output }, notes };
  return { result: messages.length > 0 ? { ...result, source: text } : result, notes };
}

/** ESLint's types promise the source code of JavaScript; there is none when a text cannot be parsed. */
function notesOf(sourceCode: unknown): readonly FindingNote[] {
  return sourceCode instanceof NotedSourceCode ? sourceCode.notes : [];
}

/** ESLint leaves out node_modules and .git by itself; which files to lint is decided before they come here. */
const noIgnores = ["!**/node_modules/", "!.git/"];

/** Every name there can be. ESLint takes `**` and `**\/*` for no wish to lint a file. */
const everyFile = ["**/?*"];
