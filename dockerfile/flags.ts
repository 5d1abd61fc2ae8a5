import { isAsciiSpace, isTornSpace } from "./characters.ts";
import { commaSeparatedFields } from "./comma-separated.ts";
import type { Escape } from "./lines.ts";
import { pickText, rangeOf, sliceText, type LogicalText } from "./logical-text.ts";
import type { Flag, FlagOption, Word } from "./nodes.ts";
import type { Locate } from "./positions.ts";

export interface SplitFlags {
  readonly flags: readonly Flag[];
  /** What follows the flags, untrimmed. */
  readonly rest: LogicalText;
}

/** A flag as it stands: where it ends, and the characters that are left when quotes and escapes are taken off. */
interface RawFlag {
  readonly end: number;
  readonly indexes: readonly number[];
}

/** Flags whose value is a list of `key=value` fields, separated as in CSV. */
const listFlags = new Set(["mount", "device"]);

/**
 * Takes the words that start with `--` off the front of an instruction's arguments; a bare `--` ends them. Quotes and
 * escape characters are removed from the values here already, as BuildKit does (`extractBuilderFlags` of
 * frontend/dockerfile/parser/split_command.go). It takes each byte for a character there and garbles letters outside
 * ASCII; we keep them.
 */
export function splitFlags(source: LogicalText, escape: Escape, locate: Locate): SplitFlags {
  const flags: Flag[] = [];
  let index = 0;
  while (index < source.text.length) {
    if (isAsciiSpace(source.text[index])) {
      index++;
      continue;
    }
    if (!source.text.startsWith("--", index)) return { flags, rest: sliceText(source, index) };
    const raw = readFlag(source.text, index, escape);
    const bare = pickText(source, raw.indexes, raw.end);
    if (bare.text === "--" && raw.end < source.text.length) return { flags, rest: sliceText(source, raw.end) };
    if (bare.text !== "--") flags.push(createFlag(source, index, raw, bare, locate));
    index = raw.end;
  }
  return { flags, rest: sliceText(source, source.text.length) };
}

function readFlag(text: string, start: number, escape: Escape): RawFlag {
  const indexes: number[] = [];
  let quote: string | undefined;
  for (let index = start; index < text.length; index++) {
    const character = text.charAt(index);
    if (quote === undefined && isAsciiSpace(character)) return { end: index, indexes };
    if (quote === undefined && isTornSpace(character)) return { end: index + 1, indexes: [...indexes, index] };
    if (character === quote) quote = undefined;
    else if (quote === undefined && (character === "'" || character === '"')) quote = character;
    else if (character !== escape) indexes.push(index);
    else if (index + 1 < text.length) indexes.push(++index);
  }
  return { end: text.length, indexes };
}

function createFlag(source: LogicalText, start: number, raw: RawFlag, bare: LogicalText, locate: Locate): Flag {
  const place = locate(...rangeOf(sliceText(source, start, raw.end)));
  const equals = bare.text.indexOf("=");
  if (equals === -1) return { type: "Flag", name: bare.text.slice(2), value: undefined, options: [], ...place };
  const name = bare.text.slice(2, equals);
  const valueStart = (raw.indexes[equals] ?? start) + 1;
  const valuePlace = locate(...rangeOf(sliceText(source, valueStart, raw.end)));
  const value: Word = { type: "Word", text: bare.text.slice(equals + 1), ...valuePlace };
  const fields = listFlags.has(name) ? commaSeparatedFields(sliceText(bare, equals + 1)) : undefined;
  return { type: "Flag", name, value, options: (fields ?? []).map((field) => createOption(field, locate)), ...place };
}

function createOption(field: LogicalText, locate: Locate): FlagOption {
  const word = (source: LogicalText): Word => ({ type: "Word", text: source.text, ...locate(...rangeOf(source)) });
  const equals = field.text.indexOf("=");
  const place = locate(...rangeOf(field));
  if (equals === -1) return { type: "FlagOption", key: word(field), value: undefined, ...place };
  const key = word(sliceText(field, 0, equals));
  return { type: "FlagOption", key, value: word(sliceText(field, equals + 1)), ...place };
}
