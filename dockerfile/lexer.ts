import { isSpace } from "./characters.ts";
import { replaceMatches, trimPrefix, trimSuffix } from "./pattern.ts";

/** What is known of a variable. `unknown`: it has a value that cannot be told. */
export type Variable = { readonly kind: "set"; readonly value: string } | { readonly kind: "unset" | "unknown" };

export interface LexerRules {
  readonly escape: string;
  /** Keep quotes in the result. */
  readonly keepQuotes: boolean;
  /** Keep escape characters in the result. */
  readonly keepEscapes: boolean;
  readonly lookUp: (name: string) => Variable;
}

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
  const cursor: Cursor = {
    rules,
    // Go's scanner leaves out a byte order mark at the start.
    characters: Array.from(text.replace(/^\ufeff/u, "")),
    position: 0,
    depth: 0,
    keepEscapes: rules.keepEscapes,
    words: [],
    word: "",
    variables: new Set(),
    problem: undefined,
  };
  const part = readUntil(cursor, undefined, rules.keepEscapes, false);
  endWord(cursor);
  const { words, variables, problem } = cursor;
  return { value: part.text, words, variables: [...variables], unresolved: [...new Set(part.unresolved)], problem };
}

interface Cursor {
  readonly rules: LexerRules;
  readonly characters: readonly string[];
  position: number;
  depth: number;
  keepEscapes: boolean;
  readonly words: string[];
  word: string;
  readonly variables: Set<string>;
  problem: string | undefined;
}

interface Part {
  readonly text: string;
  readonly unresolved: readonly string[];
}

/** `${V<operator>word}`; `replacement` is set for `/` and `//`. */
interface Reference {
  readonly name: string;
  readonly operator: string;
  readonly word: Part;
  readonly replacement: Part | undefined;
}

/** Deeper nesting than anyone writes, and far less than the call stack holds. */
const deepest = 100;

/** Values beyond this are not substituted: each `ENV A=$A$A` doubles one. */
const longest = 1 << 18;

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
    if (text.length > longest) fail(cursor, "The value is too long.");
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
  return substitutePlain(cursor, name, `$${name}`);
}

function readBracedReference(cursor: Cursor): Part {
  cursor.position++;
  if (["{", "}", ":", undefined].includes(peek(cursor))) return fail(cursor, "A variable name is missing in ${}.");
  const name = readName(cursor);
  const modifier = readModifier(cursor);
  if (modifier === "}") return substitutePlain(cursor, name, `\${${name}}`);
  if (!modifiers.has(modifier)) return fail(cursor, `"${modifier}" is no modifier of a variable.`);
  if (cursor.depth === deepest) return fail(cursor, "Variables are nested too deeply.");

  cursor.depth++;
  const isReplacement = modifier.startsWith("/");
  const isPattern = isReplacement || modifier === "#" || modifier === "%";
  const word = readUntil(cursor, isReplacement ? "/" : "}", isPattern, isPattern);
  const replacement = isReplacement ? readUntil(cursor, "}", true, false) : undefined;
  cursor.depth--;
  return substitute(cursor, { name, operator: modifier, word, replacement });
}

const modifiers = new Set(["-", ":-", "+", ":+", "?", ":?", "#", "%", "/", "//"]);

function readModifier(cursor: Cursor): string {
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
  return cursor.rules.lookUp(name);
}

function substitutePlain(cursor: Cursor, name: string, reference: string): Part {
  const variable = lookUp(cursor, name);
  if (variable.kind === "set") return { text: variable.value, unresolved: [] };
  return { text: variable.kind === "unknown" ? reference : "", unresolved: [name] };
}

function substitute(cursor: Cursor, reference: Reference): Part {
  const { name, operator, word, replacement } = reference;
  const variable = lookUp(cursor, name);
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
      return given ? found : fail(cursor, `${name}: ${word.text === "" ? "it must be set" : word.text}`);
  }
  const unresolved = [...word.unresolved, ...(replacement?.unresolved ?? []), ...(variable.kind === "set" ? [] : [name])];
  const text = applyPattern(value, operator, word.text, replacement?.text ?? "");
  return text === undefined ? fail(cursor, `"${word.text}" is no pattern.`) : { text, unresolved };
}

function substituteUnknown({ name, operator, word, replacement }: Reference): Part {
  if (operator === "+") return word;
  const suffix = replacement === undefined ? "" : `/${replacement.text}`;
  return { text: `\${${name}${operator}${word.text}${suffix}}`, unresolved: [name] };
}

function applyPattern(value: string, operator: string, word: string, replacement: string): string | undefined {
  if (operator.startsWith("/")) return replaceMatches(value, word, replacement, operator === "//");
  const isLongest = word.startsWith(operator);
  const pattern = isLongest ? word.slice(1) : word;
  return operator === "#" ? trimPrefix(value, pattern, isLongest) : trimSuffix(value, pattern, isLongest);
}

function addToWord(cursor: Cursor, character: string): void {
  if (isSpace(character)) endWord(cursor);
  else cursor.word += character;
}

function endWord(cursor: Cursor): void {
  if (cursor.word !== "" && cursor.depth === 0) cursor.words.push(cursor.word);
  cursor.word = "";
}

function peek(cursor: Cursor): string | undefined {
  return cursor.characters[cursor.position];
}

function next(cursor: Cursor): string | undefined {
  return cursor.characters[cursor.position++];
}

/** Keeps the first problem and ends the reading: every loop stops at the end of the text. */
function fail(cursor: Cursor, problem: string): Part {
  cursor.problem ??= problem;
  cursor.position = cursor.characters.length;
  return { text: "", unresolved: [] };
}
