/**
 * Brings what is generated in the documentation up to date: the heads of the rules' pages and the table of rules in the
 * README. `--check` changes nothing and fails when something is out of date.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { rules } from "../rules/rules.ts";
import type { Rule } from "../rules/rule.ts";
import { withHeader } from "./rule-page.ts";

const isCheck = process.argv.includes("--check");
const entries: readonly (readonly [string, Rule])[] = Object.entries(rules);
const stale = [...entries.flatMap(([id, rule]) => refresh(`docs/rules/${id}.md`, (page) => withHeader(page, id, rule))), ...refresh("README.md", withTable)];
if (isCheck && stale.length > 0) {
  console.error(`Out of date, run "npm run docs": ${stale.join(", ")}`);
  process.exitCode = 1;
}

function refresh(file: string, update: (text: string) => string): readonly string[] {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const updated = update(text);
  if (updated === text) return [];
  if (!isCheck) writeFileSync(file, updated);
  return [file];
}

function withTable(readme: string): string {
  return readme.replace(/(<!-- rules -->\n)[^]*?(<!-- \/rules -->)/, (_whole, start: string, end: string) => `${start}${ruleTable()}${end}`);
}

function ruleTable(): string {
  const rows = entries.map(([id, { meta }]) => `| [${id}](docs/rules/${id}.md) | ${meta.docs.description} | ${meta.docs.severity}${meta.docs.recommended === "strict" ? " (strict)" : ""} | ${remedyOf(meta)} |`);
  return ["| Rule | What it does | Severity | Remedy |", "| --- | --- | --- | --- |", ...rows, ""].join("\n");
}

function remedyOf(meta: Rule["meta"]): string {
  const fix = "fixable" in meta && meta.fixable !== undefined ? ["fix"] : [];
  const suggestion = "hasSuggestions" in meta && meta.hasSuggestions === true ? ["suggestion"] : [];
  const others = meta.docs.changesOtherFiles === true ? ["ignore file"] : [];
  return [...fix, ...suggestion, ...others].join(", ") || "explained";
}
