import type { BuildContext, ContextPath } from "../files/build-context.ts";
import { contextDemand } from "../context-demand.ts";
import { createCover, type Selector } from "../plan/context-selection.ts";
import { createIgnoreMatcher, type IgnoreMatcher, type IgnorePattern } from "../files/dockerignore.ts";
import type { IgnoreFileTree, PatternNode } from "../files/ignore-tree.ts";
import { knownContext, type CheckoutBuild, type IgnoreFileUse } from "../ignore-use.ts";
import { baseName, joinPaths } from "../files/image-path.ts";
import type { RunStep } from "../model.ts";
import { wholeCopies, type WholeCopy } from "./unfiltered-paths.ts";

/** Builds from git whose copy of the whole context takes in what the ignore file keeps out of all others. */
export interface UnreadIgnore {
  /** The first pattern that keeps something out in vain that somebody should be told of. */
  readonly node: PatternNode;
  /** What gets in, what matters most first, in the order of the patterns; never empty. A directory stands for all that is in it. */
  readonly paths: readonly ContextPath[];
  readonly context: BuildContext;
  /** RUN steps that descend from the copy. */
  readonly below: readonly RunStep[];
  /** What the builds are called in messages; never empty. */
  readonly names: readonly string[];
}

/**
 * Hazard D10, for the build with most to re-run. Only what git has can get in; what never changes does no harm. Dockerfiles
 * and compose files are never told alone, documents and hidden files only where a RUN re-runs with them. Silent where the Dockerfile names what the
 * patterns keep out: the file is not meant for that build, which would fail if it were read.
 * Source: BuildKit `dockerui` reads ignore files of local contexts only; build-push-action's README, "Git context".
 */
export function unreadIgnore(tree: IgnoreFileTree, { checkouts }: IgnoreFileUse): UnreadIgnore | undefined {
  const matcher = createIgnoreMatcher(tree.patterns.map(({ pattern }) => pattern));
  const found = checkouts.flatMap((checkout) => inspect(tree, matcher, checkout) ?? []);
  const [first] = found.toSorted((a, b) => b.below.length - a.below.length);
  return first && { ...first, names: [...new Set([...first.names, ...found.flatMap(({ names }) => names)])] };
}

function inspect(tree: IgnoreFileTree, matcher: IgnoreMatcher, { build, names }: CheckoutBuild): UnreadIgnore | undefined {
  const context = knownContext(build);
  const [copy] = wholeCopies(build).toSorted((a, b) => b.below.length - a.below.length);
  if (context === undefined || copy === undefined || namesIgnored(matcher, context, { build, names })) return undefined;
  const ignored = ignoredPaths(matcher, context, createCover(copy.input, build));
  const [telling, others] = [true, false].map((wanted) => ignored.filter(({ path }) => isTelling(path, copy) === wanted).toSorted((a, b) => a.by.line - b.by.line));
  const node = tree.patterns.find(({ pattern }) => pattern === telling?.[0]?.by);
  return node && { node, paths: [...(telling ?? []), ...(others ?? [])].map(({ path }) => path), context, below: copy.below, names };
}

function namesIgnored(matcher: IgnoreMatcher, context: BuildContext, { build }: CheckoutBuild): boolean {
  return contextDemand(build).sources.some((path) => matcher.isIgnored(path) && (context.kind(path) !== "directory" || matcher.canSkipDirectory(path)));
}

/** Whether somebody should be told of it alone. An edit of what describes builds mostly re-runs steps anyway. */
function isTelling(path: ContextPath, { below }: WholeCopy): boolean {
  const name = baseName(path);
  if (dockerfileName.test(name) || /compose[^/]*\.ya?ml$/i.test(name)) return false;
  return below.length > 0 || !isAside(path);
}

const dockerfileName = /^(?:docker|container)file\b|\.(?:docker|container)file$/i;

/** Hidden files, and documents at the root. */
function isAside(path: ContextPath): boolean {
  return /^\.|^[A-Z_]+$/.test(path) || /^[^/]*\.(?:md|rst|adoc|txt)$/i.test(path);
}

/** Nobody edits these in the course of work. */
function isLasting(name: string): boolean {
  return /^(?:licen[cs]e|copying|notice|code_of_conduct|security)\b|^\.(?:gitignore|gitattributes|gitkeep|keep|editorconfig|mailmap)$|\.?dockerignore$/i.test(name);
}

interface IgnoredPath {
  readonly path: ContextPath;
  readonly by: IgnorePattern;
}

/** Entries looked at. */
const mostEntries = 50_000;

/** What the patterns keep out of that which is there and copied: a directory as a whole where nothing below comes back. */
function ignoredPaths(matcher: IgnoreMatcher, { list }: BuildContext, takes: Selector): readonly IgnoredPath[] {
  const ignored: IgnoredPath[] = [];
  const pending: ContextPath[] = [""];
  let left = mostEntries;
  for (let directory = pending.pop(); directory !== undefined && left > 0; directory = pending.pop()) {
    for (const { name, kind } of list(directory)) {
      const path = joinPaths(directory, name);
      left -= 1;
      const by = matcher.isIgnored(path) ? matcher.decidingPattern(path) : undefined;
      if (kind === "directory" && !(by && matcher.canSkipDirectory(path))) pending.push(path);
      else if (by !== undefined && (kind === "directory" ? holdsChanging(path) : takes(path) && !isLasting(name))) ignored.push({ path, by });
    }
  }
  return ignored;

  /** Git has no empty directories. */
  function holdsChanging(root: ContextPath): boolean {
    const below = [root];
    for (let directory = below.pop(); directory !== undefined && left > 0; directory = below.pop()) {
      for (const { name, kind } of list(directory)) {
        const path = joinPaths(directory, name);
        left -= 1;
        if (kind === "directory") below.push(path);
        else if (takes(path) && !isLasting(name)) return true;
      }
    }
    return false;
  }
}
