import { splitIndexUpdates, type SplitIndexUpdate } from "../buildkit/hazards/split-index.ts";
import { mergeIndexUpdate } from "./edits/merge-index-update.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * A package index refreshed in a RUN of its own is cached by that RUN's text. When the list of packages changes, only the
 * install runs again, by an index of months ago: old versions, or names that the mirrors no longer have.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow refreshing the package index in another step than the install", recommended: "recommended", severity: "error" },
    fixable: "code",
    hasSuggestions: true,
    schema: false,
    messages: {
      split: "The index that `{{refresh}}` fetches stays in the cache, and {{installs}} on using it: an edited package list then meets an outdated index, and fails or installs old versions. Refresh and install in one RUN.",
      merge: "Run `{{refresh}}` and the install in one RUN",
      prefix: "Refresh the index in the RUN that installs (fetches a newer index than the cached one)",
    },
  },
  create(context) {
    const { build, text } = context.sourceCode;
    return {
      Dockerfile() {
        for (const split of splitIndexUpdates(build)) {
          report(context, {
            node: { loc: context.sourceCode.locOf(split.refresh.command.range) },
            messageId: "split",
            data: { refresh: commandTitle(split.refresh.command), installs: nameInstalls(split) },
            related: split.installs.map(({ install }) => ({ loc: context.sourceCode.locOf(install.command.range), label: "goes by that index" })),
            remedies: mergeIndexUpdate(split, build, text).map((remedy) => ({ ...remedy, data: { refresh: commandTitle(split.refresh.command) } })),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "split" | "merge" | "prefix" }>;

/** `apt-get install jq` (line 3) and 2 others; the verb "go" comes with it, in the number that fits. */
function nameInstalls({ installs }: SplitIndexUpdate): string {
  const [first, ...others] = installs;
  if (first === undefined) return "";
  const name = `\`${commandTitle(first.install.command)}\` (line ${first.step.instruction.loc.start.line + 1})`;
  if (others.length === 0) return `${name} goes`;
  return others.length === 1 ? `${name} and 1 other install go` : `${name} and ${others.length} other installs go`;
}

/** As it is said: `apt-get install jq` for `apt-get -qq install -y jq curl`, `pacman -S jq`. */
function commandTitle({ words }: SplitIndexUpdate["refresh"]["command"]): string {
  return words.filter(({ value, literal }) => literal && !/^-(?![A-Z])/.test(value)).map(({ value }) => value).slice(0, 3).join(" ");
}
