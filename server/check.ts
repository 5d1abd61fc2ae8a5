import { join, relative } from "node:path";
import { toFindings, type Finding } from "../engine/findings.ts";
import type { RuleEntries } from "../engine/rule-entries.ts";
import { createSession, type RuleDescription } from "../engine/session.ts";
import { createSettingsOf } from "../engine/settings.ts";
import type { BuildsOfRepository } from "../workspace/builds/find-invocations.ts";
import type { InvocationProblem } from "../workspace/invocations/invocation.ts";
import type { OpenText } from "../workspace/read-text.ts";

export interface CheckInput {
  /** With its byte order mark, if it has one. */
  readonly text: string;
  /** Absolute; undefined for a text that belongs to no file, whose build context is then unknown. */
  readonly file: string | undefined;
  /** The folder that is open in the editor, absolute. It bounds the search for configuration and build contexts. */
  readonly folder: string;
  /** Severities that go over the configuration. */
  readonly rules: RuleEntries;
  /** Texts of the build context that go before those on disk. */
  readonly openText: OpenText;
  /** What repositories say about builds. */
  readonly repositoryBuilds: BuildsOfRepository;
}

export interface Check {
  readonly findings: readonly Finding[];
  /** Where created files belong, absolute. */
  readonly contextRoot: string | undefined;
  readonly ruleOf: (ruleId: string) => RuleDescription | undefined;
  /** What is wrong in the files that tell of builds. */
  readonly problems: readonly InvocationProblem[];
  /** The text after all automatic fixes, with its byte order mark. It is worked out when it is first asked for. */
  readonly fixed: () => string;
}

/**
 * Checks a text as `layerwise lint` does. Configuration and build context are read anew at every call, the files that tell
 * of builds when `repositoryBuilds` is another one: to look for them is to walk through the repository. Files that the
 * configuration leaves out have no findings.
 * @throws {ConfigurationError} when the configuration is wrong.
 * @throws {Error} when a rule fails.
 */
export function checkText({ text, file, folder, rules, openText, repositoryBuilds }: CheckInput): Check {
  const settingsOf = createSettingsOf(folder, (configuration) => relative(folder, configuration));
  const standsAlone = file === undefined;
  const session = createSession({ cwd: folder, settingsOf, rules, contextDirectory: undefined, standsAlone, openText, repositoryBuilds, fix: true, quiet: false });
  const { ruleOf } = session;
  const name = file ?? join(folder, "Dockerfile");
  if (!standsAlone && settingsOf(name).ignoredBy !== undefined) return { findings: [], contextRoot: undefined, ruleOf, problems: [], fixed: () => text };
  const outcome = session.lint(name, text, false);
  let fixed: string | undefined;
  return {
    findings: toFindings(outcome, ruleOf),
    contextRoot: outcome.contextRoot,
    ruleOf,
    problems: session.problems(),
    fixed: () => (fixed ??= session.lint(name, text, true).result.output ?? text),
  };
}
