import { DockerfileParser } from "dockerfile-ast";
import { readDirectives } from "./directives.ts";
import { readInstruction } from "./instruction.ts";
import { joinLines, lineIndexAt, readLines, shapeOf, type Line } from "./lines.ts";
import { trimText } from "./logical-text.ts";
import type { Comment, Directive, Dockerfile, Instruction, SyntaxProblem } from "./nodes.ts";
import { createLocate, findLineStarts, type Locate } from "./positions.ts";
import { refuse, type Reading } from "./reading.ts";

/**
 * Parses a Dockerfile as BuildKit does (frontend/dockerfile/parser and instructions of v0.34), with the place of
 * everything. Never throws: what BuildKit refuses is in `errors`, and the tree holds all that could be read anyway.
 *
 * dockerfile-ast finds where instructions start and end, in a text of the same length that holds nothing it reads
 * otherwise than BuildKit (`shapeOf`). Directives, comments, flags, words and here-documents are read here.
 *
 * @param text the whole file, with any line ends, with or without a byte order mark
 */
export function parseDockerfile(text: string): Dockerfile {
  const locate = createLocate(text);
  const { directives, escape, problems } = readDirectives(text, readLines(text, "\\"), locate);
  const lines = readLines(text, escape);
  const comments = readComments(text, lines, directives, locate);
  const reading: Reading = { text, lines, escape, locate, comments, problems: [...problems] };
  const { instructions, end } = readInstructions(reading);
  refuseFile(reading, instructions, end);
  return {
    type: "Dockerfile",
    directives,
    escape,
    instructions,
    comments: commentsOutsideHeredocs(reading, instructions),
    errors: reading.problems.toSorted(byPlace),
    ...locate(0, text.length),
  };
}

/** What is said of the whole file comes first. */
function byPlace(one: SyntaxProblem, other: SyntaxProblem): number {
  return one.range[0] - other.range[0] || one.range[1] - other.range[1];
}

/** The instructions, and where the lines of the last one end. */
function readInstructions(reading: Reading): { instructions: readonly Instruction[]; end: number } {
  const { text, lines } = reading;
  const instructions: Instruction[] = [];
  let done = 0;
  for (const [start, end] of findInstructions(shapeOf(text, lines))) {
    if (end <= done) continue;
    const line = trimText(joinLines(text, lines, Math.max(start, done), end));
    if (line.text === "") continue;
    const instruction = readInstruction(reading, line);
    instructions.push(instruction);
    done = Math.max(end, instruction.range[1]);
  }
  return { instructions, end: done };
}

function findInstructions(shape: string): readonly (readonly [start: number, end: number])[] {
  const lineStarts = findLineStarts(shape);
  const offset = ({ line, character }: { line: number; character: number }): number => (lineStarts[line] ?? 0) + character;
  return DockerfileParser.parse(shape)
    .getInstructions()
    .map((instruction) => instruction.getRange())
    .map(({ start, end }) => [offset(start), offset(end)]);
}

function readComments(
  text: string,
  lines: readonly Line[],
  directives: readonly Directive[],
  locate: Locate,
): ReadonlyMap<number, Comment> {
  const directiveLines = new Set(directives.map((directive) => directive.loc.start.line));
  const comments = new Map<number, Comment>();
  for (const [index, line] of lines.entries()) {
    if (line.kind !== "comment" || directiveLines.has(index)) continue;
    const start = text.indexOf("#", line.start);
    comments.set(index, { type: "Comment", value: text.slice(start + 1, line.end), ...locate(start, line.end) });
  }
  return comments;
}

/** What looks like a comment in a here-document is part of its body. */
function commentsOutsideHeredocs(reading: Reading, instructions: readonly Instruction[]): readonly Comment[] {
  const comments = new Map(reading.comments);
  const owners = instructions.map((each) => (each.type === "ONBUILD" ? each.trigger : each));
  for (const { range } of owners.flatMap((owner) => owner?.heredocs ?? [])) {
    const last = lineIndexAt(reading.lines, range[1] - 1);
    for (let index = lineIndexAt(reading.lines, range[0]); index <= last; index++) comments.delete(index);
  }
  return [...comments.values()];
}

function refuseFile(reading: Reading, instructions: readonly Instruction[], end: number): void {
  for (const instruction of instructions) {
    if (instruction.type === "FROM") break;
    if (instruction.type === "ARG" || instruction.type === "UNKNOWN") continue;
    refuse(reading, instruction.keyword.range, `${instruction.keyword.text} stands before the first FROM.`);
  }
  if (instructions.length === 0) refuse(reading, [0, 0], "The file has no instructions.");
  else if (!instructions.some((instruction) => instruction.type === "FROM")) refuse(reading, [0, 0], "The file has no FROM.");
  refuseTrailingEscape(reading, end);
  refuseLongLines(reading);
}

/** An escape character that joins nothing with nothing is an instruction without a name to BuildKit. */
function refuseTrailingEscape(reading: Reading, end: number): void {
  const line = reading.lines.find((each) => each.kind === "text" && each.start >= end);
  if (line !== undefined) refuse(reading, [line.start, line.end], "Nothing follows the escape character.");
}

/** BuildKit's scanner holds 64 KiB: a longer line, its line end included, stops it. */
function refuseLongLines(reading: Reading): void {
  const limit = 65_536;
  for (const { start, end, next } of reading.lines) {
    if ((next - start) * 3 < limit) continue;
    const bytes = new TextEncoder().encode(reading.text.slice(start, next)).length;
    const isTooLong = reading.text[next - 1] === "\n" ? bytes > limit : bytes >= limit;
    if (isTooLong) refuse(reading, [start, end], "The line is longer than 64 KiB.");
  }
}
