import { ineffectiveArgs, queryBusts, type IneffectiveArg } from "../buildkit/hazards/ineffective-cache-bust.ts";
import { removeInstruction } from "./edits/move-arg.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "global" | "noRun" | "hidden" | "trivial" | "query" | "remove" | "dropQuery";

const messageIds: Readonly<Record<IneffectiveArg["kind"], MessageIds>> = { global: "global", "no-run": "noRun", hidden: "hidden", trivial: "trivial" };

/**
 * A cache is busted by what is in a key. An argument is in the key of every RUN below it and of nothing else; the query of
 * an address is in none. Who relies on one that re-runs nothing takes stale layers for fresh ones.
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
      query: "`{{query}}` busts no cache: BuildKit asks the server in every build, and goes by the content of the file, not by its address.",
      remove: "Remove `{{name}}`",
      dropQuery: "Remove `{{query}}` from the address",
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
        for (const { node, query, argument } of queryBusts(build)) {
          const at = text.slice(...node.range).indexOf(query);
          const start = node.range[0] + at;
          const declaration = argument === undefined ? [] : [removeInstruction(text, argument)];
          const edits = at === -1 ? [] : [...declaration, { range: [start, start + query.length] as const, text: "" }];
          report(context, { node, messageId: "query", data: { query }, remedies: edits.length === 0 ? [] : [{ messageId: "dropQuery", data: { query }, safety: "suggestion", edits }] });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;
