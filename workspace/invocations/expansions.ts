/** A stretch of a text as a shell, a build server or compose would expand it. */
export type Expansion =
  | { readonly kind: "text"; readonly text: string }
  /** `$NAME`, `${NAME}`, `${NAME:-operand}`; the operator is "" when there is none. */
  | { readonly kind: "variable"; readonly name: string; readonly operator: string; readonly operand: string }
  /** `$(script)` and backquotes. */
  | { readonly kind: "command"; readonly script: string }
  /** `${{ expression }}` of GitHub Actions. */
  | { readonly kind: "expression"; readonly expression: string }
  /** Arithmetic, `${#NAME}`, what is not closed. */
  | { readonly kind: "opaque" };

/** Cuts a text whose quotes are already off into what stays and what is expanded. Takes time in proportion to its length. */
export function readExpansions(text: string): readonly Expansion[] {
  const found: Expansion[] = [];
  let start = 0;
  let index = nextExpansion(text, 0);
  while (index < text.length) {
    if (index > start) found.push({ kind: "text", text: text.slice(start, index) });
    const { expansion, end } = readExpansion(text, index);
    found.push(expansion);
    start = end;
    index = nextExpansion(text, end);
  }
  if (start < text.length) found.push({ kind: "text", text: text.slice(start) });
  return found;
}

/** A dollar that begins nothing is text. */
function nextExpansion(text: string, from: number): number {
  const offset = text.slice(from).search(/\$[\w{(@*#?$!-]|`/);
  return offset < 0 ? text.length : from + offset;
}

interface ReadExpansion {
  readonly expansion: Expansion;
  /** Offset behind it. */
  readonly end: number;
}

function readExpansion(text: string, start: number): ReadExpansion {
  if (text[start] === "`") return readBackquotes(text, start);
  if (text.startsWith("${{", start)) {
    const close = text.indexOf("}}", start);
    if (close < 0) return { expansion: { kind: "opaque" }, end: text.length };
    return { expansion: { kind: "expression", expression: text.slice(start + 3, close).trim() }, end: close + 2 };
  }
  const next = text[start + 1];
  if (next !== "(" && next !== "{") {
    const name = /^(?:[A-Za-z_]\w*|\d|[@*#?$!-])/.exec(text.slice(start + 1, start + 257))?.[0] ?? "";
    return { expansion: { kind: "variable", name, operator: "", operand: "" }, end: start + 1 + name.length };
  }
  const close = closingOf(text, start + 1);
  if (close === undefined) return { expansion: { kind: "opaque" }, end: text.length };
  const inner = text.slice(start + 2, close);
  if (next === "{") return { expansion: readParameter(inner), end: close + 1 };
  const isArithmetic = inner.startsWith("(") && inner.endsWith(")");
  return { expansion: isArithmetic ? { kind: "opaque" } : { kind: "command", script: inner }, end: close + 1 };
}

function readBackquotes(text: string, start: number): ReadExpansion {
  let end = start + 1;
  while (end < text.length && text[end] !== "`") end += text[end] === "\\" ? 2 : 1;
  if (end >= text.length) return { expansion: { kind: "opaque" }, end: text.length };
  return { expansion: { kind: "command", script: text.slice(start + 1, end).replace(/\\([\\`$])/g, "$1") }, end: end + 1 };
}

function readParameter(inner: string): Expansion {
  const match = /^([A-Za-z_]\w*|\d+|[@*?])(?:\[0\])?(:?[-=?+]|[%#]{1,2}|[/:^,@[]|$)([^]*)$/.exec(inner);
  if (match === null) return { kind: "opaque" };
  const [, name = "", operator = "", operand = ""] = match;
  return { kind: "variable", name, operator, operand: operand.replace(/^(["'])([^"']*)\1$/, "$2") };
}

/** The parenthesis or brace that closes the one at `open`, quotes and what is nested in it skipped; undefined without one. */
function closingOf(text: string, open: number): number | undefined {
  const closers: string[] = [];
  for (let index = open; index < text.length; index++) {
    const character = text.charAt(index);
    const closer = closers.at(-1);
    if (character === "\\") index++;
    else if (character === closer) {
      closers.pop();
      if (closers.length === 0) return index;
    } else if (character === "'" && closer !== '"') index = skipTo(text, "'", index);
    else if (character === '"') closers.push('"');
    else if (character === "(" && closer !== '"') closers.push(")");
    else if (character === "{" && closers.length === 0) closers.push("}");
    else if (character === "$" && /[({]/.test(text.charAt(index + 1))) closers.push(text.charAt(++index) === "(" ? ")" : "}");
  }
  return undefined;
}

function skipTo(text: string, character: string, from: number): number {
  const found = text.indexOf(character, from + 1);
  return found < 0 ? text.length : found;
}
