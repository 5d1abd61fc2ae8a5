import { shadowingIgnore } from "../buildkit/hazards/shadowing-ignore.ts";
import { listOf } from "./edits/change-ignore-file.ts";
import { placeOfFile } from "./edits/place-of-file.ts";
import { report } from "./report.ts";
import type { IgnoreFileRule } from "./rule.ts";

/**
 * BuildKit reads `<Dockerfile>.dockerignore` alone: patterns that stand in the .dockerignore of the context only do not hold
 * for that Dockerfile, and an empty file beside it ignores nothing.
 */
export default {
  language: "dockerignore",
  meta: {
    type: "problem",
    docs: { description: "Disallow ignore files of one Dockerfile that lack what the common one keeps out", recommended: "recommended", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      lacks: "Because this file is there, `.dockerignore` is not read for `{{dockerfile}}`: {{patterns}} of it {{verb}} missing here, so that the copy of the whole context takes in what `.dockerignore` keeps out. Add {{pronoun}}.",
      empty: "This file has no pattern and ignores nothing, and because it is there `.dockerignore` is not read for `{{dockerfile}}`: all of the context is copied. Delete it, or write down what to keep out.",
      add: "Add {{patterns}} of `.dockerignore` (leaves the image of `{{dockerfile}}` without them)",
    },
  },
  create(context) {
    const { ast, use } = context.sourceCode;
    return {
      IgnoreFile() {
        const shadowing = shadowingIgnore(ast, use);
        if (shadowing === undefined) return;
        const { dockerfile, isEmpty, missing, edits } = shadowing;
        const isOne = missing.length === 1;
        const data = { dockerfile, patterns: listOf(missing), verb: isOne ? "is" : "are", pronoun: isOne ? "it" : "them" };
        report(context, {
          node: placeOfFile(ast),
          messageId: isEmpty ? "empty" : "lacks",
          data,
          remedies: edits.length === 0 ? [] : [{ messageId: "add", data, safety: "suggestion", edits }],
        });
      },
    };
  },
} satisfies IgnoreFileRule<{ MessageIds: "lacks" | "empty" | "add" }>;
