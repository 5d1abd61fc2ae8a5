import type { BuildContext } from "../files/build-context.ts";
import { findFile, filesMatching } from "../files/context-files.ts";
import { deliveryAt, isAnyName } from "../delivery.ts";
import { baseName, joinPaths, relativeBelow } from "../files/image-path.ts";
import { filesOf, isManifestInstall, manifestPlaces, type Install } from "../install.ts";
import type { BroadInput, CoupledInstall, InstallCandidate, ManifestInput } from "./coupled-install.ts";
import { dependencyFlag } from "./project-install.ts";
import { directoriesBeside } from "./side-directory.ts";
import { canRunBeforeSources } from "./source-free.ts";
import type { Build, ContextInput, RunStep, Stage, Step } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { contextInputs } from "../step.ts";

/** A source word that brings the project's files into the chain above installs that need the manifests alone. */
export interface BroadCopy extends Omit<BroadInput, "contextDirectory"> {
  /** In the order in which they run; never empty. */
  readonly installs: readonly [CoupledInstall, ...CoupledInstall[]];
  /** The chain of steps from the base image to the end of the stage of the installs. */
  readonly chain: readonly Step[];
}

/** Hazard A1 with A12 and A20: a whole directory enters the cache key of a manifest-driven install. */
export function broadCopiesBeforeInstall(build: Build): readonly BroadCopy[] {
  return copiesBeforeInstall(build).filter((copy) => !undoesManifests(copy));
}

/** Hazard A3: the manifests were copied by themselves, and a broad copy above the install undoes it. */
export function redundantManifestCopies(build: Build): readonly BroadCopy[] {
  return copiesBeforeInstall(build).filter(undoesManifests);
}

/**
 * All copies that couple installs to sources: one finding for each source word, with all installs that it couples. Which
 * of the hazards above it is follows from it alone, so that no copy is reported as both. Stages that the target does not
 * need are passed over.
 */
export function copiesBeforeInstall(build: Build): readonly BroadCopy[] {
  const context = build.context.kind === "known" ? build.context.context : undefined;
  const found = new Map<ContextInput["node"], BroadCopy>();
  for (const stage of build.stages.filter((candidate) => candidate.isBuilt)) {
    const chain = [...chainSteps(stage), ...stage.triggers];
    for (const candidate of candidateInstalls(stage)) {
      const before = chain.slice(0, chain.indexOf(candidate.step) + 1);
      for (const broad of broadInputs(before, candidate, context)) note(found, broad, { ...candidate, contextDirectory: broad.contextDirectory }, chain);
    }
  }
  return [...found.values()];
}

/** The input that brings the manifests with other files, and directories of sources that are copied above the install beside it. */
function broadInputs(before: readonly Step[], candidate: InstallCandidate, context: BuildContext | undefined): readonly BroadInput[] {
  const broad = findBroadInput(before, candidate, context);
  const isRepeated = before.some((step) => step !== candidate.step && installsTheSame(step, candidate.install));
  const beside = context === undefined || isRepeated ? [] : directoriesBeside(before, candidate, context, broad?.input);
  return broad === undefined ? beside : [...beside.filter(({ input }) => input.node !== broad.input.node), broad];
}

/** The installs of a stage that read manifests; of those that install the project too, the ones whose downloads nothing keeps. */
function candidateInstalls(stage: Stage): readonly InstallCandidate[] {
  return [...stage.steps, ...stage.triggers]
    .filter((step): step is RunStep => step.kind === "run")
    .flatMap((step) =>
      step.installs.flatMap((install) => {
        const flag = step.mounts.some(({ type }) => type === "cache") ? undefined : dependencyFlag(install);
        return (isManifestInstall(install) || flag !== undefined) && !makesManifest(step, install) ? [{ step, install, dependencyFlag: flag }] : [];
      }),
    );
}

/** An earlier command of the same script writes, or at least handles, the manifest: `uv export -o requirements.txt`. */
function makesManifest(step: RunStep, install: Install): boolean {
  const names = install.namedManifests.map((path) => baseName(path?.path ?? ""));
  const earlier = step.script.commands.slice(0, step.script.commands.indexOf(install.command));
  const words = earlier.flatMap(({ args, redirects }) => [...args, ...redirects.flatMap(({ target }) => target ?? [])]);
  return words.some(({ value }) => names.includes(baseName(value)) && !step.installs.some(({ command, manifestOperands }) => command !== install.command && manifestOperands.some((operand) => operand.value === value)));
}

function note(found: Map<ContextInput["node"], BroadCopy>, { step, input, manifests, bringsManifests }: BroadInput, entry: CoupledInstall, chain: readonly Step[]): void {
  const known = found.get(input.node);
  if (known === undefined) {
    found.set(input.node, { step, input, installs: [entry], chain, manifests, bringsManifests });
    return;
  }
  const isNew = known.installs.every(({ install }) => install.command.range[0] !== entry.install.command.range[0]);
  const common = manifests.length === 0 ? [] : known.manifests;
  if (isNew) found.set(input.node, { ...known, manifests: common, installs: [...known.installs, entry] });
}

/**
 * The first copies buy nothing: they brought the manifests of all its installs, and no RUN in between can have used them. An
 * install that takes the project in as well needs more than a copy in another place.
 */
function undoesManifests({ step, input, manifests, bringsManifests, installs, chain }: BroadCopy): boolean {
  const [first] = manifests;
  if (first === undefined || !bringsManifests || input.via !== "copy" || step.plantedBy !== undefined) return false;
  const between = chain.slice(chain.indexOf(first.step), chain.indexOf(step));
  return installs.every(({ dependencyFlag: flag }) => flag === undefined) && between.every((other) => other.kind !== "run" || canRunBeforeSources(other));
}

/** The first input of the chain that brings the install's manifests together with other files. */
function findBroadInput(before: readonly Step[], { step: run, install }: InstallCandidate, context: BuildContext | undefined): BroadInput | undefined {
  const manifests: ManifestInput[] = [];
  for (const step of before) {
    if (step === run && !onlyInstalls(run)) return undefined;
    if (step !== run && installsTheSame(step, install)) return undefined;
    for (const input of contextInputs(step)) {
      if (step === run && input.via !== "mount") continue;
      const delivery = manifestDelivery(input, install, context);
      if (delivery === undefined) continue;
      if (delivery.kind === "narrow") manifests.push({ step, input });
      // Where the files cannot be seen, a directory beside manifests that came by name is not known to hold them again.
      else if (context === undefined && manifests.length > 0 && input.path !== "") continue;
      else return { step, input, contextDirectory: delivery.directory, manifests, bringsManifests: true };
    }
  }
  return undefined;
}

/** A bind mount of sources is no hazard for a RUN that also builds them. */
function onlyInstalls(run: RunStep): boolean {
  return run.installs.every((install) => install.effect.kind !== "build" && install.effect.kind !== "install-project");
}

/** Whether the step installs what this command installs, by the same package manager from the same manifests. */
export function installsTheSame(step: Step, install: Install): boolean {
  if (step.kind !== "run") return false;
  return step.installs.some((other) => (isManifestInstall(other) || dependencyFlag(other) !== undefined) && other.ecosystem === install.ecosystem && sameManifests(other, install));
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
  if (context === undefined) return isEvident(input, install, broad) ? { kind: "broad", directory: undefined } : undefined;
  const patterns = targets.map(({ pattern }) => pattern);
  if (filesMatching(context, directory, patterns).length === 0) return undefined;
  return hasOtherFiles(input, install, context) ? { kind: "broad", directory } : { kind: "narrow" };
}

/**
 * Where the files cannot be seen: the whole context is copied, or a directory straight to where the manifest lies. It is one
 * when a slash ends it, or when it takes the name of the place: who copies a file there ends the place with a slash.
 */
function isEvident(input: ContextInput, install: Install, { path, pattern }: { readonly path: string; readonly pattern: string }): boolean {
  if (input.path === "") return true;
  const written = input.node.type === "Word" ? input.node.text : "";
  const name = baseName(input.path ?? "");
  const isFileName = name.startsWith(".") || filesOf(install).config.includes(name);
  return path === joinPaths(input.path ?? "", pattern) && (/\/\.?$/.test(written) || input.via === "mount" || (!input.isDirectory && !isFileName));
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
    !needed.has(path) && !named.has(baseName(path)) && !isSibling(install, path, root) && !isBuildOrDocumentation(baseName(path)) && relativeBelow(".git", path) === undefined;
  return findFile(context, root, isOther) !== undefined;
}

/** `prod.txt` beside the `base.txt` that a command names: files of one kind in a directory of its own are manifests too. */
function isSibling({ namedManifests }: Install, path: string, root: string): boolean {
  if (root === "") return false;
  const extensions = namedManifests.flatMap((named) => /\.\w+$/.exec(named?.path ?? "")?.[0] ?? []);
  return extensions.some((extension) => path.endsWith(extension)) || (extensions.length > 0 && path.endsWith(".in"));
}

function isBuildOrDocumentation(name: string): boolean {
  return /^(dockerfile|containerfile)|\.(dockerfile|containerfile|dockerignore)$|^(docker-)?compose.*\.ya?ml$|\.(md|rst)$|^(licen[cs]e|readme|notice|\.git\w*|\.dockerignore)/i.test(name);
}
