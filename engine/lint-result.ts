import type { Linter } from "eslint/universal";

/** The outcome for one file, in the shape of ESLint's own (`ESLint.LintResult`), which `--format json` prints. */
export interface LintResult extends Counts {
  /** Absolute, or `<text>`. */
  readonly filePath: string;
  readonly messages: readonly Linter.LintMessage[];
  readonly suppressedMessages: readonly Linter.LintMessage[];
  /** The text after fixing, if anything was fixed. */
  readonly output?: string;
  /** The text as it was linted, if there are messages and nothing was fixed. */
  readonly source?: string;
  readonly usedDeprecatedRules: readonly never[];
}

export interface Counts {
  readonly errorCount: number;
  readonly fatalErrorCount: number;
  readonly warningCount: number;
  readonly fixableErrorCount: number;
  readonly fixableWarningCount: number;
}

/** Counts messages as ESLint counts them. */
export function countMessages(messages: readonly Linter.LintMessage[]): Counts {
  const errors = messages.filter(isError);
  const warnings = messages.filter((message) => !isError(message));
  return {
    errorCount: errors.length,
    fatalErrorCount: errors.filter(({ fatal }) => fatal === true).length,
    warningCount: warnings.length,
    fixableErrorCount: errors.filter(isFixable).length,
    fixableWarningCount: warnings.filter(isFixable).length,
  };
}

/** Adds up the counts of several files. */
export function sumCounts(counts: readonly Counts[]): Counts {
  const sum = (of: (one: Counts) => number) => counts.reduce((total, one) => total + of(one), 0);
  return {
    errorCount: sum((one) => one.errorCount),
    fatalErrorCount: sum((one) => one.fatalErrorCount),
    warningCount: sum((one) => one.warningCount),
    fixableErrorCount: sum((one) => one.fixableErrorCount),
    fixableWarningCount: sum((one) => one.fixableWarningCount),
  };
}

/** What `--quiet` leaves of the results: the files with errors, and of these the errors. As ESLint does it. */
export function keepErrors(results: readonly LintResult[]): LintResult[] {
  return results
    .map((result) => ({
      ...result,
      messages: result.messages.filter(isError),
      suppressedMessages: result.suppressedMessages.filter(isError),
      warningCount: 0,
      fixableWarningCount: 0,
    }))
    .filter(({ messages }) => messages.length > 0);
}

function isError({ fatal, severity }: Linter.LintMessage): boolean {
  return fatal === true || severity === 2;
}

function isFixable({ fix }: Linter.LintMessage): boolean {
  return fix !== undefined;
}
