import { deadNegations, type DeadNegation } from "../buildkit/hazards/dead-negations.ts";
import { movePatternBelow } from "./edits/move-pattern.ts";
import { report } from "./report.ts";
import type { IgnoreFileRule } from "./rule.ts";

/**
 * Of an ignore file the last pattern that matches decides: a `!` above the pattern that it is an exception to brings
 * nothing back, and the files are silently missing from the build.
 */
export default {
  language: "dockerignore",
  meta: {
    type: "problem",
    docs: { description: "Disallow exceptions in an ignore file that a later pattern undoes", recommended: "recommended", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      dead: "`{{negation}}` brings nothing back: `{{pattern}}` in line {{line}} ignores it again, since the last pattern that matches decides. Move it below that line.",
      move: "Move `{{negation}}` below `{{pattern}}` (brings what it names into the build)",
    },
  },
  create(context) {
    const { ast, text } = context.sourceCode;
    return {
      IgnoreFile() {
        for (const { node, by } of deadNegations(ast)) {
          const data = dataOf({ node, by });
          report(context, {
            node,
            messageId: "dead",
            data,
            related: [{ loc: by.loc, label: "has the last word" }],
            remedies: [{ messageId: "move", data, safety: "suggestion", edits: movePatternBelow(text, node, by) }],
          });
        }
      },
    };
  },
} satisfies IgnoreFileRule<{ MessageIds: "dead" | "move" }>;

function dataOf({ node, by }: DeadNegation): Record<string, string> {
  return { negation: node.pattern.text.trim(), pattern: by.pattern.text.trim(), line: String(by.pattern.line + 1) };
}
