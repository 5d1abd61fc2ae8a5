import type { Linter } from "eslint/universal";
import { languageOf, type LanguageName, type Rule } from "../rules/rule.ts";
import { rules as everyRule } from "../rules/rules.ts";

/** Severities and options by ESLint's names of the rules: `layerwise/no-broad-copy-before-install`. */
export type RuleEntries = Readonly<Record<string, Linter.RuleEntry>>;

/** Lays entries over others as ESLint does: a mere severity leaves the options that were there. */
export function mergeRules(layers: readonly RuleEntries[]): RuleEntries {
  const merged: Record<string, Linter.RuleEntry> = {};
  for (const [rule, entry] of layers.flatMap((layer) => Object.entries(layer))) {
    const earlier = merged[rule];
    const options: readonly unknown[] = Array.isArray(earlier) ? earlier.slice(1) : [];
    const isSeverity = !Array.isArray(entry) || entry.length === 1;
    merged[rule] = isSeverity && options.length > 0 ? [severityOf(entry), ...options] : entry;
  }
  return merged;
}

/** The entries that report errors, for `--quiet`: what only warns need not run. */
export function keepErrorRules(rules: RuleEntries): RuleEntries {
  return Object.fromEntries(Object.entries(rules).filter(([, entry]) => ["error", 2].includes(severityOf(entry))));
}

/** The entries of the rules for one language: ESLint refuses to run others. A name that is no rule's stays. */
export function keepLanguage(rules: RuleEntries, language: LanguageName): RuleEntries {
  const known: Readonly<Record<string, Rule>> = everyRule;
  return Object.fromEntries(
    Object.entries(rules).filter(([name]) => {
      const rule = known[name.replace(/^layerwise\//, "")];
      return rule === undefined || languageOf(rule) === language;
    }),
  );
}

function severityOf(entry: Linter.RuleEntry): Linter.RuleSeverity {
  return Array.isArray(entry) ? entry[0] : entry;
}
