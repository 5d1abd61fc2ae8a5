import { isBlank, isSpace } from "./characters.ts";
import type { Escape } from "./lines.ts";
import { sliceText, type LogicalText } from "./logical-text.ts";

/** Splits at blanks, quotes mean nothing (`parseStringsWhitespaceDelimited` of BuildKit's line_parsers.go). */
export function blankSeparatedWords(source: LogicalText): readonly LogicalText[] {
  const words: LogicalText[] = [];
  let start = 0;
  for (let index = 0; index <= source.text.length; index++) {
    if (index < source.text.length && !isBlank(source.text[index])) continue;
    if (index > start) words.push(sliceText(source, start, index));
    start = index + 1;
  }
  return words;
}

/**
 * Splits at white space outside quotes; quotes and escape characters stay in the words (`parseWords` of BuildKit's
 * line_parsers.go). An open quote reaches to the end; an escape character at the very end is dropped.
 */
export function quotedWords(source: LogicalText, escape: Escape): readonly LogicalText[] {
  const words: LogicalText[] = [];
  let index = 0;
  while (index < source.text.length) {
    if (isSpace(source.text[index])) {
      index++;
      continue;
    }
    const { contentEnd, end } = quotedWordAt(source.text, index, escape);
    if (contentEnd > index) words.push(sliceText(source, index, contentEnd));
    index = end;
  }
  return words;
}

/**
 * The strings of a JSON array with the places of their literals, quotes included; `undefined` if the text is no JSON
 * array, which makes it shell form, and `"mixed"` if the array holds something else than strings, which BuildKit
 * refuses (`parseJSON` of line_parsers.go).
 */
export function jsonWords(source: LogicalText): readonly { value: string; source: LogicalText }[] | "mixed" | undefined {
  if (!source.text.startsWith("[")) return undefined;
  const values = parseArray(source.text);
  if (values === undefined) return undefined;
  if (!values.every((value) => typeof value === "string")) return "mixed";
  const literals = [...source.text.matchAll(/"(?:[^"\\]|\\.)*"/gsu)];
  return values.map((value, index) => {
    const start = literals[index]?.index ?? 0;
    const end = start + (literals[index]?.[0].length ?? 0);
    return { value: value.replaceAll(/\p{Surrogate}/gu, "\ufffd"), source: sliceText(source, start, end) };
  });
}

function quotedWordAt(text: string, start: number, escape: Escape): { contentEnd: number; end: number } {
  let quote: string | undefined;
  for (let index = start; index < text.length; index++) {
    const character = text.charAt(index);
    if (quote === undefined && isSpace(character)) return { contentEnd: index, end: index };
    if (character === escape && quote !== "'") {
      if (index === text.length - 1) return { contentEnd: index, end: text.length };
      index++;
    } else if (character === quote) quote = undefined;
    else if (quote === undefined && (character === "'" || character === '"')) quote = character;
  }
  return { contentEnd: text.length, end: text.length };
}

function parseArray(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
