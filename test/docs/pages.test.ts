import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Linter } from "eslint";
import { describe, it } from "mocha";
import { plainBuild } from "../../buildkit/known-build.ts";
import { memoryContext } from "../../buildkit/files/memory-context.ts";
import { createPlugin } from "../../rules/index.ts";
import { languageOf, type Rule } from "../../rules/rule.ts";
import { rules } from "../../rules/rules.ts";
import { pageHeader } from "../../scripts/rule-page.ts";
import { memoryUse } from "../support/ignore-use.ts";
import { readExamples, type Example } from "./read-examples.ts";

const headings = ["What it does", "Why is this bad?", "Examples", "When not to use it", "References"];

for (const [id, rule] of Object.entries<Rule>(rules)) {
  describe(`the page of ${id}`, () => {
    const page = readFileSync(new URL(`../../docs/rules/${id}.md`, import.meta.url), "utf8");
    const examples = readExamples(page);

    it("has the generated head and the headings of every page", () => {
      assert.ok(page.startsWith(pageHeader(id, rule)), "run npm run docs");
      for (const heading of headings) assert.match(page, new RegExp(`^## ${heading.replace("?", "\\?")}$`, "m"));
      const offersEdits = ("fixable" in rule.meta && rule.meta.fixable !== undefined) || ("hasSuggestions" in rule.meta && rule.meta.hasSuggestions === true);
      const changesFiles = offersEdits || rule.meta.docs.changesOtherFiles === true;
      assert.equal(/^## Fix safety$/m.test(page), changesFiles, "a page has the section Fix safety if the rule offers edits");
    });

    it("has both kinds of examples", () => {
      assert.deepEqual([...new Set(examples.map(({ kind }) => kind))].toSorted(), ["correct", "incorrect"]);
    });

    for (const [index, example] of examples.entries()) {
      const title = `${example.kind} example ${index + 1}`;
      it(`${title} is true`, () => assert.equal(lint(id, rule, example).length, example.kind === "incorrect" ? 1 : 0));
      if (example.kind === "incorrect") it(`${title} becomes the correct one by its remedy`, () => checkRemedy(id, rule, example, examples[index + 1]));
    }
  });
}

function checkRemedy(id: string, rule: Rule, example: Example, next: Example | undefined): void {
  const [finding] = lint(id, rule, example);
  const fix = finding?.fix ?? finding?.suggestions?.[0]?.fix;
  if (fix === undefined) return;
  const fixed = example.text.slice(0, fix.range[0]) + fix.text + example.text.slice(fix.range[1]);
  assert.equal(next?.kind, "correct", "the corrected form follows an example with a remedy");
  assert.equal(fixed, next?.text);
}

function lint(id: string, rule: Rule, { text, files, file }: Example): readonly Linter.LintMessage[] {
  const builds = [plainBuild({ kind: "known", context: memoryContext(files) })] as const;
  const ignoreUseOf = (_: string, ignoreFile: string) => memoryUse(ignoreFile, files, { file, contexts: undefined });
  const plugin = createPlugin({ buildsOf: () => builds, ignoreUseOf, rules: { [id]: rule } });
  const config = { files: ["**/Dockerfile"], plugins: { layerwise: plugin }, language: `layerwise/${languageOf(rule)}`, rules: { [`layerwise/${id}`]: "warn" } } satisfies Linter.Config;
  return new Linter().verify(text, [config], { filename: "Dockerfile" });
}
