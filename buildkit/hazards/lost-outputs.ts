import type { Build, RunStep } from "../model.ts";
import { builtRuns, cacheMounts, type CacheMount } from "./cache-directories.ts";
import { installedInto } from "./mounted-installs.ts";
import { mountReaders, type MountReader } from "./mount-readers.ts";

/** A cache mount in which a RUN leaves files that something else needs: they are not in the image. */
export interface LostOutput {
  readonly step: RunStep;
  readonly cache: CacheMount;
  readonly readers: readonly [MountReader, ...MountReader[]];
}

/** Hazard B11. What a package manager installs in the mount is B12's (mounted-installs.ts). Each mount once. */
export function lostOutputs(build: Build): readonly LostOutput[] {
  const seen = new Set<unknown>();
  return builtRuns(build).flatMap((step) =>
    cacheMounts(step, build).flatMap((cache) => {
      if (seen.has(cache.mount.flag) || installedInto(step, cache) !== undefined) return [];
      const [first, ...others] = mountReaders(build, step, cache).filter(({ range }) => !seen.has(range[0]));
      if (first === undefined) return [];
      for (const reader of [first, ...others]) seen.add(reader.range[0]);
      seen.add(cache.mount.flag);
      return [{ step, cache, readers: [first, ...others] }];
    }),
  );
}
