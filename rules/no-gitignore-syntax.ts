import { foreignPatterns, type ForeignPattern } from "../buildkit/hazards/foreign-patterns.ts";
import type { Remedy } from "./edits/remedy.ts";
import { report } from "./report.ts";
import type { IgnoreFileRule } from "./rule.ts";

type MessageIds = ForeignPattern["kind"] | "write" | "ownLine";

/**
 * An ignore file takes no comment behind a pattern, no braces and no `[!a]`, and its case counts on every machine. Such a
 * line is no error: it matches nothing, and what it should keep out gets into the build.
 */
export default {
  language: "dockerignore",
  meta: {
    type: "problem",
    docs: { description: "Disallow patterns in the syntax of other tools, which match nothing in an ignore file", recommended: "recommended", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      comment: "The comment is part of this pattern, which therefore matches nothing: {{effect}}. Give it a line of its own, with `#` as the first character.",
      braces: "An ignore file knows no braces, so that `{{pattern}}` matches nothing: {{effect}}. Write a line for each.",
      class: "In an ignore file `[!…]` means one of these characters, the `!` included, so that `{{pattern}}` matches nothing: {{effect}}. Write `[^…]`.",
      case: "`{{pattern}}` matches nothing, because case counts: {{effect}}. Write `{{spelling}}`.",
      write: "Write `{{spelling}}` ({{consequence}})",
      ownLine: "Put the comment on a line of its own ({{consequence}})",
    },
  },
  create(context) {
    const { ast, text, use } = context.sourceCode;
    return {
      IgnoreFile() {
        for (const foreign of foreignPatterns(ast, use)) {
          const data = dataOf(foreign);
          report(context, { node: foreign.node, messageId: foreign.kind, data, remedies: [respell(foreign, text, data)] });
        }
      },
    };
  },
} satisfies IgnoreFileRule<{ MessageIds: MessageIds }>;

function respell({ node, kind, lines }: ForeignPattern, text: string, data: Record<string, string>): Remedy<MessageIds> {
  const lineStart = text.lastIndexOf("\n", node.range[0] - 1) + 1;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  return { messageId: kind === "comment" ? "ownLine" : "write", data, safety: "suggestion", edits: [{ range: [lineStart, node.range[1]], text: lines.join(end) }] };
}

function dataOf({ node, lines, witness }: ForeignPattern): Record<string, string> {
  const { negated, text } = node.pattern;
  return {
    pattern: text.trim(),
    spelling: lines.join(" "),
    effect: negated ? `\`${witness}\` stays out of the build` : `\`${witness}\` gets into the build`,
    consequence: negated ? `brings \`${witness}\` into the build` : `keeps \`${witness}\` out of the build`,
  };
}
