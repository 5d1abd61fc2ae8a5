import { lostOutputs, type LostOutput } from "../buildkit/hazards/lost-outputs.ts";
import { copyOutOfMount } from "./edits/copy-out-of-mount.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "copied" | "run" | "started" | "copyOut";

/** What a RUN writes into a cache mount is in no layer: whoever looks for it behind that RUN finds an empty directory. */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow leaving a build's output in a cache mount", recommended: "recommended", severity: "error" },
    hasSuggestions: true,
    schema: false,
    messages: {
      copied: "`{{path}}` lies in the cache mounted at `{{target}}`, not in a layer: line {{line}} finds nothing there to copy. Copy it out of the mount in this RUN.",
      run: "`{{path}}` lies in the cache mounted at `{{target}}`, not in a layer: the RUN of line {{line}} does not find it. Mount the cache there too, or copy the file out in this RUN.",
      started: "`{{path}}` lies in the cache mounted at `{{target}}`, not in the image: the command of line {{line}} does not find it. Copy it out of the mount in this RUN.",
      copyOut: "Copy {{paths}} to `{{directory}}` in the RUN with the mount, and take it from there (reruns this step once)",
    },
  },
  create(context) {
    const { build, text } = context.sourceCode;
    return {
      Dockerfile() {
        for (const lost of lostOutputs(build)) {
          const [reader] = lost.readers;
          const loc = context.sourceCode.locOf(reader.range);
          report(context, {
            node: lost.cache.mount.flag,
            messageId: messageOf(lost),
            data: { path: `/${reader.path}`, target: lost.cache.mount.target?.text ?? "", line: String(loc.start.line + 1) },
            related: lost.readers.map(({ range }) => ({ loc: context.sourceCode.locOf(range), label: "finds nothing" })),
            remedies: copyOutOfMount(lost, build, text, "copyOut"),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

function messageOf({ readers: [{ kind }] }: LostOutput): MessageIds {
  return kind === "copy" ? "copied" : kind === "run" ? "run" : "started";
}
