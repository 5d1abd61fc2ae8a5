import { isBuiltin } from "node:module";
import ts from "typescript";
import { importsOf } from "./imports.ts";
import { isRule, layerOf, placeOf, type Source, walk } from "./source.ts";

/** Layers whose result depends on their arguments alone. Rules and edits are as pure; what carries the rules need not be. */
export function isPure({ path }: Source): boolean {
  const layer = layerOf(path);
  if (layer === "rules") return isRule(path) || path.startsWith("rules/edits/") || path.startsWith("rules/language/");
  return layer === "dockerfile" || layer === "shell" || layer === "ecosystems" || layer === "buildkit";
}

/** Ways to the world outside: built-in modules, and globals that read or change more than their arguments. */
export function outsideViolations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const modules = importsOf(source).filter(({ specifier }) => isBuiltin(specifier));
    const found = modules.map(({ place, specifier }) => `${place} imports ${specifier}`);
    walk(source, (node) => {
      const name = outsideName(node);
      if (name !== undefined) found.push(`${placeOf(source, node)} uses ${name}`);
    });
    return found;
  });
}

/** Ways to run a program or text as code, and to the network. */
export function executionViolations(sources: readonly Source[]): string[] {
  const modules = /^(?:node:)?(?:child_process|cluster|dgram|dns|http2?|https|inspector|net|tls|vm|worker_threads)(?:\/|$)/;
  return sources.flatMap((source) => {
    const found = importsOf(source).filter(({ specifier }) => modules.test(specifier)).map(({ place, specifier }) => `${place} imports ${specifier}`);
    walk(source, (node) => {
      if (!ts.isIdentifier(node) || !/^(?:fetch|eval|Function|WebSocket)$/.test(node.text) || !isGlobal(node)) return;
      found.push(`${placeOf(source, node)} uses ${node.text}`);
    });
    return found;
  });
}

const outsideGlobals: ReadonlySet<string> = new Set([
  "process", "console", "performance", "fetch", "require", "globalThis", "crypto",
  "setTimeout", "setInterval", "setImmediate", "queueMicrotask",
]); // prettier-ignore

function outsideName(node: ts.Node): string | undefined {
  if (ts.isMetaProperty(node)) return "import.meta";
  if (ts.isPropertyAccessExpression(node)) {
    const name = `${node.expression.getText()}.${node.name.text}`;
    return name === "Date.now" || name === "Math.random" ? name : undefined;
  }
  if (ts.isNewExpression(node)) return node.expression.getText() === "Date" && !node.arguments?.length ? "new Date()" : undefined;
  if (!ts.isIdentifier(node) || !outsideGlobals.has(node.text)) return undefined;
  return isGlobal(node) ? node.text : undefined;
}

/** Not a property, a key, a parameter or anything else that the file itself has given this name. */
function isGlobal(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  const named = ts.isParameter(parent) || ts.isVariableDeclaration(parent) || ts.isBindingElement(parent);
  if (named) return parent.initializer === node;
  return ts.isExpression(parent) || ts.isStatement(parent) || ts.isSpreadElement(parent);
}

/** What a module keeps from one call to the next: variables, and collections that somebody could write to. */
export function stateViolations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => [...moduleState(source), ...classState(source)]);
}

function moduleState(source: Source): string[] {
  return source.tree.statements.filter(ts.isVariableStatement).flatMap(({ declarationList: list }) => {
    if ((list.flags & ts.NodeFlags.Const) === 0) return [`${placeOf(source, list)} is a variable of the module`];
    return list.declarations
      .filter((declaration) => isMutable(declaration, source) || hasPlace(declaration, source))
      .map((declaration) => `${placeOf(source, declaration)} ${declaration.name.getText()} can be changed`);
  });
}

function classState(source: Source): string[] {
  const found: string[] = [];
  walk(source, (node) => {
    if (!ts.isPropertyDeclaration(node)) return;
    const kinds = node.modifiers?.map(({ kind }) => kind) ?? [];
    if (!kinds.includes(ts.SyntaxKind.StaticKeyword) || kinds.includes(ts.SyntaxKind.ReadonlyKeyword)) return;
    found.push(`${placeOf(source, node)} is a variable of the class`);
  });
  return found;
}

/** A collection that is there to be filled, that its file writes to, or that another file could write to. */
function isMutable(declaration: ts.VariableDeclaration, { tree }: Source): boolean {
  const { initializer, type, name } = declaration;
  if (initializer === undefined || !isCollection(initializer)) return false;
  if (/^(?:readonly\b|Readonly)/.test(type?.getText() ?? "")) return false;
  return isEmpty(initializer) || isOpen(declaration) || isWritten(name.getText(), tree.text);
}

/** Exported as a list, map or set; objects are left out, because nearly every type of one is declared elsewhere. */
function isOpen({ initializer, parent }: ts.VariableDeclaration): boolean {
  if (initializer === undefined || ts.isObjectLiteralExpression(initializer)) return false;
  const statement = parent.parent;
  return ts.isVariableStatement(statement) && statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function isCollection(node: ts.Expression): boolean {
  if (ts.isNewExpression(node)) return /^(?:Weak)?(?:Map|Set|Ref)$|^Array$/.test(node.expression.getText());
  return ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node);
}

/** Nobody declares an empty collection for its contents. */
function isEmpty(node: ts.Expression): boolean {
  if (ts.isNewExpression(node)) return !node.arguments?.length;
  return ts.isArrayLiteralExpression(node) ? node.elements.length === 0 : ts.isObjectLiteralExpression(node) && node.properties.length === 0;
}

function isWritten(name: string, text: string): boolean {
  const call = "\\.(?:add|set|delete|clear|push|pop|shift|unshift|splice|sort|reverse|fill)\\(";
  const assignment = "(?:\\.\\w+|\\[[^\\]\\n]*\\])\\s*[-+*/|&?]*=(?![=>])";
  return new RegExp(`\\b${name}(?:${call}|${assignment})`).test(text);
}

/** A `g` or `y` expression remembers in `lastIndex` where its last `exec` or `test` ended. */
function hasPlace({ initializer, name }: ts.VariableDeclaration, { tree }: Source): boolean {
  if (initializer === undefined || !ts.isRegularExpressionLiteral(initializer)) return false;
  if (!/[gy][a-z]*$/.test(initializer.text)) return false;
  return new RegExp(`\\b${name.getText()}\\.(?:exec|test|lastIndex)\\b`).test(tree.text);
}

/** `throw` in a layer that takes any input. */
export function throwViolations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const found: string[] = [];
    walk(source, (node) => {
      if (ts.isThrowStatement(node)) found.push(`${placeOf(source, node)} throws`);
    });
    return found;
  });
}
