import type { Directive as EslintDirective, DirectiveType } from "@eslint/core";
import type { Comment, Located, Position } from "../../dockerfile/nodes.ts";
import { anchorOf, endOf, type Anchor } from "./comment-anchor.ts";

export type DisableKind = "disable-next-line" | "disable-file" | "disable" | "enable";

/** `# layerwise-disable-next-line a, b -- because`; `eslint-` in place of `layerwise-` is the same. */
export interface DisableComment {
  readonly comment: Comment;
  readonly kind: DisableKind;
  /** The rules named, as written, with their offsets in the file. Empty: every rule. */
  readonly names: readonly { readonly text: string; readonly start: number; readonly end: number }[];
  readonly justification: string;
}

/** A text with comments that speak of its instructions; in an ignore file each pattern is one. */
export interface CommentedText {
  readonly comments: readonly Comment[];
  readonly instructions: readonly Anchor[];
}

/** All disable and enable comments of a file, in order. */
export function findDisableComments({ comments }: Pick<CommentedText, "comments">): DisableComment[] {
  return comments.map(readComment).filter((found) => found !== undefined);
}

/**
 * The comments as ESLint's directives. A comment acts on whole instructions: on the one it stands in, or on the next.
 * ESLint's `disable-next-line` covers a single line, so an instruction is covered by a `disable` and an `enable` of our
 * own at its end. Each rule named makes a directive by itself, because ESLint looks for the value of a directive with
 * several rules in the text, where the plugin's prefix may be missing. Every directive's node has as its range exactly
 * what goes away with it (processor.ts sees to the blank that ESLint puts in its place).
 */
export function toEslintDirectives(file: CommentedText, text: string, ruleIds: ReadonlySet<string>): EslintDirective[] {
  const entries = findDisableComments(file).flatMap((found) => toEntries(found, file, text, ruleIds));
  const blocks = entries.filter((entry) => entry.kind !== "disable-next-line");
  const directives = blocks.map((entry) => toDirective(entry, entry.kind === "enable" ? "enable" : "disable"));
  const covering = entries.filter((entry) => entry.kind === "disable-next-line");
  for (const instruction of new Set(covering.map((entry) => entry.instruction))) {
    const own = covering.filter((entry) => entry.instruction === instruction);
    if (instruction === undefined) directives.push(...own.map(toIdleDirective));
    else directives.push(...coverInstruction(instruction, own, blocks));
  }
  return directives;
}

/** One rule of one comment. */
interface Entry {
  readonly kind: DisableKind;
  /** ESLint's name of the rule; undefined for every rule. */
  readonly rule: string | undefined;
  /** Whether the rule certainly exists; ESLint complains once about each directive with one that does not. */
  readonly exists: boolean;
  readonly instruction: Anchor | undefined;
  /** Where it begins to act. */
  readonly offset: number;
  readonly start: Position;
  readonly comment: Comment;
  readonly removal: readonly [start: number, end: number];
  readonly justification: string;
}

const directive = /^\s*(?:layerwise|eslint)-(disable-next-line|disable-file|disable|enable)(?![\w-])/;

function readComment(comment: Comment): DisableComment | undefined {
  const match = directive.exec(comment.value);
  const kind = match?.[1];
  if (match === null || !isKind(kind)) return undefined;
  const rest = comment.value.slice(match[0].length);
  const dashes = /(?:^|\s)-{2,}(?:\s|$)/.exec(rest);
  const list = dashes === null ? rest : rest.slice(0, dashes.index);
  const justification = dashes === null ? "" : rest.slice(dashes.index + dashes[0].length).trim();
  const offset = comment.range[1] - rest.length;
  const names = [...list.matchAll(/[^\s,]+/g)].map((name) => ({
    text: name[0],
    start: offset + name.index,
    end: offset + name.index + name[0].length,
  }));
  return { comment, kind, names, justification };
}

function isKind(kind: string | undefined): kind is DisableKind {
  return kind === "disable-next-line" || kind === "disable-file" || kind === "disable" || kind === "enable";
}

function toEntries(found: DisableComment, { instructions }: CommentedText, text: string, ruleIds: ReadonlySet<string>): Entry[] {
  const { comment, kind, names, justification } = found;
  const instruction = anchorOf(comment, instructions);
  const base = { kind, instruction, comment, justification, ...beginOf(found, instruction) };
  if (names.length === 0) return [{ ...base, rule: undefined, exists: true, removal: lineOf(comment, instruction, text) }];
  return names.map((name, index) => {
    const before = names[index - 1];
    const after = names[index + 1];
    const own = name.text.startsWith("layerwise/") ? name.text.slice("layerwise/".length) : name.text;
    const removal =
      after !== undefined ? [name.start, after.start] as const
      : before !== undefined ? [before.end, name.end] as const
      : lineOf(comment, instruction, text);
    return { ...base, rule: own.includes("/") ? own : `layerwise/${own}`, exists: own.includes("/") || ruleIds.has(own), removal };
  });
}

function beginOf({ comment, kind }: DisableComment, instruction: Anchor | undefined): { offset: number; start: Position } {
  if (kind === "disable-file") return { offset: -1, start: { line: 0, column: 0 } };
  const isInside = instruction !== undefined && instruction.range[0] < comment.range[0];
  if (!isInside) return { offset: comment.range[0], start: comment.loc.start };
  if (kind === "enable") return { offset: endOf(instruction).offset, start: endOf(instruction).position };
  return { offset: instruction.range[0], start: instruction.loc.start };
}

/** What goes away with a whole comment: its line, together with the line end before it or after it. */
function lineOf(comment: Comment, instruction: Anchor | undefined, text: string): readonly [number, number] {
  const [start, end] = comment.range;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", end);
  const lineEnd = newline === -1 ? text.length : newline + 1;
  const isInside = instruction !== undefined && instruction.range[0] < start;
  if (!isInside) return [lineStart, lineEnd];
  const isCrlf = text[lineStart - 2] === "\r";
  return [lineStart - (isCrlf ? 2 : 1), lineEnd - (newline === -1 ? 0 : isCrlf ? 2 : 1)];
}

function coverInstruction(instruction: Anchor, covering: readonly Entry[], blocks: readonly Entry[]): EslintDirective[] {
  const state = stateAt(instruction.range[0], blocks);
  const directives = covering.flatMap((entry) => {
    if (isCovered(entry, state)) return [toIdleDirective(entry)];
    if (isLineByLine(entry, state)) return toLineDirectives(entry, instruction);
    return [toDirective(entry, "disable")];
  });
  const ending = covering.filter((entry) => entry.exists && !isCovered(entry, state) && !isLineByLine(entry, state));
  const isEvery = ending.some((entry) => entry.rule === undefined);
  const rules = isEvery ? [undefined] : [...new Set(ending.map((entry) => entry.rule))];
  const { offset, position } = endOf(instruction);
  const node = toNode([offset, offset], { line: position.line, column: position.column + 1 });
  return [...directives, ...rules.map((rule) => ({ type: "enable" as const, node, value: rule ?? "", justification: "" }))];
}

/** What blocks of `disable` and `enable` have made of the rules: all on or all off, and the exceptions. */
interface BlockState {
  readonly areDisabled: boolean;
  readonly except: ReadonlySet<string>;
}

function stateAt(offset: number, blocks: readonly Entry[]): BlockState {
  let areDisabled = false;
  const except = new Set<string>();
  const earlier = blocks.filter((entry) => entry.offset <= offset).toSorted((a, b) => a.offset - b.offset);
  for (const { kind, rule } of earlier) {
    const disables = kind !== "enable";
    if (rule === undefined) {
      areDisabled = disables;
      except.clear();
    } else if (disables === areDisabled) except.delete(rule);
    else except.add(rule);
  }
  return { areDisabled, except };
}

function isCovered({ rule }: Entry, { areDisabled, except }: BlockState): boolean {
  if (rule === undefined) return areDisabled && except.size === 0;
  return areDisabled !== except.has(rule);
}

/**
 * Whether a comment for every rule stands in a block for some: an `enable` at the end of its instruction would end that
 * block too, so each line gets a directive of its own. Such a comment is never called unused.
 */
function isLineByLine({ rule }: Entry, { except }: BlockState): boolean {
  return rule === undefined && except.size > 0;
}

function toLineDirectives({ comment, justification }: Entry, instruction: Anchor): EslintDirective[] {
  const { line: first } = instruction.loc.start;
  const { line: last } = endOf(instruction).position;
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const node = toNode([comment.range[1], comment.range[1]], { line: first + index, column: 0 });
    return { type: "disable-line", node, value: "", justification };
  });
}

interface DirectiveNode extends Located {
  readonly type: "DisableDirective";
}

function toNode(range: Located["range"], start: Position): DirectiveNode {
  return { type: "DisableDirective", range, loc: { start, end: start } };
}

function toDirective(entry: Entry, type: DirectiveType): EslintDirective {
  return { type, node: toNode(entry.removal, entry.start), value: entry.rule ?? "", justification: entry.justification };
}

/** A comment that covers nothing (no instruction follows, or a block covers it all): ESLint shall call it unused. */
function toIdleDirective(entry: Entry): EslintDirective {
  return toDirective({ ...entry, start: entry.comment.loc.start }, "disable-line");
}
