import type { BuildContext } from "./files/build-context.ts";
import { completeIgnoreFile, type IgnoreFileEdit } from "./files/complete-ignore-file.ts";
import { contextDemand, namedSources } from "./context-demand.ts";
import { createIgnoreTest } from "./files/ignore-file.ts";
import { knownContext } from "./ignore-use.ts";
import type { Build } from "./model.ts";

/** A change of the ignore file that filters a build. */
export interface IgnoreAddition {
  /** Relative to the root of the context. */
  readonly path: string;
  /** The text that the edits are for. */
  readonly text: string;
  readonly edits: readonly IgnoreFileEdit[];
  /** The patterns that are new; never empty. */
  readonly added: readonly string[];
  /** The build as it is with them. */
  readonly build: Build;
}

/**
 * Adds patterns to the ignore file in force, as far as they can be added without keeping out what the Dockerfile names or
 * what the file brings back. Undefined when there is no such file, or none of them can.
 */
export function addToIgnoreFile(build: Build, wanted: readonly string[]): IgnoreAddition | undefined {
  const context = knownContext(build);
  const ignoreFile = context?.ignoreFile;
  if (context === undefined || ignoreFile === undefined) return undefined;
  const completion = completeIgnoreFile(ignoreFile.text, wanted, namedSources(contextDemand(build)));
  if (completion.kind !== "completed") return undefined;
  const { path, text } = ignoreFile;
  return { path, text, edits: completion.edits, added: completion.added, build: { ...build, context: { kind: "known", context: withIgnoreText(context, completion.text) } } };
}

/** The same context with another text of its ignore file; without one, with a `.dockerignore`. */
export function withIgnoreText(context: BuildContext, text: string): BuildContext {
  const ignoreFile = { specific: false, path: ".dockerignore", ...context.ignoreFile, text };
  return { ...context, ignoreFile, isIgnored: createIgnoreTest(ignoreFile, context), read: (path) => (path === ignoreFile.path ? text : context.read(path)) };
}
