import { broadStageCopies } from "../buildkit/hazards/broad-stage-copies.ts";
import { stageTitle } from "../buildkit/stage.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * A copy from a builder stage re-runs when anything that it takes has changed. Whoever takes the sources along with the result
 * gives up what the stage is there for: an edited README reaches the image.
 */
export default {
  meta: {
    type: "suggestion",
    docs: { description: "Disallow copying a builder's sources along with its result", recommended: "strict", severity: "warn" },
    schema: false,
    messages: {
      broad: "`{{source}}` holds the whole build context, which {{stage}} copies there, not only what it builds: every edit, even of a README, re-runs this step{{below}}. The image starts what lies in `{{output}}`: copy that, and what it needs beside it.",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const { input, context: whole, builder, output, start, below } of broadStageCopies(build)) {
          report(context, {
            node: input.node,
            messageId: "broad",
            data: {
              source: input.node.type === "Word" ? input.node.text : "",
              stage: stageTitle(input.stage),
              below: below.length === 0 ? "" : ` and ${below.length === 1 ? "the RUN" : `${below.length} RUNs`} below it`,
              output: `/${output}`,
            },
            related: [
              { loc: whole.input.node.loc, label: "the context comes in here" },
              { loc: context.sourceCode.locOf(builder.range), label: "makes what is started" },
              { loc: context.sourceCode.locOf(start), label: "is started" },
            ],
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "broad" }>;
