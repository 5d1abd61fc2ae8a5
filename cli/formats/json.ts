import type { LintResult } from "../../engine/lint-result.ts";

/** The results as `eslint --format json` prints them. */
export function formatJson(results: readonly LintResult[]): string {
  return `${JSON.stringify(results)}\n`;
}
