import { ecosystems as allEcosystems } from "../../ecosystems/index.ts";
import type { Ecosystem } from "../../ecosystems/ecosystem.ts";
import type { BuildContext, ContextPath } from "../files/build-context.ts";
import { contextDemand, namedSources } from "../context-demand.ts";
import { filesMatching } from "../files/context-files.ts";
import { selects } from "../plan/context-selection.ts";
import { findHostArtifacts, isPlainWord } from "../files/host-artifacts.ts";
import type { IgnoreFileTree, PatternNode } from "../files/ignore-tree.ts";
import { filteredContext, type IgnoreFileUse } from "../ignore-use.ts";
import { directoryName, joinPaths } from "../files/image-path.ts";
import type { Build } from "../model.ts";
import { compilePathPattern } from "../files/path-pattern.ts";
import { mayOverlap } from "../files/pattern-samples.ts";
import { contextInputs } from "../step.ts";
import { isWildcard } from "../files/wildcard.ts";

/** A pattern that keeps out something at the root, where the same lies, or will lie, further down. */
export interface ShallowPattern {
  readonly node: PatternNode;
  /** What gets into the build, at least one. */
  readonly nested: readonly ContextPath[];
  /** Whether it is in the context already; else installs are going to put it there. */
  readonly isThere: boolean;
  /** Whether the pattern for every depth is sure to leave every image as it is today. */
  readonly isNeutral: boolean;
}

/** What editors, systems and logs leave behind: nobody needs it in an image, at whatever depth. */
const litter: ReadonlySet<string> = new Set([".DS_Store", "Thumbs.db", "*.log", "*.swp", "*.swo", "*~", "*.pyc", "*.pyo", "*.orig", "*.rej"]);

/**
 * Hazard D3. A pattern without a slash holds at every depth in a .gitignore and at the root alone here. Told of litter, of
 * what package managers leave behind, and of names that the .gitignore at the root has as well; each only where a build
 * that reads this file takes in something of that name below the root, or another package of the repository is installed
 * there, or sources that leave it behind when they run. A slash before the pattern says that the root is meant.
 */
export function shallowPatterns(tree: IgnoreFileTree, use: IgnoreFileUse): readonly ShallowPattern[] {
  const context = filteredContext(use);
  const candidates = tree.patterns.filter(({ pattern }) => isShallow(pattern.negated, pattern.glob, pattern.text));
  if (context === undefined || candidates.length === 0) return [];
  const ecosystems = use.builds.flatMap(({ options }) => options.ecosystems ?? allEcosystems);
  const facts = { context, use, ecosystems: [...new Set(ecosystems)], gitPatterns: gitPatterns(context), tree };
  const wanted = candidates.flatMap((node) => {
    const kind = kindOf(node.pattern.glob, facts);
    return kind === undefined ? [] : [{ node, kind }];
  });
  if (wanted.length === 0) return [];
  const found = nestedMatches(context, [...wanted.map(({ node }) => node.pattern.glob), ...sourceMarks(facts.ecosystems)]);
  return wanted.flatMap(({ node, kind }) => judge(node, kind, found, facts) ?? []);
}

interface Facts {
  readonly context: BuildContext;
  readonly use: IgnoreFileUse;
  readonly ecosystems: readonly Ecosystem[];
  readonly gitPatterns: ReadonlySet<string>;
  readonly tree: IgnoreFileTree;
}

type Kind = "litter" | "artifact" | "git-ignored";

function isShallow(negated: boolean, glob: string, text: string): boolean {
  return !negated && /^[^/]+$/.test(glob) && !/^\*+$/.test(glob) && !glob.startsWith("**") && !/^\s*(?:\/|\.\/)/.test(text);
}

function kindOf(glob: string, { ecosystems, gitPatterns }: Facts): Kind | undefined {
  if (litter.has(glob)) return "litter";
  if (!isPlainWord(glob) && ecosystems.some(({ hostArtifacts }) => hostArtifacts.includes(glob))) return "artifact";
  return gitPatterns.has(glob) ? "git-ignored" : undefined;
}

/** The patterns of the .gitignore at the root that hold at every depth, as they stand there without a slash at the end. */
function gitPatterns(context: BuildContext): ReadonlySet<string> {
  const lines = (context.read(".gitignore") ?? "").split("\n").map((line) => line.trim().replace(/^\*\*\//, "").replace(/\/$/, ""));
  return new Set(lines.filter((line) => line !== "" && !/^[#!]|\//.test(line)));
}

function judge(node: PatternNode, kind: Kind, matches: ReadonlyMap<string, readonly ContextPath[]>, facts: Facts): ShallowPattern | undefined {
  const { use, tree } = facts;
  const { glob } = node.pattern;
  const found = matches.get(glob) ?? [];
  const recursive = `**/${glob}`;
  const builds = use.builds.filter((build) => !namedSources(contextDemand(build)).some((source) => mayOverlap(recursive, source)));
  if (builds.length < use.builds.length) return undefined;
  const taken = found.filter((path) => isTaken(path, builds));
  if (taken.length > 0) return { node, nested: taken, isThere: true, isNeutral: false };
  if (kind !== "artifact" || found.length > 0 || isWildcard(glob)) return undefined;
  const installed = furtherPackages(glob, facts).map((directory) => joinPaths(directory, glob)).filter((path) => isTaken(path, builds));
  const expected = [...installed, ...besideSources(glob, matches, facts).filter((path) => isTaken(path, builds))];
  if (expected.length === 0) return undefined;
  const hasEarlierExceptions = tree.patterns.some(({ pattern }) => pattern.negated && pattern.line < node.pattern.line);
  return { node, nested: expected, isThere: false, isNeutral: use.isComplete && !hasEarlierExceptions && !isTaken(facts.context.ignoreFile?.path ?? "", builds) };
}

/** Whether the key of a step of these builds holds it. */
function isTaken(path: ContextPath, builds: readonly Build[]): boolean {
  return builds.some((build) => {
    const steps = build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) => stage.steps);
    return steps.flatMap(contextInputs).some((input) => selects(input, path, build));
  });
}

/**
 * Directories below the root with a package that somebody installs there: it has a lockfile of its own, or the manifest at
 * the root names it as a member. What tests and documentation are made of does not count.
 */
function furtherPackages(artifact: string, { context, ecosystems }: Facts): readonly ContextPath[] {
  const own = ecosystems.filter(({ installsInto }) => installsInto.includes(artifact));
  const members = own.flatMap(({ files, includes, installsIntoMembers }) => {
    const manifests = files === undefined || includes === undefined || installsIntoMembers !== true ? [] : filesMatching(context, "", [...files.manifests, ...files.config].filter((name) => !name.endsWith("/")));
    return manifests.flatMap((path) => filesMatching(context, "", includes?.(path, context.read(path) ?? "") ?? []));
  });
  const lockfiles = new Set(own.flatMap(({ files }) => files?.lockfiles ?? []));
  const isMember = new Set(members.map(directoryName));
  const { artifacts } = findHostArtifacts(context, own);
  const directories = artifacts.filter(({ name }) => name === artifact).flatMap((each) => each.directories);
  return directories.filter((directory) => {
    if (directory === "" || isSideShow(directory)) return false;
    return isMember.has(directory) || context.list(directory).some(({ name }) => lockfiles.has(name));
  });
}

/** Tests, documentation and the like, which not every checkout runs. */
function isSideShow(directory: ContextPath): boolean {
  return /(?:^|\/)(?:tests?|__tests__|spec|e2e|fixtures?|__fixtures__|testdata|examples?|samples?|docs?|templates?)(?:\/|$)/i.test(directory);
}

/** What running the sources leaves in each directory of them below the root; none of which another pattern keeps out, or empties. */
function besideSources(artifact: string, matches: ReadonlyMap<string, readonly ContextPath[]>, { context, ecosystems }: Facts): readonly ContextPath[] {
  const left = ecosystems.flatMap((ecosystem) => (ecosystem.besideSources?.artifact === artifact ? [ecosystem.besideSources] : [])).slice(0, 1);
  return left.flatMap(({ holds, sources }) => {
    const directories = (matches.get(sources) ?? []).map(directoryName).filter((directory) => !isSideShow(directory));
    return directories.map((directory) => joinPaths(directory, artifact)).filter((path) => !context.isIgnored(joinPaths(path, holds)));
  });
}

/** The files by which such directories are known. */
function sourceMarks(ecosystems: readonly Ecosystem[]): readonly string[] {
  return [...new Set(ecosystems.flatMap((ecosystem) => ecosystem.besideSources?.sources ?? []))];
}

/** What the .gitignore at the root names as an exception is under version control: a source, whatever its name. */
function versionedTest(context: BuildContext): (path: ContextPath) => boolean {
  const lines = (context.read(".gitignore") ?? "").split("\n").map((line) => line.trim());
  const exceptions = lines.filter((line) => /^!./.test(line)).map((line) => line.slice(1).replace(/\/$/, ""));
  const patterns = exceptions.map((exception) => compilePathPattern(exception.includes("/") ? exception.replace(/^\//, "") : `**/${exception}`));
  return (path) => patterns.some((pattern) => pattern.kind === "pattern" && pattern.matches(path));
}

/** Directories opened in search of nested matches, those near the root first. */
const directoriesLookedInto = 5000;

/** What lies below the root of a context, not ignored, under a name that one of the patterns matches; by pattern. */
function nestedMatches(context: BuildContext, globs: readonly string[]): ReadonlyMap<string, readonly ContextPath[]> {
  const compiled = globs.map((glob) => ({ glob, pattern: compilePathPattern(glob) }));
  const found = new Map<string, ContextPath[]>();
  const isVersioned = versionedTest(context);
  const pending: ContextPath[] = [""];
  for (const directory of pending.values()) {
    if (pending.length > directoriesLookedInto) break;
    for (const { name, kind } of context.list(directory)) {
      const path = joinPaths(directory, name);
      const matching = directory === "" ? [] : compiled.filter(({ pattern }) => pattern.kind === "pattern" && pattern.matches(name));
      if (name === ".git" || context.isIgnored(path) || isVersioned(path)) continue;
      for (const { glob } of matching) found.set(glob, [...(found.get(glob) ?? []), path]);
      if (kind === "directory" && matching.length === 0) pending.push(path);
    }
  }
  return found;
}
