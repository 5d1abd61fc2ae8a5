import type { Directive as EslintDirective, FileProblem, SourceRange, TraversalStep } from "@eslint/core";
import { TextSourceCodeBase, VisitNodeStep } from "@eslint/plugin-kit";
import type { Build } from "../../buildkit/model.ts";
import type { Comment, Dockerfile, Located, Node } from "../../dockerfile/nodes.ts";
import { createLocate, type Locate } from "../../dockerfile/positions.ts";
import type { Remedy } from "../edits/remedy.ts";
import { findDisableComments, toEslintDirectives } from "./disable-comments.ts";
import { findForeignSuppressions, type ForeignSuppression } from "./foreign-suppressions.ts";
import { childrenOf } from "./traversal.ts";

export interface SourceCodeInput {
  readonly text: string;
  readonly ast: Dockerfile;
  /** Called once, when the first rule asks for the model. */
  readonly createBuild: () => Build;
  /** The plugin's rules without prefix: comments may name them so. */
  readonly ruleIds: ReadonlySet<string>;
}

/** Another place that a finding speaks of, with a label of a few words. */
export interface RelatedPlace {
  readonly loc: Located["loc"];
  readonly label: string;
}

/** What a rule reported beside what ESLint carries; rule, message and place tell which finding it belongs to. */
export interface FindingNote {
  /** ESLint's name of the rule, as in its messages: `layerwise/no-volatile-add`. */
  readonly ruleId: string;
  readonly messageId: string;
  readonly loc: Located["loc"];
  readonly related: readonly RelatedPlace[];
  readonly remedies: readonly Remedy[];
}

/** What rules see of one Dockerfile: its text, its tree, and the model of its build. */
export class DockerfileSourceCode extends TextSourceCodeBase<{
  LangOptions: Record<string, unknown>;
  RootNode: Dockerfile;
  SyntaxElementWithLoc: Located;
  ConfigNode: Comment;
}> {
  readonly #createBuild: () => Build;
  readonly #ruleIds: ReadonlySet<string>;
  readonly #parents = new WeakMap<object, Node>();
  #build: Build | undefined;
  #steps: VisitNodeStep[] | undefined;
  #suppressions: readonly ForeignSuppression[] | undefined;
  readonly #notes: FindingNote[] = [];
  #locate: Locate | undefined;

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

  /** What the rules noted during this lint, in the order of their reports. */
  get notes(): readonly FindingNote[] {
    return this.#notes;
  }

  /** Keeps what a finding has and ESLint's messages cannot carry. */
  note(note: FindingNote): void {
    this.#notes.push(note);
  }

  /** The place in lines and columns, both from zero, of two offsets. */
  locOf([start, end]: readonly [start: number, end: number]): Located["loc"] {
    this.#locate ??= createLocate(this.text);
    return this.#locate(start, end).loc;
  }

  /** Comments of other linters that silence some of our rules (foreign-suppressions.ts). */
  get foreignSuppressions(): readonly ForeignSuppression[] {
    this.#suppressions ??= findForeignSuppressions(this.ast);
    return this.#suppressions;
  }

  /**
   * Always empty, yet it must exist: rules of ESLint itself call it, and a user's `js.configs.recommended` without
   * `files` runs them on Dockerfiles too. Their idea of a comment (`Line`, `Block`) is not ours.
   */
  getAllComments(): [] {
    return [];
  }

  override getRange(element: Located): SourceRange {
    return [element.range[0], element.range[1]];
  }

  override getParent(node: Located): Node | undefined {
    this.traverse();
    return this.#parents.get(node);
  }

  override traverse(): Iterable<TraversalStep> {
    this.#steps ??= [...this.#visit(this.ast, undefined)];
    return this.#steps;
  }

  getDisableDirectives(): { directives: EslintDirective[]; problems: FileProblem[] } {
    return { directives: toEslintDirectives(this.ast, this.text, this.#ruleIds), problems: [] };
  }

  /** The comments that have no effect when the configuration says `noInlineConfig`. */
  getInlineConfigNodes(): Comment[] {
    return findDisableComments(this.ast).map((found) => found.comment);
  }

  /** Comments turn findings off; they do not configure rules. */
  applyInlineConfig(): { configs: []; problems: [] } {
    return { configs: [], problems: [] };
  }

  *#visit(node: Node, parent: Node | undefined): Iterable<VisitNodeStep> {
    if (parent !== undefined) this.#parents.set(node, parent);
    const args = [node, parent];
    yield new VisitNodeStep({ target: node, phase: 1, args });
    for (const child of childrenOf(node)) yield* this.#visit(child, node);
    yield new VisitNodeStep({ target: node, phase: 2, args });
  }
}
