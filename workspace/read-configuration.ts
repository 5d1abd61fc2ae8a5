import { findNodeAtLocation, getNodeValue, type Node } from "jsonc-parser";

import { compilePathPattern } from "../buildkit/files/path-pattern.ts";
import { createJsonReader, parseJson, type ConfigurationProblem, type JsonReader } from "./json-reader.ts";
import { didYouMean } from "./nearest-name.ts";

/** The text of a configuration file as data. */
export interface ConfigurationContent {
  readonly preset: (typeof presets)[number];
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly ignorePatterns: readonly string[];
  /** Dockerfile or pattern → directory, both as written. */
  readonly contexts: ReadonlyMap<string, string>;
  readonly problems: readonly ConfigurationProblem[];
}

export interface RuleSetting {
  readonly severity: (typeof severities)[number];
  /** What follows the severity, for the rule's own schema to judge. */
  readonly options: readonly unknown[];
}

export const presets = ["recommended", "strict"] as const;
export const severities = ["off", "warn", "error"] as const;
const settingNames = ["$schema", "extends", "rules", "ignorePatterns", "contexts"];

export interface ReadOptions {
  /** Absolute, for the problems. */
  readonly file: string;
  /** The property of the file that holds the configuration; undefined for the whole file. */
  readonly key: string | undefined;
  readonly ruleIds: readonly string[];
  readonly isAllowedContext: (directory: string) => boolean;
}

/** Reads JSON with comments and trailing commas; undefined when the file has no property `key`. */
export function readConfiguration(text: string, options: ReadOptions): ConfigurationContent | undefined {
  try {
    return read(text, options);
  } catch (error) {
    // The parser calls itself for each level, so that a text of brackets alone exhausts the stack.
    if (!(error instanceof RangeError)) throw error;
    return options.key === undefined ? nestedTooDeeply(options.file) : undefined;
  }
}

function read(text: string, { file, key, ruleIds, isAllowedContext }: ReadOptions): ConfigurationContent | undefined {
  const { root, errors } = parseJson(text);
  const node = key === undefined ? root : root && findNodeAtLocation(root, [key]);
  if (key !== undefined && node === undefined) return undefined;

  // Other people's keys in a package.json are not ours to find fault with.
  const reader = createJsonReader(file, text, key === undefined ? errors : []);
  const settings = reader.properties(node, "the configuration");
  for (const [name, { keyNode }] of settings) {
    if (!settingNames.includes(name)) reader.report(keyNode, `"${name}" is not a setting${didYouMean(name, settingNames)}`);
  }
  const valueOf = (name: string) => settings.get(name)?.value;
  return {
    preset: reader.choice(valueOf("extends"), presets, "a preset") ?? "recommended",
    rules: readRules(reader, valueOf("rules"), ruleIds),
    ignorePatterns: reader.items(valueOf("ignorePatterns"), '"ignorePatterns"').flatMap((item) => reader.text(item, "a pattern") ?? []),
    contexts: readContexts(reader, valueOf("contexts"), isAllowedContext),
    problems: reader.problems(),
  };
}

function readRules(reader: JsonReader, node: Node | undefined, ruleIds: readonly string[]): ReadonlyMap<string, RuleSetting> {
  const rules = new Map<string, RuleSetting>();
  for (const [id, { keyNode, value }] of reader.properties(node, '"rules"')) {
    const isKnown = ruleIds.includes(id);
    if (!isKnown) reader.report(keyNode, `there is no rule "${id}"${didYouMean(id, ruleIds)}`);
    const [first, ...options] = value.type === "array" ? (value.children ?? []) : [value];
    if (first === undefined) reader.report(value, "a severity must come first");
    const severity = reader.choice(first, severities, "a severity");
    if (isKnown && severity !== undefined) rules.set(id, { severity, options: options.map((option): unknown => getNodeValue(option)) });
  }
  return rules;
}

function readContexts(reader: JsonReader, node: Node | undefined, isAllowed: (directory: string) => boolean): ReadonlyMap<string, string> {
  const contexts = new Map<string, string>();
  for (const [pattern, { keyNode, value }] of reader.properties(node, '"contexts"')) {
    const compiled = compilePathPattern(pattern);
    if (compiled.kind === "malformed") reader.report(keyNode, `"${pattern}" is not a pattern: ${compiled.reason}`);
    const directory = reader.text(value, "a context");
    if (directory === undefined) continue;
    if (!isAllowed(directory)) reader.report(value, "a context must be a relative path inside the repository");
    else if (compiled.kind === "pattern") contexts.set(pattern, directory);
  }
  return contexts;
}

function nestedTooDeeply(file: string): ConfigurationContent {
  const problem: ConfigurationProblem = { file, range: [0, 0], line: 0, column: 0, message: "this is nested too deeply" };
  return { preset: "recommended", rules: new Map(), ignorePatterns: [], contexts: new Map(), problems: [problem] };
}
