import type { Build, RunStep } from "../model.ts";
import { builtRuns, cacheLocations, cacheMounts, relationOf, type CacheLocation, type CacheMount } from "./cache-directories.ts";
import { baseImage, isOfficialImage, isRoot } from "./stage-user.ts";

/** A cache mount where a tool of the RUN keeps its cache elsewhere, but not here. */
export interface MismatchedCacheMount {
  readonly step: RunStep;
  readonly cache: CacheMount;
  readonly location: CacheLocation;
  /** Why: a flag or variable moves the cache, the user is not root, or the base image has it in another place. */
  readonly reason: { readonly kind: "moved"; readonly name: string } | { readonly kind: "user" } | { readonly kind: "image" };
}

/** Hazard A9: mounts on a known cache directory of a tool which the RUN's command of that tool does not use. Each mount once. */
export function mismatchedCacheMounts(build: Build): readonly MismatchedCacheMount[] {
  const found = new Map<unknown, MismatchedCacheMount>();
  for (const step of builtRuns(build)) {
    const locations = cacheLocations(step);
    for (const cache of cacheMounts(step, build)) {
      const mismatched = mismatchOf(step, cache, locations);
      if (mismatched !== undefined && !found.has(cache.mount.flag)) found.set(cache.mount.flag, mismatched);
    }
  }
  return [...found.values()];
}

function mismatchOf(step: RunStep, cache: CacheMount, locations: readonly CacheLocation[]): MismatchedCacheMount | undefined {
  const isRootsHome = /^root\//.test(cache.target.path);
  const isForeignHome = isRootsHome && isRoot(step) === false && !step.environment.variables.has("HOME");
  const isUnderstood = step.script.complete && cache.target.anchored && step.script.commands.every(({ wrappers }) => wrappers.length === 0);
  const used = locations.find((location) => relationOf(cache, location) !== undefined);
  const isUsed = used !== undefined && !(isForeignHome && used.path === undefined);
  if (!isUnderstood || isUsed) return undefined;
  if (used !== undefined) return { step, cache, location: used, reason: { kind: "user" } };
  const location = locations.find((candidate) => candidate.path !== undefined && isDefaultOf(cache, candidate));
  if (location === undefined || (location.movedBy === undefined && !isOfficialImage(baseImage(step.stage) ?? "/"))) return undefined;
  return { step, cache, location, reason: location.movedBy === undefined ? { kind: "image" } : { kind: "moved", name: location.movedBy.name } };
}

/** The mount is, or lies in, the place that the record names for another user, image or without the variable. */
function isDefaultOf({ target }: CacheMount, { directory }: CacheLocation): boolean {
  const path = `/${target.path}/`;
  return [directory.path, directory.otherwise].some((place) => place !== undefined && (place.startsWith("~/") ? path.includes(`${place.slice(1)}/`) : path.startsWith(`${place}/`)));
}
