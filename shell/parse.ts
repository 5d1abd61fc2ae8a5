import { forEachChild, parse } from "unbash";
import type * as Bash from "unbash";
import type { RunInstruction } from "../dockerfile/nodes.ts";
import type { Assignment, Joiner, ResolveWord, Script } from "./command.ts";
import { readCommands } from "./commands.ts";
import { resolveDirectory } from "./directory.ts";
import { isTooDeep, joinContinuations, placeAt, placeWithin, type PlacedText } from "./placed-text.ts";
import { readExec, readRun, type ExecWord } from "./run.ts";
import type { ShellKind } from "./shells.ts";
import { emptySimple, joinExpansions, noExpansions, type Expansions, type List, type ListItem, type SimpleSyntax, type Substitution, type Syntax, type SyntaxRedirect, type SyntaxTree, type SyntaxWord } from "./syntax.ts";
import { assignmentOf, makeWord, splitWords, variablesIn, type Piece } from "./word.ts";

export { shellKind, type ShellKind } from "./shells.ts";

/**
 * The commands of a shell form whose character i stands at file offset `offset + i`; all ranges are offsets in the file.
 * `directory` is where the shell starts; `resolve` says where a `cd` with expansions goes. Never throws; what has syntax
 * errors, or the syntax of no Bash, is not `complete`.
 */
export function parseShell(source: string, offset: number, directory = ".", resolve?: ResolveWord): Script {
  const text = joinContinuations(placeAt(source, offset));
  return guard(() => readCommands(readSyntax(text), resolveDirectory(".", directory) ?? ".", readSyntax, resolve));
}

/**
 * The commands of an exec form, `text` being the decoded words: one command, or those of the script in `["sh", "-c", "…"]`.
 * Ranges inside such a script are exact when its JSON string has no escapes, otherwise they are that of the string.
 */
export function parseExec(words: readonly ExecWord[]): Script {
  return guard(() => readExec(words, readSyntax));
}

/**
 * The commands that a RUN executes, here-documents included; `shell` is the kind of the SHELL in force. A script for a shell
 * or interpreter with another syntax has no commands and is not `complete`.
 */
export function parseRun(run: RunInstruction, shell: ShellKind): Script {
  return guard(() => readRun(run, shell, readSyntax));
}

/** unbash overflows the stack on some nonsense (`f() f() f() …`); a linter must survive any text. */
function guard(read: () => Script): Script {
  try {
    return read();
  } catch {
    return { commands: [], variables: [], complete: false };
  }
}

function readSyntax(text: PlacedText): SyntaxTree {
  const outcome = { complete: true };
  if (isTooDeep(text.text)) return { list: [], complete: false };
  const list = readScript(parse(text.text), { text, limit: Infinity, outcome });
  return { list, complete: outcome.complete };
}

interface Reading {
  readonly text: PlacedText;
  /** Where the first error is: what ends behind it cannot be trusted. */
  readonly limit: number;
  readonly outcome: { complete: boolean };
}

function readScript(script: Bash.ParsedScript, reading: Reading): List {
  const errors = script.errors ?? [];
  if (errors.length > 0) reading.outcome.complete = false;
  // Nor can a command be trusted that something unexpected follows at once, unless that is the end.
  const places = errors.map(({ pos }) => (pos < reading.text.text.length ? pos - 1 : pos));
  return readList(script.commands, { ...reading, limit: places.reduce((first, place) => Math.min(first, place), reading.limit) });
}

function readList(statements: readonly Bash.Statement[], reading: Reading): List {
  const list: ListItem[] = [];
  let joiner: Joiner | undefined;
  for (const { command, background } of statements) {
    const chain = readChain(command, reading);
    if (background === true) list.push({ joiner, syntax: { kind: "background", list: chain } });
    else for (const [index, item] of chain.entries()) list.push(index === 0 ? { ...item, joiner } : item);
    joiner = background === true ? "&" : ";";
  }
  return list;
}

function readChain(command: Bash.PipelineNode | Bash.AndOr, reading: Reading): List {
  if (command.type !== "AndOr") return [{ joiner: undefined, syntax: readNode(command, reading) }];
  return command.commands.map((node, index) => ({ joiner: command.operators[index - 1], syntax: readNode(node, reading) }));
}

function readNode(node: Bash.PipelineNode, reading: Reading): Syntax {
  switch (node.type) {
    case "Command":
      return readSimple(node, reading);
    case "Pipeline":
      return readPipeline(node, reading);
    case "Subshell":
      return { kind: "subshell", list: readList(node.body.commands, reading) };
    case "BraceGroup":
      return { kind: "group", list: readList(node.body.commands, reading) };
    case "Coproc":
      return { kind: "background", list: readBody(node.body, reading) };
    case "Function":
      return { kind: "function", name: node.name.value, body: readBody(node.body, reading) };
    case "Redirected": {
      const targets = present(node.redirects.map((redirect) => readRedirect(redirect, reading).target));
      const expansions = joinExpansions(targets.map((target) => target.expansions));
      return { kind: "headed", expansions, syntax: readNode(node.command, reading) };
    }
    case "If":
    case "Case":
      return readBranches(node, reading);
    case "For":
    case "Select":
    case "While":
    case "ArithmeticFor":
      return readLoop(node, reading);
    case "TestCommand":
      return readTest(node, reading);
    case "ArithmeticCommand":
      return emptySimple(readExpansions(present([node.expression]), reading), reading.text.range(node.pos, node.end));
  }
}

function readBody(node: Bash.CommandNode | Bash.CompoundList, reading: Reading): List {
  if (node.type === "BraceGroup") return readList(node.body.commands, reading);
  return node.type === "CompoundList" ? readList(node.commands, reading) : [{ joiner: undefined, syntax: readNode(node, reading) }];
}

/** `time` is a keyword of Bash; as the first word of its pipeline it is taken off like any wrapper. */
function readPipeline(node: Bash.Pipeline, reading: Reading): Syntax {
  const { text } = reading;
  const time = node.prefixes.find((prefix) => prefix.type === "Time");
  const commands = node.commands.map((command) => readNode(command, reading));
  const [first = emptySimple(noExpansions, text.range(node.end, node.end)), ...others] = commands;
  const words = time === undefined ? [] : splitWords(text, time.pos, time.keywordEnd);
  const start = text.range(node.pos, node.end)[0];
  const isTimed = words.length > 0 && first.kind === "simple" && node.end <= reading.limit;
  const timed: Syntax = isTimed ? { ...first, words: [...words, ...first.words], range: [start, first.range[1]] } : first;
  return others.length === 0 ? timed : { kind: "pipeline", commands: [timed, ...others] };
}

function readBranches(node: Bash.If | Bash.Case, reading: Reading): Syntax {
  if (node.type === "Case") {
    const words = [node.word, ...node.items.flatMap(({ pattern }) => pattern)];
    const branches = node.items.map(({ body }) => ({ condition: undefined, body: readBody(body, reading) }));
    const exhaustive = node.items.some(({ pattern }) => pattern.some(({ text }) => text === "*"));
    const syntax: Syntax = { kind: "branches", nesting: "case", branches, exhaustive };
    return { kind: "headed", expansions: readExpansions(words, reading), syntax };
  }
  const clauses = [node, ...node.elif];
  const branches = clauses.map(({ clause, then }) => ({ condition: readBody(clause, reading), body: readBody(then, reading) }));
  const last = node.else === undefined ? [] : [{ condition: undefined, body: readBody(node.else, reading) }];
  return { kind: "branches", nesting: "if", branches: [...branches, ...last], exhaustive: last.length > 0 };
}

function readLoop(node: Bash.For | Bash.Select | Bash.While | Bash.ArithmeticFor, reading: Reading): Syntax {
  const body = readBody(node.body, reading);
  if (node.type === "While") return { kind: "loop", condition: readBody(node.clause, reading), body };
  const syntax: Syntax = { kind: "loop", condition: undefined, body };
  if (node.type === "ArithmeticFor") {
    const expressions = present([node.initialize, node.test, node.update]);
    return { kind: "headed", expansions: readExpansions(expressions, reading), syntax };
  }
  const variable = { name: node.name.value, value: undefined, range: reading.text.range(node.name.pos, node.name.end) };
  const expansions = readExpansions(node.wordlist ?? [], reading);
  return { kind: "headed", expansions: { ...expansions, sets: [...expansions.sets, variable] }, syntax };
}

/** `[[ … ]]` as the command that it looks like: operands as words, what stands between them split at blanks. */
function readTest({ pos, end, expression }: Bash.TestCommand, reading: Reading): SimpleSyntax {
  const words: SyntaxWord[] = [];
  let done = pos;
  visit([expression], (node) => {
    if (node.type !== "Word") return true;
    words.push(...splitWords(reading.text, done, node.pos), readWord(node, reading));
    done = node.end;
    return false;
  });
  words.push(...splitWords(reading.text, done, end));
  const empty = emptySimple(joinExpansions(words.map(({ expansions }) => expansions)), reading.text.range(pos, end));
  return { ...empty, words: end > reading.limit ? [] : words };
}

function readSimple(node: Bash.Command, reading: Reading): SimpleSyntax {
  const assigned: SyntaxWord[] = [];
  const words: SyntaxWord[] = [];
  const redirects: SyntaxRedirect[] = [];
  for (const part of [...node.prefix, ...present([node.name]), ...node.suffix]) {
    if (part.type === "Word") words.push(readWord(part, reading));
    else if (part.type !== "Assignment") redirects.push(readRedirect(part, reading));
    else (words.length === 0 ? assigned : words).push(readAssignment(part, reading));
  }
  const expanded = [...assigned, ...words, ...present(redirects.map(({ target }) => target))];
  const empty = emptySimple(joinExpansions(expanded.map(({ expansions }) => expansions)), reading.text.range(node.pos, node.end));
  const assignments = assigned.flatMap(({ word }) => assignmentOf(word) ?? []);
  return node.end > reading.limit ? empty : { ...empty, words, assignments, redirects };
}

function readRedirect(node: Bash.Redirection, reading: Reading): SyntaxRedirect {
  const target = node.type === "HereDoc" ? readHeredoc(node, reading) : node.target && readWord(node.target, reading);
  const redirect = { operator: node.operator, target: target?.word, range: reading.text.range(node.pos, node.end) };
  return { redirect, target, isInput: node.type !== "Redirect" && node.descriptor === undefined };
}

/** The body takes the place of a target: the delimiter says nothing. */
function readHeredoc({ body, delimiter }: Bash.HereDoc, reading: Reading): SyntaxWord {
  const pieces = piecesOf(body, delimiter?.quoted === true ? "single" : "heredoc");
  return makeWord(reading.text, [body.pos, body.end], pieces, readExpansions([body], reading));
}

/** An array stays as it is written. */
function readAssignment(node: Bash.Assignment, reading: Reading): SyntaxWord {
  const { pos, end, value } = node;
  const expansions = readExpansions([node], reading);
  const isFixed = expansions.variables.length === 0 && expansions.substitutions.length === 0;
  const array: Piece = { kind: isFixed ? "single" : "expansion", start: value.pos, end };
  const pieces = value.type === "Word" ? piecesOf(value, "bare") : [array];
  return makeWord(reading.text, [pos, end], [{ kind: "bare", start: pos, end: value.pos }, ...pieces], expansions);
}

function readWord(node: Bash.Word, reading: Reading): SyntaxWord {
  return makeWord(reading.text, [node.pos, node.end], piecesOf(node, "bare"), readExpansions([node], reading));
}

function piecesOf({ pos, end, parts }: Bash.Word | Bash.HereDocBody, kind: Piece["kind"]): readonly Piece[] {
  return parts?.flatMap((part) => readPieces(part, kind)) ?? [{ kind, start: pos, end }];
}

function readPieces(part: Bash.WordPart, literal: Piece["kind"]): readonly Piece[] {
  const { pos: start, end } = part;
  switch (part.type) {
    case "Literal":
      return [{ kind: literal, start, end }];
    case "SingleQuoted":
      return [{ kind: "single", start: start + 1, end: start + 1 + part.value.length }];
    case "AnsiCQuoted":
      return [{ kind: "ansi", start: start + 2, end, value: part.value }];
    case "DoubleQuoted":
    case "LocaleString":
      return part.parts.flatMap((child) => readPieces(child, "double"));
    case "Glob":
    case "ExtendedGlob":
    case "BraceExpansion":
      return [{ kind: "pattern", start, end }];
    default:
      return [{ kind: "expansion", start, end }];
  }
}

/** What is expanded in the nodes and everything below them, other scripts apart. */
function readExpansions(nodes: readonly Bash.SyntaxNode[], reading: Reading): Expansions {
  const variables: string[] = [];
  const substitutions: Substitution[] = [];
  const sets: Assignment[] = [];
  visit(nodes, (node) => {
    if (node.type === "CommandExpansion" || node.type === "ProcessSubstitution" || node.type === "ArithmeticCommandExpansion") {
      substitutions.push(readSubstitution(node, reading));
      return false;
    }
    if (node.type === "ParameterExpansion") sets.push(...defaultOf(node, reading));
    variables.push(...variablesIn(expandedText(node)));
    return true;
  });
  return { variables, substitutions, sets };
}

/** What the node itself names; empty for one that only holds others. */
function expandedText(node: Bash.SyntaxNode): string {
  if (node.type === "SimpleExpansion") return node.text.slice(1);
  if (node.type === "ParameterExpansion") return node.parameter;
  return node.type === "ArithmeticWord" && node.parts === undefined ? node.value.replace(/^\$\{?/, "") : "";
}

type Substituted = Extract<Bash.SyntaxNode, { readonly type: "CommandExpansion" | "ProcessSubstitution" | "ArithmeticCommandExpansion" }>;

function readSubstitution({ pos, end, script }: Substituted, reading: Reading): Substitution {
  const range = reading.text.range(pos, end);
  if (script === undefined) return { list: [], range };
  // unbash decodes backquotes that are nested with backslashes: places are then in the decoded text.
  const decoded = script.source === undefined ? {} : { text: placeWithin(script.source, range), limit: Infinity };
  return { list: readScript(script, { ...reading, ...decoded }), range };
}

function defaultOf({ pos, end, parameter, operation }: Bash.ParameterExpansionPart, reading: Reading): readonly Assignment[] {
  if (operation?.type !== "Default" || !operation.operator.endsWith("=")) return [];
  return [{ name: parameter, value: readWord(operation.operand, reading).word, range: reading.text.range(pos, end) }];
}

const present = <Value>(values: readonly (Value | undefined)[]): Value[] => values.filter((value) => value !== undefined);

/** Calls back for the nodes and all below them, in source order; a node's children are left out if it returns false. */
function visit(nodes: readonly Bash.SyntaxNode[], enter: (node: Bash.SyntaxNode) => boolean): void {
  const pending = nodes.toReversed();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (!enter(node)) continue;
    const children: Bash.SyntaxNode[] = [];
    forEachChild(node, (child) => children.push(child));
    for (const child of children.reverse()) pending.push(child);
  }
}
