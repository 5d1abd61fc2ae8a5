import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { plainBuild } from "../../buildkit/known-build.ts";
import { createPlugin } from "../../rules/index.ts";
import { rules } from "../../rules/rules.ts";
import { type RuleParts, rulePartViolations } from "./rules.ts";
import { isRule } from "./source.ts";

describe("a rule's file, page, test and presets", () => {
  const plugin = createPlugin({ buildsOf: () => [plainBuild({ kind: "unknown" })] });
  const pages = namesIn("docs/rules", ".md");
  const parts: RuleParts = {
    files: namesIn("rules", ".ts").filter((name) => isRule(`rules/${name}.ts`)),
    rules,
    pages: new Map(pages.map((name) => [name, readFileSync(join("docs/rules", `${name}.md`), "utf8")])),
    tests: namesIn("test/rules", ".test.ts"),
    presets: { recommended: rulesOf(plugin.configs.recommended), strict: rulesOf(plugin.configs.strict) },
    urls: Object.fromEntries(Object.entries(plugin.rules).map(([id, { meta }]) => [id, meta.docs.url])),
  };
  it("fit together", () => assert.deepEqual(rulePartViolations(parts), []));
});

describe("the check of rules", () => {
  const rule = {
    meta: { type: "problem", docs: { description: "Disallow this", recommended: "strict", severity: "warn" }, schema: false, messages: {} },
    create: () => ({}),
  } satisfies RuleParts["rules"][string];
  const whole: RuleParts = {
    files: ["no-a"],
    rules: { "no-a": rule },
    pages: new Map([["no-a", "# no-a\n"]]),
    tests: ["no-a"],
    presets: { recommended: {}, strict: { "layerwise/no-a": "warn" } },
    urls: { "no-a": "https://example.com/docs/rules/no-a.md" },
  };
  const described = (description: string): RuleParts["rules"] => ({ "no-a": { ...rule, meta: { ...rule.meta, docs: { ...rule.meta.docs, description } } } });
  const cases: readonly [name: string, change: Partial<RuleParts>, found: string[]][] = [
    ["is content with a whole rule", {}, []],
    ["sees a file that is no rule yet", { files: ["no-a", "no-b"] }, ["the file no-b is not in rules/rules.ts"]],
    ["sees a missing page", { pages: new Map() }, ["no-a has no page"]],
    ["sees a page left behind", { pages: new Map([...whole.pages, ["no-b", "# no-b"]]) }, ["the page no-b is not in rules/rules.ts"]],
    ["sees another title", { pages: new Map([["no-a", "Text\n# no-b\n"]]) }, ['no-a: the page\'s title is "# no-b"']],
    ["sees a missing test", { tests: [] }, ["no-a has no test"]],
    ["sees a preset without the rule", { presets: { recommended: {}, strict: {} } }, ["no-a: strict says otherwise than meta"]],
    ["sees another address", { urls: {} }, ["no-a: the address of its page is undefined"]],
    ["sees a description that does not fit the name", { rules: described("Require that") }, ['no-a: the description "Require that" does not begin as the name demands']],
    ["sees a full stop", { rules: described("Disallow this.") }, ["no-a: the description ends with a full stop"]],
  ];
  for (const [name, change, found] of cases) {
    it(name, () => assert.deepEqual(rulePartViolations({ ...whole, ...change }), found));
  }
});

function rulesOf(configs: readonly { readonly rules: Readonly<Record<string, unknown>> }[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(configs.flatMap((config) => Object.entries(config.rules)));
}

/** Names without their ending of the files in one folder, sorted; none when there is no such folder. */
function namesIn(folder: string, ending: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  return names.map((name) => name.slice(0, -ending.length)).sort();
}
