import type { BuildContext, ContextPath, IgnoreFile } from "../files/build-context.ts";
import { deliveryAt } from "../delivery.ts";
import { createIgnoreMatcher, parseIgnoreFile, type IgnoreMatcher, type IgnorePattern } from "../files/dockerignore.ts";
import { pathBelow, resolveImagePath, type ImagePath } from "../files/image-path.ts";
import { filesOf, ignoresLockfiles, needsLockfile, type Install } from "../install.ts";
import type { Build, CacheInput, ContextInput, RunStep, Stage } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { contextInputs } from "../step.ts";
import { findMatches } from "../files/wildcard.ts";

/** A source whose files the ignore file keeps out of the build. */
export interface IgnoredSource {
  readonly input: ContextInput;
  /** What is missing: the source itself, the first match of a wildcard, or a lockfile. */
  readonly path: ContextPath;
  readonly ignoreFile: IgnoreFile;
  readonly pattern: IgnorePattern;
  readonly effect:
    /** The source is named: BuildKit does not find it, and the build fails. */
    | { readonly kind: "missing" }
    /** All that a wildcard matches is ignored: nothing is copied, without an error. */
    | { readonly kind: "nothing" }
    /** The lockfile of this install stays behind, without an error, while its directory or its neighbours are copied. */
    | { readonly kind: "lockfile"; readonly install: Install; readonly fails: boolean };
}

interface Ignoring {
  readonly context: BuildContext;
  readonly ignoreFile: IgnoreFile;
  readonly matcher: IgnoreMatcher;
}

/**
 * Hazard D4, in the order of the file. Silent when the context is not known, and about triggers, which run in the
 * contexts of other builds. Source: cache-semantics 6, P13 to P15.
 */
export function ignoredSources(build: Build): readonly IgnoredSource[] {
  const context = build.context.kind === "known" ? build.context.context : undefined;
  const ignoreFile = context?.ignoreFile;
  if (context === undefined || ignoreFile === undefined) return [];
  const ignoring = { context, ignoreFile, matcher: createIgnoreMatcher(parseIgnoreFile(ignoreFile.text)) };
  const stages = build.stages.filter(({ isBuilt }) => isBuilt);
  const inputs = stages.flatMap(({ steps }) => steps).flatMap(contextInputs);
  const sources = inputs.flatMap((input) => ignoredSource(input, ignoring) ?? []);
  const known = new Set(sources.map(({ input }) => input.node));
  const lockfiles = stages.flatMap((stage) => ignoredLockfiles(stage, ignoring)).filter(({ input }) => !known.has(input.node));
  return [...sources, ...firstOfEach(lockfiles)];
}

function ignoredSource(input: ContextInput, { context, ignoreFile, matcher }: Ignoring): IgnoredSource | undefined {
  const { path } = input;
  // What a variable says may differ from one build to the next.
  if (path === undefined || path === "" || sourceText(input).includes("$")) return undefined;
  if (input.hasWildcard) return ignoredMatches(input, path, { context, ignoreFile, matcher });
  // A directory that is not there yet may come to hold files that are brought back.
  const isMissing = context.kind(path) === undefined ? matcher.canSkipDirectory(path) : context.isIgnored(path);
  const pattern = matcher.decidingPattern(path);
  return isMissing && pattern !== undefined ? { input, path, ignoreFile, pattern, effect: { kind: "missing" } } : undefined;
}

function ignoredMatches(input: ContextInput, source: string, { context, ignoreFile, matcher }: Ignoring): IgnoredSource | undefined {
  const { paths, complete } = findMatches(context, source);
  const [path] = paths;
  if (path === undefined || !complete || !paths.every((match) => context.isIgnored(match))) return undefined;
  const pattern = matcher.decidingPattern(path);
  return pattern === undefined ? undefined : { input, path, ignoreFile, pattern, effect: { kind: "nothing" } };
}

function sourceText({ node }: ContextInput): string {
  return node.type === "Word" ? node.text : "";
}

function ignoredLockfiles(stage: Stage, ignoring: Ignoring): readonly IgnoredSource[] {
  const chain = chainSteps(stage);
  const runs = stage.steps.filter((step): step is RunStep => step.kind === "run");
  return runs.flatMap((run) => {
    const before = chain.slice(0, chain.indexOf(run)).flatMap(({ inputs }) => inputs);
    return run.installs.flatMap((install) => ignoredLockfile(install, [...before, ...run.inputs], ignoring) ?? []);
  });
}

/** Undefined when the install reads no lockfile, or gets one of those it reads from anywhere. */
function ignoredLockfile(install: Install, inputs: readonly CacheInput[], { context, ignoreFile, matcher }: Ignoring): IgnoredSource | undefined {
  const { workingDirectory } = install;
  if (workingDirectory === undefined || ignoresLockfiles(install)) return undefined;
  const places = filesOf(install).lockfiles.filter((name) => !name.includes("*")).map((name) => resolveImagePath(workingDirectory, name));
  if (inputs.some((input) => places.some((place) => mayBringFromElsewhere(input, place)))) return undefined;
  const delivered = inputs.filter((input) => input.kind === "context").flatMap((input) => places.flatMap((place) => {
    const path = deliveryAt(input, place, context)?.path;
    return path === undefined || context.kind(path) !== "file" ? [] : [{ input, path }];
  }));
  const [first] = delivered;
  if (first === undefined || !delivered.every(({ path }) => context.isIgnored(path))) return undefined;
  const pattern = matcher.decidingPattern(first.path);
  return pattern === undefined ? undefined : { ...first, ignoreFile, pattern, effect: { kind: "lockfile", install, fails: needsLockfile(install) } };
}

/** Whether a stage, an image or a download may put a file there. */
export function mayBringFromElsewhere(input: CacheInput, place: ImagePath): boolean {
  if (input.kind === "context" || input.kind === "variable") return false;
  return input.destination === undefined || pathBelow(input.destination, place) !== undefined;
}

/** One finding for each source word and file, though several installs read it. */
function firstOfEach(found: readonly IgnoredSource[]): readonly IgnoredSource[] {
  return found.filter((one, index) => found.findIndex((other) => other.input.node === one.input.node && other.path === one.path) === index);
}
