import { completeIgnoreFile, type IgnoreFileEdit } from "../files/complete-ignore-file.ts";
import { contextDemand, namedSources } from "../context-demand.ts";
import { createIgnoreMatcher, parseIgnoreFile } from "../files/dockerignore.ts";
import type { IgnoreFileTree } from "../files/ignore-tree.ts";
import { filteredContext, knownContext, type IgnoreFileUse } from "../ignore-use.ts";
import { literalPattern } from "../files/path-pattern.ts";
import { overwrittenInstalls } from "./overwritten-installs.ts";
import { shadowingIgnore } from "./shadowing-ignore.ts";
import { readsRepository, unfilteredCopy, unfilteredPattern } from "./unfiltered-paths.ts";

/** What an ignore file had better keep out of the builds that read it. */
export interface MissingPatterns {
  /** Never empty; those of all builds, each once. */
  readonly paths: readonly string[];
  /** The Dockerfiles whose builds take them in, relative to the root of the context. */
  readonly dockerfiles: readonly string[];
  readonly patterns: readonly string[];
  /** What adds the patterns; empty for an allow-list, to which nothing is added. */
  readonly edits: readonly IgnoreFileEdit[];
}

/**
 * Hazards D2 and B20 as the ignore file has them: what `no-volatile-context-path` and `no-host-artifacts-overwrite` tell of
 * each Dockerfile, for all that read this file at once. What one of them copies by name or reads is left in for all.
 */
export function missingPatterns(tree: IgnoreFileTree, use: IgnoreFileUse): MissingPatterns | undefined {
  const text = filteredContext(use)?.ignoreFile?.text;
  if (text === undefined) return undefined;
  const shadowing = shadowingIgnore(tree, use);
  const shadowed = createIgnoreMatcher(parseIgnoreFile(shadowing?.shadowed ?? ""));
  const isRead = use.builds.some((build) => {
    const context = knownContext(build);
    return context !== undefined && readsRepository(build, context);
  });
  const found = use.builds.flatMap((build) => {
    const unfiltered = (unfilteredCopy(build)?.paths ?? []).filter(({ kind }) => !isRead || kind !== "version-control");
    const overwriting = overwrittenInstalls(build).map(({ path }) => ({ path, pattern: literalPattern(path) }));
    const dockerfile = knownContext(build)?.dockerfile ?? "";
    const isWorth = overwriting.length > 0 || unfiltered.some(({ kind }) => kind === "version-control" || kind === "host-artifact");
    const all = isWorth ? [...unfiltered.map((each) => ({ path: each.path, pattern: unfilteredPattern(each) })), ...overwriting] : [];
    return all.filter(({ path }) => !shadowed.isIgnored(path)).map((each) => ({ ...each, dockerfile }));
  });
  const completion = completeIgnoreFile(text, found.map(({ pattern }) => pattern), use.builds.flatMap((build) => namedSources(contextDemand(build))));
  if (found.length === 0 || completion.kind === "unchanged") return undefined;
  const added = completion.kind === "completed" ? new Set(completion.added) : undefined;
  const told = found.filter(({ pattern }) => added?.has(pattern) ?? true);
  return {
    paths: [...new Set(told.map(({ path }) => path))],
    dockerfiles: [...new Set(told.map(({ dockerfile }) => dockerfile))],
    patterns: [...new Set(told.map(({ pattern }) => pattern))],
    edits: completion.kind === "completed" ? completion.edits : [],
  };
}
