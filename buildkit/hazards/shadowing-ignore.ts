import type { BuildContext } from "../files/build-context.ts";
import { completeIgnoreFile, type IgnoreFileEdit } from "../files/complete-ignore-file.ts";
import { contextDemand, namedSources } from "../context-demand.ts";
import { createCover } from "../plan/context-selection.ts";
import { isWholeContext } from "../delivery.ts";
import { parseIgnoreFile } from "../files/dockerignore.ts";
import { findHostArtifacts } from "../files/host-artifacts.ts";
import type { IgnoreFileTree } from "../files/ignore-tree.ts";
import { knownContext, type IgnoreFileUse } from "../ignore-use.ts";
import { baseName } from "../files/image-path.ts";
import type { Build, ContextInput } from "../model.ts";
import { samplesOf } from "../files/pattern-samples.ts";
import { contextInputs } from "../step.ts";
import { readsRepository, usedEcosystems } from "./unfiltered-paths.ts";

/** The ignore file of one Dockerfile, because of which the `.dockerignore` of its context is not read. */
export interface ShadowingIgnore {
  /** Of the Dockerfile, relative to the root of the context. */
  readonly dockerfile: string;
  /** It has no pattern at all, so that nothing is ignored. */
  readonly isEmpty: boolean;
  /** Patterns of the other file that are missing here. */
  readonly missing: readonly string[];
  /** What adds them, as far as it can be done; empty when it cannot. */
  readonly edits: readonly IgnoreFileEdit[];
  /** Patterns of the file that is not read. */
  readonly shadowed: string;
}

/**
 * Hazard D9, told where the build copies its whole context: a file without patterns, or one that lacks what the
 * `.dockerignore` keeps out because it changes without the project. Anything else may be left out on purpose.
 * Source: BuildKit frontend/dockerui/config.go: the file beside the Dockerfile is read alone, even when it is empty.
 */
export function shadowingIgnore(tree: IgnoreFileTree, { builds }: IgnoreFileUse): ShadowingIgnore | undefined {
  const [build] = builds;
  const context = build && knownContext(build);
  const own = context?.ignoreFile;
  const shadowed = context?.read(".dockerignore");
  if (build === undefined || context === undefined || own?.specific !== true || shadowed === undefined) return undefined;
  const inputs = wholeInputs(build);
  if (inputs.length === 0 || parseIgnoreFile(shadowed).length === 0) return undefined;
  const covers = inputs.map((input) => createCover(input, build));
  const wanted = volatilePatterns(shadowed, build, context).filter((pattern) => samplesOf(pattern).some((path) => covers.some((takes) => takes(path))));
  const completion = completeIgnoreFile(own.text, wanted, namedSources(contextDemand(build)));
  const isEmpty = tree.patterns.length === 0;
  if (completion.kind !== "completed") return isEmpty ? { dockerfile: context.dockerfile, isEmpty, missing: [], edits: [], shadowed } : undefined;
  return { dockerfile: context.dockerfile, isEmpty, missing: completion.added, edits: completion.edits, shadowed };
}

function wholeInputs(build: Build): readonly ContextInput[] {
  const steps = build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) => stage.steps);
  return steps.flatMap(contextInputs).filter(({ path }) => path !== undefined && isWholeContext(path));
}

/** Version control that the build does not read, and what its own package managers leave on the host. */
function volatilePatterns(text: string, build: Build, context: BuildContext): readonly string[] {
  const control = readsRepository(build, context) ? [] : [".git", ".hg", ".svn"].filter((name) => context.kind(name) === "directory");
  const { artifacts } = findHostArtifacts(context, usedEcosystems(build));
  const names = new Set([...control, ...artifacts.filter(({ isUnmistakable }) => isUnmistakable).map(({ name }) => name)]);
  const patterns = parseIgnoreFile(text).filter(({ negated, glob, problem }) => !negated && problem === undefined && names.has(baseName(glob.replace(/\/\*+$/, ""))));
  return patterns.map(({ glob }) => glob);
}
