import type { Assignment, ShellWord } from "./command.ts";
import { readOptions, type OptionSyntax } from "./options.ts";
import type { SyntaxWord } from "./syntax.ts";
import { assignmentOf } from "./word.ts";

/** Which words of a builtin's arguments name variables: all, the second, the last. */
interface Assigner extends OptionSyntax {
  readonly names: "all" | "second" | "last" | "none";
  /** Options whose value names a variable. */
  readonly variable?: readonly string[];
  /** Options with which nothing is assigned: `export -f name`, `declare -p`. */
  readonly inert?: readonly string[];
}

/** As in the Bash manual, "Bourne Shell Builtins" and "Bash Builtins". */
const assigners: ReadonlyMap<string, Assigner> = new Map<string, Assigner>([
  ["export", { names: "all", inert: ["-f", "-p"] }],
  ["readonly", { names: "all", inert: ["-f", "-p"] }],
  ["declare", { names: "all", inert: ["-f", "-F", "-p"] }],
  ["typeset", { names: "all", inert: ["-f", "-F", "-p"] }],
  ["local", { names: "all" }],
  ["read", { names: "all", short: "adinNptu", variable: ["-a"] }],
  ["mapfile", { names: "last", short: "dnOsuCc" }],
  ["readarray", { names: "last", short: "dnOsuCc" }],
  ["printf", { names: "none", short: "v", variable: ["-v"] }],
  ["getopts", { names: "second" }],
]);

/** The variables that a call of a builtin sets: `export A=1 B`, `read A B`, `printf -v A`, `getopts ab OPTION`. */
export function assignedVariables(name: string, words: readonly SyntaxWord[]): readonly Assignment[] {
  const assigner = assigners.get(name);
  if (assigner === undefined) return [];
  const { options, next } = readOptions(words, 1, assigner);
  if (options.some((option) => assigner.inert?.includes(option.name) === true)) return [];
  const named = options.flatMap(({ name: option, value }) =>
    value !== undefined && assigner.variable?.includes(option) === true ? [value] : [],
  );
  return [...named, ...operandsOf(assigner, words.slice(next))].flatMap(({ word }) => toAssignment(word) ?? []);
}

/** Whether the builtin sets a variable to nothing but what it is given: `export A=1`, not `read A`. */
export function isDeclaration(name: string): boolean {
  return name !== "read" && assigners.get(name)?.names === "all";
}

function operandsOf({ names }: Assigner, operands: readonly SyntaxWord[]): readonly SyntaxWord[] {
  switch (names) {
    case "all":
      return operands;
    case "second":
      return operands.slice(1, 2);
    case "last":
      return operands.slice(-1);
    case "none":
      return [];
  }
}

function toAssignment(word: ShellWord): Assignment | undefined {
  const isName = /^[A-Za-z_]\w*$/.test(word.value);
  return isName ? { name: word.value, value: undefined, range: word.range } : assignmentOf(word);
}
