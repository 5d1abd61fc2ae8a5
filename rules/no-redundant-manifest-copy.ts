import { redundantManifestCopies, type BroadCopy } from "../buildkit/hazards/broad-copy.ts";
import { planCopySplit } from "../buildkit/hazards/copy-split.ts";
import type { Build } from "../buildkit/model.ts";
import { listOf, nameFurther, nameInstall, nameSource, nameSplit } from "./edits/name-copy.ts";
import type { Remedy } from "./edits/remedy.ts";
import { splitCopy } from "./edits/split-copy.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "undone" | "moveCopy" | "moveCopyAtRisk" | "splitCopy" | "splitCopyAtRisk";

/**
 * The manifests are copied by themselves, so that the install stays cached while only sources change; but a copy of all the
 * rest follows above the install and puts every source back into its cache key. The first copy buys nothing.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow copying the manifests first when everything else follows above the install", recommended: "recommended", severity: "warn" },
    fixable: "code",
    hasSuggestions: true,
    schema: false,
    messages: {
      undone: "Any change in `{{source}}` re-runs `{{install}}`{{more}}: it follows {{manifests}} (line {{line}}) above the install, so copying those first gains nothing. Copy `{{source}}` after the install.",
      moveCopy: "Copy `{{source}}` after `{{install}}`",
      moveCopyAtRisk: "Copy `{{source}}` after `{{install}}` (may break: {{risks}})",
      splitCopy: "Copy {{manifests}} as well, and `{{source}}` after `{{install}}`",
      splitCopyAtRisk: "Copy {{manifests}} as well, and `{{source}}` after `{{install}}` (may break: {{risks}})",
    },
  },
  create(context) {
    const { build, text } = context.sourceCode;
    return {
      Dockerfile() {
        for (const copy of redundantManifestCopies(build)) {
          const { input, installs, manifests } = copy;
          report(context, {
            node: input.node,
            messageId: "undone",
            data: {
              source: nameSource(input),
              install: nameInstall(installs[0].install),
              more: nameFurther(installs),
              manifests: listOf(manifests.map((manifest) => `\`${nameSource(manifest.input)}\``)),
              line: String((manifests[0]?.step.instruction.loc.start.line ?? 0) + 1),
            },
            related: [
              ...manifests.map((manifest) => ({ loc: manifest.input.node.loc, label: "gains nothing" })),
              ...installs.map(({ install }) => ({ loc: context.sourceCode.locOf(install.command.range), label: "re-runs at every such change" })),
            ],
            remedies: remediesOf(copy, build, text),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

/** Where the first copies lack a file that the install reads, they are not what they seem: the user decides. */
function remediesOf(copy: BroadCopy, build: Build, text: string): readonly Remedy<MessageIds>[] {
  const split = planCopySplit(copy, build);
  if (split === undefined) return [];
  const [plain, atRisk] = split.narrow.length > 0 ? (["splitCopy", "splitCopyAtRisk"] as const) : (["moveCopy", "moveCopyAtRisk"] as const);
  const safety = split.isProven && split.narrow.length === 0 ? "automatic" : "suggestion";
  return [{ messageId: split.risks.length === 0 ? plain : atRisk, data: nameSplit(split, copy), safety, edits: splitCopy(text, split) }];
}
