import { installsWithBuild, planRunSplit, type InstallAndBuild } from "../buildkit/hazards/install-and-build.ts";
import type { Build } from "../buildkit/model.ts";
import { listOf, nameInstall, nameSource } from "./edits/name-copy.ts";
import type { Remedy } from "./edits/remedy.ts";
import { splitRun } from "./edits/split-run.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "shared" | "split" | "splitAtRisk";

/**
 * A build needs the sources and a dependency install does not. In one RUN they share one cache key: the sources have to be
 * copied above it, and each edit installs everything again before it builds.
 */
export default {
  meta: {
    type: "suggestion",
    docs: { description: "Disallow installing dependencies in the RUN that builds the project", recommended: "strict", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      shared: "Any change in {{sources}} runs `{{install}}` again, because it shares a RUN with `{{build}}`. Give it a RUN of its own, above the copy of the sources.",
      split: "Run `{{install}}` by itself, and copy {{sources}} after it",
      splitAtRisk: "Run `{{install}}` by itself, and copy {{sources}} after it (may break: {{risks}})",
    },
  },
  create(context) {
    const { build, text } = context.sourceCode;
    return {
      Dockerfile() {
        for (const shared of installsWithBuild(build)) {
          report(context, {
            node: { loc: context.sourceCode.locOf(shared.install.command.range) },
            messageId: "shared",
            data: namesOf(shared),
            related: [
              { loc: context.sourceCode.locOf(shared.build.command.range), label: "needs the sources" },
              ...shared.sources.map(({ node }) => ({ loc: node.loc, label: "re-runs both" })),
            ],
            remedies: remediesOf(shared, build, text),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

function remediesOf(shared: InstallAndBuild, build: Build, text: string): readonly Remedy<MessageIds>[] {
  const split = planRunSplit(shared, build);
  if (split === undefined) return [];
  const data = { ...namesOf(shared), risks: split.risks.slice(0, 3).join("; ") };
  return [{ messageId: split.risks.length === 0 ? "split" : "splitAtRisk", data, safety: "suggestion", edits: splitRun(text, split) }];
}

function namesOf({ install, build, sources }: InstallAndBuild): Record<"sources" | "install" | "build", string> {
  return { sources: listOf(sources.map((source) => `\`${nameSource(source)}\``)), install: nameInstall(install), build: nameInstall(build) };
}
