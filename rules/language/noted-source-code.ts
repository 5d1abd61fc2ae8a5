import type { SourceRange, TraversalStep } from "@eslint/core";
import { TextSourceCodeBase, type VisitNodeStep } from "@eslint/plugin-kit";
import type { Comment, Located } from "../../dockerfile/nodes.ts";
import { createLocate, type Locate } from "../../dockerfile/positions.ts";
import type { Remedy } from "../edits/remedy.ts";

/** Another place that a finding speaks of, with a label of a few words. */
export interface RelatedPlace {
  readonly loc: Located["loc"];
  readonly label: string;
}

/** What a rule reported beside what ESLint carries; rule, message and place tell which finding it belongs to. */
export interface FindingNote<MessageIds extends string = string> {
  /** ESLint's name of the rule, as in its messages: `layerwise/no-volatile-add`. */
  readonly ruleId: string;
  readonly messageId: MessageIds;
  readonly data?: Readonly<Record<string, string>>;
  readonly loc: Located["loc"];
  readonly related: readonly RelatedPlace[];
  readonly remedies: readonly Remedy<MessageIds>[];
  /** Dockerfiles, relative to the build context's root, in which other rules tell the same. */
  readonly toldOf?: readonly string[];
}

/** What the source codes of all our languages have: exact places, and notes of the findings. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the base class says by it what `ast` is
export abstract class NotedSourceCode<Root extends Located> extends TextSourceCodeBase<{
  LangOptions: Record<string, unknown>;
  RootNode: Root;
  SyntaxElementWithLoc: Located;
  ConfigNode: Comment;
}> {
  readonly #notes: FindingNote[] = [];
  #locate: Locate | undefined;
  #steps: readonly VisitNodeStep[] | undefined;

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

  /**
   * Always empty, yet it must exist: rules of ESLint itself call it, and a user's `js.configs.recommended` without
   * `files` runs them on our files too. Their idea of a comment (`Line`, `Block`) is not ours.
   */
  getAllComments(): [] {
    return [];
  }

  override getRange(element: Located): SourceRange {
    return [element.range[0], element.range[1]];
  }

  override traverse(): Iterable<TraversalStep> {
    this.#steps ??= [...this.visit(this.ast)];
    return this.#steps;
  }

  /** Comments turn findings off; they do not configure rules. */
  applyInlineConfig(): { configs: []; problems: [] } {
    return { configs: [], problems: [] };
  }

  /** Every node of the tree, on the way down and on the way up. */
  protected abstract visit(root: Root): Iterable<VisitNodeStep>;
}
