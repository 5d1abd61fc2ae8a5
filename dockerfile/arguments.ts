import { isAsciiSpace, isBlank, isTornSpace } from "./characters.ts";
import { heredocMarker } from "./heredocs.ts";
import { shellSource } from "./lines.ts";
import { rangeOf, sliceText, trimText, type LogicalText } from "./logical-text.ts";
import type { CommandLine, CopyInstruction, FromInstruction, Pair, Word } from "./nodes.ts";
import { createWord, refuse, type Reading } from "./reading.ts";
import { blankSeparatedWords, jsonWords, quotedWords } from "./words.ts";

/** `image` or `image AS name`; what else stands there is refused elsewhere. */
export function readFrom(reading: Reading, rest: LogicalText): Pick<FromInstruction, "image" | "alias"> {
  const [image, as, alias] = readBlankSeparated(reading, rest);
  return { image, alias: as?.text.toLowerCase() === "as" ? alias : undefined };
}

/** A JSON array of strings, or else anything: shell form. */
export function readCommandLine(reading: Reading, rest: LogicalText): CommandLine {
  const range = rangeOf(rest);
  const words = readJson(reading, rest);
  if (words !== undefined) return { form: "exec", words, ...reading.locate(...range) };
  return { form: "shell", source: shellSource(reading.text, reading.lines, ...range), ...reading.locate(...range) };
}

/** What follows `CMD`. `NONE` runs nothing: exec form without words. */
export function readHealthcheck(reading: Reading, rest: LogicalText): CommandLine {
  const { kind, command } = splitHealthcheck(rest);
  if (kind.text.toUpperCase() !== "NONE") return readCommandLine(reading, command);
  return { form: "exec", words: [], ...reading.locate(...rangeOf(command)) };
}

/** The arguments of HEALTHCHECK: `NONE` or `CMD`, and what it runs. */
export function splitHealthcheck(rest: LogicalText): { kind: LogicalText; command: LogicalText } {
  let end = 0;
  while (end < rest.text.length && !isAsciiSpace(rest.text[end]) && !isTornSpace(rest.text[end])) end++;
  if (isTornSpace(rest.text[end])) end++;
  return { kind: sliceText(rest, 0, end), command: trimText(sliceText(rest, end)) };
}

/** The words of COPY, ADD and VOLUME: a JSON array, or separated by blanks. */
export function readList(reading: Reading, rest: LogicalText): { form: "plain" | "json"; words: readonly Word[] } {
  const words = readJson(reading, rest);
  if (words !== undefined) return { form: "json", words };
  return { form: "plain", words: readBlankSeparated(reading, rest) };
}

export function readBlankSeparated(reading: Reading, rest: LogicalText): readonly Word[] {
  return blankSeparatedWords(rest).map((word) => createWord(reading, word));
}

/** All the rest as one word. */
export function readWhole(reading: Reading, rest: LogicalText): readonly Word[] {
  return rest.text === "" ? [] : [createWord(reading, rest)];
}

/** The strings of a JSON array, if the rest is one. */
export function readJson(reading: Reading, rest: LogicalText): readonly Word[] | undefined {
  const words = jsonWords(rest);
  if (words === "mixed") refuse(reading, rangeOf(rest), "A JSON array may hold nothing but strings here.");
  if (words === undefined || words === "mixed") return undefined;
  return words.map(({ value, source }) => createWord(reading, source, value));
}

/** The last word is the destination if there are two; here-document markers are left out. */
export function readCopy(reading: Reading, rest: LogicalText): Pick<CopyInstruction, "form" | "sources" | "destination"> {
  const { form, words } = readList(reading, rest);
  const paths = words.length < 2 ? words : words.slice(0, -1);
  const last = words.length < 2 ? undefined : words.at(-1);
  const isPath = (word: Word): boolean => heredocMarker(word.text) === undefined;
  return { form, sources: paths.filter(isPath), destination: last !== undefined && isPath(last) ? last : undefined };
}

/** `name` or `name=value`, several of them. */
export function readArgPairs(reading: Reading, rest: LogicalText): readonly Pair[] {
  return quotedWords(rest, reading.escape).map((word) => createPair(reading, word));
}

/**
 * The pairs of ENV and LABEL: `name=value …`, or `name value` where the value is all the rest. Which of both is decided
 * by the first word alone (`parseNameVal` of BuildKit's line_parsers.go).
 */
export function readEnvPairs(reading: Reading, keyword: string, rest: LogicalText): readonly Pair[] {
  const words = quotedWords(rest, reading.escape);
  const [first] = words;
  if (first === undefined) return [];
  if (!first.text.includes("=")) return [readLegacyPair(reading, keyword, rest)];
  for (const word of words) {
    if (!word.text.includes("=")) refuse(reading, rangeOf(word), `"${word.text}" has no "=": ${keyword} takes name=value.`);
  }
  return words.map((word) => createPair(reading, word));
}

function readLegacyPair(reading: Reading, keyword: string, rest: LogicalText): Pair {
  let end = 0;
  while (end < rest.text.length && !isBlank(rest.text[end])) end++;
  let start = end;
  while (start < rest.text.length && isBlank(rest.text[start])) start++;
  const key = createWord(reading, sliceText(rest, 0, end));
  const place = reading.locate(...rangeOf(rest));
  if (start < rest.text.length) return { type: "Pair", key, value: createWord(reading, sliceText(rest, start)), ...place };
  refuse(reading, rangeOf(rest), `${keyword} needs a name and a value.`);
  return { type: "Pair", key, value: undefined, ...place };
}

function createPair(reading: Reading, word: LogicalText): Pair {
  const place = reading.locate(...rangeOf(word));
  const equals = word.text.indexOf("=");
  if (equals === -1) return { type: "Pair", key: createWord(reading, word), value: undefined, ...place };
  const key = createWord(reading, sliceText(word, 0, equals));
  return { type: "Pair", key, value: createWord(reading, sliceText(word, equals + 1)), ...place };
}
