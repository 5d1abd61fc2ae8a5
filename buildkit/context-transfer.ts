import type { BuildContext, ContextPath } from "./files/build-context.ts";
import { createIgnoreMatcher, parseIgnoreFile, type IgnorePattern } from "./files/dockerignore.ts";
import { joinPaths, relativeBelow } from "./files/image-path.ts";
import type { Build, ContextInput, Step } from "./model.ts";
import { compilePathPattern } from "./files/path-pattern.ts";
import { contextInputs } from "./step.ts";
import { fixedDirectory } from "./files/wildcard.ts";

/** What becomes of a file of the context, or of a directory that is kept out whole. */
export type ContextFile =
  | { readonly kind: "sent"; readonly path: ContextPath; readonly takenBy: readonly Step[] }
  /** Not kept out, and yet not sent: no step that is built names it. */
  | { readonly kind: "unused"; readonly path: ContextPath }
  | { readonly kind: "ignored"; readonly path: ContextPath; readonly isDirectory: boolean; readonly by: IgnorePattern | undefined };

/**
 * What BuildKit asks of its client: the sources of COPY, ADD and bind mounts in the stages that the target needs, without
 * what the ignore file keeps out. `--exclude` is applied later, to what was sent (cache-semantics 5.2; `ctxPaths` in
 * frontend/dockerfile/dockerfile2llb/convert.go). The Dockerfile and the ignore file go their own way and are not counted.
 */
export interface Transfer {
  /** The steps that take files of the context, in file order. */
  readonly steps: readonly Step[];
  /** Of these the ones with a source that cannot be known: they may take more. */
  readonly unknown: readonly Step[];
  /** The steps that a file is sent for, whether it is there or not; empty when it is kept out. */
  takersOf(path: ContextPath): readonly Step[];
  /** Looks only into directories that have something to send, and into none that is kept out whole. */
  sentFiles(): Generator<ContextPath>;
  /** Everything in the context, each file once; not what is in directories that are kept out whole. */
  allFiles(): Generator<ContextFile>;
}

export function transferOf(build: Build, context: BuildContext): Transfer {
  const takers = build.steps.filter(({ stage }) => stage.isBuilt).map((step) => ({ step, inputs: contextInputs(step) })).filter(({ inputs }) => inputs.length > 0);
  const tests = takers.map(({ step, inputs }) => ({ step, takes: inputs.map(sourceTest) }));
  const takersOf = (path: ContextPath) => tests.filter(({ takes }) => takes.some((test) => test(path))).map(({ step }) => step);
  const matcher = createIgnoreMatcher(parseIgnoreFile(context.ignoreFile?.text ?? ""));

  function* sentFiles(): Generator<ContextPath> {
    for (const start of startsOf(takers.flatMap(({ inputs }) => inputs))) {
      if (context.isIgnored(start)) continue;
      if (context.kind(start) === "file") yield start;
      for (const entry of entriesBelow(context, start)) if (entry.kind === "file" && !entry.isIgnored && takersOf(entry.path).length > 0) yield entry.path;
    }
  }

  function* allFiles(): Generator<ContextFile> {
    for (const { path, kind, isIgnored } of entriesBelow(context, "")) {
      if (isIgnored) yield { kind: "ignored", path, isDirectory: kind === "directory", by: matcher.decidingPattern(path) };
      if (isIgnored || kind === "directory") continue;
      const takenBy = takersOf(path);
      yield takenBy.length > 0 ? { kind: "sent", path, takenBy } : { kind: "unused", path };
    }
  }

  return {
    steps: takers.map(({ step }) => step),
    unknown: takers.filter(({ inputs }) => inputs.some(({ path }) => path === undefined)).map(({ step }) => step),
    takersOf: (path) => (context.isIgnored(path) ? [] : takersOf(path)),
    sentFiles,
    allFiles,
  };
}

/** Files and directories, the latter before what is in them; of a directory that is kept out nothing more. */
function* entriesBelow(context: BuildContext, start: ContextPath) {
  const pending = [start];
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    for (const { name, kind } of context.list(directory)) {
      const path = joinPaths(directory, name);
      const isIgnored = context.isIgnored(path);
      if (kind === "directory" && !isIgnored) pending.push(path);
      yield { path, kind, isIgnored };
    }
  }
}

type PathTest = (path: ContextPath) => boolean;

/** Whether a path is a source, lies below it, or is or lies below what its wildcard matches. */
function sourceTest({ path: source, hasWildcard }: ContextInput): PathTest {
  if (source === undefined) return () => false;
  if (!hasWildcard) return (path) => relativeBelow(source, path) !== undefined;
  const pattern = compilePathPattern(source);
  if (pattern.kind === "malformed") return () => false;
  return (path) => {
    for (let end = path.indexOf("/"); end !== -1; end = path.indexOf("/", end + 1)) if (pattern.matches(path.slice(0, end))) return true;
    return pattern.matches(path);
  };
}

/** The files and directories to begin at, none of them below another. */
function startsOf(inputs: readonly ContextInput[]): readonly ContextPath[] {
  const starts = inputs.flatMap(({ path, hasWildcard }) => (path === undefined ? [] : [hasWildcard ? fixedDirectory(path) : path]));
  const sorted = [...new Set(starts)].toSorted((one, other) => one.length - other.length);
  return sorted.filter((start, index) => !sorted.slice(0, index).some((other) => relativeBelow(other, start) !== undefined));
}
