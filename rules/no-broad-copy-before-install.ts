import { broadCopiesBeforeInstall, type BroadCopy } from "../buildkit/hazards/broad-copy.ts";
import type { Build } from "../buildkit/model.ts";
import { planCopySplit, type CopySplit } from "../buildkit/hazards/copy-split.ts";
import { planFilteredSplit } from "../buildkit/hazards/filtered-split.ts";
import { addPatterns } from "./edits/change-ignore-file.ts";
import { nameFurther, nameInstall, nameSource, nameSplit } from "./edits/name-copy.ts";
import type { Remedy } from "./edits/remedy.ts";
import { splitCopy } from "./edits/split-copy.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "broadCopy" | "sideCopy" | "projectInstall" | "broadMount" | "broadOnbuild" | "splitCopy" | "splitCopyAtRisk" | "moveCopy" | "moveCopyAtRisk" | "copyAndIgnore";

/**
 * A whole directory copied above a dependency install puts every file of it into the install's cache key: each edit of a
 * source file downloads and installs all dependencies again. The manifests alone decide what is installed.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow copying the sources before the dependencies are installed", recommended: "recommended", severity: "warn", changesOtherFiles: true },
    fixable: "code",
    hasSuggestions: true,
    schema: false,
    messages: {
      broadCopy: "Any change in `{{source}}` re-runs `{{install}}`{{more}}, although it needs only its manifests. Copy those first, and `{{source}}` after the install.",
      sideCopy: "Any change in `{{source}}` re-runs `{{install}}`{{more}}, which needs nothing of it. Copy `{{source}}` after the install.",
      projectInstall: "Any change in `{{source}}` re-runs `{{install}}`{{more}} and downloads all dependencies again. Run it with `{{flag}}` on its manifests alone first, and as it is after `{{source}}`.",
      broadMount: "This mount puts all of `{{source}}` into the cache key of `{{install}}`: any change re-runs it. Mount only its manifests.",
      broadOnbuild: "In every image built on this one, any change in `{{source}}` re-runs `{{install}}`, and its Dockerfile cannot change the order. Leave copy and install to it, or copy the manifests first.",
      splitCopy: "Copy {{manifests}} first and `{{source}}` after `{{install}}`",
      splitCopyAtRisk: "Copy {{manifests}} first and `{{source}}` after `{{install}}` (may break: {{risks}})",
      moveCopy: "Copy `{{source}}` after `{{install}}`",
      copyAndIgnore: "Copy {{first}}`{{source}}` after `{{install}}`, and add {{patterns}} to {{ignoreFile}}{{risk}}",
      moveCopyAtRisk: "Copy `{{source}}` after `{{install}}` (may break: {{risks}})",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const broad of broadCopiesBeforeInstall(build)) {
          const [{ install, dependencyFlag: flag = "" }] = broad.installs;
          report(context, {
            node: broad.input.node,
            messageId: messageOf(broad),
            data: { source: nameSource(broad.input), install: nameInstall(install), flag, more: nameFurther(broad.installs) },
            related: broad.installs.map((coupled) => ({ loc: context.sourceCode.locOf(coupled.install.command.range), label: "re-runs at every such change" })),
            remedies: remediesOf(broad, build, context.sourceCode.text),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

function messageOf(broad: BroadCopy): MessageIds {
  if (broad.step.plantedBy !== undefined && broad.step.stage.triggers.includes(broad.step)) return "broadOnbuild";
  if (broad.installs[0].dependencyFlag !== undefined) return "projectInstall";
  if (!broad.bringsManifests) return "sideCopy";
  return broad.input.via === "mount" ? "broadMount" : "broadCopy";
}

function remediesOf(broad: BroadCopy, build: Build, text: string): readonly Remedy<MessageIds>[] {
  const split = planCopySplit(broad, build);
  if (split === undefined) return [];
  const [plain, atRisk] = split.narrow.length > 0 ? (["splitCopy", "splitCopyAtRisk"] as const) : (["moveCopy", "moveCopyAtRisk"] as const);
  const remedy: Remedy<MessageIds> = { messageId: split.risks.length === 0 ? plain : atRisk, data: nameSplit(split, broad), safety: split.isProven ? "automatic" : "suggestion", edits: splitCopy(text, split) };
  return [...withIgnoreLines(broad, split, build, text), remedy];
}

/** The same together with the ignore lines that keep the host's packages off those of the install; both or none. */
function withIgnoreLines(broad: BroadCopy, split: CopySplit, build: Build, text: string): readonly Remedy<MessageIds>[] {
  const filtered = planFilteredSplit(broad, split, build);
  if (filtered === undefined) return [];
  const { narrow, risks } = filtered.split;
  const names = nameSplit(filtered.split, broad);
  const data = { ...names, first: narrow.length > 0 ? `${names.manifests} first and ` : "", risk: risks.length === 0 ? "" : ` (may break: ${risks.slice(0, 3).join("; ")})` };
  return [{ ...addPatterns("copyAndIgnore", filtered.addition, data), edits: splitCopy(text, filtered.split) }];
}
