import { coupledBuilds, type CoupledBuild } from "../buildkit/hazards/coupled-builds.ts";
import { downloadCommand, planDependencyStep } from "../buildkit/hazards/dependency-layer.ts";
import { addDependencyStep } from "./edits/add-dependency-step.ts";
import { listOf, nameInstall, nameSource } from "./edits/name-copy.ts";
import type { Remedy } from "./edits/remedy.ts";
import type { DockerfileSourceCode } from "./language/dockerfile-source-code.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "noLayer" | "addLayer" | "addLayerAtRisk";

/**
 * A build that is the first to download its dependencies does so in the step that re-runs with every edit of the sources. In
 * a layer of their own, made from the manifests, they stay cached.
 */
export default {
  meta: {
    type: "suggestion",
    docs: { description: "Prefer a layer of dependencies over a build that downloads them", recommended: "recommended", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      noLayer: "Any change in `{{source}}` makes `{{build}}` download its dependencies again. Copy the manifests first and run `{{download}}` before `{{source}}` is copied.",
      addLayer: "Run `{{download}}` on {{manifests}} alone, and copy `{{source}}` after it",
      addLayerAtRisk: "Run `{{download}}` on {{manifests}} alone, and copy `{{source}}` after it (may break: {{risks}})",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const coupled of coupledBuilds(build)) {
          const { install, source, layer } = coupled;
          report(context, {
            node: { loc: context.sourceCode.locOf(install.command.range) },
            messageId: "noLayer",
            data: { source: nameSource(source), build: nameInstall(install), download: downloadCommand(coupled) ?? layer.download.words },
            related: [{ loc: source.node.loc, label: "re-runs it at every change" }],
            remedies: remediesOf(coupled, context.sourceCode),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

function remediesOf(coupled: CoupledBuild, { build, text, ast }: DockerfileSourceCode): readonly Remedy<MessageIds>[] {
  const step = planDependencyStep(coupled, build);
  if (step === undefined) return [];
  const data = { download: step.command, manifests: listOf(step.manifests.map((path) => `\`${path}\``)), source: nameSource(coupled.source), risks: step.risks.slice(0, 3).join("; ") };
  return [{ messageId: step.risks.length === 0 ? "addLayer" : "addLayerAtRisk", data, safety: "suggestion", edits: addDependencyStep(text, ast, step) }];
}
