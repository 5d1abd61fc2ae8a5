import type { Directive as EslintDirective, FileProblem } from "@eslint/core";
import { VisitNodeStep } from "@eslint/plugin-kit";
import type { IgnoreFileTree } from "../../buildkit/files/ignore-tree.ts";
import type { IgnoreFileUse } from "../../buildkit/ignore-use.ts";
import type { Comment, Located } from "../../dockerfile/nodes.ts";
import { findDisableComments, toEslintDirectives } from "./disable-comments.ts";
import { NotedSourceCode } from "./noted-source-code.ts";

export interface IgnoreSourceCodeInput {
  readonly text: string;
  readonly ast: IgnoreFileTree;
  /** Called once, when the first rule asks for it. */
  readonly findUse: () => IgnoreFileUse;
  /** The plugin's rules without prefix: comments may name them so. */
  readonly ruleIds: ReadonlySet<string>;
}

/** What rules see of one ignore file: its text, its tree, and the builds that it filters. */
export class IgnoreFileSourceCode extends NotedSourceCode<IgnoreFileTree> {
  readonly #findUse: () => IgnoreFileUse;
  readonly #ruleIds: ReadonlySet<string>;
  #use: IgnoreFileUse | undefined;

  constructor({ text, ast, findUse, ruleIds }: IgnoreSourceCodeInput) {
    super({ text, ast });
    this.#findUse = findUse;
    this.#ruleIds = ruleIds;
  }

  /** The builds around the file, looked for when they are first asked for. */
  get use(): IgnoreFileUse {
    this.#use ??= this.#findUse();
    return this.#use;
  }

  override getParent(node: Located): IgnoreFileTree | undefined {
    return this.ast.patterns.some((pattern) => pattern === node) ? this.ast : undefined;
  }

  getDisableDirectives(): { directives: EslintDirective[]; problems: FileProblem[] } {
    const { comments, patterns } = this.ast;
    return { directives: toEslintDirectives({ comments, instructions: patterns }, this.text, this.#ruleIds), problems: [] };
  }

  /** The comments that have no effect when the configuration says `noInlineConfig`. */
  getInlineConfigNodes(): Comment[] {
    return findDisableComments(this.ast).map((found) => found.comment);
  }

  protected override visit(root: IgnoreFileTree): Iterable<VisitNodeStep> {
    const step = (target: object, phase: 1 | 2, parent?: object) => new VisitNodeStep({ target, phase, args: [target, parent] });
    return [step(root, 1), ...root.patterns.flatMap((pattern) => [step(pattern, 1, root), step(pattern, 2, root)]), step(root, 2)];
  }
}
