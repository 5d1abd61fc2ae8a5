import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A TypeScript file: its path from the repository's root, with forward slashes, and its syntax tree. */
export interface Source {
  readonly path: string;
  readonly tree: ts.SourceFile;
}

/** The folders of the picture in ARCHITECTURE.md, left to right. */
export const layers = [
  "dockerfile",
  "shell",
  "ecosystems",
  "buildkit",
  "workspace",
  "rules",
  "engine",
  "cli",
  "server",
  "client",
] as const;

export type Layer = (typeof layers)[number];

const root = join(import.meta.dirname, "../..");

/** Every source file of the layers, sorted by path. */
export function readSources(): Source[] {
  const paths = layers.filter((layer) => existsSync(join(root, layer))).flatMap((layer) =>
    readdirSync(join(root, layer), { recursive: true, encoding: "utf8" }).map((name) => join(layer, name).replaceAll("\\", "/")),
  );
  const sources = paths.filter((path) => path.endsWith(".ts")).sort();
  return sources.map((path) => parseSource(path, readFileSync(join(root, path), "utf8")));
}

/** Folders of the repository that hold TypeScript and are no layer. */
export function otherFolders(): string[] {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !/^(?:\.|node_modules$)/.test(entry.name));
  const names = folders.map(({ name }) => name).filter((name) => layerOf(`${name}/`) === undefined);
  return names.filter((name) => readdirSync(join(root, name), { encoding: "utf8" }).some((file) => /^(?!.*\.d\.ts$).*\.ts$/.test(file)));
}

export function parseSource(path: string, text: string): Source {
  return { path, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}

export function layerOf(path: string): Layer | undefined {
  return layers.find((layer) => path.startsWith(`${layer}/`));
}

/** A rule is known by the prefix of its name; the other files of the folder carry the rules. */
export function isRule(path: string): boolean {
  return /^rules\/(?:consistent|no|prefer|require)-[^/]+\.ts$/.test(path);
}

/** `path:line`, lines from 1, as editors and terminals follow it. */
export function placeOf({ path, tree }: Source, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`;
}

/** Calls `visit` for every node of a file, parents first. */
export function walk({ tree }: Source, visit: (node: ts.Node) => void): void {
  const enter = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, enter);
  };
  enter(tree);
}
