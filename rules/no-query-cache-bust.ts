import { queryBusts } from "../buildkit/hazards/query-busts.ts";
import { removeInstruction } from "./edits/move-arg.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * The address of an ADD is in no cache key: BuildKit asks the server in every build and goes by the content. A query that is
 * there to bust the cache does nothing, and hides that nothing has to be done.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow queries that are to bust the cache of an ADD", recommended: "recommended", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      query: "`{{query}}` busts no cache: BuildKit asks the server in every build, and goes by the content of the file, not by its address. Remove the query: a changed file is taken without it.",
      remove: "Remove `{{query}}` from the address",
      removeBoth: "Remove `{{query}}` from the address, and `ARG {{name}}`",
    },
  },
  create(context) {
    const { build, text } = context.sourceCode;
    return {
      Dockerfile() {
        for (const { node, query, argument } of queryBusts(build)) {
          const at = text.slice(...node.range).indexOf(query);
          const start = node.range[0] + at;
          const removal = { range: [start, start + query.length] as const, text: "" };
          const edits = argument === undefined ? [removal] : [removeInstruction(text, argument), removal];
          const data = { query, name: argument?.pairs[0]?.key.text ?? "" };
          const messageId = argument === undefined ? "remove" : "removeBoth";
          report(context, { node, messageId: "query", data, remedies: at === -1 ? [] : [{ messageId, data, safety: "suggestion", edits }] });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "query" | "remove" | "removeBoth" }>;
