import { addToWord, createCursor, endWord, fail, next, peek } from "./lexer-cursor.ts";
import type { Cursor, LexerRules, Part, Variable } from "./lexer-cursor.ts";
import { operators, substitute, substitutePlain } from "./substitution.ts";

export interface Lexed {
  readonly value: string;
  /** The value split at white space outside quotes. */
  readonly words: readonly string[];
  /** Every variable that is named, in order. */
  readonly variables: readonly string[];
  /** Variables whose absence, or unknown value, decides the value. */
  readonly unresolved: readonly string[];
  /** Why BuildKit refuses the text; the value means nothing then. */
  readonly problem: string | undefined;
}

/**
 * Removes quotes and escape characters and substitutes variables, as `Lex` of BuildKit's frontend/dockerfile/shell/lex.go
 * (v0.34). A variable of unknown value stays as a reference (`$V`, `${V:-d}`), like an unset one under BuildKit's
 * `SkipUnsetEnv`. Never throws.
 */
export function lex(text: string, rules: LexerRules): Lexed {
  const cursor = createCursor(text, rules);
  const part = readUntil(cursor, undefined, rules.keepEscapes, false);
  endWord(cursor);
  const { words, variables, problem } = cursor;
  return { value: part.text, words, variables: [...variables], unresolved: [...new Set(part.unresolved)], problem };
}

/** Deeper nesting than anyone writes, and far less than the call stack holds. */
const deepest = 100;

/** So many characters may come from variables, in one word: every `ENV A=$A$A` doubles a value. */
const mostSubstituted = 1 << 20;

function readUntil(cursor: Cursor, stop: string | undefined, keepEscapes: boolean, isPattern: boolean): Part {
  const outer = cursor.keepEscapes;
  cursor.keepEscapes = keepEscapes;
  // BuildKit uses one buffer for the words of all levels: a nested level discards what its word began with.
  cursor.word = "";
  const unresolved: string[] = [];
  let text = "";
  for (let character = peek(cursor); character !== undefined && character !== stop; character = peek(cursor)) {
    const part = readPart(cursor, character, isPattern);
    text += part.text;
    unresolved.push(...part.unresolved);
  }
  cursor.keepEscapes = outer;
  if (stop !== undefined && next(cursor) === undefined) fail(cursor, `"${stop}" is missing.`);
  if (stop !== undefined) cursor.word = "";
  return { text, unresolved };
}

function readPart(cursor: Cursor, character: string, isPattern: boolean): Part {
  if (character === "$") {
    const part = readReference(cursor);
    for (const each of part.text) addToWord(cursor, each);
    return part;
  }
  if (character === "'" || character === '"') {
    const part = character === "'" ? readSingleQuoted(cursor, isPattern) : readDoubleQuoted(cursor, isPattern);
    cursor.word += part.text;
    return part;
  }
  if (character === "<") return literal(cursor, readAngle(cursor));
  cursor.position++;
  if (character !== cursor.rules.escape) {
    addToWord(cursor, character);
    return { text: character, unresolved: [] };
  }
  const escaped = next(cursor) ?? "";
  return literal(cursor, cursor.keepEscapes ? character + escaped : escaped);
}

function literal(cursor: Cursor, text: string): Part {
  cursor.word += text;
  return { text, unresolved: [] };
}

/** `<<` and the blanks behind it belong together, so that `<< EOF` is one word. */
function readAngle(cursor: Cursor): string {
  let text = next(cursor) ?? "";
  if (peek(cursor) !== "<") return text;
  text += next(cursor) ?? "";
  while ([" ", "\t", "\r"].includes(peek(cursor) ?? "")) text += next(cursor) ?? "";
  return text;
}

function readSingleQuoted(cursor: Cursor, isPattern: boolean): Part {
  const start = cursor.position + 1;
  const end = cursor.characters.indexOf("'", start);
  if (end === -1) return fail(cursor, "A single quote is not closed.");
  cursor.position = end + 1;
  const { escape, keepQuotes } = cursor.rules;
  const content = cursor.characters.slice(start, end);
  const text = content.map((character) => (isPattern && character === escape ? escape + escape : character)).join("");
  return { text: keepQuotes ? `'${text}'` : text, unresolved: [] };
}

function readDoubleQuoted(cursor: Cursor, isPattern: boolean): Part {
  const unresolved: string[] = [];
  let text = "";
  cursor.position++;
  for (let character = peek(cursor); character !== '"'; character = peek(cursor)) {
    if (character === undefined) return fail(cursor, "A double quote is not closed.");
    const part = character === "$" ? readReference(cursor) : { text: readQuotedCharacter(cursor, isPattern), unresolved: [] };
    text += part.text;
    unresolved.push(...part.unresolved);
  }
  cursor.position++;
  return { text: cursor.rules.keepQuotes ? `"${text}"` : text, unresolved };
}

/** Inside double quotes an escape character escapes only `"`, `$` and itself, and stays otherwise. */
function readQuotedCharacter(cursor: Cursor, isPattern: boolean): string {
  const { escape, keepQuotes } = cursor.rules;
  const character = next(cursor) ?? "";
  if (character !== escape) return character;
  const follower = peek(cursor);
  if (follower === undefined) return "";
  if (follower === '"' || follower === "$" || follower === escape) {
    cursor.position++;
    return cursor.keepEscapes ? escape + follower : follower;
  }
  return cursor.keepEscapes && (!keepQuotes || isPattern) ? escape + escape : escape;
}

function readReference(cursor: Cursor): Part {
  cursor.position++;
  if (peek(cursor) === "{") return readBracedReference(cursor);
  const name = readName(cursor);
  if (name === "") return { text: "$", unresolved: [] };
  return substitutePlain(name, lookUp(cursor, name), `$${name}`);
}

function readBracedReference(cursor: Cursor): Part {
  cursor.position++;
  if (["{", "}", ":", undefined].includes(peek(cursor))) return fail(cursor, "A variable name is missing in ${}.");
  const name = readName(cursor);
  const operator = readOperator(cursor);
  if (operator === "}") return substitutePlain(name, lookUp(cursor, name), `\${${name}}`);
  if (!operators.has(operator)) return fail(cursor, `"\${${name}${operator}" is no way to name a variable.`);
  if (cursor.depth === deepest) return fail(cursor, "Variables are nested too deeply.");

  cursor.depth++;
  const isReplacement = operator.startsWith("/");
  const isPattern = isReplacement || operator === "#" || operator === "%";
  const word = readUntil(cursor, isReplacement ? "/" : "}", isPattern, isPattern);
  const replacement = isReplacement ? readUntil(cursor, "}", true, false) : undefined;
  cursor.depth--;
  const result = substitute({ name, operator, word, replacement }, lookUp(cursor, name));
  return "problem" in result ? fail(cursor, result.problem) : result;
}

function readOperator(cursor: Cursor): string {
  const first = next(cursor) ?? "";
  if (first === ":") return first + (next(cursor) ?? "");
  return first === "/" && peek(cursor) === "/" ? first + (next(cursor) ?? "") : first;
}

/** A special parameter, a number, or a name; empty if there is none. */
function readName(cursor: Cursor): string {
  const first = peek(cursor) ?? "";
  if (/^[@*#?\-$!]$/.test(first)) return next(cursor) ?? "";
  const allowed = /^\p{Nd}$/u.test(first) ? /^\p{Nd}$/u : /^[\p{L}\p{Nd}_]$/u;
  let name = "";
  while (allowed.test(peek(cursor) ?? "")) name += next(cursor) ?? "";
  return name;
}

function lookUp(cursor: Cursor, name: string): Variable {
  cursor.variables.add(name);
  const variable = cursor.rules.lookUp(name);
  if (variable.kind === "set") cursor.substituted += variable.value.length;
  if (cursor.substituted <= mostSubstituted) return variable;
  fail(cursor, "The value is too long.");
  return { kind: "unset" };
}
