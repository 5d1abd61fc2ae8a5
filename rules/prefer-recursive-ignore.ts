import { shallowPatterns, type ShallowPattern } from "../buildkit/hazards/shallow-patterns.ts";
import type { Remedy } from "./edits/remedy.ts";
import { report } from "./report.ts";
import type { IgnoreFileRule } from "./rule.ts";

type MessageIds = "present" | "expected" | "recurse" | "recurseAtRisk";

/**
 * Patterns of a .dockerignore start at the root of the context, unlike those of a .gitignore: a bare `node_modules` lets
 * those of all other packages into the build, where they change the key of the copy and overwrite what is installed.
 */
export default {
  language: "dockerignore",
  meta: {
    type: "problem",
    docs: { description: "Prefer patterns that hold at every depth for what lies at several", recommended: "recommended", severity: "warn" },
    fixable: "code",
    hasSuggestions: true,
    schema: false,
    messages: {
      present: "`{{pattern}}` holds at the root of the build context alone, unlike in a .gitignore: {{nested}} get{{s}} into the build, and every change there re-runs what copies it. Write `{{recursive}}`.",
      expected: "`{{pattern}}` holds at the root of the build context alone, unlike in a .gitignore: once it is there, {{nested}} get{{s}} into the build. Write `{{recursive}}`.",
      recurse: "Write `{{recursive}}`",
      recurseAtRisk: "Write `{{recursive}}` (keeps {{nested}} out of the build)",
    },
  },
  create(context) {
    const { ast, use } = context.sourceCode;
    return {
      IgnoreFile() {
        for (const shallow of shallowPatterns(ast, use)) {
          const data = dataOf(shallow);
          report(context, { node: shallow.node, messageId: shallow.isThere ? "present" : "expected", data, remedies: [recurse(shallow, data)] });
        }
      },
    };
  },
} satisfies IgnoreFileRule<{ MessageIds: MessageIds }>;

function recurse({ node, isNeutral }: ShallowPattern, data: Record<string, string>): Remedy<MessageIds> {
  const [start] = node.range;
  return { messageId: isNeutral ? "recurse" : "recurseAtRisk", data, safety: isNeutral ? "automatic" : "suggestion", edits: [{ range: [start, start], text: "**/" }] };
}

function dataOf({ node, nested }: ShallowPattern): Record<string, string> {
  const pattern = node.pattern.text.trim();
  const [first = "", second] = nested.map((path) => `\`${path}\``);
  const more = second === undefined ? "" : nested.length === 2 ? ` and ${second}` : ` and ${nested.length - 1} more`;
  return { pattern, recursive: `**/${pattern}`, nested: first + more, s: nested.length === 1 ? "s" : "" };
}
