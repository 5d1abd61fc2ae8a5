import { disabledCaches, type DisabledCache } from "../buildkit/hazards/disabled-caches.ts";
import { dropCleanup } from "./edits/drop-cleanup.ts";
import { switchOffHook } from "./edits/switch-off-hook.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "switchedOff" | "emptied" | "busy" | "hook" | "drop" | "dropFlag" | "keep";

/** A cache mount keeps downloads for the next build; a clean-up or a switch that came from before it makes it useless. */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow switching off or emptying a package cache that is mounted", recommended: "recommended", severity: "warn" },
    fixable: "code",
    hasSuggestions: true,
    schema: false,
    messages: {
      switchedOff: "`{{cause}}` keeps {{tool}} from using the cache mounted at `{{target}}`: every run downloads everything again. The mount already keeps the cache out of the image, so leave it out.",
      emptied: "`{{cause}}` empties the cache mounted at `{{target}}`, and the next run downloads everything again. A mount is never part of the image: there is nothing to clean up.",
      busy: "`{{cause}}` cannot be removed while a cache is mounted at `{{target}}`: rm empties the cache, then fails with \"Device or resource busy\", and so does the build. Leave it out.",
      hook: "The base image's `{{file}}` deletes every package after its installation, so the cache mounted at `{{target}}` stays empty. Remove that file in an earlier RUN.",
      drop: "Leave out `{{dropped}}`",
      dropFlag: "Leave out `{{dropped}}` (may reuse files that an earlier build left in the cache)",
      keep: "Remove `{{file}}` in a RUN above (reruns this step once)",
    },
  },
  create(context) {
    const { build, text } = context.sourceCode;
    return {
      Dockerfile() {
        for (const disabled of disabledCaches(build)) {
          const { flag, target } = disabled.cache.mount;
          report(context, {
            node: { loc: disabled.kind === "hook" ? flag.loc : context.sourceCode.locOf(rangeOf(disabled)) },
            messageId: messageOf(disabled),
            data: { ...dataOf(disabled, text), target: target?.text ?? "" },
            related: disabled.kind === "hook" ? [] : [{ loc: flag.loc, label: "the mount" }],
            remedies: disabled.kind === "hook" ? switchOffHook(disabled, build, text, "keep") : dropCleanup(disabled, build, text, disabled.kind === "flag" ? "dropFlag" : "drop"),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

function messageOf({ kind }: DisabledCache): MessageIds {
  if (kind === "busy" || kind === "hook") return kind;
  return kind === "flag" || kind === "variable" ? "switchedOff" : "emptied";
}

function rangeOf(disabled: Exclude<DisabledCache, { kind: "hook" }>): readonly [number, number] {
  switch (disabled.kind) {
    case "flag":
      return disabled.word.range;
    case "variable":
      return disabled.range;
    case "clean":
      return disabled.install.command.range;
    default:
      return disabled.isAll ? disabled.command.range : [disabled.words[0]?.range[0] ?? disabled.command.range[0], disabled.words.at(-1)?.range[1] ?? disabled.command.range[1]];
  }
}

function dataOf(disabled: DisabledCache, text: string): Readonly<Record<string, string>> {
  if (disabled.kind === "hook") return { file: disabled.hook.file };
  if (disabled.kind === "busy") return { cause: disabled.words.map(({ value }) => value).join(" ") };
  const cause = text.slice(...rangeOf(disabled)).replaceAll(/\\\r?\n|\s+/g, " ");
  return { cause, tool: "install" in disabled ? disabled.install.ecosystem.name : "" };
}
