import { isSpace } from "./characters.ts";

/** What is known of a variable. `unknown`: it has a value that cannot be told. */
export type Variable = { readonly kind: "set"; readonly value: string } | { readonly kind: "unset" | "unknown" };

export interface LexerRules {
  readonly escape: string;
  /** Keep quotes in the result. */
  readonly keepQuotes: boolean;
  /** Keep escape characters in the result. */
  readonly keepEscapes: boolean;
  readonly lookUp: (name: string) => Variable;
}

/** A result so far, and the variables whose absence, or unknown value, decides it. */
export interface Part {
  readonly text: string;
  readonly unresolved: readonly string[];
}

/** How far a text is read, and what was found in it. */
export interface Cursor {
  readonly rules: LexerRules;
  readonly characters: readonly string[];
  position: number;
  /** How many references the position is inside of. */
  depth: number;
  keepEscapes: boolean;
  readonly words: string[];
  /** The beginning of the next word. */
  word: string;
  readonly variables: Set<string>;
  /** How many characters came from variables. */
  substituted: number;
  problem: string | undefined;
}

export function createCursor(text: string, rules: LexerRules): Cursor {
  return {
    rules,
    // Go's scanner leaves out a byte order mark at the start.
    characters: Array.from(text.replace(/^\ufeff/u, "")),
    position: 0,
    depth: 0,
    keepEscapes: rules.keepEscapes,
    words: [],
    word: "",
    variables: new Set(),
    substituted: 0,
    problem: undefined,
  };
}

export function peek(cursor: Cursor): string | undefined {
  return cursor.characters[cursor.position];
}

export function next(cursor: Cursor): string | undefined {
  return cursor.characters[cursor.position++];
}

/** White space ends a word. */
export function addToWord(cursor: Cursor, character: string): void {
  if (isSpace(character)) endWord(cursor);
  else cursor.word += character;
}

/** What stands inside a reference makes no words of its own. */
export function endWord(cursor: Cursor): void {
  if (cursor.word !== "" && cursor.depth === 0) cursor.words.push(cursor.word);
  cursor.word = "";
}

/** Keeps the first problem and ends the reading: every loop stops at the end of the text. */
export function fail(cursor: Cursor, problem: string): Part {
  cursor.problem ??= problem;
  cursor.position = cursor.characters.length;
  return { text: "", unresolved: [] };
}
