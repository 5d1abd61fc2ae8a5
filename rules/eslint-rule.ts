import type { Position, RuleFixer, ViolationReport } from "@eslint/core";
import type { Located } from "../dockerfile/nodes.ts";
import { isLegalFix } from "./legal-fix.ts";
import { isSuppressed } from "./language/foreign-suppressions.ts";
import type { DockerfileSourceCode } from "./language/dockerfile-source-code.ts";
import type { DockerfileRule } from "./rule.ts";

/** Where the pages of the rules are read. */
export const pagesUrl = "https://github.com/layerwise-dev/layerwise/blob/main/docs/rules";

type Report = ViolationReport<Located>;
type Context = Parameters<DockerfileRule["create"]>[0];

/**
 * Makes a rule the one that ESLint runs: adds what derives from its id, drops the findings that a comment of another
 * linter accepts, and drops fixes that would damage the file.
 */
export function toEslintRule(id: string, { meta, create }: DockerfileRule) {
  return {
    meta: { ...meta, languages: ["layerwise/dockerfile"], docs: { ...meta.docs, url: `${pagesUrl}/${id}.md` } },
    create: (context: Context) => create(guard(id, context)),
  };
}

/** The context with a guarded `report`. A copy, because ESLint's contexts are frozen. */
function guard(id: string, context: Context): Context {
  const { sourceCode, options, cwd, filename, physicalFilename, settings, languageOptions } = context;
  return {
    id: context.id,
    sourceCode,
    options,
    cwd,
    filename,
    physicalFilename,
    settings,
    languageOptions,
    report(violation) {
      if (isSuppressed(id, startOf(violation, sourceCode), sourceCode.foreignSuppressions)) return;
      context.report(withLegalEdits(violation, sourceCode));
    },
  };
}

function startOf(violation: Report, sourceCode: DockerfileSourceCode): Position {
  const place = "loc" in violation ? violation.loc : sourceCode.getLoc(violation.node);
  return "start" in place ? place.start : place;
}

function withLegalEdits<Violation extends Report>(violation: Violation, sourceCode: DockerfileSourceCode): Violation {
  const { fix, suggest } = violation;
  return {
    ...violation,
    fix: fix ? legalFixer(fix, sourceCode) : fix,
    suggest: suggest?.map((suggestion) => ({ ...suggestion, fix: legalFixer(suggestion.fix, sourceCode) })),
  };
}

function legalFixer(fix: RuleFixer, { ast, text }: DockerfileSourceCode): RuleFixer {
  return (fixer) => {
    const result = fix(fixer);
    if (result === null) return null;
    const edits = "range" in result ? [result] : [...result];
    return isLegalFix(edits, ast, text) ? edits : null;
  };
}
