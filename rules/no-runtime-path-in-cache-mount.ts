import { lostInstalls, type LostInstall } from "../buildkit/hazards/lost-installs.ts";
import { retargetMount } from "./edits/retarget-mount.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "copied" | "run" | "started" | "hidden" | "retarget";

/** Packages that are installed into a cache mount are not in the image: the directory is empty when the program runs. */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow cache mounts on directories that are needed after the RUN", recommended: "recommended", severity: "error" },
    hasSuggestions: true,
    schema: false,
    messages: {
      copied: "`{{install}}` installs into the cache mounted at `{{target}}`, so no layer holds it, and line {{line}} finds nothing to copy. Mount the download cache instead.",
      run: "`{{install}}` installs into the cache mounted at `{{target}}`, so no layer holds it, and the RUN of line {{line}} runs without it. Mount the download cache instead.",
      started: "`{{install}}` installs into the cache mounted at `{{target}}`, which is no part of the image: the program that line {{line}} starts does not find it. Mount the download cache instead.",
      hidden: "The cache mounted at `{{target}}` hides the directory of the image that holds {{tool}} itself: `{{install}}` is not found, or runs another version than the image has. Mount the download cache instead.",
      retarget: "Mount the download cache `{{path}}` instead (reruns this step once)",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const lost of lostInstalls(build)) {
          const loc = context.sourceCode.locOf(lost.need.range);
          report(context, {
            node: lost.cache.mount.flag,
            messageId: messageOf(lost),
            data: { tool: lost.install.ecosystem.name, install: lost.install.command.words.map(({ value }) => value).slice(0, 3).join(" "), target: lost.cache.mount.target?.text ?? "", line: String(loc.start.line + 1) },
            related: [{ loc, label: "needs it" }],
            remedies: retargetMount(lost, "retarget"),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

function messageOf({ need: { kind } }: LostInstall): MessageIds {
  return ({ copy: "copied", run: "run", start: "started", tool: "hidden" } as const)[kind];
}
