import { floatingToolInstalls } from "../buildkit/hazards/frozen-installs.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * A step is keyed by its text, and the text names no version: the tool stays as new as it was on the day the step ran, on
 * this builder, and is another one on the next.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow installing tools at whatever version is newest", recommended: "strict", severity: "warn" },
    schema: false,
    messages: {
      floating: "`{{packages}}` {{verb}} the version that is newest when this step runs: the cache keeps it for as long as the text stays, and another builder installs another one. Name a version.",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const { command, floating } of floatingToolInstalls(build)) {
          const names = floating.map(({ value }) => value);
          const packages = names.length > 3 ? `${names.slice(0, 3).join(" ")} …` : names.join(" ");
          report(context, { node: { loc: context.sourceCode.locOf(command.range) }, messageId: "floating", data: { packages, verb: names.length === 1 ? "gets" : "get" } });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "floating" }>;
