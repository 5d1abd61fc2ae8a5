import { ignoredSources, type IgnoredSource } from "../buildkit/hazards/ignored-sources.ts";
import { letPathIn } from "../buildkit/files/ignore-exception.ts";
import { letIn } from "./edits/change-ignore-file.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "remove" | "except" | "missing" | "nothing" | "lockfileNeeded" | "lockfileUnused";

/**
 * What the ignore file keeps out of the build is not there for a COPY or a mount: a named source makes the build fail, a
 * wildcard or a directory just brings less, without a word.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow copying what the ignore file keeps out of the build", recommended: "recommended", severity: "error", changesOtherFiles: true },
    schema: false,
    messages: {
      remove: "Remove `{{line}}` from {{ignoreFile}} (brings `{{path}}` into every build that reads it)",
      except: "Add `{{line}}` to {{ignoreFile}} (brings `{{path}}` into every build that reads it)",
      missing: "{{ignored}} keeps `{{path}}` out of the build: this step fails as if it were not there. {{remedy}}",
      nothing: "{{ignored}} keeps all that `{{source}}` matches out of the build: nothing is copied, without an error. {{remedy}}",
      lockfileNeeded: "{{ignored}} keeps `{{path}}` out of what is copied here, and `{{install}}` fails without it. {{remedy}}",
      lockfileUnused: "{{ignored}} keeps `{{path}}` out of what is copied here, without an error: `{{install}}` resolves versions anew whenever it runs. {{remedy}}",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const ignored of ignoredSources(build)) {
          const { input, path, effect } = ignored;
          const exception = letPathIn(ignored.ignoreFile, ignored.pattern, path);
          const install = effect.kind === "lockfile" ? effect.install : undefined;
          report(context, {
            node: input.node,
            messageId: messageOf(ignored),
            data: {
              ignored: `Line ${ignored.pattern.line + 1} of ${ignored.ignoreFile.path} (\`${ignored.pattern.text.trim()}\`)`,
              path,
              source: input.path ?? "",
              install: install?.command.words.slice(0, 4).map(({ text }) => text).join(" ") ?? "",
              remedy: remedyOf(ignored),
            },
            related: install === undefined ? [] : [{ loc: context.sourceCode.locOf(install.command.range), label: "runs without the lockfile" }],
            remedies: exception === undefined ? [] : [letIn(exception.kind, exception, { path })],
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

function messageOf({ effect }: IgnoredSource): MessageIds {
  if (effect.kind !== "lockfile") return effect.kind;
  return effect.fails ? "lockfileNeeded" : "lockfileUnused";
}

/** The last pattern that matches decides, so that one more at the end always helps. */
function remedyOf({ pattern, path }: IgnoredSource): string {
  if (pattern.glob === path) return "Remove that line.";
  return `Add \`!${path}\` at the end of the file.`;
}
