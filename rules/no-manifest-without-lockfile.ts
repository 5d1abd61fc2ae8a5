import { missingLockfiles, type MissingLockfile } from "../buildkit/hazards/missing-lockfiles.ts";
import type { Remedy } from "./edits/remedy.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "fails" | "floats" | "addLockfile" | "addLockfileAtRisk";

/**
 * A manifest that is copied without the lockfile beside it: the install takes whatever is newest on the day it runs, and
 * since the lockfile is not in its cache key, an updated one never re-runs it.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow installing from a manifest without the lockfile that lies beside it", recommended: "recommended", severity: "warn" },
    fixable: "code",
    hasSuggestions: true,
    schema: false,
    messages: {
      fails: "`{{install}}` fails without `{{lockfile}}`, which lies beside `{{manifest}}` in the build context but is not copied. Copy both.",
      floats: "`{{install}}` resolves versions anew: `{{lockfile}}` lies beside `{{manifest}}` but is not copied. The image gets what is newest on that day, and an updated lockfile does not re-run the install. Copy both.",
      addLockfile: "Copy `{{lockfile}}` as well",
      addLockfileAtRisk: "Copy `{{lockfile}}` as well (may change the versions in the image)",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const missing of missingLockfiles(build)) {
          const { input, install, manifest, lockfile, fails } = missing;
          report(context, {
            node: input.node,
            messageId: fails ? "fails" : "floats",
            data: { install: install.command.words.slice(0, 4).map(({ text }) => text).join(" "), manifest, lockfile },
            related: [{ loc: context.sourceCode.locOf(install.command.range), label: "runs without the lockfile" }],
            remedies: remediesOf(missing),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

/** Where the install cannot succeed without the lockfile, adding it changes no image that there ever was. */
function remediesOf({ addition, fails, lockfile }: MissingLockfile): readonly Remedy<MessageIds>[] {
  if (addition === undefined) return [];
  const end = addition.after.range[1];
  const edits = [{ range: [end, end], text: ` ${addition.text}` }] as const;
  const data = { lockfile };
  return [fails ? { messageId: "addLockfile", data, safety: "automatic", edits } : { messageId: "addLockfileAtRisk", data, safety: "suggestion", edits }];
}
