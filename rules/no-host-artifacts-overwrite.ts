import { overwrittenInstalls, type Made } from "../buildkit/hazards/overwritten-installs.ts";
import { addToIgnoreFile } from "../buildkit/ignore-addition.ts";
import { literalPattern } from "../buildkit/files/path-pattern.ts";
import { addPatterns } from "./edits/change-ignore-file.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * What was installed on the host is copied over what the image has just installed: files of another platform or of other
 * versions get into the image, and every install on the host re-runs the copy and all below it.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow copying what the host has installed over what the image has installed", recommended: "recommended", severity: "warn", changesOtherFiles: true },
    schema: false,
    messages: {
      ignore: "Add {{patterns}} to {{ignoreFile}} (leaves every build that reads it without them)",
      overwrite: "This puts `{{path}}` of the host {{made}}: files of another platform or version get into the image, and each install on the host re-runs this step. Add `{{pattern}}` to {{ignoreFile}}.",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const { input, path, made, ignoreFile } of overwrittenInstalls(build)) {
          const pattern = literalPattern(path);
          const addition = addToIgnoreFile(build, [pattern]);
          const place = made.by === "install" ? context.sourceCode.locOf(made.command.range) : made.step.instruction.loc;
          report(context, {
            node: input.node,
            messageId: "overwrite",
            data: { path, made: describe(made), pattern, ignoreFile: ignoreFile.path },
            related: [{ loc: place, label: "is overwritten" }],
            remedies: addition === undefined ? [] : [addPatterns("ignore", addition)],
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "overwrite" | "ignore" }>;

function describe(made: Made): string {
  if (made.by === "copy") return "over the one from another stage";
  return `where \`${made.command.words.slice(0, 4).map(({ text }) => text).join(" ")}\` has installed`;
}
