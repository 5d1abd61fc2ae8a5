import { undeclaredArgs, type UndeclaredArg } from "../buildkit/hazards/undeclared-args.ts";
import type { Remedy } from "./edits/remedy.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = UndeclaredArg["reason"] | "declare";

/**
 * An ARG belongs to the stage that declares it. A RUN that expands one of another place finds nothing, and since nothing of
 * it is in the key, the step stays cached whatever value a build passes.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow using build arguments that the stage does not declare", recommended: "recommended", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      global: "`{{name}}` is empty here: the ARG above the first FROM (line {{line}}) does not reach a stage that does not declare it again. Whatever is passed, this step stays cached with nothing.",
      stage: "`{{name}}` is empty here: the ARG on line {{line}} belongs to another stage. Whatever is passed, this step stays cached with nothing.",
      later: "`{{name}}` is empty here: its ARG stands below (line {{line}}). Whatever is passed, this step stays cached with nothing.",
      platform: "`{{name}}` is empty here: BuildKit sets it in stages that declare it, and this one does not. All platforms get the same.",
      passed: "{{build}} passes `{{name}}`, but no ARG declares it: nothing of it arrives here, and this step stays cached whatever the value.",
      volatile: "`{{name}}` is empty here: no ARG declares it. Whatever is passed, this step stays cached with nothing.",
      declare: "Declare `ARG {{name}}` above (this step and every RUN below then follow its value)",
    },
  },
  create(context) {
    const { build, builds, text } = context.sourceCode;
    return {
      Dockerfile() {
        for (const { step, word, name, reason, declaration } of undeclaredArgs(build)) {
          const [start] = step.instruction.range;
          const newline = text.includes("\r\n") ? "\r\n" : "\n";
          const indent = /[ \t]*$/.exec(text.slice(0, start))?.[0] ?? "";
          const declare: Remedy<MessageIds> = { messageId: "declare", data: { name }, safety: "suggestion", edits: [{ range: [start, start], text: `ARG ${name}${newline}${indent}` }] };
          report(context, {
            node: { loc: context.sourceCode.locOf(word.range) },
            messageId: reason,
            data: { name, line: String((declaration?.loc.start.line ?? 0) + 1), build: builds[0].names[0] ?? "The build" },
            related: declaration === undefined ? [] : [{ loc: declaration.loc, label: "declared here" }],
            remedies: [declare],
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;
