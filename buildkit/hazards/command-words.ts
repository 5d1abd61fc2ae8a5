import type { ShellWord } from "../../shell/command.ts";
import { expandIn } from "../environment.ts";
import type { RunStep } from "../model.ts";

/** The words of a command that are neither flags nor the values of `valueFlags`; `--` ends the flags. */
export function operandsOf({ args }: { readonly args: readonly ShellWord[] }, valueFlags: readonly string[] = []): readonly ShellWord[] {
  const operands: ShellWord[] = [];
  let isValue = false;
  let flagsEnded = false;
  for (const word of args) {
    if (isValue) isValue = false;
    else if (flagsEnded || !word.value.startsWith("-") || word.value === "-") operands.push(word);
    else if (word.value === "--") flagsEnded = true;
    else isValue = valueFlags.includes(word.value);
  }
  return operands;
}

/** The value of the first of these flags: `--flag value`, `--flag=value`, `-fvalue`. The word itself in the joined forms. */
export function flagValue(args: readonly ShellWord[], flags: readonly string[]): ShellWord | undefined {
  for (const [index, word] of args.entries()) {
    if (flags.includes(word.value)) return args[index + 1];
    const joined = flags.find((flag) => word.value.startsWith(flag.startsWith("--") ? `${flag}=` : flag) && word.value.length > flag.length);
    if (joined !== undefined && !(word.value.startsWith("--") && !joined.startsWith("--"))) return valuePart(word, joined);
  }
  return undefined;
}

export function hasFlag(args: readonly ShellWord[], flags: readonly string[]): boolean {
  return args.some(({ value }) => flags.includes(value) || flags.some((flag) => flag.startsWith("--") && value.startsWith(`${flag}=`)));
}

/**
 * What the shell makes of a word, as far as the Dockerfile tells: the values of ENV, and the defaults of ARG. Undefined when
 * the script itself sets one of its variables, when nothing in the file does, or when a command's output is part of it.
 */
export function resolvedText(step: RunStep, { value, literal, variables }: ShellWord): string | undefined {
  if (literal) return value;
  if (variables.length === 0 || /\$\(|`|[*?[]/.test(value) || variables.some((name) => isOpen(step, name))) return undefined;
  return expandIn(step.environment, value, "\\").value;
}

function isOpen(step: RunStep, name: string): boolean {
  return step.environment.variables.get(name)?.value === undefined || step.script.variables.some((assigned) => assigned.name === name);
}

function valuePart(word: ShellWord, flag: string): ShellWord {
  const value = word.value.slice(flag.length).replace(/^=/, "");
  return { ...word, value, text: value };
}
