import { relativeBelow, resolveImagePath } from "../image-path.ts";
import type { Install } from "../install.ts";
import type { RunStep } from "../model.ts";
import type { CacheMount } from "./cache-directories.ts";

/** The command of the step that installs for the run time into the mounted directory; undefined when none does. */
export function installedInto(step: RunStep, cache: CacheMount): Install | undefined {
  return step.installs.find((install) => isInstall(install) && directoriesOf(install).some((directory) => directory !== undefined && covers(cache, directory)));
}

function isInstall({ effect }: Install): boolean {
  return effect.kind === "install" || effect.kind === "install-project" || (effect.kind === "add" && effect.scope === "project");
}

/** Absolute, without leading slash. What a build leaves behind is no run-time path by itself. */
function directoriesOf({ ecosystem, workingDirectory }: Install): readonly (string | undefined)[] {
  if (workingDirectory?.anchored !== true) return [];
  return ecosystem.installsInto.map((name) => resolveImagePath(workingDirectory, name).path);
}

/** The mount is the directory or lies above it; what lies below it may well be a cache. */
function covers({ target }: CacheMount, directory: string): boolean {
  return target.anchored && target.path !== "" && relativeBelow(target.path, directory) !== undefined;
}
