import type { Build, RunStep } from "../model.ts";
import { chainSteps } from "../stage.ts";
import type { Account } from "./accounts.ts";
import { builtRuns, cacheLocations, cacheMounts, relationOf, type CacheLocation, type CacheMount } from "./cache-directories.ts";
import { maySettle } from "./emptying-hooks.ts";
import { accountOfUser, baseImage, isOfficialImage, isRoot } from "./stage-user.ts";

/** A cache mount where a tool of the RUN keeps its cache elsewhere, or cannot write. */
export interface MismatchedCacheMount {
  readonly step: RunStep;
  readonly cache: CacheMount;
  readonly location: CacheLocation;
  readonly reason: MismatchReason;
}

export type MismatchReason =
  /** A flag or variable moves the cache. */
  | { readonly kind: "moved"; readonly name: string }
  /** The base image has it in another place. */
  | { readonly kind: "image" }
  /** The tool keeps only a part of it there, as nothing links the other directory to it. */
  | { readonly kind: "unlinked" }
  /** The mount lies in root's home, or belongs to root, and somebody else runs the command. */
  | { readonly kind: "user" | "owner"; readonly account: Account | undefined };

/** Hazard A9: mounts on a known cache directory of a tool which the RUN's command of that tool does not use. Each mount once. */
export function mismatchedCacheMounts(build: Build): readonly MismatchedCacheMount[] {
  const found = new Map<unknown, MismatchedCacheMount>();
  for (const step of builtRuns(build)) {
    const locations = cacheLocations(step);
    for (const cache of cacheMounts(step, build)) {
      const mismatched = mismatchOf(build, step, cache, locations);
      if (mismatched !== undefined && !found.has(cache.mount.flag)) found.set(cache.mount.flag, mismatched);
    }
  }
  return [...found.values()];
}

function mismatchOf(build: Build, step: RunStep, cache: CacheMount, locations: readonly CacheLocation[]): MismatchedCacheMount | undefined {
  const isUnderstood = step.script.complete && cache.target.anchored && step.script.commands.every(({ wrappers }) => wrappers.length === 0);
  if (!isUnderstood) return undefined;
  const used = locations.find((location) => relationOf(cache, location) !== undefined);
  const meant = used ?? locations.find((location) => isDefaultOf(cache, location));
  if (meant === undefined) return undefined;
  const isRootsHome = /^root\//.test(cache.target.path) && isRoot(step) === false && !step.environment.variables.has("HOME");
  const isHome = meant.movedBy === undefined && (used === undefined || used.path === undefined);
  if (isRootsHome && isHome) return { step, cache, location: meant, reason: { kind: "user", account: accountOfUser(step) } };
  if (used !== undefined) return ownerMismatch(build, step, cache, used) ?? missingLink(step, cache, used);
  const location = locations.find((candidate) => candidate.path !== undefined && candidate.isSure && isDefaultOf(cache, candidate));
  if (location === undefined || (location.movedBy === undefined && !isOfficialImage(baseImage(step.stage) ?? "/"))) return undefined;
  return { step, cache, location, reason: location.movedBy === undefined ? { kind: "image" } : { kind: "moved", name: location.movedBy.name } };
}

/** The mount is, or lies in, the place that the record names for another user, image or without the variable. */
function isDefaultOf({ target }: CacheMount, { directory }: CacheLocation): boolean {
  const path = `/${target.path}/`;
  return [directory.path, directory.otherwise].some((place) => {
    if (place === undefined) return false;
    if (!place.startsWith("~/")) return path.startsWith(`${place}/`);
    const above = place.slice(1, place.lastIndexOf("/"));
    return path.includes(`${place.slice(1)}/`) || (!SHARED_BY_TOOLS.has(above) && path.endsWith(`${above}/`));
  });
}

/** Directories in which many tools have one of their own. */
const SHARED_BY_TOOLS: ReadonlySet<string> = new Set(["", "/.cache", "/.local", "/.local/share"]);

/**
 * Without options a new cache belongs to root, and nobody else may write (0755, Dockerfile reference). Another mount of the same
 * directory may have made it, or a command may hand it over.
 */
function ownerMismatch(build: Build, step: RunStep, cache: CacheMount, location: CacheLocation): MismatchedCacheMount | undefined {
  if (isRoot(step) !== false || !isWritten(location) || isGiven(cache)) return undefined;
  const others = builtRuns(build).flatMap((other) => cacheMounts(other, build).map((mounted) => ({ other, mounted })));
  const same = others.filter(({ mounted }) => idOf(mounted) === idOf(cache));
  const isHandedOver = same.some(({ other, mounted }) => isGiven(mounted) || other.script.commands.some(({ name }) => name === "chown" || name === "chmod"));
  return isHandedOver ? undefined : { step, cache, location, reason: { kind: "owner", account: accountOfUser(step) } };
}

function isWritten({ install: { effect } }: CacheLocation): boolean {
  return effect.kind === "install" || effect.kind === "install-project" || effect.kind === "add" || effect.kind === "build";
}

function isGiven({ mount: { options } }: CacheMount): boolean {
  return ["uid", "gid", "mode", "from", "readonly"].some((name) => options.has(name));
}

function idOf({ mount, target }: CacheMount): string {
  return mount.options.get("id")?.value?.text ?? `/${target.path}`;
}

/** On official images alone: others may have the link already. */
function missingLink(step: RunStep, cache: CacheMount, location: CacheLocation): MismatchedCacheMount | undefined {
  const { aliases = [], linkedBy } = location.directory;
  if (linkedBy === undefined || !aliases.includes(`/${cache.target.path}`) || location.movedBy !== undefined) return undefined;
  const image = baseImage(step.stage);
  const isSwitchedOff = location.install.command.args.some(({ value }) => location.install.ecosystem.disablesCache?.flags.includes(value) === true);
  if (image === undefined || !isOfficialImage(image) || isSwitchedOff) return undefined;
  const chain = chainSteps(step.stage);
  const isLinked = chain.slice(0, chain.indexOf(step) + 1).some((earlier) => maySettle(earlier, linkedBy));
  return isLinked ? undefined : { step, cache, location, reason: { kind: "unlinked" } };
}
