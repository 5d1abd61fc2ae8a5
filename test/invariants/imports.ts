import { posix } from "node:path";
import ts from "typescript";
import { isRule, type Layer, layerOf, placeOf, type Source, walk } from "./source.ts";

/** One module named by a file, by `import`, `export … from`, `import()`, `require()` or a type's `import()`. */
interface Import {
  readonly place: string;
  readonly specifier: string;
  /** The file meant, from the repository's root; undefined for a package or a built-in module. */
  readonly target: string | undefined;
}

/** What each layer may import besides itself. */
const allowed: Readonly<Record<Layer, readonly Layer[]>> = {
  dockerfile: [],
  shell: ["dockerfile"],
  ecosystems: ["shell"],
  buildkit: ["dockerfile", "shell", "ecosystems"],
  workspace: ["dockerfile", "shell", "ecosystems", "buildkit"],
  rules: ["dockerfile", "shell", "ecosystems", "buildkit", "workspace"],
  engine: ["dockerfile", "shell", "ecosystems", "buildkit", "workspace", "rules"],
  cli: ["dockerfile", "shell", "ecosystems", "buildkit", "workspace", "rules", "engine"],
  server: ["dockerfile", "shell", "ecosystems", "buildkit", "workspace", "rules", "engine"],
  client: [],
};

/** Libraries whose shapes stay behind our own, and where they may be named. */
const owners: readonly { readonly library: RegExp; readonly paths: RegExp; readonly files: number }[] = [
  { library: /^dockerfile-ast(?:\/|$)/, paths: /^dockerfile\/parse\.ts$/, files: 1 },
  { library: /^yaml(?:\/|$)/, paths: /^workspace\/invocations\/yaml\.ts$/, files: 1 },
  { library: /^unbash(?:\/|$)/, paths: /^shell\/parse\.ts$/, files: 1 },
  { library: /^vscode-languageserver(?:[-/]|$)/, paths: /^server\//, files: Infinity },
  { library: /^vscode$/, paths: /^client\//, files: 1 },
  { library: /^vscode-languageclient(?:\/|$)/, paths: /^client\//, files: 1 },
];

/** Imports that go rightward in the picture or out of the layers. */
export function layerViolations(sources: readonly Source[]): string[] {
  return everyImport(sources).flatMap(([{ path }, { place, target }]) => {
    const from = layerOf(path);
    if (from === undefined || target === undefined || target === "package.json") return [];
    const to = layerOf(target);
    if (to === from || (to !== undefined && allowed[from].includes(to))) return [];
    return [`${place} imports ${target}`];
  });
}

/** What a rule may name: the model, nodes, and in its own folder the types, the words of reports, the language and the edits. */
export function ruleViolations(sources: readonly Source[]): string[] {
  const known = /^(?:buildkit\/|dockerfile\/nodes\.ts$|rules\/(?:language|edits)\/|rules\/(?:rule|report)\.ts$)/;
  return everyImport(sources.filter(({ path }) => isRule(path)))
    .filter(([, { target }]) => target === undefined || !known.test(target))
    .map(([, { place, specifier }]) => `${place} imports ${specifier}`);
}

/** Imports of a library from a file that does not own it, and libraries with more owners than they should have. */
export function ownerViolations(sources: readonly Source[]): string[] {
  return owners.flatMap(({ library, paths, files }) => {
    const found = everyImport(sources).filter(([, { specifier }]) => library.test(specifier));
    const strangers = found.filter(([{ path }]) => !paths.test(path));
    const importers = [...new Set(found.filter(([{ path }]) => paths.test(path)).map(([{ path }]) => path))];
    const surplus = importers.length > files ? [`${library.source} is imported by ${importers.join(", ")}`] : [];
    return [...strangers.map(([, { place, specifier }]) => `${place} imports ${specifier}`), ...surplus];
  });
}

/** Rings of files that import each other, each once, as `a → b → a`. A type alone closes a ring too. */
export function fileRings(sources: readonly Source[]): string[] {
  return ringsOf(new Map(sources.map((source) => [source.path, targetsOf(source)])));
}

/** Rings of folders, a folder and the one it stands in included: `rules/language → rules → rules/language`. */
export function folderRings(sources: readonly Source[]): string[] {
  const graph = new Map<string, string[]>();
  for (const source of sources) {
    const folder = posix.dirname(source.path);
    const others = targetsOf(source).map(posix.dirname).filter((target) => target !== folder);
    graph.set(folder, [...(graph.get(folder) ?? []), ...others]);
  }
  return ringsOf(graph);
}

function ringsOf(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const finished = new Set<string>();
  const rings: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) rings.push([...trail.slice(start), path].join(" → "));
    if (start >= 0 || finished.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    finished.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return rings;
}

/** Every import of a file, types included. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  walk(source, (node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return;
    const target = specifier.startsWith(".") ? posix.join(posix.dirname(source.path), specifier) : undefined;
    found.push({ place: placeOf(source, node), specifier, target });
  });
  return found;
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier);
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === "require";
  return isImport || isRequire ? literal(node.arguments[0]) : undefined;
}

function literal(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function targetsOf(source: Source): string[] {
  return [...new Set(importsOf(source).flatMap(({ target }) => target ?? []))];
}

function everyImport(sources: readonly Source[]): [Source, Import][] {
  return sources.flatMap((source) => importsOf(source).map((found): [Source, Import] => [source, found]));
}
