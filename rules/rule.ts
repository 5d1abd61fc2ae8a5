import type { RuleType, RuleVisitor } from "@eslint/core";
import type { CustomRuleDefinitionType, CustomRuleTypeDefinitions } from "@eslint/plugin-kit";
import type { Located, Node } from "../dockerfile/nodes.ts";
import type { IgnoreNode } from "../buildkit/files/ignore-tree.ts";
import type { DockerfileSourceCode } from "./language/dockerfile-source-code.ts";
import type { IgnoreFileSourceCode } from "./language/ignore-file-source-code.ts";

/** A rule of either language, told apart by `language`. */
export type Rule = DockerfileRule | IgnoreFileRule;

/**
 * A rule as its file exports it: `export default { meta, create } satisfies DockerfileRule<{ MessageIds: "…" }>`.
 * Its id, its languages and its page's address are derived from the file (eslint-rule.ts).
 */
export type DockerfileRule<Options extends RuleTypeOptions = RuleTypeOptions> = RuleOf<DockerfileSourceCode, DockerfileVisitor, Options> & { language?: never };

/** A rule about ignore files says so: `export default { language: "dockerignore", meta, create } satisfies IgnoreFileRule<…>`. */
export type IgnoreFileRule<Options extends RuleTypeOptions = RuleTypeOptions> = RuleOf<IgnoreFileSourceCode, IgnoreFileVisitor, Options> & { language: "dockerignore" };

/** ESLint's name of a language, without the plugin's. */
export type LanguageName = "dockerfile" | "dockerignore";

/** The language of the files that a rule is about. */
export function languageOf({ language }: Rule): LanguageName {
  return language ?? "dockerfile";
}

type RuleOf<Code extends DockerfileSourceCode | IgnoreFileSourceCode, Visitor extends RuleVisitor, Options extends RuleTypeOptions> = CustomRuleDefinitionType<
  { LangOptions: Record<string, unknown>; Code: Code; Visitor: Visitor; Node: Located },
  Options & { ExtRuleDocs: RuleDocs }
> & {
  meta: {
    type: RuleType;
    docs: RuleDocs;
    /** `false` for a rule without options: a schema, even `[]`, makes ESLint load Ajv (20 ms). */
    schema: object | false;
    messages: Record<Options extends { MessageIds: infer Id extends string } ? Id : string, string>;
    name?: never;
    languages?: never;
  };
};

export type RuleTypeOptions = Partial<Pick<CustomRuleTypeDefinitions, "MessageIds" | "RuleOptions">>;

export type RuleDocs = {
  /** Begins with Disallow, Require or Prefer; no final period. */
  description: string;
  /** The smallest preset that holds the rule; `false` for one that everybody has to turn on for themselves. */
  recommended: Preset | false;
  /** How bad the hazard is. ESLint knows no "info": there such a rule warns. */
  severity: RuleSeverity;
  /** Some remedies edit or create another file: editors offer them, ESLint cannot carry them. */
  changesOtherFiles?: true;
  url?: never;
};

export type Preset = "recommended" | "strict";
export type RuleSeverity = "error" | "warn" | "info";

/** A listener for each type of node, by the type's name, and by `type:exit` for the way back up. */
export type DockerfileVisitor = {
  [Type in Node["type"]]?: (node: NodeOfType<Type>) => void;
} & {
  [Type in Node["type"] as `${Type}:exit`]?: (node: NodeOfType<Type>) => void;
};

/** The same for ignore files. */
export type IgnoreFileVisitor = {
  [Type in IgnoreNode["type"]]?: (node: NodeOfType<Type, IgnoreNode>) => void;
} & {
  [Type in IgnoreNode["type"] as `${Type}:exit`]?: (node: NodeOfType<Type, IgnoreNode>) => void;
};

/** The node a listener gets: COPY and ADD, for instance, share one interface. */
export type NodeOfType<Type, Candidate = Node> = Candidate extends { type: infer Own }
  ? Type extends Own
    ? Candidate
    : never
  : never;
