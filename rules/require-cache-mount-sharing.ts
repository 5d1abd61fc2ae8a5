import { unlockedCacheMounts, type UnlockedCacheMount } from "../buildkit/hazards/unlocked-cache-mounts.ts";
import { stageTitle } from "../buildkit/stage.ts";
import { lockMount } from "./edits/lock-mount.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * Cache mounts are shared by default: two builds, or two stages of one, write to the directory at the same time. Some
 * package managers fail then, or leave a broken cache behind.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Require a lock on cache mounts whose tool does not expect a second writer", recommended: "recommended", severity: "warn" },
    fixable: "code",
    hasSuggestions: true,
    schema: false,
    messages: {
      unlocked: "Builds that run at the same time share `{{target}}`, and {{tool}} does not expect a second writer there: they fail, or damage the cache. Add `sharing=locked`.",
      rivals: "{{stage}} and {{rival}} can run at the same time and share `{{target}}`, where {{tool}} does not expect a second writer: the build fails, or damages the cache. Add `sharing=locked` to both.",
      lock: "Add `sharing=locked`: other builds wait (re-runs this step once)",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const unlocked of unlockedCacheMounts(build)) {
          const { step, cache, tool, rival } = unlocked;
          report(context, {
            node: cache.mount.flag,
            messageId: rival === undefined ? "unlocked" : "rivals",
            data: { target: cache.mount.target?.text ?? "", tool, stage: capitalized(stageTitle(step.stage)), rival: rival === undefined ? "" : stageTitle(rival.step.stage) },
            related: relatedPlaces(rival),
            remedies: lockMount(unlocked, build, "lock"),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "unlocked" | "rivals" | "lock" }>;

function relatedPlaces(rival: UnlockedCacheMount["rival"]) {
  return rival === undefined ? [] : [{ loc: rival.cache.mount.flag.loc, label: "shares the cache" }];
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
