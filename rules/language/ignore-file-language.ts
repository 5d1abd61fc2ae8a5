import type { File, Language, OkParseResult } from "@eslint/core";
import { parseIgnoreTree, type IgnoreFileTree } from "../../buildkit/files/ignore-tree.ts";
import type { IgnoreFileUse } from "../../buildkit/ignore-use.ts";
import type { Located } from "../../dockerfile/nodes.ts";
import { IgnoreFileSourceCode } from "./ignore-file-source-code.ts";
import { textOf } from "./text-of.ts";

/**
 * Tells what is known of the builds around an ignore file: `file` is the name that ESLint was given (absolute, or relative
 * to its working directory), `text` what is being linted, which goes before what the disk says.
 */
export type IgnoreUseOf = (file: string, text: string) => IgnoreFileUse;

export interface IgnoreLanguageInput {
  readonly ignoreUseOf: IgnoreUseOf;
  readonly ruleIds: ReadonlySet<string>;
}

export type IgnoreFileLanguage = Language<{
  LangOptions: Record<string, unknown>;
  Code: IgnoreFileSourceCode;
  RootNode: IgnoreFileTree;
  Node: Located;
}>;

/** The ESLint language of ignore files. Lines and columns count from zero, as in the tree. No text is wrong. */
export function createIgnoreLanguage({ ignoreUseOf, ruleIds }: IgnoreLanguageInput): IgnoreFileLanguage {
  return {
    fileType: "text",
    lineStart: 0,
    columnStart: 0,
    nodeTypeKey: "type",
    visitorKeys: { IgnoreFile: ["patterns"], Pattern: [] },

    /** Anything goes: options that a user sets for all files (`globals`) mean nothing here, but are no error. */
    validateLanguageOptions() {},

    parse: (file: File) => ({ ok: true, ast: parseIgnoreTree(textOf(file)) }),

    createSourceCode(file: File, { ast }: OkParseResult<IgnoreFileTree>): IgnoreFileSourceCode {
      const text = textOf(file);
      return new IgnoreFileSourceCode({ text, ast, findUse: () => ignoreUseOf(file.physicalPath, text), ruleIds });
    },
  };
}
