import type { DependencyLayer } from "../../ecosystems/dependency-layer.ts";
import type { Command } from "../../shell/command.ts";
import type { BuildContext } from "../files/build-context.ts";
import { filesMatching, isReadable } from "../files/context-files.ts";
import { deliveryAt } from "../delivery.ts";
import { baseName, directoryName, resolveImagePath, type ImagePath } from "../files/image-path.ts";
import { filesOf, type Install } from "../install.ts";
import type { Build, ContextInput, RunStep, Step } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { contextInputs, stepsBefore } from "../step.ts";
import { cacheLocations, cacheMounts, relationOf } from "./cache-directories.ts";
import { manifestFiles } from "./manifest-files.ts";
import { bringsOwnDependencies } from "./own-dependencies.ts";
import { isProjectSource } from "./project-source.ts";
import { dependencyFlag } from "./project-install.ts";

/** A build that downloads its dependencies in the step that re-runs with every edit of the sources. */
export interface CoupledBuild {
  readonly step: RunStep;
  readonly install: Install;
  readonly layer: DependencyLayer;
  /** What brings the sources, and what brings the manifests: often the same. */
  readonly source: ContextInput;
  readonly manifest: ManifestPlace;
}

/** Where a build finds its manifests. */
export interface ManifestPlace {
  readonly input: ContextInput;
  /** Directory of the build context that holds them. */
  readonly contextDirectory: string;
  /** The directory in the image. */
  readonly directory: ImagePath;
  /** The command names the manifest itself, not the directory that holds it. */
  readonly isNamed: boolean;
}

/**
 * Hazard A2: builds that are the first of their package manager to download anything, below a copy of the sources and without
 * a cache mount for it. Only where the manifests can be seen: a project may bring its dependencies along, or have none. Commands
 * that a flag of their own makes an install (`poetry install --no-root`) are A1's.
 */
export function coupledBuilds(build: Build): readonly CoupledBuild[] {
  const contexts = build.context.kind === "known" ? [build.context.context] : build.context.kind === "ambiguous" ? build.context.candidates : [];
  return build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) => {
    const chain = chainSteps(stage);
    return stage.steps.flatMap((step) => (step.kind === "run" && step.plantedBy === undefined ? step.installs : []).flatMap((install): readonly CoupledBuild[] => {
      const { dependencyLayer: layer } = install.ecosystem;
      if (step.kind !== "run" || layer === undefined || !downloads(install) || hasEarlier(chain, step, install)) return [];
      if (keepsDownloads(step, install, build) || bringsOwnDependencies(step, install) || isLayerItself(step, install, contexts[0])) return [];
      const found = contexts.map((context) => coupledIn(context, chain, step, install, layer));
      const [first] = found.flatMap((each) => (typeof each === "object" ? [each] : []));
      return first === undefined || found.includes("free") ? [] : [first];
    }));
  });
}

function downloads(install: Install): boolean {
  const { effect, flags } = install;
  if (effect.kind === "install-project") return dependencyFlag(install) === undefined && !flags.includes("--no-deps");
  return effect.kind === "build" && effect.downloads !== false;
}

/** A command of the same package manager, or of one that installs to the same place, went before: it has downloaded what is needed. */
function hasEarlier(chain: readonly Step[], step: RunStep, install: Install): boolean {
  const runs = stepsBefore(chain, step).filter((other): other is RunStep => other.kind === "run");
  if (runs.some(({ script }) => script.commands.some((command) => isOtherUse(command, install)))) return true;
  const before = runs.flatMap(({ installs }) => installs);
  const own = step.installs.slice(0, step.installs.indexOf(install));
  return [...before, ...own].some(({ ecosystem, effect }) => ["install", "install-project", "build"].includes(effect.kind) && (ecosystem === install.ecosystem || sharesPlace(ecosystem, install.ecosystem)));
}

/** Whatever else of the tool downloads: `go list -deps`, a script's own `restore`. */
function isOtherUse({ name, args }: Command, install: Install): boolean {
  return name === install.command.name && args.some(({ value }) => /^(?:download|restore|get|list|vendor|tidy)$/.test(value));
}

function sharesPlace(one: Install["ecosystem"], other: Install["ecosystem"]): boolean {
  const variables = one.installsAt?.variables ?? [];
  return (other.installsAt?.variables ?? []).some((name) => variables.includes(name));
}

/** More sources and another build follow: this one is the layer of dependencies, made of stubs or of local libraries. */
function isLayerItself(step: RunStep, install: Install, context: BuildContext | undefined): boolean {
  const later = step.stage.steps.slice(step.stage.steps.indexOf(step) + 1);
  const copy = later.findIndex((other) => other.kind === "copy" && contextInputs(other).some((input) => isProjectSource(input, context)));
  return copy >= 0 && later.slice(copy).some((other) => other.kind === "run" && other.installs.some(({ ecosystem, effect }) => ecosystem === install.ecosystem && effect.kind === "build"));
}

/** A cache mount holds what is downloaded, or lies nobody knows where. */
function keepsDownloads(step: RunStep, install: Install, build: Build): boolean {
  const mounts = cacheMounts(step, build);
  if (step.mounts.filter(({ type }) => type === "cache").length > mounts.length) return true;
  const locations = cacheLocations(step).filter((location) => location.install === install);
  const kept = locations.filter(({ directory }) => directory.usedByBuilds === true);
  const relevant = kept.length > 0 ? kept : locations;
  return relevant.some((location) => mounts.some((mount) => relationOf(mount, location) !== undefined || (location.path === undefined && location.tail === undefined)));
}

/** `free`: in this context the build downloads nothing. Undefined: its manifests do not come from there. */
function coupledIn(context: BuildContext, chain: readonly Step[], step: RunStep, install: Install, layer: DependencyLayer): CoupledBuild | "free" | undefined {
  const inputs = [...stepsBefore(chain, step), step].flatMap(contextInputs);
  const manifest = findManifest(context, inputs, install, layer);
  if (manifest === undefined || !hasOperands(context, inputs, install)) return undefined;
  const { contextDirectory } = manifest;
  if (layer.vendored !== undefined && isReadable(context, joined(contextDirectory, layer.vendored))) return "free";
  const selection = manifestFiles({ step, install: manifest.isNamed ? install : { ...install, namedManifests: [] }, dependencyFlag: undefined, contextDirectory }, manifest.input, context);
  const texts = new Map(selection.paths.map((path) => [path.startsWith(`${contextDirectory}/`) ? path.slice(contextDirectory.length + 1) : path, context.read(path) ?? ""]));
  if (!layer.declares(texts)) return "free";
  const source = inputs.find((input) => isProjectSource(input, context) || (input.via === "mount" && context.kind(input.path ?? "?") === "directory"));
  return source === undefined ? undefined : { step, install, layer, source, manifest };
}

/** The input that brings the manifests to where the build looks for them, upward where its tool does so. */
function findManifest(context: BuildContext, inputs: readonly ContextInput[], install: Install, layer: DependencyLayer): ManifestPlace | undefined {
  const { workingDirectory, namedManifests } = install;
  if (workingDirectory === undefined) return undefined;
  const named = namedManifests.flatMap((path) => path ?? []);
  const places = named.length > 0 ? named.flatMap((path) => [{ directory: { ...path, path: directoryName(path.path) }, pattern: baseName(path.path) }, ...manifestsIn(path, install)]) : directoriesFrom(workingDirectory, layer).flatMap((directory) => manifestsIn(directory, install));
  for (const { directory, pattern } of places) {
    for (const input of inputs) {
      const delivery = deliveryAt(input, resolveImagePath(directory, pattern), context);
      const [found] = delivery === undefined ? [] : filesMatching(context, directoryName(delivery.path), [baseName(delivery.path)]);
      if (found !== undefined) return { input, contextDirectory: directoryName(found), directory, isNamed: named.some(({ path }) => path === resolveImagePath(directory, pattern).path) };
    }
  }
  return undefined;
}

/** What the command builds (`./cmd/api`) lies in this context: it tells one from another where several are possible. */
function hasOperands(context: BuildContext, inputs: readonly ContextInput[], { operands, workingDirectory }: Install): boolean {
  const paths = operands.flatMap(({ value, literal }) => (literal && workingDirectory !== undefined && /^\.\/\w/.test(value) ? [resolveImagePath(workingDirectory, value.replace(/\/?\.\.\.$/, ""))] : []));
  return paths.every((path) => inputs.some((input) => {
    const delivery = deliveryAt(input, path, context);
    return delivery !== undefined && context.kind(delivery.path) !== undefined;
  }));
}

function manifestsIn(directory: ImagePath, install: Install): readonly { readonly directory: ImagePath; readonly pattern: string }[] {
  return filesOf(install).manifests.filter((pattern) => !pattern.includes("/")).map((pattern) => ({ directory, pattern }));
}

function directoriesFrom(directory: ImagePath, layer: DependencyLayer): readonly ImagePath[] {
  if (layer.searchesUp !== true || directory.path === "") return [directory];
  return [directory, ...directoriesFrom({ ...directory, path: directoryName(directory.path) }, layer)];
}

function joined(directory: string, name: string): string {
  return directory === "" ? name : `${directory}/${name}`;
}
