import { inconsistentCacheMounts } from "../buildkit/hazards/inconsistent-cache-mounts.ts";
import { addMount } from "./edits/add-mount.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/** A download and the build that uses it must see the same directory: both the mounted cache, or both the layer. */
export default {
  meta: {
    type: "problem",
    docs: { description: "Require the cache mount of a download in the build that uses it, and the other way round", recommended: "strict", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      lost: "`{{download}}` (line {{line}}) downloads into the cache mounted at `{{target}}`, which this RUN does not mount: `{{build}}` downloads everything again, or fails. Mount the cache here too.",
      hidden: "The mount at `{{target}}` hides what `{{download}}` (line {{line}}) downloaded into the layer: `{{build}}` downloads it again. Mount the cache there too.",
      mount: "Add the mount of the other RUN (reruns this step once)",
    },
  },
  create(context) {
    const { build, text } = context.sourceCode;
    return {
      Dockerfile() {
        for (const inconsistent of inconsistentCacheMounts(build)) {
          const { kind, download, cache } = inconsistent;
          const { install } = inconsistent.build.location;
          const words = (command: typeof install.command): string => command.words.map(({ value }) => value).slice(0, 3).join(" ");
          const { range } = download.location.install.command;
          report(context, {
            node: kind === "lost" ? { loc: context.sourceCode.locOf(install.command.range) } : cache.mount.flag,
            messageId: kind,
            data: { download: words(download.location.install.command), build: words(install.command), target: cache.mount.target?.text ?? "", line: String(context.sourceCode.locOf(range).start.line + 1) },
            related: [{ loc: context.sourceCode.locOf(range), label: "downloads" }],
            remedies: addMount(inconsistent, text, "mount"),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "lost" | "hidden" | "mount" }>;
