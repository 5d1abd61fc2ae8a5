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
  /** Called once, when the first rule asks for the model; never empty. */
  readonly createBuilds: () => readonly [NamedBuild, ...NamedBuild[]];
  /** The plugin's rules without prefix: comments may name them so. */
  readonly ruleIds: ReadonlySet<string>;
}

/** The model of one build, and where that build is written (known-build.ts). */
export interface NamedBuild {
  readonly build: Build;
  readonly names: readonly string[];
}

/** What rules see of one Dockerfile: its text, its tree, and the model of its build; of several builds one at a time. */
export class DockerfileSourceCode extends NotedSourceCode<Dockerfile> {
  readonly #createBuilds: SourceCodeInput["createBuilds"];
  readonly #ruleIds: ReadonlySet<string>;
  readonly #parents = new WeakMap<object, Node>();
  #builds: ReturnType<SourceCodeInput["createBuilds"]> | undefined;
  #suppressions: readonly ForeignSuppression[] | undefined;

  constructor({ text, ast, createBuilds, ruleIds }: SourceCodeInput) {
    super({ text, ast });
    this.#createBuilds = createBuilds;
    this.#ruleIds = ruleIds;
  }

  /** The models of all builds that are known of, made once, when the first is asked for. */
  get builds(): readonly [NamedBuild, ...NamedBuild[]] {
    this.#builds ??= this.#createBuilds();
    return this.#builds;
  }

  /** The model of the build that a rule looks at. */
  get build(): Build {
    return this.builds[0].build;
  }

  /** The same source with one of its builds: what a rule is given when there are several. */
  ofBuild(build: NamedBuild): DockerfileSourceCode {
    return new DockerfileSourceCode({ text: this.text, ast: this.ast, createBuilds: () => [build], ruleIds: this.#ruleIds });
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
