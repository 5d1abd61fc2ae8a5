import type { Build, RunStep } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { cacheLocations, cacheMounts, relationOf, type CacheLocation, type CacheMount } from "./cache-directories.ts";
import { bringsOwnDependencies } from "./own-dependencies.ts";

/** A download and a build of one tool, of which only one has the cache mounted: the build does not see the download. */
export interface InconsistentCacheMounts {
  /** `lost`: the download went into the mount. `hidden`: it went into the layer, and the build's mount lies over it. */
  readonly kind: "lost" | "hidden";
  readonly download: { readonly step: RunStep; readonly location: CacheLocation };
  readonly build: { readonly step: RunStep; readonly location: CacheLocation };
  /** The mount that the other step lacks. */
  readonly cache: CacheMount;
}

/** Hazard A11: in the chains of built stages, each build with the nearest download of its dependencies above. Each build once. */
export function inconsistentCacheMounts(build: Build): readonly InconsistentCacheMounts[] {
  const found = new Map<unknown, InconsistentCacheMounts>();
  for (const stage of build.stages.filter(({ isBuilt }) => isBuilt)) {
    const runs = chainSteps(stage).filter((step): step is RunStep => step.kind === "run");
    for (const [index, step] of runs.entries()) {
      const inconsistent = inconsistencyOf(build, step, runs.slice(0, index));
      if (inconsistent !== undefined) found.set(step.instruction, inconsistent);
    }
  }
  return [...found.values()];
}

function inconsistencyOf(build: Build, step: RunStep, above: readonly RunStep[]): InconsistentCacheMounts | undefined {
  if (hasUnknownMount(build, step)) return undefined;
  for (const location of usedLocations(step)) {
    if (location.install.effect.kind !== "build" || bringsOwnDependencies(step, location.install)) continue;
    const download = downloadsAbove(above, location).at(-1);
    if (download === undefined || hasUnknownMount(build, download.step) || bringsOwnDependencies(download.step, download.location.install)) continue;
    const [before, now] = [mountsOf(build, download), mountsOf(build, { step, location })];
    if (before.whole !== undefined && !now.isMounted) return { kind: "lost", download, build: { step, location }, cache: before.whole };
    if (now.whole !== undefined && !before.isMounted) return { kind: "hidden", download, build: { step, location }, cache: now.whole };
  }
  return undefined;
}

function usedLocations(step: RunStep): readonly CacheLocation[] {
  return cacheLocations(step).filter(({ directory }) => directory.usedByBuilds === true);
}

/** Downloads into the same directory, as far as it is known, by the same tool in the same working directory. */
function downloadsAbove(above: readonly RunStep[], { install, directory, path }: CacheLocation): readonly InconsistentCacheMounts["download"][] {
  return above.flatMap((step) =>
    usedLocations(step).flatMap((location) => {
      const isSame = location.install.ecosystem === install.ecosystem && location.directory.path === directory.path && location.path === path && path !== undefined;
      return isSame && location.install.effect.kind === "install" ? [{ step, location }] : [];
    }),
  );
}

/** The mount that holds the whole directory, and whether any holds a part of it. */
function mountsOf(build: Build, { step, location }: InconsistentCacheMounts["download"]) {
  const mounts = cacheMounts(step, build).filter((cache) => relationOf(cache, location) !== undefined);
  return { whole: mounts.find((cache) => relationOf(cache, location) !== "inside"), isMounted: mounts.length > 0 };
}

/** A mount whose target nobody knows may be the one. */
function hasUnknownMount(build: Build, step: RunStep): boolean {
  return step.mounts.filter(({ type }) => type === "cache").length > cacheMounts(step, build).length;
}
