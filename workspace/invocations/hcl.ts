import type { Node } from "jsonc-parser";
import { printParseErrorCode } from "jsonc-parser";
import { parseJson } from "../json-reader.ts";
import { HclCursor, HclSyntaxError } from "./hcl-cursor.ts";
import { readExpression } from "./hcl-expressions.ts";
import type { HclAttribute, HclBlock, HclBody, HclError, HclExpression } from "./hcl-syntax.ts";
import { readJsonTemplate } from "./hcl-templates.ts";

export interface HclReading {
  readonly body: HclBody;
  readonly error: HclError | undefined;
}

/**
 * Reads HCL. What stands before an error is there; nothing is evaluated. Never throws.
 *
 * The reader is our own because linting is synchronous and starts in a quarter of a second. Of npm's, @cdktn/hcl2json
 * (Go in WebAssembly) takes 1.9 MB and half a second, knows no places, and leaves expressions as text that has to be
 * parsed all the same; hcl2-parser (GopherJS, 3.9 MB) is as slow; js-hcl-parser knows no expressions. tree-sitter's
 * grammar is good and small, but its runtime starts asynchronously, and its tree is no syntax tree yet.
 */
export function parseHcl(text: string): HclReading {
  const cursor = new HclCursor(text.replace(/^\uFEFF/, " "));
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  try {
    readItems(cursor, attributes, blocks, 0);
    return { body: { attributes, blocks }, error: undefined };
  } catch (error) {
    return { body: { attributes, blocks }, error: toError(error) };
  }
}

/** Blocks of bake files and how many labels they have. */
const labelled: readonly string[] = ["target", "group", "variable", "function"];

/** Reads the JSON form of HCL (hashicorp/hcl, json/spec.md), in which strings are templates. Never throws. */
export function parseHclJson(text: string): HclReading {
  const blocks: HclBlock[] = [];
  const attributes: HclAttribute[] = [];
  try {
    const { root, errors } = parseJson(text);
    for (const [type, value] of propertiesOf(root)) {
      if (labelled.includes(keyOf(type))) blocks.push(...objectsOf(value).flatMap((each) => toBlocks(keyOf(type), each)));
      else attributes.push(toAttribute(type, value));
    }
    const [first] = errors;
    return { body: { attributes, blocks }, error: first && { offset: first.offset, message: describe(printParseErrorCode(first.error)) } };
  } catch (error) {
    return { body: { attributes, blocks }, error: toError(error) };
  }
}

/** "CommaExpected" → "comma expected". */
function describe(code: string): string {
  return code.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
}

function toError(error: unknown): HclError {
  if (error instanceof HclSyntaxError) return error.at;
  return { offset: 0, message: "it cannot be read" };
}

function readItems(cursor: HclCursor, attributes: HclAttribute[], blocks: HclBlock[], depth: number): void {
  for (;;) {
    cursor.skip(true);
    if (cursor.isAtEnd || (depth > 0 && cursor.text[cursor.index] === "}")) return;
    const start = cursor.index;
    const name = cursor.name() ?? cursor.fail("a name is missing here");
    if (cursor.take("=")) attributes.push(readAttribute(cursor, name, start));
    else blocks.push(readBlock(cursor, name, start, depth));
  }
}

function readAttribute(cursor: HclCursor, name: string, start: number): HclAttribute {
  const value = readExpression(cursor);
  if (!cursor.isAtEnd && !/^[\n}]?$/.test(cursor.peek())) cursor.fail("a line end is missing here");
  return { name, value, range: [start, cursor.index] };
}

function readBlock(cursor: HclCursor, type: string, start: number, depth: number): HclBlock {
  const labels: string[] = [];
  while (cursor.peek() !== "{") labels.push(readLabel(cursor));
  const range = [start, cursor.index] as const;
  cursor.expect("{");
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  cursor.nest(() => readItems(cursor, attributes, blocks, depth + 1));
  cursor.expect("}");
  return { type, labels, body: { attributes, blocks }, range };
}

function readLabel(cursor: HclCursor): string {
  const name = cursor.name();
  if (name !== undefined) return name;
  const quoted = cursor.match(/"[^"\n\\]*"/y) ?? cursor.fail("a label or { is missing here");
  return quoted.slice(1, -1);
}

type JsonProperty = readonly [key: Node, value: Node];

function toBlocks(type: string, labels: Node): readonly HclBlock[] {
  return propertiesOf(labels).flatMap(([label, value]) => {
    const range = [label.offset, label.offset + label.length] as const;
    return objectsOf(value).map((body): HclBlock => {
      const attributes = propertiesOf(body).map(([key, each]) => toAttribute(key, each));
      return { type, labels: [keyOf(label)], body: { attributes, blocks: [] }, range };
    });
  });
}

function toAttribute(key: Node, value: Node): HclAttribute {
  return { name: keyOf(key), value: toExpression(value, 0), range: [key.offset, value.offset + value.length] };
}

function toExpression(node: Node, depth: number): HclExpression {
  const range = [node.offset, node.offset + node.length] as const;
  if (depth > 96) throw new HclSyntaxError(node.offset, "values are nested too deeply");
  switch (node.type) {
    case "string":
      return readJsonTemplate(String(node.value), range, readExpression);
    case "array":
      return { kind: "list", items: (node.children ?? []).map((child) => toExpression(child, depth + 1)), range };
    case "object": {
      const items = propertiesOf(node).map(([key, value]) => ({ key: toExpression(key, depth + 1), value: toExpression(value, depth + 1) }));
      return { kind: "object", items, range };
    }
    default: {
      const value: unknown = node.value;
      return { kind: "literal", value: typeof value === "number" || typeof value === "boolean" ? value : null, range };
    }
  }
}

function objectsOf(node: Node): readonly Node[] {
  if (node.type === "array") return (node.children ?? []).filter(({ type }) => type === "object");
  return node.type === "object" ? [node] : [];
}

function propertiesOf(node: Node | undefined): readonly JsonProperty[] {
  if (node?.type !== "object") return [];
  return (node.children ?? []).flatMap(({ children }): readonly JsonProperty[] => {
    const [key, value] = children ?? [];
    return key === undefined || value === undefined ? [] : [[key, value]];
  });
}

function keyOf({ value }: Node): string {
  return typeof value === "string" ? value : "";
}
