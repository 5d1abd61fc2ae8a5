import type { Directive as EslintDirective, FileProblem } from "@eslint/core";
import { VisitNodeStep } from "@eslint/plugin-kit";
import type { Build } from "../../buildkit/model.ts";
import type { Comment, Dockerfile, Located, Node } from "../../dockerfile/nodes.ts";
import { findDisableComments, toEslintDirectives } from "./disable-comments.ts";
import { findForeignSuppressions, type ForeignSuppression } from "./foreign-suppressions.ts";
import { NotedSourceCode } from "./noted-source-code.ts";
import { childrenOf } from "./traversal.ts";

export interface SourceCodeInput {
  readonly text: string;
  readonly ast: Dockerfile;
  /** Called once, when the first rule asks for the model. */
  readonly createBuild: () => Build;
  /** The plugin's rules without prefix: comments may name them so. */
  readonly ruleIds: ReadonlySet<string>;
}

/** What rules see of one Dockerfile: its text, its tree, and the model of its build. */
export class DockerfileSourceCode extends NotedSourceCode<Dockerfile> {
  readonly #createBuild: () => Build;
  readonly #ruleIds: ReadonlySet<string>;
  readonly #parents = new WeakMap<object, Node>();
  #build: Build | undefined;
  #suppressions: readonly ForeignSuppression[] | undefined;

  constructor({ text, ast, createBuild, ruleIds }: SourceCodeInput) {
    super({ text, ast });
    this.#createBuild = createBuild;
    this.#ruleIds = ruleIds;
  }

  /** The model of the build, made once, when it is first asked for. */
  get build(): Build {
    this.#build ??= this.#createBuild();
    return this.#build;
  }

  /** Comments of other linters that silence some of our rules (foreign-suppressions.ts). */
  get foreignSuppressions(): readonly ForeignSuppression[] {
    this.#suppressions ??= findForeignSuppressions(this.ast);
    return this.#suppressions;
  }

  override getParent(node: Located): Node | undefined {
    this.traverse();
    return this.#parents.get(node);
  }

  getDisableDirectives(): { directives: EslintDirective[]; problems: FileProblem[] } {
    return { directives: toEslintDirectives(this.ast, this.text, this.#ruleIds), problems: [] };
  }

  /** The comments that have no effect when the configuration says `noInlineConfig`. */
  getInlineConfigNodes(): Comment[] {
    return findDisableComments(this.ast).map((found) => found.comment);
  }

  protected override visit(root: Dockerfile): Iterable<VisitNodeStep> {
    return this.#visit(root, undefined);
  }

  *#visit(node: Node, parent: Node | undefined): Iterable<VisitNodeStep> {
    if (parent !== undefined) this.#parents.set(node, parent);
    const args = [node, parent];
    yield new VisitNodeStep({ target: node, phase: 1, args });
    for (const child of childrenOf(node)) yield* this.#visit(child, node);
    yield new VisitNodeStep({ target: node, phase: 2, args });
  }
}
