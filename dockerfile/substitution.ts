import type { Part, Variable } from "./lexer-cursor.ts";
import { replaceMatches, trimPrefix, trimSuffix } from "./pattern.ts";

/** `${V<operator>word}`, and the replacement for `/` and `//`. */
export interface Reference {
  readonly name: string;
  readonly operator: string;
  readonly word: Part;
  readonly replacement: Part | undefined;
}

export const operators: ReadonlySet<string> = new Set(["-", ":-", "+", ":+", "?", ":?", "#", "%", "/", "//"]);

/** `$V` and `${V}`. A variable of unknown value stays as it is written. */
export function substitutePlain(name: string, variable: Variable, written: string): Part {
  if (variable.kind === "set") return { text: variable.value, unresolved: [] };
  return { text: variable.kind === "unknown" ? written : "", unresolved: [name] };
}

/** A reference with an operator. Gives a problem where BuildKit refuses it: `${V:?message}`, a pattern that is none. */
export function substitute(reference: Reference, variable: Variable): Part | { readonly problem: string } {
  const { name, operator, word } = reference;
  if (variable.kind === "unknown") return substituteUnknown(reference);
  const value = variable.kind === "set" ? variable.value : "";
  const given = operator.startsWith(":") ? value !== "" : variable.kind === "set";
  const found: Part = { text: value, unresolved: [] };
  switch (operator) {
    case "-":
    case ":-":
      return given ? found : word;
    case "+":
    case ":+":
      return given ? word : { text: "", unresolved: [] };
    case "?":
    case ":?":
      return given ? found : { problem: `${name}: ${word.text === "" ? "it must be set" : word.text}` };
  }
  const text = applyPattern(value, reference);
  if (text === undefined) return { problem: `"${word.text}" is no pattern.` };
  const own = variable.kind === "set" ? [] : [name];
  return { text, unresolved: [...own, ...word.unresolved, ...(reference.replacement?.unresolved ?? [])] };
}

/** Only `+` asks for nothing but whether it is set. */
function substituteUnknown({ name, operator, word, replacement }: Reference): Part {
  if (operator === "+") return word;
  const suffix = replacement === undefined ? "" : `/${replacement.text}`;
  return { text: `\${${name}${operator}${word.text}${suffix}}`, unresolved: [name] };
}

/** More comparisons than this are not worth their time. */
const mostComparisons = 1 << 24;

/** `##` and `%%` come as `#` and `%` with a word that begins so. */
function applyPattern(value: string, { operator, word, replacement }: Reference): string | undefined {
  if (value.length * word.text.length > mostComparisons) return undefined;
  if (operator.startsWith("/")) return replaceMatches(value, word.text, replacement?.text ?? "", operator === "//");
  const isLongest = word.text.startsWith(operator);
  const pattern = isLongest ? word.text.slice(1) : word.text;
  return operator === "#" ? trimPrefix(value, pattern, isLongest) : trimSuffix(value, pattern, isLongest);
}
