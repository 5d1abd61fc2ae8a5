import { planArgMove } from "../buildkit/hazards/move-arg.ts";
import { earlyTargetArgs } from "../buildkit/hazards/target-args.ts";
import { stageTitle } from "../buildkit/stage.ts";
import { moveArgs } from "./edits/move-arg.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * A stage on the builder's own platform serves all platforms of a build at once, as far down as its cache keys agree. A
 * declared platform argument is in the key of every RUN below it, and makes each run once for every platform.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow declaring platform arguments above installs that serve all platforms", recommended: "strict", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      earlyTargetArg: "`{{install}}` (line {{line}}){{more}} runs once for every platform that is built, because {{names}} is declared above. {{stage}} runs on the builder's platform: declare it below, and the step runs once for all.",
      moveArg: "Move {{names}} below the steps that do not use it (re-runs them once)",
    },
  },
  create(context) {
    const { build, text, ast } = context.sourceCode;
    return {
      Dockerfile() {
        for (const early of earlyTargetArgs(build)) {
          const [first, ...more] = early.needless;
          const names = early.declarations.map(({ name }) => `\`${name}\``).join(" and ");
          const words = first.command.words.map(({ value }) => value).join(" ");
          const move = planArgMove(early, build);
          const title = stageTitle(early.stage);
          report(context, {
            node: early.declarations[0].pair.key,
            messageId: "earlyTargetArg",
            data: {
              names,
              install: words.length > 48 ? `${words.slice(0, 47)}…` : words,
              line: String(first.step.instruction.loc.start.line + 1),
              more: more.length === 0 ? "" : ` and ${more.length} more step${more.length === 1 ? "" : "s"}`,
              stage: title.charAt(0).toUpperCase() + title.slice(1),
            },
            related: early.needless.map(({ command }) => ({ loc: context.sourceCode.locOf(command.range), label: "runs once for every platform" })),
            remedies: move === undefined ? [] : [{ messageId: "moveArg", data: { names }, safety: "suggestion", edits: moveArgs(text, ast, move) }],
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "earlyTargetArg" | "moveArg" }>;
