import { HclCursor } from "./hcl-cursor.ts";
import type { HclExpression, HclNode, HclRange } from "./hcl-syntax.ts";

type ReadExpression = (cursor: HclCursor) => HclExpression;

/** A quoted string at the cursor. */
export function readString(cursor: HclCursor, read: ReadExpression): HclNode {
  cursor.expect('"');
  const parts = readParts(cursor, read, { escapes: true, isEnd: () => cursor.text[cursor.index] === '"' });
  cursor.index++;
  return toTemplate(parts);
}

/** A here-document at the cursor: `<<X`, or `<<-X`, whose lines lose their common indentation. */
export function readHeredoc(cursor: HclCursor, read: ReadExpression): HclNode {
  const head = cursor.match(/<<-?[\p{L}_][\p{L}\p{N}_-]*[ \t\r]*\n/uy) ?? cursor.fail("a value is missing here");
  const name = head.replace(/^<<-?/, "").trim();
  const end = new RegExp(`[ \\t]*${name}[ \\t]*\\r?(?:\\n|$)`, "y");
  const isEnd = (): boolean => {
    const { text, index } = cursor;
    if (index > 0 && text[index - 1] !== "\n") return false;
    end.lastIndex = index;
    return end.test(text);
  };
  const parts = readParts(cursor, read, { escapes: false, isEnd });
  // The line end behind the name ends the attribute.
  cursor.match(/[ \t]*[\p{L}\p{N}_-]+/uy);
  return toTemplate(head.startsWith("<<-") ? withoutIndentation(parts) : parts);
}

/** A string of JSON, which is a template too; all of it is said to stand at `range`. */
export function readJsonTemplate(text: string, range: HclRange, read: ReadExpression): HclExpression {
  const cursor = new HclCursor(text);
  const parts = readParts(cursor, (inner) => relocate(read(inner), range), { escapes: false, isEnd: () => cursor.isAtEnd });
  return { ...toTemplate(parts.map((part) => ({ ...part, range }))), range };
}

interface TemplateSyntax {
  readonly escapes: boolean;
  readonly isEnd: () => boolean;
}

/** Up to the end, not past it. */
function readParts(cursor: HclCursor, read: ReadExpression, { escapes, isEnd }: TemplateSyntax): HclExpression[] {
  const parts: HclExpression[] = [];
  const { text } = cursor;
  let literal = "";
  let start = cursor.index;
  const flush = (): void => {
    if (literal !== "") parts.push({ kind: "literal", value: literal, range: [start, cursor.index] });
    literal = "";
  };
  while (!isEnd()) {
    if (cursor.isAtEnd) cursor.fail("a string is not closed");
    const character = text.charAt(cursor.index);
    const pair = text.slice(cursor.index, cursor.index + 3);
    if (pair === "$${" || pair === "%%{") {
      literal += pair.slice(1);
      cursor.index += 3;
    } else if (pair.startsWith("${") || pair.startsWith("%{")) {
      flush();
      parts.push(readInterpolation(cursor, read));
      start = cursor.index;
    } else if (escapes && character === "\\") literal += readEscape(cursor);
    else {
      if (escapes && character === "\n") cursor.fail("a string is not closed");
      literal += character;
      cursor.index++;
    }
  }
  flush();
  return parts;
}

function readInterpolation(cursor: HclCursor, read: ReadExpression): HclExpression {
  const start = cursor.index;
  const isDirective = cursor.text[start] === "%";
  cursor.index += 2;
  if (isDirective) {
    const close = cursor.text.indexOf("}", start);
    cursor.index = close < 0 ? cursor.text.length : close + 1;
    return { kind: "unsupported", range: [start, cursor.index] };
  }
  return cursor.within(true, () => {
    cursor.take("~");
    const value = read(cursor);
    cursor.take("~");
    cursor.expect("}");
    return value;
  });
}

const escapeCharacters: ReadonlyMap<string, string> = new Map([["n", "\n"], ["r", "\r"], ["t", "\t"]]);

function readEscape(cursor: HclCursor): string {
  const unicode = /^\\u([\dA-Fa-f]{4})/.exec(cursor.text.slice(cursor.index, cursor.index + 6))?.[1];
  cursor.index += unicode === undefined ? 2 : 6;
  if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
  const character = cursor.text.charAt(cursor.index - 1);
  return escapeCharacters.get(character) ?? character;
}

function toTemplate(parts: readonly HclExpression[]): HclNode {
  const [first, ...others] = parts;
  if (first === undefined) return { kind: "literal", value: "" };
  return first.kind === "literal" && others.length === 0 ? first : { kind: "template", parts };
}

function withoutIndentation(parts: readonly HclExpression[]): readonly HclExpression[] {
  const texts = parts.map((part, index) => (part.kind === "literal" ? (index === 0 ? "\n" : "") + String(part.value) : ""));
  const indents = texts.flatMap((text) => Array.from(text.matchAll(/\n([ \t]*)(?=[^\s]|$)/g), ([, indent = ""]) => indent.length));
  // The empty end of the last line is none.
  const counted = texts.at(-1)?.endsWith("\n") === true ? indents.slice(0, -1) : indents;
  const common = counted.length === 0 ? 0 : Math.min(...counted);
  const strip = new RegExp(`\\n[ \\t]{0,${common}}`, "g");
  return parts.map((part, index) => {
    if (part.kind !== "literal") return part;
    const text = (texts[index] ?? "").replace(strip, "\n");
    return { ...part, value: index === 0 ? text.slice(1) : text };
  });
}

function relocate(expression: HclExpression, range: HclRange): HclExpression {
  return { ...expression, range };
}
