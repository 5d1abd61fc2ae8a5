import { frozenUpgrades } from "../buildkit/hazards/frozen-installs.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * An upgrade of the system is a step like any other: it runs once, and then comes from the cache until something above it
 * changes. Who relies on it for security fixes ships those of the day on which it ran.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow upgrades that the cache freezes", recommended: "strict", severity: "warn" },
    schema: false,
    messages: {
      upgrade: "`{{command}}` runs once and then comes from the cache: later fixes do not reach the image. Renew the base image instead{{filter}}.",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const { command, step } of frozenUpgrades(build)) {
          const words = command.words.map(({ value }) => value).join(" ");
          const { alias } = step.stage;
          report(context, {
            node: { loc: context.sourceCode.locOf(command.range) },
            messageId: "upgrade",
            data: { command: words.length > 40 ? `${words.slice(0, 39)}…` : words, filter: alias === undefined ? "" : `, or build with \`--no-cache-filter=${alias}\` on a schedule` },
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "upgrade" }>;
