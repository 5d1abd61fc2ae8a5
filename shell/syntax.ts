import type { Assignment, Joiner, Range, Redirect, ShellWord } from "./command.ts";
import type { PlacedText } from "./placed-text.ts";

/** Shell syntax reduced to what decides which commands run, in which order, under which condition and in which directory. */
export interface SyntaxTree {
  readonly list: List;
  /** False when the text has syntax errors. Commands from the first error on are left out. */
  readonly complete: boolean;
}

/** Reads shell text; never throws. */
export type ReadSyntax = (text: PlacedText) => SyntaxTree;

export type List = readonly ListItem[];

export interface ListItem {
  /** Undefined for the first item. Never "|": a pipeline is one item. */
  readonly joiner: Joiner | undefined;
  readonly syntax: Syntax;
}

export type Syntax =
  | SimpleSyntax
  | { readonly kind: "pipeline"; readonly commands: readonly Syntax[] }
  | { readonly kind: "background"; readonly list: List }
  | { readonly kind: "subshell"; readonly list: List }
  | { readonly kind: "group"; readonly list: List }
  | BranchSyntax
  | LoopSyntax
  | { readonly kind: "function"; readonly name: string; readonly body: List }
  | HeadedSyntax;

/** A simple command. Without words it only assigns, redirects or expands (`X=$(a)`, `> file`, `((i++))`). */
export interface SimpleSyntax {
  readonly kind: "simple";
  readonly words: readonly SyntaxWord[];
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly SyntaxRedirect[];
  readonly expansions: Expansions;
  readonly range: Range;
}

export interface SyntaxRedirect {
  readonly redirect: Redirect;
  /** The body of a here-document, a file otherwise. */
  readonly target: SyntaxWord | undefined;
  /** The target is text that the command reads as its standard input. */
  readonly isInput: boolean;
}

export interface BranchSyntax {
  readonly kind: "branches";
  readonly nesting: "if" | "case";
  readonly branches: readonly { readonly condition: List | undefined; readonly body: List }[];
  /** One of the branches is taken whatever happens: there is an `else` or a `*)`. */
  readonly exhaustive: boolean;
}

export interface LoopSyntax {
  readonly kind: "loop";
  readonly condition: List | undefined;
  readonly body: List;
}

/** A compound command and what is expanded before it: the words of a `for`, the word of a `case`, its redirects. */
export interface HeadedSyntax {
  readonly kind: "headed";
  readonly expansions: Expansions;
  readonly syntax: Syntax;
}

export interface SyntaxWord {
  readonly word: ShellWord;
  readonly expansions: Expansions;
  /** True when nothing but expansions is in it (`"$@"`, `$(cmd)`), so that its text says nothing about its value. */
  readonly opaque: boolean;
  /** The word's value with the place of each character: what `sh -c` gets. */
  readonly content: () => PlacedText;
}

export interface Expansions {
  readonly variables: readonly string[];
  readonly substitutions: readonly Substitution[];
  /** `${X:=y}`, `$((X = 1))`. */
  readonly sets: readonly Assignment[];
}

export interface Substitution {
  readonly list: List;
  readonly range: Range;
}

export const noExpansions: Expansions = { variables: [], substitutions: [], sets: [] };

/** All expansions of the parts, in order. */
export function joinExpansions(parts: readonly Expansions[]): Expansions {
  return {
    variables: parts.flatMap((part) => part.variables),
    substitutions: parts.flatMap((part) => part.substitutions),
    sets: parts.flatMap((part) => part.sets),
  };
}

/** A command without words, assignments and redirects: what is not there yet, or cannot be trusted. */
export function emptySimple(expansions: Expansions, range: Range): SimpleSyntax {
  return { kind: "simple", words: [], assignments: [], redirects: [], expansions, range };
}
