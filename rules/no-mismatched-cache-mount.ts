import { mismatchedCacheMounts, type MismatchedCacheMount, type MismatchReason } from "../buildkit/hazards/mismatched-cache-mounts.ts";
import { moveMount } from "./edits/move-mount.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = MismatchReason["kind"] | "move" | "own";

/** A mount on the directory that the tool would use for another user, image or setting: nothing is ever kept in it. */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow cache mounts where the tool does not keep its cache", recommended: "strict", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      moved: "`{{name}}` moves the cache of {{tool}} to `{{path}}`, so nothing is kept in the cache mounted at `{{target}}`. Mount `{{path}}`.",
      user: "This RUN is executed by `{{user}}`, who does not use root's home: nothing is kept in the cache mounted at `{{target}}`. Mount the directory in that user's home, with `uid` and `gid`.",
      image: "On this base image {{tool}} keeps its cache in `{{path}}`, so nothing is kept in the cache mounted at `{{target}}`. Mount `{{path}}`.",
      owner: "The cache mounted at `{{target}}` belongs to root, and `{{user}}`, who executes this RUN, cannot write to it: {{tool}} fails, or keeps nothing. Give it to that user with `uid`.",
      unlinked: "{{tool}} keeps packages in `{{path}}` alone, and nothing in this stage links it to the cache mounted at `{{target}}`: that one holds the index, and packages are downloaded every time. Mount `{{path}}`.",
      move: "Mount `{{path}}` (reruns this step once)",
      own: "Add `{{ids}}`: a cache that exists already keeps its owner (reruns this step once)",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const mismatched of mismatchedCacheMounts(build)) {
          const { step, cache, location, reason } = mismatched;
          report(context, {
            node: cache.mount.flag,
            messageId: reason.kind,
            data: { ...dataOf(mismatched), tool: location.install.ecosystem.name, target: cache.mount.target?.text ?? "", user: step.user ?? "" },
            related: [{ loc: context.sourceCode.locOf(location.install.command.range), label: "uses another directory" }],
            remedies: moveMount(mismatched, { move: "move", own: "own" }),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

function dataOf({ reason, location }: MismatchedCacheMount): Readonly<Record<string, string>> {
  return { name: reason.kind === "moved" ? reason.name : "", path: `/${location.path ?? ""}` };
}
