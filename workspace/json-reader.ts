import { parseTree, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";

import { didYouMean } from "./nearest-name.ts";

/** Something wrong in a configuration file. It is reported, and the rest of the file counts. */
export interface ConfigurationProblem {
  /** Absolute. */
  readonly file: string;
  /** Offsets in UTF-16 code units, end exclusive. */
  readonly range: readonly [start: number, end: number];
  /** Where the range starts, both counted from zero. */
  readonly line: number;
  readonly column: number;
  /** One sentence without its full stop. */
  readonly message: string;
}

export interface Property {
  readonly keyNode: Node;
  readonly value: Node;
}

/** Looks into parsed JSON and notes what is not as it should be. An absent node gives nothing and is never wrong. */
export interface JsonReader {
  /** In the order of the file. */
  problems(): readonly ConfigurationProblem[];
  report(node: Node, message: string): void;
  /** Properties by name; of two with one name the last counts, as everywhere in JSON, and that is noted. */
  properties(node: Node | undefined, what: string): ReadonlyMap<string, Property>;
  items(node: Node | undefined, what: string): readonly Node[];
  text(node: Node | undefined, what: string): string | undefined;
  /** One of several words; `what` with its article, as in "a severity". */
  choice<Word extends string>(node: Node | undefined, words: readonly Word[], what: string): Word | undefined;
}

/** The tree of JSON with comments and trailing commas, and where the text is none. An empty text has no tree. */
export function parseJson(text: string): { readonly root: Node | undefined; readonly errors: readonly ParseError[] } {
  const errors: ParseError[] = [];
  // The parser takes a byte order mark for a wrong character; with a blank instead, offsets stay what they are.
  const root = parseTree(text.replace(/^\uFEFF/, " "), errors, { allowTrailingComma: true, allowEmptyContent: true });
  return { root, errors };
}

/** The reader for one text; `errors` of its parsing are its first problems. */
export function createJsonReader(file: string, source: string, errors: readonly ParseError[]): JsonReader {
  const problems = errors.map(({ error, offset, length }) => problemAt(offset, length, describe(printParseErrorCode(error))));
  return {
    problems: () => problems.toSorted((a, b) => a.range[0] - b.range[0]),
    report,

    properties(node, what) {
      const properties = new Map<string, Property>();
      if (node !== undefined && node.type !== "object") report(node, `${what} must be an object`);
      for (const { children } of node?.type === "object" ? (node.children ?? []) : []) {
        const [keyNode, value] = children ?? [];
        if (typeof keyNode?.value !== "string" || value === undefined) continue;
        if (properties.has(keyNode.value)) report(keyNode, `"${keyNode.value}" is there twice`);
        properties.set(keyNode.value, { keyNode, value });
      }
      return properties;
    },

    items(node, what) {
      if (node?.type === "array") return node.children ?? [];
      if (node !== undefined) report(node, `${what} must be a list`);
      return [];
    },

    text,

    choice(node, words, what) {
      const word = text(node, what);
      if (node === undefined || word === undefined) return undefined;
      const chosen = words.find((each) => each === word);
      if (chosen === undefined) report(node, `"${word}" is not ${what}${didYouMean(word, words) || `; use ${listOf(words)}`}`);
      return chosen;
    },
  };

  function text(node: Node | undefined, what: string): string | undefined {
    if (typeof node?.value === "string") return node.value;
    if (node !== undefined) report(node, `${what} must be a string`);
    return undefined;
  }

  function report(node: Node, message: string): void {
    problems.push(problemAt(node.offset, node.length, message));
  }

  function problemAt(offset: number, length: number, message: string): ConfigurationProblem {
    const lines = source.slice(0, offset).split(/\r\n|\n|\r/);
    const range: [number, number] = [offset, offset + Math.max(0, length)];
    return { file, range, line: lines.length - 1, column: lines.at(-1)?.length ?? 0, message };
  }
}

function listOf(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1) ?? ""}`;
}

/** "CommaExpected" → "this is not JSON: comma expected". */
function describe(code: string): string {
  return `this is not JSON: ${code.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim()}`;
}
