import type { Rule } from "../rules/rule.ts";

/** The generated head of a rule's page, between its title and "What it does". */
export function pageHeader(id: string, { meta }: Rule): string {
  const { description, recommended, severity } = meta.docs;
  const preset = recommended === false ? "In no preset." : recommended === "recommended" ? "In the presets `recommended` and `strict`." : "In the preset `strict`.";
  const level = severity === "error" ? "Reported as an error." : "Reported as a warning.";
  const fix = [
    ...("fixable" in meta && meta.fixable !== undefined ? ["Some findings are fixed by `--fix`."] : []),
    ...("hasSuggestions" in meta && meta.hasSuggestions === true ? ["Editors offer suggestions."] : []),
    ...(meta.docs.changesOtherFiles === true ? ["Editors offer to change the ignore file."] : []),
  ];
  return [`# ${id}`, "", `${description}.`, "", [preset, level, ...fix].join(" "), ""].join("\n");
}

/** The page with its head made anew; what follows the first `##` is kept. */
export function withHeader(page: string, id: string, rule: Rule): string {
  const body = page.slice(Math.max(0, page.indexOf("\n## ") + 1));
  return `${pageHeader(id, rule)}\n${body}`;
}
