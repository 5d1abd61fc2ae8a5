import type { Position, RuleContext, RuleFixer, ViolationReport } from "@eslint/core";
import type { Located } from "../dockerfile/nodes.ts";
import { isLegalFix, type Kept } from "./legal-fix.ts";
import { isSuppressed } from "./language/foreign-suppressions.ts";
import type { DockerfileSourceCode, NamedBuild } from "./language/dockerfile-source-code.ts";
import type { IgnoreFileSourceCode } from "./language/ignore-file-source-code.ts";
import type { FindingNote } from "./language/noted-source-code.ts";
import { mergeFindings } from "./merge-findings.ts";
import { toViolation } from "./report.ts";
import { languageOf, type DockerfileVisitor, type Rule } from "./rule.ts";

/** Where the pages of the rules are read. */
export const pagesUrl = "https://github.com/layerwise-dev/layerwise/blob/main/docs/rules";

/** What a rule reports; what comes from report.ts has its note. */
type Report = ViolationReport<Located> & { readonly note?: FindingNote };
type SourceCode = DockerfileSourceCode | IgnoreFileSourceCode;
type Context<Code extends SourceCode> = RuleContext<{ LangOptions: Record<string, unknown>; Code: Code; RuleOptions: unknown[]; Node: Located; MessageIds: string }>;

/**
 * Makes a rule the one that ESLint runs: adds what derives from its id and its language, runs it once for each build of a
 * Dockerfile, drops the findings that a comment of another linter accepts, and drops fixes that would damage the file.
 */
export function toEslintRule(id: string, rule: Rule) {
  const { docs, messages, hasSuggestions = rule.meta.fixable !== undefined } = rule.meta;
  const meta = {
    ...rule.meta,
    // A fix that is right for some builds only becomes a suggestion.
    ...(hasSuggestions && { hasSuggestions }),
    messages: Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, text.endsWith(".") ? `${text}{{inBuilds}}` : text])),
    languages: [`layerwise/${languageOf(rule)}`],
    docs: { ...docs, url: `${pagesUrl}/${id}.md` },
  };
  if (rule.language === "dockerignore") return { meta, create: (context: Context<IgnoreFileSourceCode>) => rule.create(withReport(context, context.sourceCode, guard(context, () => false))) };
  return {
    meta,
    create(context: Context<DockerfileSourceCode>) {
      const { sourceCode } = context;
      const report = guard(context, (violation) => isAccepted(id, violation, sourceCode));
      const { builds } = sourceCode;
      if (builds.length === 1) return rule.create(withReport(context, sourceCode, report));
      return createForAll(builds, sourceCode, report, (view, collect) => rule.create(withReport(context, view, collect)));
    },
  };
}

/** The rule's visitors for all builds as one; what they find is told at the end, the same of several builds once. */
function createForAll(
  builds: readonly NamedBuild[],
  sourceCode: DockerfileSourceCode,
  report: (violation: Report) => void,
  create: (view: DockerfileSourceCode, collect: (violation: Report) => void) => DockerfileVisitor,
): DockerfileVisitor {
  const found = builds.map((): FindingNote[] => []);
  const visitors = builds.map((build, index) =>
    create(sourceCode.ofBuild(build), (violation) => (violation.note === undefined ? report(violation) : found[index]?.push(violation.note))),
  );
  const tell = (): void => {
    for (const note of mergeFindings(builds.map((build, index) => ({ ...build, notes: found[index] ?? [] })))) report(toViolation(note));
  };
  return joinVisitors([...visitors, { "Dockerfile:exit": tell }]);
}

function joinVisitors(visitors: readonly DockerfileVisitor[]): DockerfileVisitor {
  const joined: Record<string, (node: never) => void> = {};
  for (const [type, listener] of visitors.flatMap((visitor) => Object.entries(visitor))) {
    const earlier = joined[type];
    const later: (node: never) => void = listener;
    joined[type] = earlier === undefined ? later : (node) => { earlier(node); later(node); };
  }
  return joined;
}

/** A copy of the context, because ESLint's are frozen. */
function withReport<Code extends SourceCode>(context: Context<Code>, sourceCode: Code, report: (violation: Report) => void): Context<Code> {
  const { id, options, cwd, filename, physicalFilename, settings, languageOptions } = context;
  return { id, sourceCode, options, cwd, filename, physicalFilename, settings, languageOptions, report };
}

function guard(context: Context<DockerfileSourceCode> | Context<IgnoreFileSourceCode>, isDropped: (violation: Report) => boolean): (violation: Report) => void {
  const { sourceCode } = context;
  return ({ note, ...violation }) => {
    if (isDropped(violation)) return;
    if (note !== undefined) sourceCode.note(note);
    context.report(withLegalEdits({ ...violation, data: { inBuilds: "", ...violation.data } }, sourceCode));
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
