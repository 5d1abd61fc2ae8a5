import { createIgnoreMatcher, parseIgnoreFile } from "../files/dockerignore.ts";
import { selects } from "../plan/context-selection.ts";
import { baseName } from "../files/image-path.ts";
import type { Build, ContextInput, RunStep } from "../model.ts";
import { contextInputs } from "../step.ts";
import { repositoryReads, type RepositoryRead } from "./repository-reads.ts";
import { runsBelow, versionControl, wholeCopies } from "./unfiltered-paths.ts";

/** A copy that brings the version control directory into the image on purpose, or for a command that reads it. */
export interface CopiedRepository {
  readonly input: ContextInput;
  /** By its own name, or as a part of the whole context. */
  readonly how: "named" | "whole";
  readonly below: readonly RunStep[];
  /** The commands below that read it, as far as the Dockerfile tells; never empty for the whole context. */
  readonly reads: readonly RepositoryRead[];
}

const repository = ".git";

/**
 * Hazard A13. In the whole context it is told only where an ignore file is in force and a command of the Dockerfile reads
 * the repository; else other rules speak of it (unfiltered-paths.ts). A directory that the ignore file keeps out is none.
 */
export function copiedRepositories(build: Build): readonly CopiedRepository[] {
  const steps = build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) => stage.steps);
  const named = steps.flatMap((step) => contextInputs(step).filter((input) => namesRepository(input, build)).map((input) => ({ input, how: "named" as const, below: runsBelow(step, build) })));
  const whole = named.length > 0 ? [] : wholeCopies(build).filter(({ input }) => takesRepository(input, build)).map(({ input, below }) => ({ input, how: "whole" as const, below }));
  const found = [...named, ...whole].map((copy) => ({ ...copy, reads: repositoryReads(copy.below, undefined).filter(({ file }) => file === undefined) }));
  const told = found.filter(({ how, reads }) => how === "named" || reads.length > 0);
  return told.slice(0, 1);
}

/** The directory itself; single files of it (`.git/HEAD`) are what one should take. */
function namesRepository({ via, path, hasWildcard }: ContextInput, build: Build): boolean {
  if (via !== "copy" || hasWildcard || path === undefined || baseName(path) !== repository) return false;
  const context = build.context.kind === "known" ? build.context.context : undefined;
  return context === undefined || (!context.isIgnored(path) && context.kind(path) !== "file");
}

function takesRepository(input: ContextInput, build: Build): boolean {
  const context = build.context.kind === "known" ? build.context.context : undefined;
  if (context?.ignoreFile === undefined || !versionControl(context).includes(repository) || !selects(input, repository, build)) return false;
  return createIgnoreMatcher(parseIgnoreFile(context.ignoreFile.text)).decidingPattern(repository)?.negated !== true;
}
