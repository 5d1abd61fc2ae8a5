import { copiedRepositories, type CopiedRepository } from "../buildkit/hazards/copied-repository.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * The version control directory changes with every commit, fetch and switch of branches, often with `git status` alone:
 * what is copied together with it, and all below, is never cached for long.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow copying the version control directory", recommended: "recommended", severity: "warn" },
    schema: false,
    messages: {
      named: "`{{source}}` changes with every commit, fetch or switch of branches: each re-runs this step{{below}}, and the history stays in the layer. {{remedy}}",
      whole: "`{{source}}` takes in `.git`, which `{{command}}` reads: every commit, fetch or switch of branches re-runs this step{{below}}. Pass the version as a build argument that is declared late, and ignore `.git`.",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const copied of copiedRepositories(build)) {
          const { input, how, below, reads } = copied;
          report(context, {
            node: input.node,
            messageId: how,
            data: {
              source: input.node.type === "Word" ? input.node.text : "",
              below: below.length === 0 ? "" : ` and ${below.length === 1 ? "the RUN" : `${below.length} RUNs`} below it`,
              command: reads[0]?.command.words.slice(0, 3).map(({ text }) => text).join(" ") ?? "",
              remedy: remedyOf(copied),
            },
            related: reads.map(({ command }) => ({ loc: context.sourceCode.locOf(command.range), label: "reads the repository" })),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "named" | "whole" }>;

function remedyOf({ input }: CopiedRepository): string {
  return `Mount it in the one RUN that reads it (\`--mount=type=bind,source=${input.path ?? ""},target=…\`), or pass the version as a build argument that is declared late.`;
}
