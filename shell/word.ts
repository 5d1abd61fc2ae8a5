import type { Assignment, Range, ShellWord } from "./command.ts";
import { pickCharacters, placeAt, placeWithin, type PlacedText } from "./placed-text.ts";
import { noExpansions, type Expansions, type SyntaxWord } from "./syntax.ts";

/** A stretch of a word that the shell treats in one way; quote characters themselves belong to no piece. */
export interface Piece {
  readonly kind: "bare" | "single" | "double" | "heredoc" | "ansi" | "expansion" | "pattern";
  readonly start: number;
  readonly end: number;
  /** What the stretch stands for, where that is no matter of dropping backslashes (`$'\x41'`). */
  readonly value?: string;
}

/** Which characters a backslash is dropped before (POSIX.1-2024, XCU 2.2 and 2.7.4); `\` and a line end both go. */
const escapable: Record<Piece["kind"], RegExp | undefined> = {
  bare: /[^]/,
  double: /[$`"\\\n]/,
  heredoc: /[$`\\\n]/,
  expansion: /\n/,
  pattern: /\n/,
  single: undefined,
  ansi: undefined,
};

/** Builds the word that stands in `source` from `start` up to `end`. */
export function makeWord(
  source: PlacedText,
  [start, end]: Range,
  pieces: readonly Piece[],
  expansions: Expansions,
): SyntaxWord {
  const { value, positions, opaque } = removeQuotes(source.text, pieces);
  const first = pieces[0];
  const tilde = first?.kind === "bare" && source.text[first.start] === "~";
  const fixed = pieces.every((piece) => piece.kind !== "expansion" && piece.kind !== "pattern");
  const word: ShellWord = {
    text: source.written(start, end),
    value,
    literal: fixed && !tilde,
    variables: expansions.variables,
    range: source.range(start, end),
  };
  return { word, expansions, opaque, content: () => pickCharacters(source, value, positions, end) };
}

/** The words between two offsets where nothing is quoted or expanded: what stands between blanks. */
export function splitWords(source: PlacedText, start: number, end: number): readonly SyntaxWord[] {
  return Array.from(source.text.slice(start, end).matchAll(/\S+/g), (match) => {
    const first = start + match.index;
    const last = first + match[0].length;
    return makeWord(source, [first, last], [{ kind: "single", start: first, end: last }], noExpansions);
  });
}

/**
 * A word of an exec form: nothing in it is expanded. Inner places are exact when `range` has room for the text and its two
 * quotes only, so that no escape can be in it.
 */
export function makeExecWord(text: string, range: Range): SyntaxWord {
  const exact = range[1] - range[0] === text.length + 2;
  return {
    word: { text, value: text, literal: true, variables: [], range },
    expansions: noExpansions,
    opaque: false,
    content: () => (exact ? placeAt(text, range[0] + 1) : placeWithin(text, range)),
  };
}

/** The word without the first `count` characters of its value: the value in `--user=value`. */
export function dropStart(word: SyntaxWord, count: number): SyntaxWord {
  const content = word.content();
  const text = content.text.slice(count);
  const positions = Array.from({ length: text.length }, (_, index) => index + count);
  const rest = pickCharacters(content, text, positions, content.text.length);
  return {
    ...word,
    word: { ...word.word, text: rest.written(0, text.length), value: text, range: rest.range(0, text.length) },
    content: () => rest,
  };
}

/** The assignment that a word such as `NAME=value` makes as an argument of `env` or `export`; undefined when it is none. */
export function assignmentOf(word: ShellWord): Assignment | undefined {
  const head = /^([A-Za-z_]\w*)(?:\[[^\]]*\])?\+?=/.exec(word.text);
  const name = head?.[1];
  if (head === null || name === undefined) return undefined;
  const skipped = head[0].length;
  const exact = word.range[1] - word.range[0] === word.text.length;
  const range: Range = exact ? [word.range[0] + skipped, word.range[1]] : word.range;
  const [text, value] = [word.text.slice(skipped), word.value.slice(skipped)];
  return { name, value: { ...word, text, value, literal: word.literal && !text.startsWith("~"), range }, range: word.range };
}

/** The variable that the text names; none for `1`, `@`, `?` and numbers. */
export function variablesIn(text: string): readonly string[] {
  return /^[A-Za-z_]\w*/.exec(text) ?? [];
}

function removeQuotes(source: string, pieces: readonly Piece[]): { value: string; positions: number[]; opaque: boolean } {
  const positions: number[] = [];
  let value = "";
  let opaque = pieces.some((piece) => piece.kind === "expansion");
  for (const piece of pieces) {
    const before = value.length;
    value += piece.value ?? "";
    for (let index = 0; index < (piece.value?.length ?? 0); index++) positions.push(Math.min(piece.start + index, piece.end - 1));
    for (const index of piece.value === undefined ? keptCharacters(source, piece) : []) {
      positions.push(index);
      value += source[index] ?? "";
    }
    opaque &&= piece.kind === "expansion" || value.slice(before).trim() === "";
  }
  return { value, positions, opaque };
}

function* keptCharacters(source: string, piece: Piece): Generator<number> {
  const pattern = escapable[piece.kind];
  for (let index = piece.start; index < piece.end; index++) {
    const next = index + 1 < piece.end ? source[index + 1] : undefined;
    const escape = source[index] === "\\" && next !== undefined && pattern?.test(next) === true;
    if (escape && next === "\n") {
      index++;
      continue;
    }
    if (escape) index++;
    yield index;
  }
}
