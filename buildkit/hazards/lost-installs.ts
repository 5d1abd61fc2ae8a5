import type { Range } from "../../shell/command.ts";
import { relativeBelow } from "../files/image-path.ts";
import type { Install } from "../install.ts";
import type { Build, RunStep, Stage, Step } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { hidesTool, holdsEnvironments, isNeededAtRunTime } from "./run-time-caches.ts";
import { builtRuns, cacheLocations, cacheMounts, relationOf, type CacheLocation, type CacheMount } from "./cache-directories.ts";
import { installedInto } from "./mounted-installs.ts";
import { mountReaders, startCommands } from "./mount-readers.ts";

/** A cache mount on a directory that is needed after the RUN which installs into it. */
export interface LostInstall {
  readonly step: RunStep;
  readonly cache: CacheMount;
  readonly install: Install;
  /** What needs it: the place and whether another stage, a later RUN, the started program or the tool itself does. */
  readonly need: { readonly kind: "copy" | "run" | "start" | "tool"; readonly range: Range };
  /** Where the tool keeps its downloads; undefined when that is not known, or mounted already. */
  readonly download: CacheLocation | undefined;
}

/** Hazard B12: installed packages in a cache mount, where nothing else puts them into a layer. Each mount once. */
export function lostInstalls(build: Build): readonly LostInstall[] {
  const seen = new Set<unknown>();
  return builtRuns(build).flatMap((step) =>
    cacheMounts(step, build).flatMap((cache): readonly LostInstall[] => {
      const hidden = step.installs.find((install) => hidesTool(step, install, cache));
      if (hidden !== undefined && !seen.has(cache.mount.flag) && !cache.mount.options.has("from")) {
        seen.add(cache.mount.flag);
        return [{ step, cache, install: hidden, need: { kind: "tool", range: hidden.command.range }, download: downloadOf(build, step, cache, hidden) }];
      }
      const install = installedInto(step, cache) ?? runTimeCacheUser(build, step, cache) ?? environmentUser(build, step, cache);
      if (install === undefined || seen.has(cache.mount.flag) || takesOut(step, cache)) return [];
      const need = needOf(build, step, cache, install);
      if (need === undefined) return [];
      seen.add(cache.mount.flag);
      return [{ step, cache, install, need, download: downloadOf(build, step, cache, install) }];
    }),
  );
}

/** Some tools' programs load packages from the cache itself, by the files of the project. */
function runTimeCacheUser(build: Build, step: RunStep, cache: CacheMount): Install | undefined {
  const location = cacheLocations(step).find((candidate) => relationOf(cache, candidate) !== undefined && isNeededAtRunTime(build, step, candidate));
  return location !== undefined && /^install/.test(location.install.effect.kind) ? location.install : undefined;
}

/** Some tools make environments among their caches, unless they are told another place. */
function environmentUser(build: Build, step: RunStep, cache: CacheMount): Install | undefined {
  return step.installs.find((install) => /^install/.test(install.effect.kind) && holdsEnvironments(build, step, install, cache));
}

/** A later command of the same RUN copies it elsewhere. */
function takesOut({ script }: RunStep, { target }: CacheMount): boolean {
  const name = target.path.slice(target.path.lastIndexOf("/") + 1);
  return !script.complete || script.commands.some((command) => /^(?:cp|mv|rsync|tar|ln|zip)$/.test(command.name) && command.args.some(({ value }) => value.includes(name) || /^\.\/?$/.test(value)));
}

function needOf(build: Build, step: RunStep, cache: CacheMount, install: Install): LostInstall["need"] | undefined {
  const [reader] = mountReaders(build, step, cache);
  if (reader !== undefined) return reader;
  const heirs = build.stages.filter((stage) => stage.isBuilt && stage.chain.includes(step.stage));
  if (heirs.some((stage) => chainSteps(stage).some((other) => other !== step && bringsItself(build, other, cache, install)))) return undefined;
  const user = heirs.flatMap(({ steps }) => steps).find((other) => isBehind(other, step) && usesInstalled(build, other, cache, install));
  if (user?.kind === "run") return { kind: "run", range: user.instruction.keyword.range };
  const last = build.stages.findLast(({ isBuilt }) => isBuilt);
  const start = last !== undefined && heirs.includes(last) ? startsBelow(build, last, step) : undefined;
  return start === undefined ? undefined : { kind: "start", range: start };
}

function startsBelow(build: Build, last: Stage, step: RunStep): Range | undefined {
  return startCommands(build, last).find(({ range }) => range[0] > step.instruction.range[0])?.keyword.range;
}

function isBehind(other: Step, step: RunStep): boolean {
  return other.stage !== step.stage || other.stage.steps.indexOf(other) > step.stage.steps.indexOf(step);
}

/** Another install without the mount, or a copy into the directory or from another stage over it. */
function bringsItself(build: Build, other: Step, cache: CacheMount, { ecosystem }: Install): boolean {
  if (other.kind === "copy") {
    const { path } = cache.target;
    return other.inputs.some((input) => "destination" in input && input.destination !== undefined && (relativeBelow(path, input.destination.path) !== undefined || (input.kind !== "context" && relativeBelow(input.destination.path, path) !== undefined)));
  }
  if (other.kind !== "run" || isMounted(build, other, cache)) return false;
  return !other.script.complete || other.installs.some((candidate) => candidate.ecosystem === ecosystem && /^(?:install|add)/.test(candidate.effect.kind));
}

/** Runs a script or a build of the same package manager without the mount. */
function usesInstalled(build: Build, other: Step, cache: CacheMount, { ecosystem }: Install): boolean {
  if (other.kind !== "run" || isMounted(build, other, cache)) return false;
  return other.installs.some((candidate) => candidate.ecosystem === ecosystem && candidate.effect.kind === "build" && candidate.effect.downloads === false);
}

function isMounted(build: Build, step: RunStep, { target }: CacheMount): boolean {
  return cacheMounts(step, build).some((other) => relativeBelow(other.target.path, target.path) !== undefined);
}

function downloadOf(build: Build, step: RunStep, cache: CacheMount, install: Install): CacheLocation | undefined {
  const locations = cacheLocations(step).filter((location) => location.install === install);
  const [first] = locations;
  const isMountedAlready = locations.some((location) => cacheMounts(step, build).some((other) => other.mount.flag !== cache.mount.flag && relationOf(other, location) !== undefined));
  return first?.path === undefined || first.directory.neededAtRunTime !== undefined || isMountedAlready ? undefined : first;
}
