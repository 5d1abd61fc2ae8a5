import type { Range } from "./command.ts";

/** Shell text together with where its characters stand in the Dockerfile. */
export interface PlacedText {
  readonly text: string;
  /** The stretch of the file that holds the characters from `start` up to `end`, both offsets in `text`. */
  readonly range: (start: number, end: number) => Range;
  /** That stretch as the file has it: quotes and continuations that are not in `text` are still there. */
  readonly written: (start: number, end: number) => string;
}

/** Text whose first character stands at file offset `offset` and whose others follow without a gap. */
export function placeAt(text: string, offset: number): PlacedText {
  return {
    text,
    range: (start, end) => [offset + start, offset + end],
    written: (start, end) => text.slice(start, end),
  };
}

/** Text of which no more is known than that it comes from `range`: every part of it is said to stand there. */
export function placeWithin(text: string, range: Range): PlacedText {
  return { text, range: () => range, written: (start, end) => text.slice(start, end) };
}

/** Where characters of a text stand in another text: character i reaches from `starts[i]` up to `ends[i]`, its escape included. */
export interface Characters {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Text made of characters of `outer`, in their order. An empty stretch at its end stands at offset `end` of `outer`. */
export function pickCharacters(outer: PlacedText, { text, starts, ends }: Characters, end: number): PlacedText {
  const first = (start: number): number => starts[start] ?? end;
  const last = (start: number, stop: number): number => (stop > start ? ends[stop - 1] : undefined) ?? first(start);
  return {
    text,
    range: (start, stop) => outer.range(first(start), last(start, stop)),
    written: (start, stop) => outer.written(first(start), last(start, stop)),
  };
}

/** The texts one after the other, each keeping its own places. */
export function concatenate(parts: readonly PlacedText[]): PlacedText {
  const starts: number[] = [];
  const owners: number[] = [];
  let length = 0;
  for (const [index, part] of parts.entries()) {
    starts.push(length);
    length += part.text.length;
    while (owners.length < length) owners.push(index);
  }
  const text = parts.map((part) => part.text).join("");
  const at = (index: number): { part: PlacedText; start: number } => {
    const owner = owners[index] ?? parts.length - 1;
    return { part: parts[owner] ?? placeWithin(text, [0, 0]), start: starts[owner] ?? 0 };
  };
  return {
    text,
    range: (start, end) => {
      const [first, last] = [at(start), at(Math.max(start, end - 1))];
      if (first.part === last.part) return first.part.range(start - first.start, end - first.start);
      return [first.part.range(start - first.start, start - first.start)[0], last.part.range(0, end - last.start)[1]];
    },
    written: (start, end) => {
      const { part, start: partStart } = at(start);
      const within = at(Math.max(start, end - 1)).part === part;
      return within ? part.written(start - partStart, end - partStart) : text.slice(start, end);
    },
  };
}

/**
 * The text as BuildKit hands it to the shell: a line end after a backslash is gone, wherever it stands, in single quotes and
 * comments too (moby/buildkit, frontend/dockerfile/parser, `trimContinuationCharacter`).
 */
export function joinContinuations(source: PlacedText): PlacedText {
  return leaveOut(source, /\\\n/g);
}

/** The text without everything that the pattern, which has the flag `g`, matches. */
export function leaveOut(source: PlacedText, pattern: RegExp): PlacedText {
  const starts: number[] = [];
  const pieces: string[] = [];
  let start = 0;
  const keep = (end: number): void => {
    pieces.push(source.text.slice(start, end));
    for (let index = start; index < end; index++) starts.push(index);
  };
  for (const match of source.text.matchAll(pattern)) {
    keep(match.index);
    start = match.index + match[0].length;
  }
  if (start === 0) return source;
  keep(source.text.length);
  const characters = { text: pieces.join(""), starts, ends: starts.map((index) => index + 1) };
  return pickCharacters(source, characters, source.text.length);
}

/** Whether parentheses nest deeper than anybody writes: unbash takes seconds for some thousands of `$(`. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [parenthesis] of text.matchAll(/[()]/g)) {
    depth = Math.max(0, depth + (parenthesis === "(" ? 1 : -1));
    if (depth > 64) return true;
  }
  return false;
}
