import type { Ecosystem } from "../../ecosystems/ecosystem.ts";
import type { BuildContext, ContextPath, IgnoreFile } from "../files/build-context.ts";
import { contextDemand } from "../context-demand.ts";
import { holdsSomething } from "../files/context-files.ts";
import { selects } from "../plan/context-selection.ts";
import { isWholeContext } from "../delivery.ts";
import { createIgnoreMatcher, parseIgnoreFile } from "../files/dockerignore.ts";
import { findHostArtifacts } from "../files/host-artifacts.ts";
import { baseName, directoryName, joinPaths, relativeBelow } from "../files/image-path.ts";
import type { Build, ContextInput, RunStep, Stage, Step } from "../model.ts";
import { compilePathPattern, literalPattern } from "../files/path-pattern.ts";
import { chainSteps } from "../stage.ts";
import { contextInputs } from "../step.ts";
import { repositoryReads } from "./repository-reads.ts";
import { findOverwrites } from "./overwritten-installs.ts";

/**
 * Something in the context that changes while the project does not. Who speaks of what: without an ignore file
 * `require-dockerignore` of everything; `no-host-artifacts-overwrite` of what lands on an install; `no-git-dir-in-layer`
 * of version control that the build reads; the rest is here.
 */
export interface UnfilteredPath {
  readonly path: ContextPath;
  /** Of `dockerfile` (whose edits mostly re-run steps anyway) and `companion` (edited rarely) nobody is told alone. */
  readonly kind: "version-control" | "host-artifact" | "dockerfile" | "companion";
}

/** The pattern that keeps it out. A name that begins with a dot or an underscore means the same at every depth; others may not. */
export function unfilteredPattern({ path, kind }: UnfilteredPath): string {
  return kind === "host-artifact" && path.includes("/") ? `**/${literalPattern(baseName(path))}` : literalPattern(path);
}

/** A copy of the whole context, with what its ignore file had better keep out. */
export interface UnfilteredCopy {
  readonly input: ContextInput;
  /** Never empty. */
  readonly paths: readonly UnfilteredPath[];
  /** RUN steps that descend from the copy. */
  readonly below: readonly RunStep[];
  readonly ignoreFile: IgnoreFile;
  /** Further copies of the whole context: one cure is good for all. */
  readonly others: readonly ContextInput[];
}

/** Hazard D2: the copy of the whole context with most to re-run. Silent when the context, or its ignore file, is not known. */
export function unfilteredCopy(build: Build): UnfilteredCopy | undefined {
  const context = build.context.kind === "known" ? build.context.context : undefined;
  const ignoreFile = context?.ignoreFile;
  const copies = wholeCopies(build);
  if (context === undefined || ignoreFile === undefined || copies.length === 0) return undefined;
  const candidates = volatilePaths(build, context).filter(({ path }) => !isDeliberate(path, ignoreFile, build));
  const found = copies.map(({ input, below }) => ({
    input,
    below,
    paths: candidates.filter(({ path, kind }) => selects(input, path, build) && ((kind !== "dockerfile" && kind !== "companion") || below.length > 0)),
  }));
  const [first, ...others] = found.filter(({ paths }) => paths.some(({ kind }) => kind === "version-control" || kind === "host-artifact")).toSorted((a, b) => b.below.length - a.below.length);
  return first && { ...first, ignoreFile, others: others.map(({ input }) => input) };
}

export interface WholeCopy {
  readonly step: Step;
  readonly input: ContextInput;
  readonly below: readonly RunStep[];
}

/** The COPYs and ADDs of the whole context in the stages that the target needs, in file order. */
export function wholeCopies(build: Build): readonly WholeCopy[] {
  const stages = build.stages.filter(({ isBuilt }) => isBuilt);
  return stages.flatMap(({ steps }) => steps).flatMap((step) => contextInputs(step).filter(takesWholeContext).map((input) => ({ step, input, below: runsBelow(step, build) })));
}

/** The RUN steps of built stages whose key descends from this step. */
export function runsBelow(step: Step, build: Build): readonly RunStep[] {
  const stages = build.stages.filter((stage) => stage.isBuilt && stage.chain.includes(step.stage));
  const following = stages.flatMap((stage) => afterIn(stage, step));
  return [...new Set(following)].filter((other): other is RunStep => other.kind === "run");
}

/**
 * Version control at the root of the context that gets into the build. A file of that name points elsewhere (a worktree, a
 * submodule), and a pattern for what is in the directory (`.git/*`) keeps out what changes.
 */
export function versionControl(context: BuildContext): readonly ContextPath[] {
  return heads.filter((head) => context.kind(directoryName(head)) === "directory" && !context.isIgnored(head)).map(directoryName);
}

/** In each of the systems, a file that changes with the state of the checkout. */
const heads = [".git/HEAD", ".hg/dirstate", ".svn/wc.db"];

function afterIn(stage: Stage, step: Step): readonly Step[] {
  const chain = chainSteps(stage);
  return chain.slice(chain.indexOf(step) + 1);
}

function takesWholeContext({ via, path }: ContextInput): boolean {
  return via === "copy" && path !== undefined && isWholeContext(path);
}

/** Whether a command of the build reads the version control directory of the project, as far as the context tells. */
export function readsRepository(build: Build, context: BuildContext): boolean {
  return repositoryReads(builtRuns(build), context).length > 0;
}

/** The package managers that the build runs itself: what they leave on the host it makes anew. */
export function usedEcosystems(build: Build): readonly Ecosystem[] {
  const installs = builtRuns(build).flatMap((step) => step.installs).filter(({ effect }) => ["install", "install-project", "build"].includes(effect.kind));
  return [...new Set(installs.map(({ ecosystem }) => ecosystem))];
}

function builtRuns(build: Build): readonly RunStep[] {
  return build.stages.filter(({ isBuilt }) => isBuilt).flatMap(({ steps }) => steps).filter((step) => step.kind === "run");
}

function volatilePaths(build: Build, context: BuildContext): readonly UnfilteredPath[] {
  const isRead = readsRepository(build, context);
  const overwriting = new Set(findOverwrites(build).map(({ path }) => path));
  const artifacts = hostArtifacts(build, context).filter((path) => !overwriting.has(path) && holdsSomething(context, path));
  return [
    ...(isRead ? [] : versionControl(context)).map((path) => ({ path, kind: "version-control" as const })),
    ...artifacts.map((path) => ({ path, kind: "host-artifact" as const })),
    ...(context.kind(context.dockerfile) === "file" ? [{ path: context.dockerfile, kind: "dockerfile" as const }] : []),
    ...companions(context).map((path) => ({ path, kind: "companion" as const })),
  ];
}

/** What tools that this build runs itself have left on the host; where it does not run them, the image may need it. */
function hostArtifacts(build: Build, context: BuildContext): readonly ContextPath[] {
  const used = usedEcosystems(build);
  if (used.length === 0) return [];
  const { artifacts } = findHostArtifacts(context, used);
  return artifacts.filter(({ isUnmistakable }) => isUnmistakable).flatMap(({ name, directories }) => directories.flatMap((directory) => matchesIn(context, directory, name)));
}

function matchesIn(context: BuildContext, directory: ContextPath, name: string): readonly ContextPath[] {
  const pattern = compilePathPattern(name);
  if (name.includes("/")) return context.kind(joinPaths(directory, name)) === undefined ? [] : [joinPaths(directory, name)];
  return context.list(directory).filter((entry) => pattern.kind === "pattern" && pattern.matches(entry.name)).map((entry) => joinPaths(directory, entry.name));
}

/** The ignore file and what starts builds: the builder reads them all the same. */
function companions(context: BuildContext): readonly ContextPath[] {
  const ignoreFile = context.ignoreFile?.path ?? "";
  const starters = context.list("").filter(({ name, kind }) => kind === "file" && /^(?:docker-)?compose[\w.-]*\.ya?ml$|^docker-bake\.[\w.]+$/.test(name));
  return [...(context.kind(ignoreFile) === "file" ? [ignoreFile] : []), ...starters.map(({ name }) => name)];
}

/** The Dockerfile copies it by name, or the ignore file brings it back by name. */
function isDeliberate(path: ContextPath, ignoreFile: IgnoreFile, build: Build): boolean {
  if (contextDemand(build).sources.some((source) => relativeBelow(source, path) !== undefined || relativeBelow(path, source) !== undefined)) return true;
  const pattern = createIgnoreMatcher(parseIgnoreFile(ignoreFile.text)).decidingPattern(path);
  return pattern?.negated === true && baseName(pattern.glob) === baseName(path);
}
