import { misplacedIgnore } from "../buildkit/hazards/misplaced-ignore.ts";
import { report } from "./report.ts";
import type { IgnoreFileRule } from "./rule.ts";

/**
 * BuildKit reads `<Dockerfile>.dockerignore` beside the Dockerfile, else `.dockerignore` at the root of the context. A file
 * of another name, or a `.dockerignore` beside a Dockerfile that is built elsewhere, is never read.
 */
export default {
  language: "dockerignore",
  meta: {
    type: "problem",
    docs: { description: "Disallow ignore files where no build reads them", recommended: "recommended", severity: "warn" },
    schema: false,
    messages: {
      directory: "No build reads this file, because the build context of `{{dockerfile}}` is {{context}}. Delete it, or move its patterns, which then start there, to {{target}}.",
      name: "No build reads this file: the ignore file of `{{dockerfile}}` is called `{{expected}}`. Rename it.",
    },
  },
  create(context) {
    const { ast, use } = context.sourceCode;
    return {
      IgnoreFile() {
        const [first] = ast.patterns;
        const misplaced = first && misplacedIgnore(use);
        if (first === undefined || misplaced === undefined) return;
        const { kind, dockerfile } = misplaced;
        if (kind === "name") {
          report(context, { node: first, messageId: kind, data: { dockerfile, expected: misplaced.expected } });
          return;
        }
        const isRoot = misplaced.context === ".";
        const data = {
          dockerfile,
          context: isRoot ? "the root of the repository" : `\`${misplaced.context}\``,
          target: `\`${isRoot ? "" : `${misplaced.context}/`}.dockerignore\`, or to \`${dockerfile}.dockerignore\` beside it, which is then read alone`,
        };
        report(context, { node: first, messageId: kind, data });
      },
    };
  },
} satisfies IgnoreFileRule<{ MessageIds: "directory" | "name" }>;
