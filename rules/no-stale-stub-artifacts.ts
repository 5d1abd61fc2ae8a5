import { staleStubs, type StaleStub } from "../buildkit/hazards/stale-stubs.ts";
import type { Remedy } from "./edits/remedy.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "stale" | "touch";

/**
 * Dependencies are compiled with placeholder sources, so that they have a layer of their own. COPY keeps the times of the real
 * sources, which are older than what was compiled: the compiler takes the placeholder's result for fresh, and it is shipped.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow builds that take compiled placeholders for the real sources", recommended: "recommended", severity: "error" },
    hasSuggestions: true,
    schema: false,
    messages: {
      stale: "`{{build}}` may find nothing to do and ship the placeholder: {{files}} {{keep}} on the host, mostly older than what `{{compiler}}` made of the placeholder, and {{tool}} goes by times. Touch the sources before this build.",
      touch: "Touch the sources first (re-runs this step once)",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const found of staleStubs(build)) {
          const { stale, build: { command } } = found;
          const [first] = stale;
          const paths = stale.flatMap(({ name }) => (name === undefined ? [] : [`\`${name}\``]));
          report(context, {
            node: { loc: context.sourceCode.locOf(command.range) },
            messageId: "stale",
            data: {
              build: command.words.slice(0, 2).map(({ text }) => text).join(" "),
              compiler: first.compiler.words.slice(0, 2).map(({ text }) => text).join(" "),
              files: paths.length === 0 ? "the sources" : paths.slice(0, 3).join(", "),
              keep: paths.length === 1 ? "keeps the time that it has" : "keep the times that they have",
              tool: found.build.ecosystem.name,
            },
            related: [
              { loc: context.sourceCode.locOf(first.writer.range), label: "writes the placeholder" },
              { loc: context.sourceCode.locOf(first.compiler.range), label: "compiles it" },
              { loc: first.replacement.node.loc, label: "brings the real sources, with their times" },
            ],
            remedies: touchFirst(found),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

/** Not where the command stands in a branch or a here-document, the sources are mounted, or another user may not own them. */
function touchFirst({ step, build: { command }, stubs, isCopied }: StaleStub): readonly Remedy<MessageIds>[] {
  const { instruction, user, plantedBy } = step;
  const isPlain = command.nesting.length === 0 && !command.conditional && command.joiner !== "|" && command.joiner !== "&" && command.directory === ".";
  if (!isPlain || !isCopied || instruction.heredocs.length > 0 || instruction.command.form === "exec" || plantedBy !== undefined) return [];
  if (user !== undefined && !/^(?:root|0)(?::|$)/.test(user)) return [];
  return [{ messageId: "touch", safety: "suggestion", edits: [{ range: [command.range[0], command.range[0]], text: `${stubs.refresh} && ` }] }];
}
