import { relativeBelow, resolveImagePath } from "../files/image-path.ts";
import type { Install } from "../install.ts";
import type { Build, RunStep } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { builtRuns, cacheLocations, cacheMounts, relationOf, type CacheLocation } from "./cache-directories.ts";
import { inconsistentCacheMounts } from "./inconsistent-cache-mounts.ts";
import { startCommands } from "./mount-readers.ts";
import { mismatchedCacheMounts } from "./mismatched-cache-mounts.ts";
import { isMovedByFiles, isNeededAtRunTime } from "./run-time-caches.ts";
import { holdsSharedIndex } from "./shared-index.ts";

/** A command that downloads or compiles what a cache mount could keep for the next run, in a RUN that mounts none for it. */
export interface MissingCacheMount {
  readonly step: RunStep;
  readonly install: Install;
  /** The directories that it would fill, as far as they are known; never empty. */
  readonly locations: readonly CacheLocation[];
  readonly work: "downloads" | "compiles" | "both";
}

/**
 * Hazard A7: in each RUN, the first such command of each tool. Silent about caches that programs read at run time or other
 * stages take, about dependencies that an earlier layer or the project has, and in triggers of ONBUILD.
 */
export function missingCacheMounts(build: Build): readonly MissingCacheMount[] {
  if (build.dockerfile.escape !== "\\") return [];
  const mismatched = mismatchedCacheMounts(build);
  const reported = new Set(inconsistentCacheMounts(build).map(({ kind, download, build: user }) => (kind === "lost" ? user : download).step));
  return builtRuns(build).flatMap((step) => {
    if (step.plantedBy !== undefined || reported.has(step) || hasUnknownMount(build, step)) return [];
    const tools = [...new Set(step.installs.map(({ ecosystem }) => ecosystem))].filter((tool) => !mismatched.some((other) => other.step === step && other.location.install.ecosystem === tool));
    return tools.flatMap((tool) => missingIn(build, step, step.installs.filter(({ ecosystem }) => ecosystem === tool)) ?? []);
  });
}

function missingIn(build: Build, step: RunStep, installs: readonly Install[]): MissingCacheMount | undefined {
  const all = cacheLocations(step).filter(({ install }) => installs.includes(install));
  if (isMountedAny(build, step, all)) return undefined;
  for (const install of installs) {
    const filled = all.filter((location) => location.install === install && isFilled(build, step, location));
    const locations = filled.filter((location) => !isTakenElsewhere(build, step, location));
    if (locations.length === 0 || locations.length < filled.length || renewsItself(install)) continue;
    const compiles = locations.some(({ directory }) => directory.onlyForBuilds === true);
    const downloads = locations.some(({ directory }) => directory.onlyForBuilds !== true);
    return { step, install, locations, work: compiles && downloads ? "both" : compiles ? "compiles" : "downloads" };
  }
  return undefined;
}

/** Any mount at, in or above one of the directories; one that nobody can place may be it. */
function isMountedAny(build: Build, step: RunStep, locations: readonly CacheLocation[]): boolean {
  const caches = cacheMounts(step, build);
  const others = step.mounts.flatMap(({ type, target }) => (type === "cache" || target === undefined ? [] : [{ target: resolveImagePath(step.directory, target.text) }]));
  return locations.some((location) => [...caches, ...others].some((mount) => relationOf(mount, location) !== undefined) || (caches.length > 0 && location.path === undefined && location.tail === undefined));
}

function hasUnknownMount(build: Build, step: RunStep): boolean {
  return step.mounts.filter(({ type }) => type === "cache").length > cacheMounts(step, build).length;
}

function isFilled(build: Build, step: RunStep, location: CacheLocation): boolean {
  const { install, directory } = location;
  if (!fills(install, directory.onlyForBuilds === true, directory.usedByBuilds === true) || install.flags.includes("--offline")) return false;
  if (holdsSharedIndex(build, step, location) || isNeededAtRunTime(build, step, location) || isMovedByFiles(build, location)) return false;
  if (directory.holdsAdded === true && addsAnything(step, install)) return false;
  return directory.onlyForBuilds === true || (!bringsDependencies(step, install) && !isDownloadedAbove(step, install));
}

function fills({ effect }: Install, onlyForBuilds: boolean, usedByBuilds: boolean): boolean {
  switch (effect.kind) {
    case "install":
    case "install-project":
    case "add":
    case "system-install":
    case "upgrade":
      return !onlyForBuilds;
    case "build":
      return onlyForBuilds || (usedByBuilds && effect.downloads !== false);
    default:
      return false;
  }
}

function addsAnything({ stage }: RunStep, { ecosystem }: Install): boolean {
  return chainSteps(stage).some((step) => step.kind === "run" && step.installs.some((other) => other.ecosystem === ecosystem && other.effect.kind === "add"));
}

/** A build finds in the layer what an earlier RUN has downloaded for it. */
function isDownloadedAbove(step: RunStep, { effect, ecosystem }: Install): boolean {
  if (effect.kind !== "build") return false;
  const chain = chainSteps(step.stage);
  return chain.slice(0, chain.indexOf(step)).some((above) => above.kind === "run" && above.installs.some((other) => other.ecosystem === ecosystem && /^(?:install|build)/.test(other.effect.kind)));
}

function bringsDependencies({ environment }: RunStep, { ecosystem, command }: Install): boolean {
  const words = command.words.map(({ value }) => value).join(" ");
  return [words, ...[...environment.variables.values()].flatMap(({ value }) => value ?? [])].some((text) => ecosystem.bringsDependencies?.test(text) === true);
}

/** `pip install --upgrade pip`: the tool renews itself, which is next to nothing. */
function renewsItself({ effect, ecosystem, operands, form }: Install): boolean {
  const own = [...(ecosystem.companions ?? []), ...form.tools];
  return effect.kind === "add" && operands.length > 0 && operands.every(({ value }) => own.some((name) => typeof name === "string" && value.replace(/[@=<>~!:].*$/, "") === name));
}

/** Another stage takes the directory, or the image starts the tool, which then needs what the layer has. */
function isTakenElsewhere(build: Build, step: RunStep, location: CacheLocation): boolean {
  const { path, install, directory } = location;
  const isTaken = path !== undefined && pathsTaken(build, step).some((taken) => relativeBelow(path, taken) !== undefined);
  return isTaken || (directory.usedByBuilds === true && isStarted(build, step, install));
}

/** What COPY and mounts of other stages take from the step's stage, or from those that are built on it. */
export function pathsTaken(build: Build, step: RunStep): readonly string[] {
  const steps = build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) => stage.steps);
  return steps.flatMap(({ inputs }) =>
    inputs.flatMap((input) => (input.kind === "stage" && input.path !== undefined && input.stage.chain.includes(step.stage) ? [resolveImagePath({ anchored: true, path: "" }, input.path).path] : [])),
  );
}

function isStarted(build: Build, step: RunStep, { ecosystem }: Install): boolean {
  const last = build.stages.findLast(({ isBuilt }) => isBuilt);
  if (last === undefined || !last.chain.includes(step.stage)) return false;
  const tools = ecosystem.commands.flatMap((form) => form.tools);
  return startCommands(build, last).some(({ command }) => {
    const words = command.form === "exec" ? command.words.map(({ text }) => text) : command.source.split(/[\s"';&|]+/);
    const names = words.filter((word) => word.length < longestName).map((word) => word.replace(/^.*\//, ""));
    return names.some((name) => tools.some((tool) => (typeof tool === "string" ? tool === name : tool.test(name))));
  });
}

const longestName = 200;
