import { staleBuilderSteps, type StaleBuilderStep } from "../buildkit/hazards/stale-builder-stage.ts";
import { stageTitle } from "../buildkit/stage.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * A builder stage that installs whatever is newest, above anything that ever changes, is built once: its output is copied
 * into every later image from the cache, and no edit of the project refreshes it.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow builder stages that serve what was newest when they were first built", recommended: "recommended", severity: "warn" },
    schema: false,
    messages: {
      floating: "`{{packages}}` stays at the version that was newest when {{stage}} was first built: nothing that changes enters its cache key, and {{consumer}} goes on taking its output. Pin the version{{filter}}.",
      upgrade: "This upgrade ran when {{stage}} was first built and never again: nothing that changes enters its cache key, and {{consumer}} goes on taking its output. Update the base image instead{{filter}}.",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const stale of staleBuilderSteps(build)) {
          const { floating, install } = stale.read;
          report(context, {
            node: { loc: context.sourceCode.locOf(install.command.range) },
            messageId: floating.length === 0 ? "upgrade" : "floating",
            data: {
              packages: floating.map(({ value }) => value).slice(0, 3).join(" "),
              stage: stageTitle(stale.read.step.stage),
              consumer: stageTitle(stale.consumers[0].stage),
              filter: filterHint(stale),
            },
            related: stale.consumers.map(({ instruction }) => ({ loc: instruction.keyword.loc, label: "takes its output" })),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "floating" | "upgrade" }>;

/** Only a named stage can be filtered (cache-semantics 9). */
function filterHint({ read }: StaleBuilderStep): string {
  const { alias } = read.step.stage;
  return alias === undefined ? "" : `, or build with \`--no-cache-filter=${alias}\` to refresh it`;
}
