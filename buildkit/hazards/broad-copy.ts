import type { BuildContext } from "../build-context.ts";
import { findFile, filesMatching } from "../context-files.ts";
import { deliveryAt, isAnyName } from "../delivery.ts";
import { baseName, joinPaths, relativeBelow } from "../image-path.ts";
import { filesOf, isManifestInstall, manifestPlaces, type Install } from "../install.ts";
import type { Build, ContextInput, RunStep, Stage, Step } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { contextInputs } from "../step.ts";

/** An install that re-runs at every edit of the sources, because what it needs arrives together with them. */
export interface CoupledInstall {
  readonly step: RunStep;
  readonly install: Install;
  /** Directory of the build context that holds its manifests; undefined when it cannot be known. */
  readonly contextDirectory: string | undefined;
}

/** A source word that brings the project's files into the chain above installs that need the manifests alone. */
export interface BroadCopy {
  readonly step: Step;
  readonly input: ContextInput;
  /** In the order in which they run; never empty. */
  readonly installs: readonly [CoupledInstall, ...CoupledInstall[]];
  /** The chain of steps from the base image to the end of the stage of the installs. */
  readonly chain: readonly Step[];
  /** The manifests were copied by themselves before, and the broad copy undoes that. */
  readonly manifestsCameFirst: boolean;
}

/**
 * Hazard A1 with A12 and A20: a whole directory enters the cache key of a manifest-driven install. One finding for each
 * source word, with all installs that it couples; stages that the target does not need are passed over.
 */
export function broadCopiesBeforeInstall(build: Build): readonly BroadCopy[] {
  const context = build.context.kind === "known" ? build.context.context : undefined;
  const found = new Map<ContextInput["node"], BroadCopy>();
  for (const stage of build.stages.filter((candidate) => candidate.isBuilt)) {
    const chain = [...chainSteps(stage), ...stage.triggers];
    for (const coupled of ownInstalls(stage)) note(found, chain, coupled, context);
  }
  return [...found.values()];
}

function ownInstalls(stage: Stage): readonly { readonly step: RunStep; readonly install: Install }[] {
  return [...stage.steps, ...stage.triggers]
    .filter((step): step is RunStep => step.kind === "run")
    .flatMap((step) => step.installs.filter((install) => isManifestInstall(install) && !makesManifest(step, install)).map((install) => ({ step, install })));
}

/** An earlier command of the same script writes, or at least handles, the manifest: `uv export -o requirements.txt`. */
function makesManifest(step: RunStep, install: Install): boolean {
  const names = install.namedManifests.map((path) => baseName(path?.path ?? ""));
  const earlier = step.script.commands.slice(0, step.script.commands.indexOf(install.command));
  const words = earlier.flatMap(({ args, redirects }) => [...args, ...redirects.flatMap(({ target }) => target ?? [])]);
  return words.some(({ value }) => names.includes(baseName(value)) && !step.installs.some(({ command, manifestOperands }) => command !== install.command && manifestOperands.some((operand) => operand.value === value)));
}

function note(
  found: Map<ContextInput["node"], BroadCopy>,
  chain: readonly Step[],
  coupled: { readonly step: RunStep; readonly install: Install },
  context: BuildContext | undefined,
): void {
  const before = chain.slice(0, chain.indexOf(coupled.step) + 1);
  const broad = findBroadInput(before, coupled, context);
  if (broad === undefined) return;
  const entry: CoupledInstall = { ...coupled, contextDirectory: broad.contextDirectory };
  const known = found.get(broad.input.node);
  if (known === undefined) {
    const { step, input, manifestsCameFirst } = broad;
    found.set(input.node, { step, input, installs: [entry], chain, manifestsCameFirst });
    return;
  }
  const isNew = known.installs.every(({ install }) => install.command.range[0] !== coupled.install.command.range[0]);
  if (isNew) found.set(broad.input.node, { ...known, installs: [...known.installs, entry] });
}

interface BroadInput {
  readonly step: Step;
  readonly input: ContextInput;
  readonly contextDirectory: string | undefined;
  readonly manifestsCameFirst: boolean;
}

/** The first input of the chain that brings the install's manifests together with other files. */
function findBroadInput(
  before: readonly Step[],
  { step: run, install }: { readonly step: RunStep; readonly install: Install },
  context: BuildContext | undefined,
): BroadInput | undefined {
  let manifestsCameFirst = false;
  for (const step of before) {
    if (step === run && !onlyInstalls(run)) return undefined;
    if (manifestsCameFirst && step !== run && installsTheSame(step, install)) return undefined;
    for (const input of contextInputs(step)) {
      if (step === run && input.via !== "mount") continue;
      const delivery = manifestDelivery(input, install, context);
      if (delivery === undefined) continue;
      if (delivery.kind === "narrow") manifestsCameFirst = true;
      // Where the files cannot be seen, a directory beside manifests that came by name is not known to hold them again.
      else if (context === undefined && manifestsCameFirst && input.path !== "") continue;
      else return { step, input, contextDirectory: delivery.directory, manifestsCameFirst };
    }
  }
  return undefined;
}

/** A bind mount of sources is no hazard for a RUN that also builds them. */
function onlyInstalls(run: RunStep): boolean {
  return run.installs.every((install) => install.effect.kind !== "build" && install.effect.kind !== "install-project");
}

function installsTheSame(step: Step, install: Install): boolean {
  if (step.kind !== "run") return false;
  return step.installs.some((other) => isManifestInstall(other) && other.ecosystem === install.ecosystem && sameManifests(other, install));
}

function sameManifests(one: Install, other: Install): boolean {
  const named = (install: Install): readonly string[] => install.namedManifests.map((path) => path?.path ?? "?");
  if (named(one).length + named(other).length > 0) return named(other).every((path) => named(one).includes(path));
  if (one.workingDirectory === undefined || other.workingDirectory === undefined) return true;
  return one.workingDirectory.path === other.workingDirectory.path;
}

type ManifestDelivery = { readonly kind: "narrow" } | { readonly kind: "broad"; readonly directory: string | undefined };

/** How an input brings the manifests of an install: by name, in a directory with other files, or not at all. */
function manifestDelivery(input: ContextInput, install: Install, context: BuildContext | undefined): ManifestDelivery | undefined {
  const targets = manifestPlaces(install);
  const deliveries = targets.flatMap((target) => {
    const delivery = deliveryAt(input, target.path, context);
    return delivery === undefined ? [] : [{ ...delivery, pattern: target.pattern }];
  });
  const broad = deliveries.find((delivery) => delivery.as === "directory");
  if (broad === undefined) return deliveries.length > 0 || matchesByName(input, install) ? { kind: "narrow" } : undefined;
  const directory = broad.path.slice(0, Math.max(0, broad.path.length - broad.pattern.length - 1));
  if (context === undefined) return isEvident(input, broad.path, broad.pattern) ? { kind: "broad", directory: undefined } : undefined;
  const patterns = targets.map(({ pattern }) => pattern);
  if (filesMatching(context, directory, patterns).length === 0) return undefined;
  return hasOtherFiles(input, install, context) ? { kind: "broad", directory } : { kind: "narrow" };
}

/** Where the files cannot be seen: the whole context is copied, or a directory straight to where the manifest lies. */
function isEvident(input: ContextInput, path: string, pattern: string): boolean {
  return input.path === "" || path === joinPaths(input.path ?? "", pattern);
}

/** A named source whose own name is that of a manifest, wherever it goes: `COPY build.gradle* /tmp/` and the like. */
function matchesByName(input: ContextInput, install: Install): boolean {
  if (install.workingDirectory !== undefined && install.namedManifests.every((path) => path !== undefined)) return false;
  const name = baseName(input.path ?? "");
  return filesOf(install).manifests.includes(name);
}

/** Whether the input also selects files that the install does not read; documentation and build files do not count. */
function hasOtherFiles(input: ContextInput, install: Install, context: BuildContext): boolean {
  const { manifests, lockfiles, config } = filesOf(install);
  const root = isAnyName(input.path ?? "") ? (input.path ?? "").replace(/\/?[^/]*$/, "") : (input.path ?? "");
  const needed = new Set(filesMatching(context, root, [...manifests, ...lockfiles, ...config].map((pattern) => (pattern.startsWith("**") ? pattern : `**/${pattern}`))));
  const named = new Set(install.namedManifests.map((path) => baseName(path?.path ?? "")));
  const isOther = (path: string): boolean =>
    !needed.has(path) && !named.has(baseName(path)) && !isBuildOrDocumentation(baseName(path)) && relativeBelow(".git", path) === undefined;
  return findFile(context, root, isOther) !== undefined;
}

function isBuildOrDocumentation(name: string): boolean {
  return /^(dockerfile|containerfile)|\.(dockerfile|containerfile|dockerignore)$|^(docker-)?compose.*\.ya?ml$|\.(md|rst)$|^(licen[cs]e|readme|notice|\.git\w*|\.dockerignore)/i.test(name);
}
