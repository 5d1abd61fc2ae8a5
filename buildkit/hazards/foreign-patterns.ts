import type { BuildContext, ContextPath } from "../files/build-context.ts";
import { createCover } from "../plan/context-selection.ts";
import { createIgnoreMatcher, parseIgnoreFile } from "../files/dockerignore.ts";
import type { IgnoreFileTree, PatternNode } from "../files/ignore-tree.ts";
import { filteredContext, type IgnoreFileUse } from "../ignore-use.ts";
import { baseName, directoryName, joinPaths } from "../files/image-path.ts";
import type { Build } from "../model.ts";
import { compilePathPattern } from "../files/path-pattern.ts";
import { contextInputs } from "../step.ts";
import { isWildcard } from "../files/wildcard.ts";

/** A pattern in the spelling of another tool, which matches nothing here. */
export interface ForeignPattern {
  readonly node: PatternNode;
  readonly kind: "comment" | "braces" | "class" | "case";
  /** The lines that say here what was meant; a comment has its own line above. */
  readonly lines: readonly string[];
  /** A path whose status they change: kept out, or brought back by a `!`. */
  readonly witness: ContextPath;
}

/**
 * Hazard D11. Told only where the pattern matches nothing in the context, the other reading matches something there, and a
 * build that reads the file takes that in. Source of what means what: cache-semantics 6.1.
 */
export function foreignPatterns(tree: IgnoreFileTree, use: IgnoreFileUse): readonly ForeignPattern[] {
  const context = filteredContext(use);
  if (context === undefined) return [];
  const readings = tree.patterns.flatMap((node) => {
    const reading = readingOf(node, context);
    return reading === undefined ? [] : [{ node, ...reading }];
  });
  if (readings.length === 0) return [];
  const paths = pathsOf(context);
  return readings.flatMap(({ node, kind, lines }) => {
    const compiled = compilePathPattern(node.pattern.glob);
    if (compiled.kind === "pattern" && paths.some((path) => compiled.matches(path))) return [];
    const witness = findChange(tree, node, lines, paths, use.builds);
    return witness === undefined ? [] : [{ node, kind, lines, witness }];
  });
}

function readingOf({ pattern }: PatternNode, context: BuildContext): Pick<ForeignPattern, "kind" | "lines"> | undefined {
  const written = pattern.text.trim();
  const [, before, remark] = /^(\S.*?)[ \t]+(#.*)$/.exec(written) ?? [];
  if (before !== undefined && remark !== undefined) return { kind: "comment", lines: [remark, before] };
  if (written.includes("[!")) return { kind: "class", lines: [written.replaceAll("[!", "[^")] };
  const [, head, list, tail] = /^([^{}]*)\{([^{}]*,[^{}]*)\}([^{}]*)$/.exec(written) ?? [];
  if (list !== undefined) return { kind: "braces", lines: list.split(",").map((item) => `${head ?? ""}${item.trim()}${tail ?? ""}`) };
  const onDisk = isWildcard(pattern.glob) ? undefined : inOtherCase(pattern.glob, context);
  return onDisk === undefined ? undefined : { kind: "case", lines: [`${pattern.negated ? "!" : ""}${onDisk}`] };
}

/** The one path beside it whose name differs in nothing but capital letters. */
function inOtherCase(glob: string, context: BuildContext): ContextPath | undefined {
  if (context.kind(glob) !== undefined) return undefined;
  const name = baseName(glob).toLowerCase();
  const matching = context.list(directoryName(glob)).filter((entry) => entry.name.toLowerCase() === name);
  return matching.length === 1 && matching[0] !== undefined ? joinPaths(directoryName(glob), matching[0].name) : undefined;
}

/** A path that the builds take in, or would, and whose status changes with these lines in place of the pattern. */
function findChange(tree: IgnoreFileTree, node: PatternNode, lines: readonly string[], paths: readonly ContextPath[], builds: readonly Build[]): ContextPath | undefined {
  const text = tree.patterns.flatMap((each) => (each === node ? lines : [each.pattern.text]));
  const before = createIgnoreMatcher(tree.patterns.map(({ pattern }) => pattern));
  const after = createIgnoreMatcher(parseIgnoreFile(text.join("\n")));
  const inputs = builds.flatMap((build) => build.steps.filter(({ stage }) => stage.isBuilt).flatMap(contextInputs).map((input) => createCover(input, build)));
  return paths.find((path) => before.isIgnored(path) !== after.isIgnored(path) && inputs.some((isCovered) => isCovered(path)));
}

const entriesLookedAt = 20_000;

/** Files and directories of a context, those near the root first. */
function pathsOf(context: BuildContext): readonly ContextPath[] {
  const paths: ContextPath[] = [];
  const pending: ContextPath[] = [""];
  for (const directory of pending.values()) {
    if (paths.length > entriesLookedAt) break;
    for (const { name, kind } of context.list(directory)) {
      const path = joinPaths(directory, name);
      paths.push(path);
      if (kind === "directory" && name !== ".git") pending.push(path);
    }
  }
  return paths;
}
