import type { Word } from "../../dockerfile/nodes.ts";
import type { BuildContext, ContextPath } from "../files/build-context.ts";
import { deliveryAt } from "../delivery.ts";
import { baseName, directoryName, joinPaths, resolveImagePath, type ImagePath } from "../files/image-path.ts";
import { filesOf, ignoresLockfiles, manifestPlaces, needsLockfile, type Install } from "../install.ts";
import type { Build, CacheInput, ContextInput, RunStep, Stage, Step } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { mayBringFromElsewhere } from "./ignored-sources.ts";

/** An install that gets its manifest by name, but not the lockfile that lies beside it in the build context. */
export interface MissingLockfile {
  /** What brings the manifest. */
  readonly input: ContextInput;
  readonly manifest: ContextPath;
  readonly lockfile: ContextPath;
  readonly install: Install;
  /** The install refuses to work without it. */
  readonly fails: boolean;
  /** A word to be put behind a source of the COPY so that the lockfile lands beside the manifest, if it can be done so. */
  readonly addition: { readonly after: Word; readonly text: string } | undefined;
}

interface Delivered {
  readonly step: Step;
  readonly input: ContextInput;
  readonly path: ContextPath;
}

/**
 * Hazard B9: the first install for each manifest that is copied alone. Silent when the context is not known, or when the
 * lockfile may come from somewhere else: a stage, an image, a command before the install.
 */
export function missingLockfiles(build: Build): readonly MissingLockfile[] {
  const context = build.context.kind === "known" ? build.context.context : undefined;
  if (context === undefined) return [];
  const found = build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) => missingInStage(stage, build, context));
  return found.filter((one, index) => found.findIndex(({ input }) => input.node === one.input.node) === index);
}

function missingInStage(stage: Stage, build: Build, context: BuildContext): readonly MissingLockfile[] {
  const chain = chainSteps(stage);
  const runs = stage.steps.filter((step): step is RunStep => step.kind === "run");
  return runs.flatMap((run) => run.installs.flatMap((install) => missingFor(install, run, chain.slice(0, chain.indexOf(run) + 1), build, context) ?? []));
}

function missingFor(install: Install, run: RunStep, before: readonly Step[], build: Build, context: BuildContext): MissingLockfile | undefined {
  const { workingDirectory } = install;
  if (workingDirectory === undefined || ignoresLockfiles(install)) return undefined;
  const manifest = manifestPlaces(install).flatMap(({ path, pattern }) => (pattern.includes("*") ? [] : deliveriesAt(path, before, run, context)))[0];
  if (manifest === undefined) return undefined;
  const names = filesOf(install).lockfiles.filter((name) => !name.includes("*"));
  const beside = names.map((name) => joinPaths(directoryName(manifest.path), name));
  const lockfile = beside.find((path) => context.kind(path) === "file");
  if (lockfile === undefined || lockfile === manifest.path || context.isIgnored(lockfile)) return undefined;
  const places = names.map((name) => resolveImagePath(workingDirectory, name));
  const isThere = places.some((place) => mayBeThere(place, before, context)) || isNamedBefore(names.map(baseName), install, before);
  if (isThere) return undefined;
  return { input: manifest.input, manifest: manifest.path, lockfile, install, fails: needsLockfile(install), addition: additionTo(manifest, lockfile, build) };
}

/** Files of the context that lie at a place when the run begins; mounts count for their own RUN alone. */
function deliveriesAt(place: ImagePath, before: readonly Step[], run: RunStep, context: BuildContext): readonly Delivered[] {
  return before.flatMap((step) => step.inputs.flatMap((input) => {
    if (input.kind !== "context" || (input.via === "mount" && step !== run)) return [];
    const delivery = deliveryAt(input, place, context);
    return delivery?.as !== "file" || context.kind(delivery.path) !== "file" ? [] : [{ step, input, path: delivery.path }];
  }));
}

function mayBeThere(place: ImagePath, before: readonly Step[], context: BuildContext): boolean {
  return before.flatMap(({ inputs }) => inputs).some((input) => bringsFromContext(input, place, context) || mayBringFromElsewhere(input, place));
}

function bringsFromContext(input: CacheInput, place: ImagePath, context: BuildContext): boolean {
  if (input.kind !== "context") return false;
  if (input.path === undefined || input.destination === undefined) return true;
  const path = deliveryAt(input, place, context)?.path;
  return path !== undefined && context.kind(path) !== undefined;
}

/** A command before the install, in its script or above, names the lockfile: it may fetch, move or make it. */
function isNamedBefore(names: readonly string[], install: Install, before: readonly Step[]): boolean {
  const commands = before.flatMap((step) => (step.kind === "run" ? step.script.commands : []));
  const earlier = commands.filter(({ range }) => range[0] !== install.command.range[0]);
  const words = earlier.flatMap(({ args, redirects }) => [...args, ...redirects.flatMap(({ target }) => target ?? [])]);
  return words.some(({ value }) => names.some((name) => value.includes(name)));
}

/** In a COPY to a directory, without quotes, variables in the name, here-documents or an escape character of its own. */
function additionTo({ step, input, path }: Delivered, lockfile: ContextPath, build: Build): MissingLockfile["addition"] {
  const { node } = input;
  if (step.kind !== "copy" || step.plantedBy !== undefined || node.type !== "Word" || build.dockerfile.escape !== "\\") return undefined;
  const { form, heredocs } = step.instruction;
  const isWrittenPlainly = node.range[1] - node.range[0] === node.text.length && !/["'\\*?[]/.test(directoryName(node.text));
  const isNamed = input.hasWildcard || baseName(node.text) === baseName(path);
  if (form !== "plain" || heredocs.length > 0 || !input.isDirectory || input.keepsParents || !isWrittenPlainly || !isNamed) return undefined;
  return { after: node, text: node.text.slice(0, node.text.length - baseName(node.text).length) + baseName(lockfile) };
}
