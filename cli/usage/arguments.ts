import { parseArgs } from "node:util";
import { didYouMean } from "../../workspace/nearest-name.ts";
import { Failure } from "./failure.ts";

/** One flag of a command. With `value` it takes one, and that is how the help calls it. */
export interface Flag {
  readonly short?: string;
  readonly value?: string;
  readonly description: string;
}

export type Flags = Readonly<Record<string, Flag>>;

export interface Arguments<Name extends string> {
  readonly operands: readonly string[];
  has(name: Name): boolean;
  /** The last value given. */
  value(name: Name): string | undefined;
  /** All values given, in order. */
  values(name: Name): readonly string[];
}

/**
 * Reads a command's arguments. Flags may stand anywhere; `--` ends them, and `-` alone is an operand.
 * @throws {Failure} at an unknown flag (named with the nearest known one), a value missing or too many.
 */
export function readArguments<Name extends string>(args: readonly string[], flags: Readonly<Record<Name, Flag>>): Arguments<Name> {
  const table: Flags = flags;
  const { tokens } = parseArgs({ args: [...args], options: toOptions(table), strict: false, allowPositionals: true, tokens: true });
  const given = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const flag = Object.hasOwn(table, token.name) ? table[token.name] : undefined;
    if (flag === undefined) throw new Failure(`unknown flag ${token.rawName}${suggestFlag(token.name, table)}`);
    const values = given.get(token.name) ?? [];
    given.set(token.name, [...values, readValue(token, flag)]);
  }
  return {
    operands,
    has: (name) => given.has(name),
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
  };
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function readValue({ rawName, value, inlineValue }: OptionToken, flag: Flag): string {
  if (flag.value === undefined) {
    if (value !== undefined) throw new Failure(`${rawName} takes no value`);
    return "";
  }
  const isMissing = value === undefined || value === "" || (inlineValue !== true && value.startsWith("-") && value !== "-");
  if (isMissing) throw new Failure(`${rawName} needs a value: ${rawName} ${flag.value}`);
  return value;
}

function suggestFlag(name: string, flags: Flags): string {
  return didYouMean(`--${name}`, Object.keys(flags).map((known) => `--${known}`));
}

function toOptions(flags: Flags) {
  return Object.fromEntries(Object.entries(flags).map(([name, { short, value }]) => [name, toOption(short, value !== undefined)]));
}

function toOption(short: string | undefined, takesValue: boolean) {
  const type = takesValue ? ("string" as const) : ("boolean" as const);
  return short === undefined ? { type, multiple: true } : { type, multiple: true, short };
}
