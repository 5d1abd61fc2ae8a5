import { relativeBelow, resolveImagePath } from "../files/image-path.ts";
import type { Install } from "../install.ts";
import type { RunStep } from "../model.ts";
import type { CacheMount } from "./cache-directories.ts";

/** The command of the step that installs for the run time into the mounted directory; undefined when none does. */
export function installedInto(step: RunStep, cache: CacheMount): Install | undefined {
  if (!cache.target.anchored || cache.target.path === "") return undefined;
  return step.installs.find((install) => isProjectInstall(install) && liesInProject(install, cache)) ?? step.installs.find((install) => isAnyInstall(install) && isPlaceOf(step, install, cache));
}

function isProjectInstall({ effect }: Install): boolean {
  return effect.kind === "install" || effect.kind === "install-project" || (effect.kind === "add" && effect.scope === "project");
}

function isAnyInstall(install: Install): boolean {
  return isProjectInstall(install) || install.effect.kind === "add";
}

/** The mount is the directory that the install makes beside the manifests, or lies above it; what lies below it may be a cache. */
function liesInProject({ ecosystem, workingDirectory }: Install, { target }: CacheMount): boolean {
  return workingDirectory?.anchored === true && ecosystem.installsInto.some((name) => relativeBelow(target.path, resolveImagePath(workingDirectory, name).path) !== undefined);
}

/** The mount is a directory of the system that the tool installs into, by its default or a variable of the stage. */
function isPlaceOf(step: RunStep, { ecosystem: { installsAt } }: Install, { target }: CacheMount): boolean {
  if (installsAt === undefined) return false;
  const path = `/${target.path}`;
  const values = installsAt.variables.map((name) => step.environment.variables.get(name)?.value?.replace(/\/+$/, ""));
  return values.includes(path) || installsAt.paths.some((place) => (typeof place === "string" ? place === path : path.length < longestPath && place.test(path)));
}

const longestPath = 4096;
