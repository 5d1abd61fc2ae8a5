import { derive, isList, isMap, known, toBoolean, toNumber, toText, unknownValue, volatileValue, type BakeData, type BakeValue } from "./bake-value.ts";

type Compute = (...data: BakeData[]) => BakeData | undefined;

/**
 * What a function of bake's standard library answers (docker/buildx, bake/hclparser/stdlib.go), as far as it is evaluated
 * here: what asks the clock or chance is volatile, and so is what is made of that; of any other the answer is unknown.
 * Regular expressions are not run: a file must not be able to keep a linter busy.
 */
export function callFunction(name: string, args: readonly BakeValue[]): BakeValue {
  if (name === "timestamp" || name === "uuidv4" || name === "bcrypt") return volatileValue;
  if (name === "coalesce") return args.find((arg) => arg.kind !== "known" || arg.data !== null) ?? unknownValue;
  // What is unknown here may be an error there, or not.
  if (name === "try") return args[0] ?? unknownValue;
  // Dates without days stay for many builds.
  const [format] = args;
  if (/^format(?:date|timestamp)$/.test(name) && format?.kind === "known" && /^[^DEhHms]*$/.test(toText(format.data) ?? "D")) return unknownValue;
  const compute = functions.get(name);
  if (compute !== undefined) return derive(args, compute);
  return args.some(({ kind }) => kind === "volatile") ? volatileValue : unknownValue;
}

const functions: ReadonlyMap<string, Compute> = new Map<string, Compute>([
  ["equal", (a = null, b = null) => isSame(a, b)],
  ["notequal", (a = null, b = null) => negate(isSame(a, b))],
  ["not", (a = null) => negate(toBoolean(a))],
  ["and", (a = null, b = null) => both(a, b, (x, y) => x && y)],
  ["or", (a = null, b = null) => both(a, b, (x, y) => x || y)],
  ["lessthan", numeric((a, b) => a < b)],
  ["lessthanorequalto", numeric((a, b) => a <= b)],
  ["greaterthan", numeric((a, b) => a > b)],
  ["greaterthanorequalto", numeric((a, b) => a >= b)],
  ["add", numeric((a, b) => a + b)],
  ["subtract", numeric((a, b) => a - b)],
  ["multiply", numeric((a, b) => a * b)],
  ["divide", numeric((a, b) => a / b)],
  ["modulo", numeric((a, b) => a % b)],
  ["int", (a = null) => mapNumber(a, Math.trunc)],
  ["floor", (a = null) => mapNumber(a, Math.floor)],
  ["ceil", (a = null) => mapNumber(a, Math.ceil)],
  ["lower", textual((text) => text.toLowerCase())],
  ["upper", textual((text) => text.toUpperCase())],
  ["trimspace", textual((text) => text.trim())],
  ["chomp", textual((text) => text.replace(/[\r\n]+$/, ""))],
  ["strlen", textual((text) => [...text].length)],
  ["sanitize", textual((text) => text.replace(/[^A-Za-z0-9_-]/gu, "_"))],
  ["basename", textual((text) => text.replace(/\/+$/, "").replace(/^.*\//, ""))],
  ["trimprefix", textual((text, prefix = "") => (text.startsWith(prefix) ? text.slice(prefix.length) : text))],
  ["trimsuffix", textual((text, suffix = "") => (suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text))],
  ["replace", textual((text, from = "", to = "") => limited(from === "" ? undefined : text.replaceAll(from, () => to)))],
  ["split", (separator = null, text = null) => toList(toText(text)?.split(toText(separator) ?? ","))],
  ["substr", (text = null, offset = null, length = null) => substring(toText(text), toNumber(offset), toNumber(length))],
  ["join", (separator = null, ...lists) => joinTexts(toText(separator), lists)],
  ["format", (format = null, ...args) => formatText(toText(format), args)],
  ["concat", (...lists) => (lists.every(isList) ? short(lists.flat()) : undefined)],
  ["flatten", (list = null) => (isList(list) ? short(flatten(list, 8)) : undefined)],
  ["compact", (list = null) => (isList(list) ? list.filter((item) => item.kind !== "known" || (item.data !== "" && item.data !== null)) : undefined)],
  ["distinct", (list = null) => distinct(list)],
  ["length", (of = null) => (isList(of) ? of.length : isMap(of) ? of.size : typeof of === "string" ? [...of].length : undefined)],
  ["contains", (list = null, item = null) => contains(list, item)],
  ["keys", (map = null) => (isMap(map) ? toList([...map.keys()].sort()) : undefined)],
  ["values", (map = null) => (isMap(map) ? [...map.keys()].sort().map((key) => map.get(key) ?? unknownValue) : undefined)],
  ["merge", (...maps) => (maps.every(isMap) ? new Map(maps.flatMap((map) => [...map])) : undefined)],
]);

function isSame(a: BakeData, b: BakeData): boolean | undefined {
  if (isList(a) || isList(b) || isMap(a) || isMap(b)) return undefined;
  const isMixed = a !== null && b !== null && typeof a !== typeof b;
  // `equal` takes its arguments to one type first.
  return isMixed ? toText(a) === toText(b) : a === b;
}

function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function both(a: BakeData, b: BakeData, combine: (a: boolean, b: boolean) => boolean): boolean | undefined {
  const [left, right] = [toBoolean(a), toBoolean(b)];
  return left === undefined || right === undefined ? undefined : combine(left, right);
}

function numeric(compute: (a: number, b: number) => number | boolean): Compute {
  return (a = null, b = null) => {
    const [left, right] = [toNumber(a), toNumber(b)];
    const result = left === undefined || right === undefined ? undefined : compute(left, right);
    return typeof result === "number" && !Number.isFinite(result) ? undefined : result;
  };
}

function mapNumber(data: BakeData, map: (number: number) => number): number | undefined {
  const number = toNumber(data);
  return number === undefined ? undefined : map(number);
}

function textual(compute: (...texts: [string, ...string[]]) => BakeData | undefined): Compute {
  return (...data) => {
    const texts = data.map(toText).filter((text) => text !== undefined);
    const [first, ...others] = texts;
    return first === undefined || texts.length < data.length ? undefined : compute(first, ...others);
  };
}

/** Nothing that people write is as long; texts that double each other must not fill the memory. */
function limited(text: string | undefined): string | undefined {
  return text !== undefined && text.length > 65_536 ? undefined : text;
}

function short(list: readonly BakeValue[]): readonly BakeValue[] | undefined {
  return list.length > 10_000 ? undefined : list;
}

function toList(texts: readonly string[] | undefined): readonly BakeValue[] | undefined {
  return texts?.map((text) => known(text));
}

function substring(text: string | undefined, offset: number | undefined, length: number | undefined): string | undefined {
  if (text === undefined || offset === undefined || length === undefined) return undefined;
  const characters = [...text];
  const start = offset < 0 ? Math.max(0, characters.length + offset) : offset;
  return characters.slice(start, length < 0 ? undefined : start + length).join("");
}

function joinTexts(separator: string | undefined, lists: readonly BakeData[]): string | undefined {
  const items = lists.every(isList) ? lists.flat() : [];
  const texts = items.map((item) => (item.kind === "known" ? toText(item.data) : undefined));
  if (separator === undefined || !lists.every(isList) || texts.includes(undefined)) return undefined;
  return limited(texts.join(separator));
}

/** `%s`, `%v`, `%d` and `%%`. */
function formatText(format: string | undefined, args: readonly BakeData[]): string | undefined {
  if (format === undefined || format.replace(/%[svd%]/g, "").includes("%")) return undefined;
  const texts = args.map(toText);
  let next = 0;
  const text = format.replace(/%[svd%]/g, (verb) => (verb === "%%" ? "%" : (texts[next++] ?? "")));
  return texts.includes(undefined) || next !== texts.length ? undefined : limited(text);
}

function flatten(list: readonly BakeValue[], depth: number): readonly BakeValue[] {
  return list.flatMap((item) => (item.kind === "known" && isList(item.data) && depth > 0 ? flatten(item.data, depth - 1) : [item]));
}

function distinct(list: BakeData): readonly BakeValue[] | undefined {
  if (!isList(list)) return undefined;
  const seen = new Map<unknown, BakeValue>();
  for (const item of list) {
    if (item.kind !== "known" || isList(item.data) || isMap(item.data)) return undefined;
    if (!seen.has(item.data)) seen.set(item.data, item);
  }
  return [...seen.values()];
}

function contains(list: BakeData, item: BakeData): boolean | undefined {
  if (!isList(list)) return undefined;
  const answers = list.map((each) => (each.kind === "known" ? isSame(each.data, item) : undefined));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}
