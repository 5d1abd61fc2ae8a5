import type { DockerfileRule } from "../../rules/rule.ts";

/** Reports shouting RUNs; lives in tests alone, for the tests of the language and of the harness. */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow commands that shout", recommended: "recommended", severity: "warn" },
    fixable: "code",
    hasSuggestions: true,
    schema: false,
    messages: {
      shouting: "'{{word}}' shouts.",
      screaming: "'{{word}}' screams.",
      whisper: "Whisper '{{word}}'.",
    },
  },
  create(context) {
    return {
      RUN(node) {
        for (const { range, word } of capitals(context.sourceCode.text, node.range)) {
          const loc = { start: context.sourceCode.getLocFromIndex(range[0]), end: context.sourceCode.getLocFromIndex(range[1]) };
          const data = { word };
          const lower = word.toLowerCase();
          if (word.length > 4) {
            context.report({ messageId: "screaming", loc, data, suggest: [{ messageId: "whisper", data, fix: (fixer) => fixer.replaceTextRange(range, lower) }] });
          } else {
            context.report({ messageId: "shouting", loc, data, fix: (fixer) => fixer.replaceTextRange(range, lower) });
          }
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "shouting" | "screaming" | "whisper" }>;

/** The words of capital letters of an instruction behind its keyword, outside of comments. */
function capitals(text: string, [start, end]: readonly [number, number]): { range: [number, number]; word: string }[] {
  const body = text.slice(start, end).replace(/^[ \t]*#.*$/gm, (comment) => " ".repeat(comment.length));
  return [...body.matchAll(/\b[A-Z]{3,}\b/g)]
    .filter((match) => match.index > 0)
    .map((match) => ({ range: [start + match.index, start + match.index + match[0].length], word: match[0] }));
}
