import path from "node:path";
import type { Command, ShellWord } from "../../shell/command.ts";
import { parseShell } from "../../shell/parse.ts";
import { readExpansions, type Expansion } from "./expansions.ts";
import { classifyExpression, type ResolveReference } from "./github-expression.ts";
import { hideExpressions } from "./hidden-expressions.ts";
import type { InvokedValue } from "./invocation.ts";
import { isVolatileCommand } from "./volatile-commands.ts";
import { isVolatileVariable, isWorkspaceVariable } from "./volatile-names.ts";

/** What is known where a value stands. All of it may be left out. */
export interface ValueScope {
  /** What a variable of the shell holds; undefined when nothing here sets it. `0` is the path of the script. */
  readonly variable?: ((name: string) => InvokedValue | undefined) | undefined;
  /** What a reference of a GitHub expression stands for: `env.TARGET`, `matrix.version`. */
  readonly reference?: ResolveReference;
  /** Absolute: what `pwd` says. */
  readonly directory?: string | undefined;
  /** Absolute: what `git rev-parse --show-toplevel` says. */
  readonly repository?: string | undefined;
  /** Filled with what substitutions print, so that each is read once. It must not outlive what the scope says. */
  readonly memory?: Map<string, InvokedValue> | undefined;
}

/**
 * Classifies a value as a file gives it to a build: the text of a shell word without its quotes, or a value of YAML. Known
 * are shell expansions (`$CI_COMMIT_SHA`, `${VERSION:-dev}`, `$(git rev-parse HEAD)`) and `${{ … }}`. A default counts as
 * the value, unless the variable is known to change. Nothing is executed; what is not understood is `unknown`.
 */
export function classifyValue(text: string, scope: ValueScope = {}): InvokedValue {
  return classify(text, scope, 0);
}

/** What a word of a shell stands for: its text where nothing is expanded, else as `classifyValue`. */
export function classifyWord(word: ShellWord, scope: ValueScope): InvokedValue {
  if (word.literal) return { kind: "literal", value: word.value };
  return word.text.startsWith("~") ? { kind: "unknown", text: word.value } : classify(word.value, scope, 0);
}

/** Nothing that people write is as long or as deep; nothing may cost more than its length. */
const longestValue = 4096;
const deepestSubstitution = 8;

function classify(text: string, scope: ValueScope, depth: number): InvokedValue {
  const unknown: InvokedValue = { kind: "unknown", text };
  if (text.length > longestValue) return unknown;
  const values = readExpansions(text).map((expansion) => evaluate(expansion, text, scope, depth));
  if (values.some(({ kind }) => kind === "volatile")) return { kind: "volatile", text };
  const literals = values.filter((value) => value.kind === "literal");
  const value = literals.map((each) => each.value).join("");
  if (literals.length < values.length || value.length > longestValue) return unknown;
  return literals.some(({ isDefault }) => isDefault === true) ? { kind: "literal", value, isDefault: true } : { kind: "literal", value };
}

function evaluate(expansion: Expansion, text: string, scope: ValueScope, depth: number): InvokedValue {
  switch (expansion.kind) {
    case "text":
      return { kind: "literal", value: expansion.text };
    case "variable":
      return evaluateVariable(expansion, text, scope, depth);
    case "command":
      return recallCommand(expansion.script, text, scope, depth);
    case "expression":
      return classifyExpression(expansion.expression, text, (reference) => scope.reference?.(reference) ?? ofEnvironment(reference, scope), scope.repository);
    case "opaque":
      return { kind: "unknown", text };
  }
}

/** A workflow's `env` reaches expressions and shells alike. */
function ofEnvironment(reference: string, scope: ValueScope): InvokedValue | undefined {
  return reference.startsWith("env.") ? scope.variable?.(reference.slice(4)) : undefined;
}

function evaluateVariable({ name, operator, operand }: Extract<Expansion, { kind: "variable" }>, text: string, scope: ValueScope, depth: number): InvokedValue {
  const unknown: InvokedValue = { kind: "unknown", text };
  const value = variableOf(name, scope) ?? unknown;
  if (value.kind === "volatile") return { kind: "volatile", text };
  const isPath = name === "0" || name === "BASH_SOURCE";
  switch (operator) {
    case "":
    case "?":
    case ":?":
      return value;
    case "-":
    case "=":
      return value.kind === "literal" ? value : defaultOf(operand, text, scope, depth);
    case ":-":
    case ":=":
      return value.kind === "literal" && value.value !== "" ? value : defaultOf(operand, text, scope, depth);
    case "+":
    case ":+":
      return classify(operand, scope, depth).kind === "volatile" ? { kind: "volatile", text } : unknown;
    default:
      return isPath && operator === "%" && operand === "/*" && value.kind === "literal" ? { ...value, value: path.dirname(value.value) } : unknown;
  }
}

/** An empty default says that there is none. */
function defaultOf(operand: string, text: string, scope: ValueScope, depth: number): InvokedValue {
  if (operand === "" || depth >= deepestSubstitution) return { kind: "unknown", text };
  const value = classify(operand, scope, depth + 1);
  return value.kind === "literal" ? { ...value, isDefault: true } : { ...value, text };
}

function variableOf(name: string, scope: ValueScope): InvokedValue | undefined {
  const known = scope.variable?.(name === "BASH_SOURCE" ? "0" : name);
  if (known !== undefined) return known;
  if (isVolatileVariable(name)) return { kind: "volatile", text: name };
  const directory = name === "PWD" ? scope.directory : isWorkspaceVariable(name) ? scope.repository : undefined;
  return directory === undefined ? undefined : { kind: "literal", value: directory };
}

function recallCommand(script: string, text: string, scope: ValueScope, depth: number): InvokedValue {
  const key = `${scope.directory ?? ""}\n${script}`;
  const value = scope.memory?.get(key) ?? evaluateCommand(script, text, scope, depth);
  scope.memory?.set(key, value);
  return value.kind === "literal" ? value : { ...value, text };
}

function evaluateCommand(script: string, text: string, scope: ValueScope, depth: number): InvokedValue {
  const unknown: InvokedValue = { kind: "unknown", text };
  if (depth >= deepestSubstitution) return unknown;
  // Macros of Azure Pipelines look like substitutions.
  if (/^[A-Za-z]+\.[A-Za-z]+$/.test(script)) return variableOf(script, scope) ?? unknown;
  const hidden = hideExpressions(script);
  const read = (word: ShellWord): InvokedValue => {
    const { literal, value } = hidden.show(word);
    return literal ? { kind: "literal", value } : classify(value, scope, depth + 1);
  };
  const resolve = (word: ShellWord): string | undefined => literalOf(read(word));
  const commands = parseShell(hidden.text, 0, scope.directory, resolve).commands.filter(({ nesting }) => !nesting.includes("substitution"));
  if (commands.some((command) => isVolatile(command, read))) return { kind: "volatile", text };
  const alternative = commands.findIndex(({ joiner }) => joiner === "||");
  const main = alternative < 0 ? commands : commands.slice(0, alternative);
  const [printer, ...moves] = main.toReversed();
  if (printer === undefined || moves.some(({ name }) => name !== "cd")) return unknown;
  const printed = printedBy(printer, printer.args.map(read).map(literalOf), scope);
  return printed === undefined ? unknown : { kind: "literal", value: printed };
}

/** A test decides on something; it prints nothing. */
function isVolatile(command: Command, read: (word: ShellWord) => InvokedValue): boolean {
  if (["[", "[[", "test"].includes(command.name)) return false;
  const inputs = command.redirects.flatMap(({ operator, target }) => (operator === "<<<" && target !== undefined ? [target] : []));
  if (isVolatileCommand(command.name, command.args.map(({ value }) => value))) return true;
  return [...command.args, ...inputs].some((word) => read(word).kind === "volatile");
}

/** The commands with which scripts find where they are. */
function printedBy({ name, directory }: Command, args: readonly (string | undefined)[], scope: ValueScope): string | undefined {
  const [first, second] = args.filter((arg) => arg === undefined || !/^-/.test(arg));
  switch (name) {
    case "pwd":
      return directory !== undefined && path.isAbsolute(directory) ? directory : undefined;
    case "dirname":
      return first === undefined ? undefined : path.posix.dirname(first);
    case "basename":
      return first === undefined ? undefined : path.posix.basename(first, second);
    case "readlink":
    case "realpath":
      return first !== undefined && directory !== undefined ? path.posix.resolve(directory, first) : undefined;
    case "git":
      return args.join(" ") === "rev-parse --show-toplevel" ? scope.repository : undefined;
    case "echo":
      return args.includes(undefined) || args[0]?.startsWith("-") === true ? undefined : args.join(" ");
    default:
      return undefined;
  }
}

function literalOf(value: InvokedValue): string | undefined {
  return value.kind === "literal" ? value.value : undefined;
}
