import { overwrittenInstalls, type Made } from "../buildkit/hazards/overwritten-installs.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * What was installed on the host is copied over what the image has just installed: files of another platform or of other
 * versions get into the image, and every install on the host re-runs the copy and all below it.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow copying what the host has installed over what the image has installed", recommended: "recommended", severity: "warn" },
    schema: false,
    messages: {
      overwrite: "This puts `{{path}}` of the host {{made}}: files of another platform or version get into the image, and each install on the host re-runs this step. Add `{{pattern}}` to {{ignoreFile}}.",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const { input, path, made, ignoreFile } of overwrittenInstalls(build)) {
          const place = made.by === "install" ? context.sourceCode.locOf(made.command.range) : made.step.instruction.loc;
          report(context, {
            node: input.node,
            messageId: "overwrite",
            data: { path, made: describe(made), pattern: path, ignoreFile: ignoreFile.path },
            related: [{ loc: place, label: "is overwritten" }],
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "overwrite" }>;

function describe(made: Made): string {
  if (made.by === "copy") return "over the one from another stage";
  return `where \`${made.command.words.slice(0, 4).map(({ text }) => text).join(" ")}\` has installed`;
}
