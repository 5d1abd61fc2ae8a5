import { ecosystems as allEcosystems } from "../../ecosystems/index.ts";
import type { Build, RunStep, Stage } from "../model.ts";
import { builtRuns, cacheLocations, cacheMounts, relationOf, type CacheMount } from "./cache-directories.ts";

/** A cache mount that several builds may write to at once, of a tool that expects to be alone. */
export interface UnlockedCacheMount {
  readonly step: RunStep;
  readonly cache: CacheMount;
  /** The tool's name. */
  readonly tool: string;
  /** A mount of the same cache in a stage that BuildKit may run at the same time. */
  readonly rival: { readonly step: RunStep; readonly cache: CacheMount } | undefined;
}

/**
 * Hazard A10: mounts, shared by default, of directories that their tool does not guard against a second writer, each mount
 * once. The commands of the RUN tell the tool; a directory of the operating system's packages tells it by itself.
 */
export function unlockedCacheMounts(build: Build): readonly UnlockedCacheMount[] {
  const found = new Map<CacheMount["mount"]["flag"], UnlockedCacheMount>();
  for (const step of builtRuns(build)) {
    for (const cache of cacheMounts(step, build)) {
      const tool = isShared(cache) && !found.has(cache.mount.flag) ? toolOf(step, cache, build) : undefined;
      if (tool !== undefined) found.set(cache.mount.flag, { step, cache, tool, rival: findRival(step, cache, build) });
    }
  }
  return [...found.values()];
}

/** A mount that nobody writes to needs no lock. */
function isShared({ mount }: CacheMount): boolean {
  const sharing = mount.options.get("sharing")?.value?.text;
  const isReadOnly = mount.options.has("readonly") && mount.options.get("readonly")?.value?.text !== "false";
  return (sharing === undefined || sharing === "shared") && !isReadOnly;
}

function toolOf(step: RunStep, cache: CacheMount, build: Build): string | undefined {
  const used = cacheLocations(step).find((location) => location.directory.sharing === "locked" && relationOf(cache, location) !== undefined);
  if (used !== undefined) return used.install.ecosystem.name;
  const systems = (build.options.ecosystems ?? allEcosystems).filter(({ kind }) => kind === "system");
  return cache.target.anchored ? systems.find(({ caches }) => caches.some(({ path, sharing }) => sharing === "locked" && path === `/${cache.target.path}`))?.name : undefined;
}

/** Stages run at the same time unless one needs the other. Two mounts are one cache by their `id`, the target by default. */
function findRival(step: RunStep, cache: CacheMount, build: Build): UnlockedCacheMount["rival"] {
  const others = build.stages.filter((stage) => stage.isBuilt && !needs(stage, step.stage) && !needs(step.stage, stage));
  const rivals = others.flatMap(({ steps }) =>
    steps.flatMap((other) => (other.kind === "run" ? cacheMounts(other, build).map((mounted) => ({ step: other, cache: mounted })) : [])),
  );
  return rivals.find((rival) => idOf(rival.cache) === idOf(cache));
}

function idOf({ mount, target }: CacheMount): string {
  return mount.options.get("id")?.value?.text ?? `/${target.path}`;
}

/** Whether `other` is the stage or one whose files it is made of, directly or through others. */
function needs(stage: Stage, other: Stage): boolean {
  const users = new Set([other]);
  for (const user of users) {
    if (user === stage) return true;
    for (const consumer of user.consumers) users.add(consumer.stage);
  }
  return false;
}
