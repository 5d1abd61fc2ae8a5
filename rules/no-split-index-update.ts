import { splitIndexUpdates } from "../buildkit/hazards/split-index.ts";
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
      split: "The index that `{{refresh}}` fetches stays in the cache, and `{{install}}` (line {{line}}) goes on using it: an edited package list then meets an outdated index, and fails or installs old versions. Refresh and install in one RUN.",
      merge: "Run `{{refresh}}` and the install in one RUN",
      prefix: "Refresh the index in the RUN that installs (fetches a newer index than the cached one)",
    },
  },
  create(context) {
    const { build, text } = context.sourceCode;
    return {
      Dockerfile() {
        for (const split of splitIndexUpdates(build)) {
          const [first] = split.installs;
          if (first === undefined) continue;
          const words = (command: typeof split.refresh.command): string => command.words.map(({ value }) => value).slice(0, 3).join(" ");
          report(context, {
            node: { loc: context.sourceCode.locOf(split.refresh.command.range) },
            messageId: "split",
            data: { refresh: words(split.refresh.command), install: words(first.install.command), line: String(first.step.instruction.loc.start.line + 1) },
            related: split.installs.map(({ install }) => ({ loc: context.sourceCode.locOf(install.command.range), label: "goes by that index" })),
            remedies: mergeIndexUpdate(split, build, text).map((remedy) => ({ ...remedy, data: { refresh: words(split.refresh.command) } })),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "split" | "merge" | "prefix" }>;
