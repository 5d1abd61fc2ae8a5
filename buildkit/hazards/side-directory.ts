import type { BuildContext } from "../files/build-context.ts";
import { filesMatching, findFile } from "../files/context-files.ts";
import { deliveryAt } from "../delivery.ts";
import { baseName, pathBelow } from "../files/image-path.ts";
import { filesOf, isManifestInstall, manifestPlaces, type Install } from "../install.ts";
import type { ContextInput, Step } from "../model.ts";
import { contextInputs, stepsBefore } from "../step.ts";
import type { BroadInput, InstallCandidate } from "./coupled-install.ts";
import { manifestFiles } from "./manifest-files.ts";
import { isCode } from "./project-source.ts";
import { canRunBeforeSources, sourceNeeds } from "./source-free.ts";

/**
 * Directories of sources that are copied above an install beside its manifests (`COPY src ./src` above `npm ci`): each edit in
 * them re-runs it for nothing. `broad` is what brings the manifests when they do not come by name. Only where everything speaks for it: the manifests ask for no further file, no
 * command in between can need the directory, and neither the command nor a manifest names it.
 */
export function directoriesBeside(before: readonly Step[], candidate: InstallCandidate, context: BuildContext, broad?: ContextInput): readonly BroadInput[] {
  const { step: run, install } = candidate;
  const above = stepsBefore(before, run);
  const manifests = broad ?? above.flatMap(contextInputs).find((input) => input.via === "copy" && bringsManifest(input, install, context));
  if (manifests === undefined || !isManifestInstall(install) || !runsFirst(candidate)) return [];
  const contextDirectory = manifestDirectory(manifests, install, context);
  const selection = manifestFiles({ ...candidate, contextDirectory }, manifests, context);
  if (selection.risks.length > 0 || selection.needsSources) return [];
  const found: BroadInput[] = [];
  for (const step of above) {
    if (step.kind === "run" && !canRunBeforeSources(step)) found.length = 0;
    if (step.kind !== "copy" || step.plantedBy !== undefined) continue;
    const side = contextInputs(step).find((input) => (isSideDirectory(input, install, context) || isSideFile(input, candidate, context)) && !isNamed(input, install, selection.paths, context));
    if (side !== undefined) found.push({ step, input: side, contextDirectory, manifests: [], bringsManifests: false });
  }
  return found;
}

/** Nothing before the install in its own RUN may need the sources. */
function runsFirst({ step, install }: InstallCandidate): boolean {
  const needs = sourceNeeds(step);
  return step.script.complete && needs.slice(0, step.script.commands.indexOf(install.command) + 1).every(({ kind }) => kind !== "unknown");
}

/** Whether this input brings a manifest of the install by name. */
export function bringsManifest(input: ContextInput, install: Install, context: BuildContext): boolean {
  return manifestPlaces(install).some(({ path }) => {
    const delivery = deliveryAt(input, path, context);
    return delivery?.as === "file" && context.kind(delivery.path) === "file";
  });
}

/** The directory of the context from which this input brings the manifests of an install. */
export function manifestDirectory(input: ContextInput, install: Install, context: BuildContext): string {
  const [path] = manifestPlaces(install).flatMap(({ path: place, pattern }) => {
    const delivery = deliveryAt(input, place, context);
    return delivery === undefined ? [] : [delivery.path.slice(0, Math.max(0, delivery.path.length - pattern.length - 1))];
  });
  return path ?? "";
}

/** A plain directory with files, none of which any form of the install reads, put somewhere into the directory that it works in. */
function isSideDirectory({ path, hasWildcard, keepsParents, destination }: ContextInput, install: Install, context: BuildContext): boolean {
  const { workingDirectory } = install;
  if (path === undefined || path === "" || hasWildcard || keepsParents || destination === undefined || workingDirectory === undefined) return false;
  if (context.kind(path) !== "directory" || baseName(path).startsWith(".") || pathBelow(workingDirectory, destination) === undefined) return false;
  const { manifests, lockfiles, config } = filesOf(install);
  const read = [...manifests, ...lockfiles, ...config];
  if (isConfiguration(baseName(path), install) || filesMatching(context, path, read.map((pattern) => (pattern.startsWith("**") ? pattern : `**/${pattern}`))).length > 0) return false;
  return findFile(context, path, () => true) !== undefined;
}

/** The name of a directory in which the tool looks for configuration. */
function isConfiguration(directory: string, install: Install): boolean {
  return filesOf(install).config.some((name) => name.includes("/") && name.split("/")[0] === directory);
}

/** A file of code beside the manifests, where the RUN only installs; one that also builds is another hazard. */
function isSideFile({ path, hasWildcard, keepsParents, destination }: ContextInput, { step, install }: InstallCandidate, context: BuildContext): boolean {
  const { workingDirectory } = install;
  if (path === undefined || keepsParents || destination === undefined || workingDirectory === undefined || pathBelow(workingDirectory, destination) === undefined) return false;
  if (!isCode(path) || (!hasWildcard && context.kind(path) !== "file") || isConfiguration(path.split("/").at(-2) ?? "", install)) return false;
  return step.installs.every(({ effect }) => effect.kind !== "build");
}

/** The command, or a manifest that is no JSON, mentions the directory: `--find-links wheels`, `path "lib"`. */
function isNamed({ path }: ContextInput, install: Install, manifests: readonly string[], context: BuildContext): boolean {
  const name = baseName(path ?? "");
  const texts = manifests.filter((file) => !file.endsWith(".json") && !file.endsWith("/")).map((file) => context.read(file) ?? "");
  return [...install.command.words.map(({ value }) => value), ...texts].some((text) => text.split(/[^\w.-]+/).includes(name));
}
