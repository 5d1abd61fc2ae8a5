import { missingPatterns, type MissingPatterns } from "../buildkit/hazards/missing-patterns.ts";
import { listOf } from "./edits/change-ignore-file.ts";
import { placeOfFile } from "./edits/place-of-file.ts";
import { report } from "./report.ts";
import type { IgnoreFileRule } from "./rule.ts";

/**
 * Builds that read this ignore file copy their whole context, and with it what changes without the project or lands on what
 * they have installed. What is told of each Dockerfile has its cure here, once for all.
 */
export default {
  language: "dockerignore",
  meta: {
    type: "problem",
    docs: { description: "Disallow ignore files that let through what changes while the project does not", recommended: "recommended", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      missing: "{{dockerfiles}} cop{{ies}} {{paths}} along with the sources: every change there re-runs the copy and all below it. Add {{patterns}}.",
      allowList: "{{dockerfiles}} cop{{ies}} {{paths}} along with the sources, because a `!` pattern of this file brings it back: every change there re-runs the copy and all below it. Ignore {{patterns}} below it.",
      add: "Add {{patterns}} (leaves every build that reads this file without them)",
    },
  },
  create(context) {
    const { ast, use } = context.sourceCode;
    return {
      IgnoreFile() {
        const missing = missingPatterns(ast, use);
        if (missing === undefined) return;
        const data = dataOf(missing);
        const { edits } = missing;
        report(context, {
          node: placeOfFile(ast),
          messageId: edits.length === 0 ? "allowList" : "missing",
          data,
          toldOf: missing.dockerfiles,
          remedies: edits.length === 0 ? [] : [{ messageId: "add", data, safety: "suggestion", edits }],
        });
      },
    };
  },
} satisfies IgnoreFileRule<{ MessageIds: "missing" | "allowList" | "add" }>;

function dataOf({ dockerfiles, paths, patterns }: MissingPatterns): Record<string, string> {
  const isOne = dockerfiles.length === 1;
  return { dockerfiles: listOf(dockerfiles), ies: isOne ? "ies" : "y", paths: listOf(paths), patterns: listOf(patterns) };
}
