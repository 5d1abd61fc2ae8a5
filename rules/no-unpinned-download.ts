import { externalReads, type ExternalRead } from "../buildkit/hazards/external-read.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * A download in a RUN is cached by the text of its command. When the address has no version, the first answer is served for
 * ever on this builder, and another builder gets another one.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow downloads in a RUN whose address names no fixed version", recommended: "recommended", severity: "warn" },
    schema: false,
    messages: {
      download: "`{{url}}` is downloaded once and then served from the cache for ever: BuildKit caches the command, not the file behind this moving address. Name a version, as an ARG, and verify a checksum.",
      installer: "`{{url}}` installs what is newest on the day this step first runs, and the cache keeps that for ever. Give the installer a version, as an ARG.",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const read of externalReads(build).filter(isDownload)) {
          report(context, {
            node: { loc: context.sourceCode.locOf(read.url.range) },
            messageId: read.isInstaller ? "installer" : "download",
            data: { url: read.url.value },
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "download" | "installer" }>;

function isDownload(read: ExternalRead): read is Extract<ExternalRead, { kind: "download" }> {
  return read.kind === "download";
}
