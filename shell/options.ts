import type { SyntaxWord } from "./syntax.ts";
import { dropStart } from "./word.ts";

/** Which options of a command have a value of their own in the next word, unless it is attached to the option. */
export interface OptionSyntax {
  /** Letters of short options, such as "ug" for sudo. */
  readonly short?: string;
  /** Names of long options, without their dashes. */
  readonly long?: readonly string[];
}

export interface Option {
  /** `-u`, `--user`, `+e`. */
  readonly name: string;
  readonly value: SyntaxWord | undefined;
}

export interface Arguments {
  readonly options: readonly Option[];
  /** Index of the first word after the options and after a `--`. */
  readonly next: number;
}

/**
 * Reads options as getopt_long does, from `words[start]` up to the first word that is none: `-u root`, `-uroot`, `-nu root`,
 * `--user root`, `--user=root`.
 */
export function readOptions(words: readonly SyntaxWord[], start: number, syntax: OptionSyntax): Arguments {
  const options: Option[] = [];
  let next = start;
  for (let word = words[next]; word !== undefined; word = words[next]) {
    const text = word.word.value;
    if (text === "--") return { options, next: next + 1 };
    if (!/^(?:--?|\+)[^-]/.test(text)) break;
    const read = text.startsWith("--") ? [longOption(word, syntax)] : shortOptions(word, syntax);
    const takesNext = read.at(-1)?.open === true;
    for (const { name, value, open } of read) options.push({ name, value: open ? words[next + 1] : value });
    next += takesNext ? 2 : 1;
  }
  return { options, next: Math.min(next, words.length) };
}

interface ReadOption extends Option {
  /** It has a value, which is not attached. */
  readonly open: boolean;
}

function longOption(word: SyntaxWord, syntax: OptionSyntax): ReadOption {
  const text = word.word.value;
  const equals = text.indexOf("=");
  if (equals >= 0) return { name: text.slice(0, equals), value: dropStart(word, equals + 1), open: false };
  return { name: text, value: undefined, open: syntax.long?.includes(text.slice(2)) === true };
}

function shortOptions(word: SyntaxWord, syntax: OptionSyntax): ReadOption[] {
  const text = word.word.value;
  const options: ReadOption[] = [];
  for (let index = 1; index < text.length; index++) {
    const letter = text.charAt(index);
    const open = syntax.short?.includes(letter) === true;
    const attached = open && index + 1 < text.length;
    options.push({
      name: text.charAt(0) + letter,
      value: attached ? dropStart(word, index + 1) : undefined,
      open: open && !attached,
    });
    if (open) break;
  }
  return options;
}
