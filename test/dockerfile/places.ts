import assert from "node:assert/strict";
import type { Dockerfile, Instruction, Located } from "../../dockerfile/nodes.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";

/** Asserts what holds of the places in every tree, whatever the text. */
export function assertPlaces(text: string): Dockerfile {
  const tree = parseDockerfile(text);
  assertLocated(text, tree, [0, text.length], "file");
  assertOrder([...tree.instructions], "instructions");
  assertOrder([...tree.comments], "comments");
  for (const instruction of tree.instructions) assertInstruction(text, instruction);
  for (const { range, value } of tree.comments) assert.equal(text.slice(...range), `#${value}`);
  for (const { range, value } of tree.directives) assert(text.slice(...range).includes(value));
  assertNothingIsLost(text, tree);
  return tree;
}

/** The tree without places, so that trees of texts that differ in line ends alone are equal. */
export function withoutPlaces(tree: Dockerfile): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value: unknown) => {
      if (key === "range" || key === "loc") return undefined;
      if (key === "source" && typeof value === "string") return value.replaceAll("\r\n", "\n").replaceAll(/\\\n|\s/gu, "");
      return typeof value === "string" ? value.replaceAll("\r\n", "\n") : value;
    }),
  );
}

/** Checks a value and everything below it: `loc` says what `range` says, and children lie inside their parents. */
function assertLocated(text: string, value: unknown, [from, to]: readonly [number, number], path: string): void {
  if (typeof value !== "object" || value === null) return;
  if (!isLocated(value)) {
    for (const [key, child] of Object.entries(value)) assertLocated(text, child, [from, to], `${path}.${key}`);
    return;
  }
  const [start, end] = value.range;
  assert(from <= start && start <= end && end <= to, `${path}: ${start} to ${end} is not inside ${from} to ${to}`);
  assert.deepEqual(value.loc, { start: positionAt(text, start), end: positionAt(text, end) }, path);
  for (const [key, child] of Object.entries(value)) {
    if (key !== "range" && key !== "loc") assertLocated(text, child, value.range, `${path}.${key}`);
  }
}

function assertInstruction(text: string, instruction: Instruction): void {
  const { keyword, flags, heredocs, rest } = instruction;
  assertOrder([keyword, ...flags, rest, ...heredocs], "parts");
  assertSlice(text, keyword);
  for (const { range, name, options } of flags) {
    assert(text.slice(...range).startsWith("--") || !isOneLine(text, range), text.slice(...range));
    if (isOneLine(text, range) && /^[a-z-]*$/u.test(name)) assert(text.slice(...range).replaceAll(/['"\\`]/gu, "").startsWith(`--${name}`));
    assertOrder([...options], "options");
  }
  for (const { body, chomp, text: content, source, range } of heredocs) {
    assert.equal(text.slice(...body.range), source);
    assert.equal(chomp ? source.replaceAll(/(?<=^|\n)\t+/gu, "") : source, content);
    assert(body.range[0] === range[0] && (range[0] === text.length || text[range[0] - 1] === "\n"));
  }
  assertArguments(text, instruction);
}

function assertArguments(text: string, instruction: Instruction): void {
  if ("command" in instruction) {
    const { command } = instruction;
    if (command.form === "shell") assertSource(text.slice(...command.range), command.source);
    else assertJson(text, command.words);
  }
  if ("pairs" in instruction) {
    assertOrder([...instruction.pairs], "pairs");
    for (const { key, value } of instruction.pairs) [key, value].forEach((word) => word === undefined || assertSlice(text, word));
  }
  if ("sources" in instruction) {
    const words = [...instruction.sources, ...(instruction.destination === undefined ? [] : [instruction.destination])];
    assertOrder(words, "paths");
    if (instruction.form === "json") assertJson(text, words);
    else words.forEach((word) => assertSlice(text, word));
  }
  if ("words" in instruction) assertOrder([...instruction.words], "words");
  if (instruction.type === "FROM") [instruction.image, instruction.alias].forEach((word) => word === undefined || assertSlice(text, word));
  if (instruction.type === "ONBUILD" && instruction.trigger !== undefined) assertInstruction(text, instruction.trigger);
}

/** A shell's text has the same length, and differs by nothing but spaces, `\` and LF. */
function assertSource(slice: string, source: string): void {
  assert.equal(source.length, slice.length);
  const changed = Array.from({ length: slice.length }, (_, index) => index).filter((index) => source[index] !== slice[index]);
  for (const index of changed) assert([" ", "\\", "\n"].includes(source.charAt(index)), JSON.stringify([slice, source]));
  assert(!/(?<!\\)\n/u.test(source), `an unescaped line end in ${JSON.stringify(source)}`);
}

function assertJson(text: string, words: readonly (Located & { readonly text: string })[]): void {
  assertOrder([...words], "JSON words");
  for (const { range, text: content } of words) {
    const literal = text.slice(...range);
    assert(literal.startsWith('"') && literal.endsWith('"'));
    if (isOneLine(text, range)) assert.equal(String(JSON.parse(literal)).replaceAll(/\p{Surrogate}/gu, "\ufffd"), content);
  }
}

function assertSlice(text: string, { range, text: content }: Located & { readonly text: string }): void {
  if (isOneLine(text, range)) assert.equal(text.slice(...range), content);
}

function assertOrder(nodes: readonly Located[], name: string): void {
  for (const [index, node] of nodes.entries()) {
    const before = nodes[index - 1];
    if (before !== undefined) assert(before.range[1] <= node.range[0], `${name}: ${before.range.join("-")} and ${node.range.join("-")}`);
  }
}

/** Outside instructions, comments and directives stand only white space and escape characters without effect. */
function assertNothingIsLost(text: string, tree: Dockerfile): void {
  let rest = text.replace(/^\ufeff/u, " ");
  for (const { range } of [...tree.directives, ...tree.comments, ...tree.instructions]) {
    rest = rest.slice(0, range[0]) + " ".repeat(range[1] - range[0]) + rest.slice(range[1]);
  }
  assert.match(rest, /^[\s\u0085\\`]*$/u);
}

function isLocated(value: object): value is Located {
  return "range" in value && "loc" in value;
}

function isOneLine(text: string, range: readonly [number, number]): boolean {
  return !text.slice(...range).includes("\n");
}

function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, column: before.at(-1)?.length ?? 0 };
}
