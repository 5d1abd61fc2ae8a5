import { ecosystems as allEcosystems } from "../../ecosystems/index.ts";
import type { BuildContext, ContextKnowledge } from "../files/build-context.ts";
import { contextDemand, namedSources } from "../context-demand.ts";
import { isWholeContext } from "../delivery.ts";
import { findHostArtifacts } from "../files/host-artifacts.ts";
import { joinPaths } from "../files/image-path.ts";
import type { Build, ContextInput, Step } from "../model.ts";
import { expectedOverwrites } from "./overwritten-installs.ts";
import { ignoreTemplate } from "../files/ignore-template.ts";
import { chainSteps } from "../stage.ts";
import { contextInputs } from "../step.ts";
import { isWildcard } from "../files/wildcard.ts";

/** The first source word that takes in the whole build context, or what is installed on the host, while no ignore file keeps anything out. */
export interface UnfilteredContext {
  readonly step: Step;
  readonly input: ContextInput;
  /** The directory that is the context; undefined when several can be, none of which has an ignore file. */
  readonly context: BuildContext | undefined;
  /** Names of what changes there without the image changing, the most certain first; empty when the context is not known. */
  readonly unwanted: readonly string[];
  /** Whether the Dockerfile itself lies in the context. */
  readonly holdsDockerfile: boolean;
  /** Whether further steps re-run with this one. */
  readonly hasFollowers: boolean;
  /** A part of the context is copied alone, over what an install has made of it. */
  readonly overwrite?: ReturnType<typeof expectedOverwrites>[number];
}

/**
 * Hazard D1. Silent when the context is not known, when any directory that it may be has an ignore file, and when there is
 * nothing that one could keep out. Only stages that the target needs are looked at, since BuildKit transfers nothing for
 * the others, and no triggers: they take the context of another build.
 */
export function unfilteredContext(build: Build): UnfilteredContext | undefined {
  const steps = build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) => stage.steps);
  for (const step of steps) {
    const input = contextInputs(step).find((candidate) => takesWholeContext(candidate));
    if (input !== undefined) return inspect(build, step, input);
  }
  const [overwrite] = expectedOverwrites(build);
  const step = steps.find(({ inputs }) => overwrite !== undefined && inputs.includes(overwrite.input));
  const found = overwrite && step && inspect(build, step, overwrite.input);
  return found && { ...found, overwrite };
}

function inspect(build: Build, step: Step, input: ContextInput): UnfilteredContext | undefined {
  const all = candidatesOf(build.context);
  // No ignore file would be applied to what a builder fetches by itself.
  if (all.some(({ ignoreFile, isCheckout }) => ignoreFile !== undefined || isCheckout === true)) return undefined;
  // Nobody copies a directory that holds only Dockerfiles: it is not the one that is meant.
  const candidates = all.filter(holdsMore);
  const [context] = candidates;
  if (context === undefined || !candidates.every((candidate) => isWorthFiltering(candidate, build))) return undefined;
  const isKnown = candidates.length === 1;
  return {
    step,
    input,
    context: isKnown ? context : undefined,
    unwanted: isKnown ? unwantedNames(context, build) : [],
    holdsDockerfile: candidates.every(({ dockerfile }) => !dockerfile.startsWith("../")),
    hasFollowers: build.stages.some((stage) => stage.isBuilt && chainSteps(stage).includes(step) && chainSteps(stage).at(-1) !== step),
  };
}

function candidatesOf(knowledge: ContextKnowledge): readonly BuildContext[] {
  switch (knowledge.kind) {
    case "known":
      return [knowledge.context];
    case "ambiguous":
      return knowledge.candidates;
    case "unknown":
      return [];
  }
}

/** What a new ignore file for this build would say; it never names what a COPY, ADD or mount of the Dockerfile takes. */
export function ignoreFileText(build: Build, context: BuildContext): string {
  return ignoreTemplate(context, build.options.ecosystems ?? allEcosystems, namedSources(contextDemand(build)));
}

function takesWholeContext(input: ContextInput): boolean {
  return input.path !== undefined && input.excludes.length === 0 && isWholeContext(input.path);
}

function holdsMore(context: BuildContext): boolean {
  return context.list("").some(({ name, kind }) => kind === "directory" || !isAccompaniment(name));
}

/** Dockerfiles and what is written about them. */
function isAccompaniment(name: string): boolean {
  return /^(?:docker|container)file|\.(?:docker|container)file$|^(?:readme|license|licence|copying)\b/i.test(name);
}

const fewFiles = 5;

/** A few files without a manifest of any package manager are a directory made for the build: all of it is wanted. */
function isWorthFiltering(context: BuildContext, build: Build): boolean {
  if (versionControl(context).length > 0 || context.kind(".gitignore") !== undefined) return true;
  return hasMoreFiles(context, fewFiles) || findHostArtifacts(context, build.options.ecosystems ?? allEcosystems).manifests.length > 0;
}

function hasMoreFiles(context: BuildContext, limit: number): boolean {
  const pending = [""];
  let count = 0;
  for (const directory of pending) {
    for (const { name, kind } of context.list(directory)) {
      if (kind === "directory") pending.push(joinPaths(directory, name));
      else if (!isAccompaniment(name)) count += 1;
    }
    if (count > limit || pending.length > 20 * limit) return true;
  }
  return false;
}

function versionControl(context: BuildContext): readonly string[] {
  return [".git", ".hg", ".svn"].filter((name) => context.kind(name) === "directory");
}

/** Version control and what package managers leave behind, what is there first: one name of a kind, `.venv` for `venv` too. */
function unwantedNames(context: BuildContext, build: Build): readonly string[] {
  const { artifacts } = findHostArtifacts(context, build.options.ecosystems ?? allEcosystems);
  const named = artifacts.filter(({ name }) => !isWildcard(name) && !name.includes("/") && !artifacts.some((other) => other.name === `.${name}`));
  const isThere = ({ name, directories }: (typeof named)[number]): boolean => directories.some((directory) => context.kind(joinPaths(directory, name)) !== undefined);
  const sorted = [...named.filter(isThere), ...named.filter((artifact) => !isThere(artifact))];
  return [...versionControl(context), ...sorted.slice(0, 2).map(({ name }) => name)];
}
