import type { Rule } from "../../rules/rule.ts";

/** What belongs to the rules: ids by source, all names in alphabetical order. */
export interface RuleParts {
  /** Names of the files in rules/ that hold a rule. */
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, Rule>>;
  /** Text of each page, by the page's name. */
  readonly pages: ReadonlyMap<string, string>;
  readonly tests: readonly string[];
  /** ESLint's severities by preset. */
  readonly presets: Readonly<Record<"recommended" | "strict", Readonly<Record<string, unknown>>>>;
  /** Address of the page by rule, as ESLint is told. */
  readonly urls: Readonly<Record<string, string | undefined>>;
}

const openings: Readonly<Record<string, string>> = { consistent: "Require ", no: "Disallow ", prefer: "Prefer ", require: "Require " };

/** What does not fit together, in words: ids, files, pages, tests, presets and `meta`. */
export function rulePartViolations(parts: RuleParts): string[] {
  const ids = Object.keys(parts.rules);
  return [
    ...difference("rules/rules.ts", ids, "file", parts.files),
    ...difference("rules/rules.ts", ids, "test", parts.tests),
    ...difference("rules/rules.ts", ids, "page", [...parts.pages.keys()]),
    ...(ids.join() === ids.toSorted().join() ? [] : ["rules/rules.ts is not in alphabetical order"]),
    ...Object.entries(parts.rules).flatMap(([id, rule]) => [
      ...metaViolations(id, rule),
      ...presetViolations(id, rule, parts.presets),
      ...pageViolations(id, parts),
    ]),
  ];
}

function difference(list: string, ids: readonly string[], part: string, names: readonly string[]): string[] {
  return [
    ...ids.filter((id) => !names.includes(id)).map((id) => `${id} has no ${part}`),
    ...names.filter((name) => !ids.includes(name)).map((name) => `the ${part} ${name} is not in ${list}`),
  ];
}

function metaViolations(id: string, { meta }: Rule): string[] {
  const { description } = meta.docs;
  const opening = openings[id.split("-")[0] ?? ""];
  const hasOpening = opening !== undefined && description.startsWith(opening);
  return [
    ...(hasOpening ? [] : [`${id}: the description "${description}" does not begin as the name demands`]),
    ...(description.endsWith(".") ? [`${id}: the description ends with a full stop`] : []),
  ];
}

function presetViolations(id: string, { meta }: Rule, { recommended, strict }: RuleParts["presets"]): string[] {
  const name = `layerwise/${id}`;
  const expected = { recommended: meta.docs.recommended === "recommended", strict: meta.docs.recommended !== false };
  return [
    ...(name in recommended === expected.recommended ? [] : [`${id}: recommended says otherwise than meta`]),
    ...(name in strict === expected.strict ? [] : [`${id}: strict says otherwise than meta`]),
  ];
}

function pageViolations(id: string, { pages, urls }: RuleParts): string[] {
  const title = pages.get(id)?.split("\n").find((line) => line.startsWith("# "));
  return [
    ...(title === undefined || title.includes(id) ? [] : [`${id}: the page's title is "${title}"`]),
    ...(urls[id]?.endsWith(`/docs/rules/${id}.md`) ? [] : [`${id}: the address of its page is ${String(urls[id])}`]),
  ];
}
