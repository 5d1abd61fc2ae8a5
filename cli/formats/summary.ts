import { sumCounts, type LintResult } from "../../engine/lint-result.ts";

/**
 * `3 problems (1 error, 2 warnings) in 2 files; 1 fixable with --fix`. Without problems it is empty, or, with `isVerbose`,
 * `No problems in 2 files.`
 */
export function summarize(results: readonly LintResult[], isVerbose: boolean): string {
  const { errorCount, warningCount, fixableErrorCount, fixableWarningCount } = sumCounts(results);
  const total = errorCount + warningCount;
  if (total === 0) return isVerbose && results.length > 0 ? `No problems in ${count(results.length, "file")}.` : "";
  const kinds = [...(errorCount > 0 ? [count(errorCount, "error")] : []), ...(warningCount > 0 ? [count(warningCount, "warning")] : [])];
  const files = results.filter(({ messages }) => messages.length > 0).length;
  const fixable = fixableErrorCount + fixableWarningCount;
  const hint = fixable > 0 ? `; ${fixable} fixable with --fix` : "";
  return `${count(total, "problem")} (${kinds.join(", ")}) in ${count(files, "file")}${hint}`;
}

/** `Fixed 2 files.`; empty when none was. */
export function describeFixes(results: readonly LintResult[]): string {
  const fixed = results.filter(({ output }) => output !== undefined).length;
  return fixed === 0 ? "" : `Fixed ${count(fixed, "file")}.`;
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
