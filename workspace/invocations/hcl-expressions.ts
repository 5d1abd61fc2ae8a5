import type { HclCursor } from "./hcl-cursor.ts";
import type { HclExpression, HclItem, HclNode } from "./hcl-syntax.ts";
import { readHeredoc, readString } from "./hcl-templates.ts";

/** From loosest to tightest (hashicorp/hcl, hclsyntax/spec.md, "Operations"). */
const operators: readonly (readonly string[])[] = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]];

/** Reads the expression that stands at the cursor. Throws an `HclSyntaxError` where there is none. */
export function readExpression(cursor: HclCursor): HclExpression {
  return cursor.nest(() => {
    cursor.skip();
    const start = cursor.index;
    const test = readBinary(cursor, 0);
    if (!cursor.take("?")) return test;
    const yes = readExpression(cursor);
    cursor.expect(":");
    return { kind: "condition", test, yes, no: readExpression(cursor), range: [start, cursor.index] };
  });
}

function readBinary(cursor: HclCursor, level: number): HclExpression {
  const group = operators[level];
  if (group === undefined) return readUnary(cursor);
  cursor.skip();
  const start = cursor.index;
  let left = readBinary(cursor, level + 1);
  for (let operator = takeOperator(cursor, group); operator !== undefined; operator = takeOperator(cursor, group)) {
    left = { kind: "binary", operator, left, right: readBinary(cursor, level + 1), range: [start, cursor.index] };
  }
  return left;
}

function takeOperator(cursor: HclCursor, group: readonly string[]): string | undefined {
  return group.find((operator) => cursor.take(operator));
}

function readUnary(cursor: HclCursor): HclExpression {
  cursor.skip();
  const start = cursor.index;
  const operator = cursor.peek(2) !== "!=" && (cursor.take("!") ? "!" : cursor.take("-") ? "-" : undefined);
  if (typeof operator !== "string") return readPostfix(cursor);
  return cursor.nest(() => ({ kind: "unary", operator, operand: readUnary(cursor), range: [start, cursor.index] }));
}

function readPostfix(cursor: HclCursor): HclExpression {
  cursor.skip();
  const start = cursor.index;
  let value: HclExpression = { ...readPrimary(cursor), range: [start, cursor.index] };
  for (;;) {
    const range = (): readonly [number, number] => [start, cursor.index];
    if (cursor.peek(3) !== "..." && cursor.take(".")) {
      const key = cursor.take("*") ? undefined : (cursor.name() ?? cursor.match(/\d+/y) ?? cursor.fail("a name is missing here"));
      if (key === undefined) value = { kind: "unsupported", range: range() };
      else value = { kind: "index", of: value, key: { kind: "literal", value: key, range: range() }, range: range() };
    } else if (cursor.take("[")) {
      const key = cursor.within(true, () => {
        const inner = cursor.take("*") ? undefined : readExpression(cursor);
        cursor.expect("]");
        return inner;
      });
      value = key === undefined ? { kind: "unsupported", range: range() } : { kind: "index", of: value, key, range: range() };
    } else return value;
  }
}

function readPrimary(cursor: HclCursor): HclNode {
  const number = cursor.match(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number !== undefined) return { kind: "literal", value: Number(number) };
  switch (cursor.peek()) {
    case '"':
      return readString(cursor, readExpression);
    case "<":
      return readHeredoc(cursor, readExpression);
    case "(":
      return readParentheses(cursor);
    case "[":
      return readList(cursor);
    case "{":
      return readObject(cursor);
  }
  const name = cursor.name() ?? cursor.fail("a value is missing here");
  if (name === "true" || name === "false") return { kind: "literal", value: name === "true" };
  if (name === "null") return { kind: "literal", value: null };
  return cursor.text[cursor.index] === "(" ? readCall(cursor, name) : { kind: "name", name };
}

function readParentheses(cursor: HclCursor): HclNode {
  cursor.expect("(");
  return cursor.within(true, () => {
    const inner = readExpression(cursor);
    cursor.expect(")");
    return inner;
  });
}

function readCall(cursor: HclCursor, name: string): HclNode {
  cursor.expect("(");
  return cursor.within(true, () => {
    const args: HclExpression[] = [];
    let isSpread = false;
    while (!cursor.take(")")) {
      args.push(readExpression(cursor));
      isSpread = cursor.take("...");
      if (cursor.peek() !== ")") cursor.expect(",");
    }
    return { kind: "call", name, args, isSpread };
  });
}

function readList(cursor: HclCursor): HclNode {
  cursor.expect("[");
  return cursor.within(true, () => {
    const loop = readFor(cursor, "]");
    if (loop !== undefined) return loop;
    const items: HclExpression[] = [];
    while (!cursor.take("]")) {
      items.push(readExpression(cursor));
      if (cursor.peek() !== "]") cursor.expect(",");
    }
    return { kind: "list", items };
  });
}

/** Items end at a comma or at a line end. A key that is a bare name is a string. */
function readObject(cursor: HclCursor): HclNode {
  cursor.expect("{");
  const loop = cursor.within(true, () => readFor(cursor, "}"));
  if (loop !== undefined) return loop;
  return cursor.within(false, () => {
    const items: HclItem[] = [];
    for (;;) {
      cursor.skip(true);
      if (cursor.take("}")) return { kind: "object", items };
      const written = readExpression(cursor);
      const key: HclExpression = written.kind === "name" ? { kind: "literal", value: written.name, range: written.range } : written;
      if (!cursor.take("=")) cursor.expect(":");
      items.push({ key, value: readExpression(cursor) });
      if (!cursor.take(",") && cursor.peek() !== "}" && cursor.peek() !== "\n") cursor.fail("a comma or a line end is missing here");
    }
  });
}

/** `for k, v in map : …` behind the bracket; undefined, and nowhere else, when none stands there. */
function readFor(cursor: HclCursor, close: string): HclNode | undefined {
  const start = cursor.index;
  const first = cursor.name() === "for" ? cursor.name() : undefined;
  if (first === undefined) {
    cursor.index = start;
    return undefined;
  }
  const second = cursor.take(",") ? cursor.name() : undefined;
  if (cursor.name() !== "in") cursor.fail("`in` is missing here");
  const collection = readExpression(cursor);
  cursor.expect(":");
  const head = readExpression(cursor);
  const isObject = cursor.take("=>");
  const result = isObject ? readExpression(cursor) : head;
  cursor.take("...");
  const condition = cursor.name() === "if" ? readExpression(cursor) : undefined;
  cursor.expect(close);
  const names = second === undefined ? { key: undefined, value: first } : { key: first, value: second };
  return { kind: "for", ...names, collection, resultKey: isObject ? head : undefined, result, condition };
}
