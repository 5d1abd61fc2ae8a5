import type { LintMessage } from "@eslint/core";
import { describeUnusedComment } from "./unused-comment.ts";

/**
 * ESLint offers plugins one place to touch the messages that it makes itself: a processor. This one hands the file on
 * unchanged and corrects what ESLint says of unused disable comments.
 */
export function createProcessor(meta: { readonly name: string; readonly version: string }) {
  // ESLint calls both functions for one file before it comes to the next.
  let text = "";
  return {
    meta: { ...meta },
    supportsAutofix: true,
    preprocess(source: string): string[] {
      text = source.startsWith("\uFEFF") ? source.slice(1) : source;
      return [source];
    },
    postprocess(lists: LintMessage[][]): LintMessage[] {
      return lists.flat().flatMap((message) => describeUnusedComment(message, text) ?? []);
    },
  };
}
