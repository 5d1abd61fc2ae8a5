import { forEachChild, parse } from "unbash";
import type * as Bash from "unbash";
import type { Assignment, Joiner, Range, Redirect, Script } from "./command.ts";
import type { RunInstruction } from "../dockerfile/nodes.ts";
import { readCommands } from "./commands.ts";
import { placeAt, placeWithin, type PlacedText } from "./placed-text.ts";
import { readExec, readRun, type ExecWord } from "./run.ts";
import type { ShellKind } from "./shells.ts";
import { joinExpansions, noExpansions, type Expansions, type List, type ListItem, type SimpleSyntax, type Substitution,
  type Syntax, type SyntaxTree, type SyntaxWord } from "./syntax.ts";
import { assignmentOf, makeWord, type Piece } from "./word.ts";

export { shellKind, type ShellKind } from "./shells.ts";

/**
 * The commands of shell text whose character i stands at file offset `offset + i`; all ranges are offsets in the file.
 * `directory` is where the shell starts, "." when it is not given. Never throws; what has syntax errors is not `complete`.
 * unbash reads Bash, of which the syntax of sh is a part.
 */
export function parseShell(source: string, offset: number, directory = "."): Script {
  return guard(() => readCommands(readSyntax(placeAt(source, offset)), directory, readSyntax));
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
  const limit = errors.reduce((first, { pos }) => Math.min(first, pos), reading.limit);
  return readList(script.commands, { ...reading, limit });
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
  return command.commands.map((node, index) => ({
    joiner: index === 0 ? undefined : command.operators[index - 1],
    syntax: readNode(node, reading),
  }));
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
      const redirects = node.redirects.map((redirect) => readRedirect(redirect, reading));
      const expansions = joinExpansions(redirects.map(({ target }) => target?.expansions ?? noExpansions));
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
      return onlyExpansions(readExpansions(node.expression === undefined ? [] : [node.expression], reading), reading, node);
  }
}

type Body = Bash.CommandNode | Bash.CompoundList;

function readBody(node: Body, reading: Reading): List {
  switch (node.type) {
    case "CompoundList":
      return readList(node.commands, reading);
    case "BraceGroup":
      return readList(node.body.commands, reading);
    default:
      return [{ joiner: undefined, syntax: readNode(node, reading) }];
  }
}

/** `time` is a keyword of Bash; as the first word of its pipeline it is taken off like any wrapper. */
function readPipeline(node: Bash.Pipeline, reading: Reading): Syntax {
  const time = node.prefixes.find((prefix) => prefix.type === "Time");
  const [first = onlyExpansions(noExpansions, reading, node), ...others] = node.commands.map((command) => readNode(command, reading));
  const timed = time !== undefined && first.kind === "simple" ? addTime(first, time, reading) : first;
  return others.length === 0 ? timed : { kind: "pipeline", commands: [timed, ...others] };
}

function addTime(simple: SimpleSyntax, { pos, keywordEnd }: Bash.Time, { text, limit }: Reading): SimpleSyntax {
  if (keywordEnd > limit) return simple;
  const word = makeWord(text, [pos, keywordEnd], [{ kind: "bare", start: pos, end: keywordEnd }], noExpansions);
  return { ...simple, words: [word, ...simple.words], range: [word.word.range[0], simple.range[1]] };
}

function readBranches(node: Bash.If | Bash.Case, reading: Reading): Syntax {
  if (node.type === "Case") {
    const words = [node.word, ...node.items.flatMap(({ pattern }) => pattern)];
    const branches = node.items.map(({ body }) => ({ condition: undefined, body: readBody(body, reading) }));
    const exhaustive = node.items.some(({ pattern }) => pattern.some(({ text }) => text === "*"));
    const syntax: Syntax = { kind: "branches", nesting: "case", branches, exhaustive };
    return { kind: "headed", expansions: readExpansions(words, reading), syntax };
  }
  const branches = [node, ...node.elif].map(({ clause, then }) => ({
    condition: readBody(clause, reading),
    body: readBody(then, reading),
  }));
  const last = node.else === undefined ? [] : [{ condition: undefined, body: readBody(node.else, reading) }];
  return { kind: "branches", nesting: "if", branches: [...branches, ...last], exhaustive: last.length > 0 };
}

function readLoop(node: Bash.For | Bash.Select | Bash.While | Bash.ArithmeticFor, reading: Reading): Syntax {
  const body = readBody(node.body, reading);
  if (node.type === "While") return { kind: "loop", condition: readBody(node.clause, reading), body };
  const syntax: Syntax = { kind: "loop", condition: undefined, body };
  if (node.type === "ArithmeticFor") {
    const expressions = [node.initialize, node.test, node.update].flatMap((expression) => expression ?? []);
    return { kind: "headed", expansions: readExpansions(expressions, reading), syntax };
  }
  const variable = { name: node.name.value, value: undefined, range: reading.text.range(node.name.pos, node.name.end) };
  const expansions = readExpansions(node.wordlist ?? [], reading);
  return { kind: "headed", expansions: { ...expansions, sets: [...expansions.sets, variable] }, syntax };
}

/** `[[ … ]]` as the command that it looks like: operands as words, what stands between them split at blanks. */
function readTest(node: Bash.TestCommand, reading: Reading): SimpleSyntax {
  const words: SyntaxWord[] = [];
  let done = node.pos;
  const addUpTo = (end: number): void => {
    for (const match of reading.text.text.slice(done, end).matchAll(/\S+/g)) {
      const start = done + match.index;
      const range: Range = [start, start + match[0].length];
      words.push(makeWord(reading.text, range, [{ kind: "single", start, end: range[1] }], noExpansions));
    }
  };
  for (const operand of findWords(node)) {
    addUpTo(operand.pos);
    words.push(readWord(operand, reading));
    done = operand.end;
  }
  addUpTo(node.end);
  const expansions = joinExpansions(words.map((word) => word.expansions));
  return { ...onlyExpansions(expansions, reading, node), words: node.end > reading.limit ? [] : words };
}

function findWords(node: Bash.SyntaxNode): Bash.Word[] {
  const words: Bash.Word[] = [];
  visit([node], (child) => {
    if (child.type === "Word") words.push(child);
    return child.type !== "Word";
  });
  return words;
}

function onlyExpansions(expansions: Expansions, { text }: Reading, { pos, end }: { pos: number; end: number }): SimpleSyntax {
  const range = text.range(pos, end);
  return { kind: "simple", words: [], assignments: [], redirects: [], input: undefined, expansions, range };
}

function readSimple(node: Bash.Command, reading: Reading): SimpleSyntax {
  const parts = [...node.prefix, ...(node.name === undefined ? [] : [node.name]), ...node.suffix];
  const assigned: SyntaxWord[] = [];
  const words: SyntaxWord[] = [];
  const redirects: ReadRedirect[] = [];
  for (const part of parts) {
    if (part.type === "Word") words.push(readWord(part, reading));
    else if (part.type !== "Assignment") redirects.push(readRedirect(part, reading));
    else (words.length === 0 ? assigned : words).push(readAssignment(part, reading));
  }
  const targets = redirects.flatMap(({ target }) => target ?? []);
  const expansions = joinExpansions([...assigned, ...words, ...targets].map((word) => word.expansions));
  const simple = onlyExpansions(expansions, reading, node);
  if (node.end > reading.limit) return simple;
  return {
    ...simple,
    words,
    assignments: assigned.flatMap(({ word }) => assignmentOf(word) ?? []),
    redirects: redirects.map(({ redirect }) => redirect),
    input: redirects.findLast(({ isInput }) => isInput)?.target,
  };
}

interface ReadRedirect {
  readonly redirect: Redirect;
  readonly target: SyntaxWord | undefined;
  /** Text that is the command's standard input. */
  readonly isInput: boolean;
}

function readRedirect(node: Bash.Redirection, reading: Reading): ReadRedirect {
  const target = node.type === "HereDoc" ? readHeredoc(node, reading) : node.target && readWord(node.target, reading);
  const descriptor = node.descriptor?.type === "FileDescriptor" ? node.descriptor.value : undefined;
  const range = reading.text.range(node.pos, node.end);
  return {
    redirect: { operator: node.operator, target: target?.word, range },
    target,
    isInput: node.type !== "Redirect" && (node.descriptor === undefined || descriptor === 0),
  };
}

/** The body takes the place of a target: the delimiter says nothing. */
function readHeredoc({ body, delimiter }: Bash.HereDoc, reading: Reading): SyntaxWord {
  const kind = delimiter?.quoted === true ? "single" : "heredoc";
  const pieces = body.parts?.flatMap((part) => readPieces(part, kind)) ?? [{ kind, start: body.pos, end: body.end }];
  return makeWord(reading.text, [body.pos, body.end], pieces, readExpansions([body], reading));
}

function readAssignment(node: Bash.Assignment, reading: Reading): SyntaxWord {
  const expansions = readExpansions([node], reading);
  const pieces: readonly Piece[] = node.value.type === "Word" ? wordPieces(node.value) : [arrayPiece(node.value, expansions)];
  const name: Piece = { kind: "bare", start: node.pos, end: node.value.pos };
  return makeWord(reading.text, [node.pos, node.end], [name, ...pieces], expansions);
}

/** An array stays as it is written. */
function arrayPiece({ pos, end }: Bash.ArrayValue, { variables, substitutions }: Expansions): Piece {
  const isFixed = variables.length === 0 && substitutions.length === 0;
  return { kind: isFixed ? "single" : "expansion", start: pos, end };
}

function readWord(node: Bash.Word, reading: Reading): SyntaxWord {
  return makeWord(reading.text, [node.pos, node.end], wordPieces(node), readExpansions([node], reading));
}

function wordPieces(node: Bash.Word): readonly Piece[] {
  return node.parts?.flatMap((part) => readPieces(part, "bare")) ?? [{ kind: "bare", start: node.pos, end: node.end }];
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
    switch (node.type) {
      case "CommandExpansion":
      case "ProcessSubstitution":
      case "ArithmeticCommandExpansion":
        substitutions.push(readSubstitution(node, reading));
        return false;
      case "SimpleExpansion":
        variables.push(...namesIn(node.text.slice(1)));
        return true;
      case "ParameterExpansion":
        variables.push(...namesIn(node.parameter));
        sets.push(...defaultOf(node, reading));
        return true;
      case "ArithmeticWord":
        variables.push(...(node.parts === undefined ? namesIn(node.value) : []));
        return true;
      case "ArithmeticBinary":
      case "ArithmeticUnary":
        sets.push(...arithmeticAssignment(node, reading));
        return true;
      default:
        return true;
    }
  });
  return { variables, substitutions, sets };
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

function arithmeticAssignment(node: Bash.ArithmeticBinary | Bash.ArithmeticUnary, { text }: Reading): readonly Assignment[] {
  const isAssignment = node.type === "ArithmeticUnary" ? /^(?:\+\+|--)$/ : /^(?:[-+*/%&|^]|<<|>>)?=$/;
  const target = node.type === "ArithmeticUnary" ? node.operand : node.left;
  if (!isAssignment.test(node.operator) || target.type !== "ArithmeticWord") return [];
  return namesIn(target.value).map((name) => ({ name, value: undefined, range: text.range(node.pos, node.end) }));
}

/** The variable that the text names; none for `1`, `@`, `?` and numbers. */
function namesIn(text: string): readonly string[] {
  return /^[A-Za-z_]\w*/.exec(text) ?? [];
}

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
