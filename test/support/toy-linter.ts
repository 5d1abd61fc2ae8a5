import { Linter } from "eslint";
import { plainBuild } from "../../buildkit/known-build.ts";
import { createPlugin } from "../../rules/index.ts";
import toyRule from "../rules/toy-rule.ts";

/** The toy rule twice: as `shout`, and under the id of a real rule for what depends on that. */
export const toyPlugin = createPlugin({
  buildsOf: () => [plainBuild({ kind: "unknown" })],
  rules: { shout: toyRule, "no-floating-base-image": toyRule },
});

const [preset]: readonly Linter.Config[] = toyPlugin.configs.recommended;

/** The plugin's own preset with the rules named alone. */
export function toyConfig(...ids: readonly string[]): Linter.Config {
  return { ...preset, rules: Object.fromEntries(ids.map((id) => [`layerwise/${id}`, "warn"])) };
}

/** The findings of a text, one line each: `2:5 layerwise/shout 'AAA' shouts.`, with lines and columns from one. */
export function lintToy(text: string, config: Linter.Config = toyConfig("shout")): string[] {
  const messages = new Linter().verify(text, config, "Dockerfile");
  return messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId === null ? "" : `${ruleId} `}${message}`);
}

/** The text after all automatic fixes. Without rules every disable comment is unused, and goes. */
export function fixToy(text: string, config: Linter.Config = toyConfig()): string {
  return new Linter().verifyAndFix(text, config, "Dockerfile").output;
}
