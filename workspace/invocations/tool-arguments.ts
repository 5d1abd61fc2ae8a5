import type { ShellWord } from "../../shell/command.ts";
import type { OptionTable } from "./build-options.ts";
import { classifyValue, classifyWord, type ValueScope } from "./classify-value.ts";
import { readExpansions } from "./expansions.ts";
import type { InvokedValue } from "./invocation.ts";

/** One argument of a program, or the part of one behind `=`. */
export interface Argument {
  /** Quotes removed, expansions as written. */
  readonly text: string;
  readonly value: InvokedValue;
  /** An unquoted variable that nobody knows: it may hold any number of words, or none. */
  readonly isOpen: boolean;
}

/** The words as the shell hands them over: unquoted variables that are known fall into their words. */
export function expandWords(words: readonly ShellWord[], scope: ValueScope): readonly Argument[] {
  return words.flatMap((word): readonly Argument[] => {
    const value = classifyWord(word, scope);
    const isBare = !word.literal && word.text === word.value && isOneExpansion(word.value);
    if (!isBare) return [{ text: word.value, value, isOpen: word.text === '"$@"' || /^"?\$\{\w+\[[@*]\]\}"?$/.test(word.text) }];
    if (value.kind !== "literal") return [{ text: word.value, value, isOpen: true }];
    return value.value.split(/\s+/).filter((text) => text !== "").map((text) => literalArgument(text, value));
  });
}

/** Options by their long names, in order, and the operands between them, as spf13/pflag reads a command line. */
export interface ToolArguments {
  readonly options: readonly { readonly name: string; readonly argument: Argument | undefined }[];
  readonly operands: readonly Argument[];
}

/** Reads options and operands in any order; with `stopAtOperand` what follows the first operand is all operands. */
export function readArguments(args: readonly Argument[], { withValue, letters }: OptionTable, scope: ValueScope, stopAtOperand = false): ToolArguments {
  const options: { name: string; argument: Argument | undefined }[] = [];
  const operands: Argument[] = [];
  let index = 0;
  for (let argument = args[index]; argument !== undefined; argument = args[++index]) {
    const { text } = argument;
    if (text === "--" || (stopAtOperand && !isOption(text))) {
      operands.push(...args.slice(text === "--" ? index + 1 : index));
      break;
    }
    const [, dashes = "", body = "", equals, rest = ""] = /^(--?)([^=]*)(=?)([^]*)$/.exec(text) ?? [];
    if (!isOption(text)) operands.push(argument);
    else if (equals === "=" && dashes === "--") options.push({ name: body, argument: partOf(argument, rest, scope) });
    else if (dashes === "--") options.push({ name: body, argument: withValue.has(body) ? args[++index] : undefined });
    else index += readLetters(argument);
  }
  return { options, operands };

  /** `-qf file`, `-ffile`, `-f=file`; answers how many of the following arguments are taken. */
  function readLetters(argument: Argument): number {
    const body = argument.text.slice(1);
    for (let at = 0; at < body.length; at++) {
      const name = letters.get(body.charAt(at)) ?? body.charAt(at);
      const rest = body.slice(at + 1).replace(/^=/, "");
      if (!withValue.has(name)) options.push({ name, argument: undefined });
      else if (rest !== "") options.push({ name, argument: partOf(argument, rest, scope) });
      else options.push({ name, argument: args[index + 1] });
      if (withValue.has(name)) return rest === "" ? 1 : 0;
      if (rest.startsWith("=")) return 0;
    }
    return 0;
  }
}

/** The end of an argument as one of its own. */
export function partOf({ value }: Argument, text: string, scope: ValueScope): Argument {
  if (value.kind === "literal" && value.value.endsWith(text)) return literalArgument(text, value);
  return { text, value: classifyValue(text, scope), isOpen: false };
}

/** `NAME=value` in two; the value is undefined where no `=` is. Undefined when the name is not known. */
export function splitPair(argument: Argument, scope: ValueScope): { readonly name: string; readonly value: Argument | undefined } | undefined {
  const written = /^([^=$`]+)=([^]*)$/.exec(argument.text);
  if (written !== null) return { name: written[1] ?? "", value: partOf(argument, written[2] ?? "", scope) };
  if (argument.value.kind !== "literal") return undefined;
  const [, name = "", equals, value = ""] = /^([^=]*)(=?)([^]*)$/.exec(argument.value.value) ?? [];
  return name === "" ? undefined : { name, value: equals === "=" ? literalArgument(value, argument.value) : undefined };
}

/** A word, or part of one, of a value that is known; as certain as the value is. */
function literalArgument(text: string, whole: Extract<InvokedValue, { kind: "literal" }>): Argument {
  return { text, value: { ...whole, value: text }, isOpen: false };
}

function isOption(text: string): boolean {
  return text.startsWith("-") && text !== "-";
}

function isOneExpansion(text: string): boolean {
  const [first, ...others] = readExpansions(text);
  return first !== undefined && first.kind !== "text" && others.length === 0;
}
