import { volatileOutputs, type VolatileOutput } from "../buildkit/hazards/volatile-outputs.ts";
import { stageTitle } from "../buildkit/stage.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

const subjects: Readonly<Record<Exclude<VolatileOutput["kind"], "argument">, string>> = { time: "the time of the build", random: "a random value", revision: "the commit" };

/**
 * What a stage takes from a builder stays cached while it comes out the same. A file with a date or a commit in it never does,
 * and re-runs all that follows although the rest has not changed.
 */
export default {
  meta: {
    type: "suggestion",
    docs: { description: "Disallow volatile files among the output that another stage takes", recommended: "strict", severity: "warn" },
    schema: false,
    messages: {
      volatile: "This writes {{subject}} to `{{file}}`, which {{consumer}} takes together with the rest of `{{taken}}`: whenever it runs again, that copy and {{below}} below it re-run, even if nothing else has changed. Write it to a place of its own, and copy that last.",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const { command, kind, argument, file, consumer, input, below } of volatileOutputs(build)) {
          report(context, {
            node: { loc: context.sourceCode.locOf(command.range) },
            messageId: "volatile",
            data: {
              subject: kind === "argument" ? `\`${argument ?? ""}\`` : subjects[kind],
              file: `/${file.path}`,
              consumer: stageTitle(consumer.stage),
              taken: input.node.type === "Word" ? input.node.text : "",
              below: below.length === 1 ? "the RUN" : `${below.length} RUNs`,
            },
            related: [{ loc: input.node.loc, label: "takes it together with the rest" }],
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "volatile" }>;
