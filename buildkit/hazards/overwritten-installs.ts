import type { BuildContext, ContextPath, IgnoreFile } from "../files/build-context.ts";
import { holdsSomething } from "../files/context-files.ts";
import { selects } from "../plan/context-selection.ts";
import { deliveryAt } from "../delivery.ts";
import { baseName, directoryName, joinPaths, resolveImagePath, type ImagePath } from "../files/image-path.ts";
import type { Build, ContextInput, RunStep, Stage, Step } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { contextInputs } from "../step.ts";

/** A directory of the host that lands on what an install has made in the image. */
export interface Overwrite {
  readonly input: ContextInput;
  /** Directory of the build context. */
  readonly path: ContextPath;
  /** The command that made it, or the COPY that brought it from another stage. */
  readonly made: Made;
}

export type Made =
  | { readonly by: "install"; readonly step: RunStep; readonly command: RunStep["script"]["commands"][number] }
  | { readonly by: "copy"; readonly step: Step };

interface MadePlace {
  readonly place: ImagePath;
  readonly made: Made;
}

/** Hazard B20 as the rule reports it: each directory once, at the first copy that brings it. */
export function overwrittenInstalls(build: Build): readonly (Overwrite & { readonly ignoreFile: IgnoreFile })[] {
  const ignoreFile = build.context.kind === "known" ? build.context.context.ignoreFile : undefined;
  if (ignoreFile === undefined) return [];
  const found = findOverwrites(build).map((overwrite) => ({ ...overwrite, ignoreFile }));
  return found.filter((one, index) => found.findIndex(({ path }) => path === one.path) === index);
}

/** Where installs of the host are going to land: no ignore file keeps them out, and a lockfile shows that people install there. */
export function expectedOverwrites(build: Build): readonly (Overwrite & { readonly made: Extract<Made, { by: "install" }> })[] {
  const context = build.context.kind === "known" ? build.context.context : undefined;
  if (context === undefined || context.ignoreFile !== undefined) return [];
  const found = build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) => landingsInStage(stage, build, context));
  return found.flatMap(({ input, path, made }) => {
    if (made.by === "copy" || made.step.stage.steps.every((step) => !step.inputs.includes(input))) return [];
    const lockfiles = made.step.installs.find(({ command }) => command === made.command)?.ecosystem.files?.lockfiles ?? [];
    return lockfiles.some((name) => context.kind(joinPaths(directoryName(path), name)) === "file") ? [{ input, path, made }] : [];
  });
}

/** All of them. Only directories that really are in the context count; without an ignore file D1 speaks of them. */
export function findOverwrites(build: Build): readonly Overwrite[] {
  const context = build.context.kind === "known" ? build.context.context : undefined;
  if (context?.ignoreFile === undefined) return [];
  const landings = build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) => landingsInStage(stage, build, context));
  return landings.filter(({ path }) => context.kind(path) === "directory" && holdsSomething(context, path));
}

/** Directories of the context, there or not, that these copies would put on what an install has made. */
function landingsInStage(stage: Stage, build: Build, context: BuildContext): readonly Overwrite[] {
  const chain = chainSteps(stage);
  const names = installedNames(build);
  return stage.steps.flatMap((step) => {
    const copied = contextInputs(step).filter(({ via, hasWildcard }) => via === "copy" && !hasWildcard);
    const places = copied.length === 0 ? [] : chain.slice(0, chain.indexOf(step)).flatMap((earlier) => placesMadeBy(earlier, names));
    return copied.flatMap((input) => places.flatMap(({ place, made }) => {
      const delivery = deliveryAt(input, place, context);
      if (delivery === undefined || delivery.path === input.path) return [];
      return selects(input, delivery.path, build) ? [{ input, path: delivery.path, made }] : [];
    }));
  });
}

/** Names of the directories that the installs of this build fill. */
function installedNames(build: Build): ReadonlySet<string> {
  const installs = build.steps.flatMap((step) => (step.kind === "run" ? step.installs : []));
  return new Set(installs.filter(({ effect }) => effect.kind === "install").flatMap(({ ecosystem }) => ecosystem.installsInto));
}

function placesMadeBy(step: Step, names: ReadonlySet<string>): readonly MadePlace[] {
  if (step.kind === "run") return placesOfInstalls(step);
  return step.inputs.flatMap((input): readonly MadePlace[] => {
    if (input.kind !== "stage" || input.via !== "copy" || input.destination === undefined) return [];
    return names.has(baseName(input.destination.path)) ? [{ place: input.destination, made: { by: "copy", step } }] : [];
  });
}

function placesOfInstalls(step: RunStep): readonly MadePlace[] {
  return step.installs.flatMap(({ effect, ecosystem, workingDirectory, command }) => {
    if (effect.kind !== "install" || workingDirectory === undefined || command.conditional) return [];
    return ecosystem.installsInto.map((name): MadePlace => ({ place: resolveImagePath(workingDirectory, name), made: { by: "install", step, command } }));
  });
}
