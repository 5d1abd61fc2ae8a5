import path from "node:path";
import type { MakeAssignment } from "./makefile-lines.ts";

/** Writes text of make as text for a shell, as far as that can be known. */
export interface MakeExpander {
  /**
   * The text with make's variables and functions put in. What changes from build to build stays, as the shell writes it:
   * `$(shell git rev-parse HEAD)` becomes `$(git rev-parse HEAD)`, a variable that nothing sets `${NAME}`. `automatic` are
   * the variables that make itself sets, `CURDIR` and `@` among them.
   */
  expand(text: string, automatic: ReadonlyMap<string, string>): string;
  /** Whether the makefile sets the variable. */
  has(name: string): boolean;
}

/** No recipe is as long; variables that double each other must not fill the memory. */
const longestText = 16_384;
const deepest = 32;

/**
 * The expander of one makefile. A variable that is set for some rules or under conditions only is taken to be unknown,
 * unless all that it may hold asks a shell.
 */
export function createMakeExpander(assignments: readonly MakeAssignment[]): MakeExpander {
  const assigned = new Map<string, MakeAssignment[]>();
  for (const each of assignments) assigned.set(each.name, [...(assigned.get(each.name) ?? []), each]);
  let spent = 0;
  return {
    expand: (text, automatic) => {
      spent = 0;
      return expand(text, automatic, []);
    },
    has: (name) => assigned.has(name),
  };

  function expand(text: string, known: ReadonlyMap<string, string>, trail: readonly string[]): string {
    let result = "";
    let index = 0;
    let isQuoted = false;
    let isDouble = false;
    while (index < text.length) {
      const dollar = text.indexOf("$", index);
      const plain = text.slice(index, dollar < 0 ? text.length : dollar);
      for (const [quote] of plain.matchAll(/\\.|["']/g)) {
        if (quote === "'" && !isDouble) isQuoted = !isQuoted;
        if (quote === '"' && !isQuoted) isDouble = !isDouble;
      }
      result += plain;
      if (dollar < 0) break;
      const reference = readReference(text, dollar);
      const value = reference.name === "$" ? "$" : evaluate(reference.name, known, trail);
      // A shell would take a substitution for text there; make has put its output in before.
      result += isQuoted && reference.name !== "$" && value.includes("$") ? `'"${value}"'` : value;
      index = reference.end;
      spent += value.length;
      if (result.length > longestText || spent > longestText) return result.slice(0, longestText);
    }
    return result;
  }

  function evaluate(name: string, known: ReadonlyMap<string, string>, trail: readonly string[]): string {
    const automaticValue = known.get(name);
    if (automaticValue !== undefined) return automaticValue;
    if (trail.length > deepest || trail.includes(name) || spent > longestText) return unknownReference(name);
    const inside = [...trail, name];
    const call = /^([a-z]+)\s+([^]*)$/.exec(name);
    if (call !== null) return evaluateCall(call[1] ?? "", call[2] ?? "", known, inside);
    const substitution = /^(\w+):([^=]*)=([^]*)$/.exec(name);
    if (substitution !== null) return `$(patsubst ${expand(name, known, inside)})`;
    return valueOf(expand(name, known, inside), known, inside);
  }

  function valueOf(name: string, known: ReadonlyMap<string, string>, trail: readonly string[]): string {
    const settings = assigned.get(name);
    if (settings === undefined) return unknownReference(name);
    const values = settings.map(({ value, operator }) => (operator === "!=" ? `$(${expand(value, known, trail)})` : expand(value, known, trail)));
    if (settings.some(({ isConditional }) => isConditional)) {
      const asksShell = values.every((value) => value.includes("$("));
      return asksShell ? (values[0] ?? "") : `\${${name}}`;
    }
    let result: string | undefined;
    for (const [index, { operator }] of settings.entries()) {
      const value = values[index] ?? "";
      if (operator === "+=") result = result === undefined ? value : `${result} ${value}`;
      else if (operator !== "?=") result = value;
      else result ??= /^[\w./:@=, -]+$/.test(value) && /^\w+$/.test(name) ? `\${${name}:-${value}}` : value;
    }
    return result ?? "";
  }

  function evaluateCall(name: string, written: string, known: ReadonlyMap<string, string>, trail: readonly string[]): string {
    const text = name === "call" ? "" : expand(written, known, trail);
    const isKnown = !text.includes("$");
    switch (name) {
      case "shell":
        return `$(${text})`;
      case "call": {
        const [callee = "", ...args] = splitArguments(written).map((arg) => expand(arg.trim(), known, trail));
        return valueOf(callee, new Map([...known, ...args.map((arg, index): [string, string] => [String(index + 1), arg])]), trail);
      }
      case "strip":
        return text.trim().replace(/\s+/g, " ");
      case "abspath":
      case "realpath":
        return isKnown ? path.resolve(known.get("CURDIR") ?? "", text.trim()) : text;
      case "dir":
        return isKnown ? text.trim().replace(/[^/]*$/, "") || "./" : `$(dirname ${text})/`;
      case "notdir":
        return isKnown ? path.posix.basename(text.trim()) : `$(basename ${text})`;
      case "lastword":
      case "firstword":
        return isKnown ? (text.trim().split(/\s+/).at(name === "lastword" ? -1 : 0) ?? "") : text;
      case "patsubst":
        return isKnown && /^%\/,%,/.test(text) ? text.slice(5).trim().replace(/\/$/, "") : `$(${name} ${text})`;
      case "or":
        return orOf(text);
      case "info":
      case "warning":
        return "";
      default:
        return `$(${name} ${text})`;
    }
  }
}

/** `$(or $(TAG),$(VERSION),dev)`: variables that nothing sets, with a default. */
function orOf(text: string): string {
  const args = splitArguments(text).map((arg) => arg.trim()).filter((arg) => arg !== "");
  return args.reduceRight<string | undefined>((rest, arg) => {
    if (!arg.includes("$") || /^\$\{\w+:-/.test(arg)) return arg;
    const name = /^\$\{(\w+)\}$/.exec(arg)?.[1];
    return name === undefined || rest?.startsWith("$(") === true ? `$(or ${text})` : `\${${name}:-${rest ?? ""}}`;
  }, undefined) ?? "";
}

/** What make sets by itself and nobody knows here; as the shell would write it where it can. */
function unknownReference(name: string): string {
  if (/^[*?@]$/.test(name)) return `$${name}`;
  return /^[A-Za-z_]\w*$/.test(name) ? `\${${name}}` : "${MAKE}";
}

/** The name, or the call of a function, behind the dollar at `start`. */
function readReference(text: string, start: number): { readonly name: string; readonly end: number } {
  const open = text.charAt(start + 1);
  if (open !== "(" && open !== "{") return { name: open === "" ? "$" : open, end: start + 2 };
  const close = open === "(" ? ")" : "}";
  let depth = 0;
  for (let index = start + 1; index < text.length; index++) {
    const character = text[index];
    if (character === open) depth++;
    if (character === close) depth--;
    if (depth === 0) return { name: text.slice(start + 2, index).trim(), end: index + 1 };
  }
  return { name: "", end: text.length };
}

/** At the commas that stand in no parentheses. */
function splitArguments(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === "(" || character === "{") depth++;
    if (character === ")" || character === "}") depth--;
    if (character !== "," || depth > 0) continue;
    parts.push(text.slice(start, index));
    start = index + 1;
  }
  return [...parts, text.slice(start)];
}
