import type { Position, RuleContext, RuleFixer, ViolationReport } from "@eslint/core";
import type { Located } from "../dockerfile/nodes.ts";
import { isLegalFix, type Kept } from "./legal-fix.ts";
import { isSuppressed } from "./language/foreign-suppressions.ts";
import type { DockerfileSourceCode } from "./language/dockerfile-source-code.ts";
import type { IgnoreFileSourceCode } from "./language/ignore-file-source-code.ts";
import { languageOf, type Rule } from "./rule.ts";

/** Where the pages of the rules are read. */
export const pagesUrl = "https://github.com/layerwise-dev/layerwise/blob/main/docs/rules";

type Report = ViolationReport<Located>;
type SourceCode = DockerfileSourceCode | IgnoreFileSourceCode;
type Context<Code extends SourceCode> = RuleContext<{ LangOptions: Record<string, unknown>; Code: Code; RuleOptions: unknown[]; Node: Located; MessageIds: string }>;

/**
 * Makes a rule the one that ESLint runs: adds what derives from its id and its language, drops the findings that a comment
 * of another linter accepts, and drops fixes that would damage the file.
 */
export function toEslintRule(id: string, rule: Rule) {
  const { docs } = rule.meta;
  const meta = { ...rule.meta, languages: [`layerwise/${languageOf(rule)}`], docs: { ...docs, url: `${pagesUrl}/${id}.md` } };
  if (rule.language === "dockerignore") return { meta, create: (context: Context<IgnoreFileSourceCode>) => rule.create(guard(context, () => false)) };
  return { meta, create: (context: Context<DockerfileSourceCode>) => rule.create(guard(context, (violation) => isAccepted(id, violation, context.sourceCode))) };
}

/** The context with a guarded `report`. A copy, because ESLint's contexts are frozen. */
function guard<Code extends SourceCode>(context: Context<Code>, isDropped: (violation: Report) => boolean): Context<Code> {
  const { id, sourceCode, options, cwd, filename, physicalFilename, settings, languageOptions } = context;
  return {
    id,
    sourceCode,
    options,
    cwd,
    filename,
    physicalFilename,
    settings,
    languageOptions,
    report(violation) {
      if (!isDropped(violation)) context.report(withLegalEdits(violation, sourceCode));
    },
  };
}

function isAccepted(id: string, violation: Report, sourceCode: DockerfileSourceCode): boolean {
  return isSuppressed(id, startOf(violation, sourceCode), sourceCode.foreignSuppressions);
}

function startOf(violation: Report, sourceCode: DockerfileSourceCode): Position {
  const place = "loc" in violation ? violation.loc : sourceCode.getLoc(violation.node);
  return "start" in place ? place.start : place;
}

interface Fixable {
  readonly ast: Kept;
  readonly text: string;
}

function withLegalEdits<Violation extends Report>(violation: Violation, sourceCode: Fixable): Violation {
  const { fix, suggest } = violation;
  return {
    ...violation,
    fix: fix ? legalFixer(fix, sourceCode) : fix,
    suggest: suggest?.map((suggestion) => ({ ...suggestion, fix: legalFixer(suggestion.fix, sourceCode) })),
  };
}

function legalFixer(fix: RuleFixer, { ast, text }: Fixable): RuleFixer {
  return (fixer) => {
    const result = fix(fixer);
    if (result === null) return null;
    const edits = "range" in result ? [result] : [...result];
    return isLegalFix(edits, ast, text) ? edits : null;
  };
}
