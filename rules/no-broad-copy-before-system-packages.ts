import { earlySources, type EarlySources } from "../buildkit/hazards/early-sources.ts";
import { planRunsAbove } from "../buildkit/hazards/run-above.ts";
import { moveAbove } from "./edits/move-above.ts";
import { nameFurther, nameInstall, nameSource } from "./edits/name-copy.ts";
import type { Remedy } from "./edits/remedy.ts";
import type { DockerfileSourceCode } from "./language/dockerfile-source-code.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "earlySources" | "leadingPackages" | "moveInstall" | "moveInstallAtRisk";

/**
 * Packages of the operating system come from its mirrors, not from the project. Below a copy of sources their install has
 * every source in its cache key: each edit fetches the index and all packages again.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow copying sources before packages of the operating system are installed", recommended: "recommended", severity: "warn" },
    fixable: "code",
    hasSuggestions: true,
    schema: false,
    messages: {
      earlySources: "Any change in `{{source}}` runs `{{install}}` (line {{line}}){{more}} again, which needs nothing of it. Install the packages before `{{source}}` is copied.",
      leadingPackages: "Any change in `{{source}}` runs `{{install}}` (line {{line}}){{more}} again, because it shares a RUN with commands that need the sources. Install the packages in a RUN of their own before `{{source}}` is copied.",
      moveInstall: "Run `{{install}}` before `{{source}}` is copied (re-runs it once)",
      moveInstallAtRisk: "Run `{{install}}` before `{{source}}` is copied (may break: {{risks}})",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const early of earlySources(build)) {
          const { input, others, installs } = early;
          const [{ install, step, work }] = installs;
          report(context, {
            node: input.node,
            messageId: work.kind === "whole" ? "earlySources" : "leadingPackages",
            data: { source: nameSource(input), install: nameInstall(install), line: String(step.instruction.loc.start.line + 1), more: nameFurther(installs) },
            related: [
              ...others.map(({ node }) => ({ loc: node.loc, label: "the same holds for it" })),
              ...installs.map((late) => ({ loc: context.sourceCode.locOf(late.install.command.range), label: "runs again at every such change" })),
            ],
            remedies: remediesOf(early, context.sourceCode),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

function remediesOf(early: EarlySources, { build, text, ast }: DockerfileSourceCode): readonly Remedy<MessageIds>[] {
  const plan = planRunsAbove(early, build);
  if (plan === undefined) return [];
  const data = { source: nameSource(early.input), install: nameInstall(early.installs[0].install), risks: plan.risks.join("; ") };
  return [{ messageId: plan.risks.length === 0 ? "moveInstall" : "moveInstallAtRisk", data, safety: plan.isProven ? "automatic" : "suggestion", edits: moveAbove(text, ast, plan) }];
}
