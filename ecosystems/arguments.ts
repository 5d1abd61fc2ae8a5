import type { ShellWord } from "../shell/command.ts";

/** One flag as given: `--prefix=d`, `--prefix d` and `-rfile` all have a name and a value. */
export interface Flag {
  /** With its dashes, without the value: `--prefix`. */
  readonly name: string;
  readonly value: ShellWord | undefined;
}

export interface Arguments {
  readonly flags: readonly Flag[];
  /** Subcommands and operands, in order. */
  readonly positionals: readonly ShellWord[];
}

/**
 * Sorts a command's arguments into flags and positional words.
 *
 * `--flag=value` and, for flags of `valueFlags`, `--flag value`, `-fvalue` and `-vf value` are understood; `--` ends the
 * flags. A cluster (`-Ur`) yields the whole word and each of its letters, because some tools (go, mvn) have long flags
 * with one dash. `true` or `false` after a long flag is taken for its value, as npm reads it, and a word that begins with
 * `+` before the subcommand is dropped: it selects a toolchain (`cargo +nightly build`).
 */
export function parseArguments(words: readonly ShellWord[], valueFlags: ReadonlySet<string>): Arguments {
  const flags: Flag[] = [];
  const positionals: ShellWord[] = [];
  let index = 0;
  while (index < words.length) {
    const word = words[index++];
    if (word === undefined) continue;
    if (word.value === "--") {
      positionals.push(...words.slice(index));
      break;
    }
    if (!isFlag(word)) {
      if (positionals.length > 0 || !word.value.startsWith("+")) positionals.push(word);
      continue;
    }
    const parsed = parseFlag(word, words[index], valueFlags);
    flags.push(...parsed.flags);
    if (parsed.takesNext) index++;
  }
  return { flags, positionals };
}

/** Whether a flag is given and not switched off by `=false`. */
export function hasFlag(flags: readonly Flag[], name: string): boolean {
  return flags.some((flag) => flag.name === name && flag.value?.value !== "false");
}

interface ParsedFlag {
  readonly flags: readonly Flag[];
  readonly takesNext: boolean;
}

function parseFlag(word: ShellWord, next: ShellWord | undefined, valueFlags: ReadonlySet<string>): ParsedFlag {
  const equals = word.value.indexOf("=");
  const name = equals < 0 ? word.value : word.value.slice(0, equals);
  if (valueFlags.has(name)) return equals < 0 ? withNext(name, next) : attached(name, word, equals + 1);

  const short = name.slice(0, 2);
  const isLong = name.startsWith("--");
  if (!isLong && name.length > 2 && valueFlags.has(short)) return attached(short, word, 2);
  if (equals >= 0) return attached(name, word, equals + 1);
  if (isLong && (next?.value === "true" || next?.value === "false")) return withNext(name, next);
  if (isLong || !/^-[A-Za-z]{2,5}$/.test(name)) return { flags: [{ name, value: undefined }], takesNext: false };

  const last = `-${name.slice(-1)}`;
  const letters = [...name.slice(1)].map((letter) => ({ name: `-${letter}`, value: undefined }));
  const whole = { name, value: undefined };
  if (!valueFlags.has(last)) return { flags: [whole, ...letters], takesNext: false };
  return { flags: [whole, ...letters.slice(0, -1), { name: last, value: next }], takesNext: next !== undefined };
}

function withNext(name: string, next: ShellWord | undefined): ParsedFlag {
  return { flags: [{ name, value: next }], takesNext: next !== undefined };
}

function attached(name: string, word: ShellWord, valueOffset: number): ParsedFlag {
  return { flags: [{ name, value: tailOf(word, valueOffset) }], takesNext: false };
}

/** The word from an offset of its value on. Its range is exact unless quotes or continuations stand before that place. */
function tailOf(word: ShellWord, valueOffset: number): ShellWord {
  const value = word.value.slice(valueOffset);
  const isVerbatim = word.text.startsWith(word.value.slice(0, valueOffset));
  const [start, end] = word.range;
  if (!isVerbatim || end - start !== word.text.length) return { ...word, value };
  return { ...word, value, text: word.text.slice(valueOffset), range: [start + valueOffset, end] };
}

/** A single dash is standard input, an operand. */
function isFlag(word: ShellWord): boolean {
  return word.value.startsWith("-") && word.value !== "-";
}
