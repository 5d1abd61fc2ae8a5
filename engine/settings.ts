import type { Linter } from "eslint/universal";
import { rulesOf } from "../rules/presets.ts";
import { rules } from "../rules/rules.ts";
import { createConfigurations, type Configuration } from "../workspace/configuration.ts";
import { memoize } from "../workspace/memoize.ts";
import type { RuleSetting } from "../workspace/read-configuration.ts";
import type { OpenText } from "../workspace/read-text.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { mergeRules, type RuleEntries } from "./rule-entries.ts";

/** What the configuration says of one file. */
export interface Settings {
  readonly rules: RuleEntries;
  /** Absolute; undefined: to be inferred. */
  readonly contextDirectory: string | undefined;
  /** The configuration file whose patterns leave the file out, absolute. */
  readonly ignoredBy: string | undefined;
  readonly source: ConfigurationSource | undefined;
}

/** The configuration file: its absolute path, and what errors call it. */
export interface ConfigurationSource {
  readonly file: string;
  readonly name: string;
}

/**
 * Takes the absolute path of a file, which need not exist.
 * @throws {ConfigurationError} when its configuration is wrong, with the place of each mistake.
 */
export type SettingsOf = (file: string) => Settings;

/**
 * @param nameOf How errors call a configuration file.
 * @param openText Texts of configuration files that go before those on disk.
 */
export function createSettingsOf(cwd: string, nameOf: (file: string) => string, openText?: OpenText): SettingsOf {
  const configurationOf = createConfigurations({ workingDirectory: cwd, ruleIds: Object.keys(rules), ...(openText && { openText }) });
  const entriesOf = memoize(toEntries);
  return memoize((file) => {
    const configuration = configurationOf(file);
    if (configuration !== undefined) checkProblems(configuration, nameOf);
    return {
      rules: entriesOf(configuration),
      contextDirectory: configuration?.contextOf(file),
      ignoredBy: configuration?.isIgnored(file) === true ? configuration.file : undefined,
      source: configuration && { file: configuration.file, name: nameOf(configuration.file) },
    };
  });
}

function toEntries(configuration: Configuration | undefined): RuleEntries {
  const preset = rulesOf(configuration?.preset ?? "recommended", rules);
  const own = [...(configuration?.rules ?? [])].map(([id, setting]) => [`layerwise/${id}`, toEntry(setting)]);
  return mergeRules([preset, Object.fromEntries(own)]);
}

function toEntry({ severity, options }: RuleSetting): Linter.RuleEntry {
  return options.length === 0 ? severity : [severity, ...options];
}

function checkProblems({ problems }: Configuration, nameOf: (file: string) => string): void {
  if (problems.length === 0) return;
  const lines = problems.map(({ file, line, column, message }) => `${nameOf(file)}:${line + 1}:${column + 1}: ${message}`);
  throw new ConfigurationError(lines.join("\n"), problems);
}
