import type { RuleType } from "@eslint/core";
import type { CustomRuleDefinitionType, CustomRuleTypeDefinitions } from "@eslint/plugin-kit";
import type { Located, Node } from "../dockerfile/nodes.ts";
import type { DockerfileSourceCode } from "./language/dockerfile-source-code.ts";

/**
 * A rule as its file exports it: `export default { meta, create } satisfies DockerfileRule<{ MessageIds: "…" }>`.
 * Its id, its languages and its page's address are derived from the file name (eslint-rule.ts).
 */
export type DockerfileRule<Options extends RuleTypeOptions = RuleTypeOptions> = CustomRuleDefinitionType<
  { LangOptions: Record<string, unknown>; Code: DockerfileSourceCode; Visitor: DockerfileVisitor; Node: Located },
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

/** The node a listener gets: COPY and ADD, for instance, share one interface. */
export type NodeOfType<Type, Candidate = Node> = Candidate extends { type: infer Own }
  ? Type extends Own
    ? Candidate
    : never
  : never;
