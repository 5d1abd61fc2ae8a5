import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document, type Node, type Pair } from "yaml";

/** A value of a YAML file with its place: aliases followed, `<<` merged, tags kept. Lines and columns count from zero. */
export type YamlValue = YamlMap | YamlList | YamlText | YamlNull;

interface Placed {
  readonly line: number;
  readonly column: number;
  /** `!reset`, `!reference`; undefined for the tags of YAML itself and for none. */
  readonly tag: string | undefined;
}

export interface YamlMap extends Placed {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, YamlEntry>;
}

/** A value under its key; the key's line is where a message points. */
export interface YamlEntry {
  readonly line: number;
  readonly value: YamlValue;
}

export interface YamlList extends Placed {
  readonly kind: "list";
  readonly items: readonly YamlValue[];
}

/** A scalar as text, numbers and booleans as the tools print them: `1.20` without quotes is `1.2`. */
export interface YamlText extends Placed {
  readonly kind: "text";
  readonly text: string;
}

export interface YamlNull extends Placed {
  readonly kind: "null";
}

export type YamlReading =
  /** One value for each document of the file. */
  | { readonly kind: "read"; readonly documents: readonly YamlValue[] }
  | { readonly kind: "broken"; readonly line: number; readonly column: number; /** Without a full stop. */ readonly message: string };

/** Reads a YAML text. Never throws; a text of another form, a template say, is `broken` at the first place that shows it. */
export function readYaml(text: string): YamlReading {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, logLevel: "silent", prettyErrors: false });
  if ("empty" in documents) return { kind: "read", documents: [] };
  const [error] = documents.flatMap((document) => document.errors);
  if (error !== undefined) return { kind: "broken", ...placeOf(error.pos[0], lines), message: error.message };
  return { kind: "read", documents: documents.map((document) => createConversion(document, lines)(document.contents)) };
}

/** Whether a text that is no valid YAML will become some: it has the marks of a template, and nobody wants to hear of it. */
export function isTemplate(text: string | undefined): boolean {
  return text !== undefined && /\{\{|\{%|<%/.test(text);
}

/** What a key of a map holds; undefined for anything that is no map, and without the key. */
export function yamlEntry(value: YamlValue | undefined, ...keys: readonly string[]): YamlEntry | undefined {
  let entry: YamlEntry | undefined;
  let current = value;
  for (const key of keys) {
    entry = current?.kind === "map" ? current.entries.get(key) : undefined;
    current = entry?.value;
  }
  return entry;
}

export function yamlAt(value: YamlValue | undefined, ...keys: readonly string[]): YamlValue | undefined {
  return yamlEntry(value, ...keys)?.value;
}

export function yamlText(value: YamlValue | undefined): string | undefined {
  return value?.kind === "text" ? value.text : undefined;
}

/** The texts of a list, those of lists in it included; of a single scalar that one. What no tool would read is cut off. */
export function yamlTexts(value: YamlValue | undefined): readonly string[] {
  const texts: string[] = [];
  const collect = (item: YamlValue | undefined, depth: number): void => {
    if (texts.length > 4096 || depth > 10) return;
    if (item?.kind === "text") texts.push(item.text);
    else if (item?.kind === "list") for (const inner of item.items.slice(0, 4096)) collect(inner, depth + 1);
  };
  collect(value, 0);
  return texts;
}

export function yamlEntries(value: YamlValue | undefined): readonly (readonly [key: string, entry: YamlEntry])[] {
  return value?.kind === "map" ? [...value.entries] : [];
}

/**
 * Every node is converted once, however often it is aliased: a file of a few lines may name billions. An alias within
 * its own anchor is read as nothing, and so is what lies deeper than any file of builds.
 */
function createConversion(document: Document.Parsed, lines: LineCounter): (node: unknown) => YamlValue {
  const known = new Map<Node, YamlValue>();
  const open = new Set<Node>();
  const nothing: YamlNull = { kind: "null", line: 0, column: 0, tag: undefined };
  return convert;

  function convert(node: unknown): YamlValue {
    if (isAlias(node)) return convert(node.resolve(document));
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return nothing;
    const earlier = known.get(node);
    if (earlier !== undefined) return earlier;
    if (open.has(node) || open.size > 64) return nothing;
    open.add(node);
    const value = convertNode(node);
    open.delete(node);
    known.set(node, value);
    return value;
  }

  function convertNode(node: Node): YamlValue {
    const place = { ...placeOf(node.range?.[0] ?? 0, lines), tag: node.tag?.startsWith("!") === true ? node.tag : undefined };
    if (isMap(node)) return { kind: "map", ...place, entries: entriesOf(node.items) };
    if (isSeq(node)) return { kind: "list", ...place, items: node.items.map(convert) };
    const scalar = isScalar(node) ? node.value : undefined;
    if (typeof scalar === "string") return { kind: "text", ...place, text: scalar };
    if (typeof scalar === "number" || typeof scalar === "boolean") return { kind: "text", ...place, text: String(scalar) };
    return { kind: "null", ...place };
  }

  /** Own keys go before merged ones, and of these the first map's before the others'. */
  function entriesOf(pairs: readonly Pair[]): ReadonlyMap<string, YamlEntry> {
    const own = new Map<string, YamlEntry>();
    const merged: YamlValue[] = [];
    for (const { key, value } of pairs) {
      const name = isScalar(key) ? String(key.value) : undefined;
      if (name === undefined) continue;
      if (name === "<<") merged.push(...flat(convert(value)));
      else own.set(name, { line: isScalar(key) ? placeOf(key.range?.[0] ?? 0, lines).line : 0, value: convert(value) });
    }
    for (const [name, entry] of merged.flatMap((map) => yamlEntries(map))) if (!own.has(name)) own.set(name, entry);
    return own;
  }
}

function flat(value: YamlValue): readonly YamlValue[] {
  return value.kind === "list" ? value.items : [value];
}

function placeOf(offset: number, lines: LineCounter): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line - 1, 0), column: Math.max(col - 1, 0) };
}
