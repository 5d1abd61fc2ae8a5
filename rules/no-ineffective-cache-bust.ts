import { ineffectiveArgs, type IneffectiveArg } from "../buildkit/hazards/ineffective-cache-bust.ts";
import { removeInstruction } from "./edits/move-arg.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "global" | "noRun" | "hidden" | "trivial" | "remove";

const messageIds: Readonly<Record<IneffectiveArg["kind"], MessageIds>> = { global: "global", "no-run": "noRun", hidden: "hidden", trivial: "trivial" };

/**
 * A cache is busted by what is in a key. An argument is in the key of every RUN below it and of nothing else. Who relies on
 * one that re-runs nothing takes stale layers for fresh ones.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow cache busting that re-runs nothing", recommended: "recommended", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      global: "`{{name}}` re-runs nothing: declared before the first FROM it is in no stage. Declare it in a stage, right above the RUN to refresh.",
      noRun: "`{{name}}` re-runs nothing: it is in the cache key of the RUNs below it, and there are none. COPY and ADD go by content and need no busting; declare it right above the RUN to refresh.",
      hidden: "`{{name}}` re-runs nothing: the ENV of that name below it hides its value. Declare it below the ENV, right above the RUN to refresh.",
      trivial: "`{{name}}` re-runs only what prints it. COPY and ADD go by content and need no busting; declare it right above the RUN to refresh.",
      remove: "Remove `{{name}}`",
    },
  },
  create(context) {
    const { build, text } = context.sourceCode;
    return {
      Dockerfile() {
        for (const bust of ineffectiveArgs(build)) {
          const data = { name: bust.pair.key.text };
          const edits = bust.removable.map((instruction) => removeInstruction(text, instruction));
          report(context, { node: bust.pair.key, messageId: messageIds[bust.kind], data, remedies: edits.length === 0 ? [] : [{ messageId: "remove", data, safety: "suggestion", edits }] });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;
