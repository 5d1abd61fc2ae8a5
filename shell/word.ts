import type { Assignment, Range, ShellWord } from "./command.ts";
import { pickCharacters, placeAt, placeWithin, type Characters, type PlacedText } from "./placed-text.ts";
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
  const characters = removeQuotes(source.text, pieces);
  const first = pieces[0];
  const tilde = first?.kind === "bare" && source.text[first.start] === "~";
  const fixed = pieces.every((piece) => piece.kind !== "expansion" && piece.kind !== "pattern");
  const word: ShellWord = {
    text: source.written(start, end),
    value: characters.text,
    literal: fixed && !tilde,
    variables: expansions.variables,
    range: source.range(start, end),
  };
  return { word, expansions, opaque: characters.opaque, content: () => pickCharacters(source, characters, end) };
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
  const starts = Array.from({ length: text.length }, (_, index) => index + count);
  const characters = { text, starts, ends: starts.map((index) => index + 1) };
  const rest = pickCharacters(content, characters, content.text.length);
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

interface Unquoted extends Characters {
  readonly opaque: boolean;
}

function removeQuotes(source: string, pieces: readonly Piece[]): Unquoted {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = "";
  let opaque = pieces.some((piece) => piece.kind === "expansion");
  for (const piece of pieces) {
    const before = text.length;
    for (const [character, start, end] of charactersOf(source, piece)) {
      text += character;
      starts.push(start);
      ends.push(end);
    }
    opaque &&= piece.kind === "expansion" || text.slice(before).trim() === "";
  }
  return { text, starts, ends, opaque };
}

/** The characters that a piece stands for, each with its place. */
function* charactersOf(source: string, { kind, start, end, value }: Piece): Generator<[character: string, start: number, end: number]> {
  for (let index = 0; index < (value?.length ?? 0); index++) {
    const place = Math.min(start + index, end - 1);
    yield [value?.charAt(index) ?? "", place, place + 1];
  }
  for (let index = value === undefined ? start : end; index < end; index++) {
    const next = index + 1 < end ? source.charAt(index + 1) : undefined;
    const isEscape = source[index] === "\\" && next !== undefined && escapable[kind]?.test(next) === true;
    if (!isEscape) yield [source.charAt(index), index, index + 1];
    else if (next !== "\n") yield [next, index, index + 2];
    if (isEscape) index++;
  }
}
