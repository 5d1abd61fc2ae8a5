import ts from "typescript";
import type { Ecosystem } from "../../ecosystems/ecosystem.ts";
import { layerOf, placeOf, type Source, walk } from "./source.ts";

/** What the records call things: exact words, and patterns for tools with many spellings. */
export interface Names {
  readonly words: ReadonlySet<string>;
  readonly patterns: readonly RegExp[];
}

/** Names of package managers, their files, directories and the variables that move these, made from the records. */
export function namesOf(ecosystems: readonly Ecosystem[]): Names {
  const names = ecosystems.flatMap(namesOfOne);
  const strings = names.filter((name) => typeof name === "string");
  const words = strings.flatMap((name) => [trimPath(name), trimPath(name.replace(/^~\//, ""))]);
  const patterns = names.filter((name) => name instanceof RegExp && !name.test(""));
  return { words: new Set(words.filter((word) => word !== "")), patterns: patterns.filter((name) => name instanceof RegExp) };
}

function namesOfOne(ecosystem: Ecosystem): (string | RegExp)[] {
  const files = [ecosystem.files, ...ecosystem.commands.map((form) => form.files)].filter((found) => found !== undefined);
  return [
    ecosystem.id,
    ecosystem.name,
    ...ecosystem.commands.flatMap(({ tools, modules = [] }) => [...tools, ...modules]),
    ...files.flatMap(({ manifests, lockfiles, config }) => [...manifests, ...lockfiles, ...config]),
    ...ecosystem.caches.flatMap(({ path, otherwise = "", variables = {} }) => [path, otherwise, ...Object.keys(variables)]),
    ...ecosystem.hostArtifacts,
    ...ecosystem.installsInto,
    ...(ecosystem.versionProofs ?? []).map(({ file }) => file),
  ];
}

/** Directories are written with and without a slash at the end, globs with and without the directories before. */
function trimPath(path: string): string {
  return path.replace(/^(?:\.\/|\*\*\/)+|\/+$/g, "");
}

/**
 * Literals outside ecosystems/ that name a package manager or something of its. Within a longer text a name that is an
 * English word says nothing, so that messages can be written; a literal that is such a word and nothing else counts.
 */
export function strayNames(sources: readonly Source[], names: Names): Stray[] {
  return sources.flatMap((source) => {
    if (layerOf(source.path) === "ecosystems") return [];
    const found: Stray[] = [];
    walk(source, (node) => {
      const text = literalText(node);
      if (text === undefined) return;
      for (const name of namesIn(text, names)) found.push({ path: source.path, place: placeOf(source, node), name });
    });
    return found;
  });
}

export interface Stray {
  readonly path: string;
  readonly place: string;
  readonly name: string;
}

/** Tools and directories whose names are English words. */
const english: ReadonlySet<string> = new Set([
  "ant", "bin", "build", "bundle", "bundler", "composer", "dart", "go", "gem", "hex", "make", "mix", "modules", "node", "obj", "out",
  "packages", "patches", "poetry", "python", "rush", "spring", "stack", "swift", "target", "task", "vendor",
]);

/** The text a literal stands for. Parts of patterns and templates begin with a blank: they are never the whole. */
function literalText(node: ts.Node): string | undefined {
  if (ts.isRegularExpressionLiteral(node)) return ` ${node.text.replace(/\\[bB]/g, " ").replace(/\\(?=[^\w\s])/g, "")}`;
  if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) return ` ${node.text}`;
  if (!ts.isStringLiteralLike(node)) return undefined;
  return ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent) ? undefined : node.text;
}

function namesIn(text: string, { words, patterns }: Names): string[] {
  const whole = trimPath(text);
  if (words.has(whole) || patterns.some((pattern) => pattern.test(text))) return [whole];
  const tokens = text.split(/[^\w.@~/*-]+/).flatMap((token) => [token, token.replace(/^\//, ""), ...token.split("/")]);
  const trimmed = tokens.map((token) => trimPath(token.replace(/[.,]+$/, "")));
  return [...new Set(trimmed)].filter((token) => words.has(token) && !english.has(token.toLowerCase()));
}
