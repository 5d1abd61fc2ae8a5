import { createIgnoreMatcher, parseIgnoreFile, type IgnorePattern } from "./dockerignore.ts";
import type { IgnoreFile } from "./build-context.ts";
import { literalPattern } from "./path-pattern.ts";
import type { IgnoreFileEdit } from "./complete-ignore-file.ts";

/** A change of an ignore file that lets one path into the build. */
export interface IgnoreException {
  readonly kind: "remove" | "except";
  /** Relative to the root of the context. */
  readonly path: string;
  /** The text that the edits are for. */
  readonly text: string;
  readonly edits: readonly IgnoreFileEdit[];
  /** The line that goes, or that is new at the end. */
  readonly line: string;
}

/**
 * Removes the pattern that keeps out a path, when it names just that; else, or when that is not enough, brings the path back
 * at the end, where nothing undoes it. Undefined for a name that no line can hold.
 */
export function letPathIn({ path: file, text }: IgnoreFile, pattern: IgnorePattern, path: string): IgnoreException | undefined {
  const removal: IgnoreFileEdit = { range: lineOf(text, pattern), text: "" };
  const isRemoved = pattern.glob === path && isLetIn(apply(text, removal), path);
  if (isRemoved) return { kind: "remove", path: file, text, edits: [removal], line: pattern.text.trim() };
  const line = `!${literalPattern(path)}`;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const addition: IgnoreFileEdit = { range: [text.length, text.length], text: `${/(?:^|\n)\uFEFF?$/.test(text) ? "" : end}${line}${end}` };
  return isLetIn(apply(text, addition), path) ? { kind: "except", path: file, text, edits: [addition], line } : undefined;
}

function lineOf(text: string, { range: [start, end] }: IgnorePattern): [number, number] {
  const newline = text.indexOf("\n", end);
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  return [lineStart === 0 && text.startsWith("\uFEFF") ? 1 : lineStart, newline === -1 ? text.length : newline + 1];
}

function apply(text: string, { range: [start, end], text: replacement }: IgnoreFileEdit): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function isLetIn(text: string, path: string): boolean {
  return !createIgnoreMatcher(parseIgnoreFile(text)).isIgnored(path);
}
