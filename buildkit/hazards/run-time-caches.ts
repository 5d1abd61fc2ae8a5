import { relativeBelow } from "../files/image-path.ts";
import { readFilesOf, type Install } from "../install.ts";
import type { Build, RunStep } from "../model.ts";
import { chainSteps } from "../stage.ts";
import type { CacheLocation, MountPlace } from "./cache-directories.ts";
import { baseImage, homeOf } from "./stage-user.ts";

/** Whether what the command installs goes on reading the tool's cache directory when it runs: no mount may lie there. */
export function isNeededAtRunTime(build: Build, step: RunStep, { install, directory }: Pick<CacheLocation, "install" | "directory">): boolean {
  const { neededAtRunTime } = directory;
  return neededAtRunTime?.(readFilesOf(build.context, install.ecosystem), settingsOf(step)) === true;
}

/** Whether a file of the project may have moved the directory, or made it needless for what the command gets. */
export function isMovedByFiles(build: Build, { install, directory }: Pick<CacheLocation, "install" | "directory">): boolean {
  const { movedIn = {}, needlessWith = {} } = directory;
  const patterns = [...Object.entries(movedIn), ...(install.effect.kind === "add" ? [] : Object.entries(needlessWith))];
  const files = patterns.length === 0 ? new Map<string, string>() : readFilesOf(build.context, install.ecosystem);
  return patterns.some(([name, pattern]) => {
    const text = files.get(name);
    return text !== undefined && pattern.test(text);
  });
}

/** Whether the mount holds the directory among its caches that the command installs into (the environments of Poetry). */
export function holdsEnvironments(build: Build, step: RunStep, install: Install, { target }: MountPlace): boolean {
  const place = install.ecosystem.installsAt?.amongCaches;
  const home = homeOf(step);
  if (place === undefined || home === undefined) return false;
  const path = place.path.replace(/^~/, home).slice(1);
  const configuration = install.ecosystem.files?.config ?? [];
  const said = [settingsOf(step), ...[...readFilesOf(build.context, install.ecosystem)].flatMap(([name, text]) => (configuration.includes(name) ? [text] : []))];
  return relativeBelow(target.path, path) !== undefined && !said.some((text) => place.unless.test(text));
}

/** Whether the mount lies on the directory of the image that holds the tool itself. */
export function hidesTool(step: RunStep, { ecosystem }: Install, { target }: MountPlace): boolean {
  const tool = ecosystem.installsAt?.tool;
  const image = baseImage(step.stage);
  return tool !== undefined && image !== undefined && `/${target.path}` === tool.path && tool.images.some((name) => image === name || image.endsWith(`/${name}`));
}

/** All that a stage and those it is made from say: the words of their commands, and what each variable is set to. */
function settingsOf(step: RunStep): string {
  const runs = chainSteps(step.stage).filter((candidate): candidate is RunStep => candidate.kind === "run");
  const words = runs.flatMap(({ script }) => script.commands.map((command) => command.words.map(({ value }) => value).join(" ")));
  const variables = [...step.environment.variables.values()].map(({ name, value = "" }) => `${name}=${value}`);
  const assigned = runs.flatMap(({ script }) => [...script.variables, ...script.commands.flatMap(({ environment }) => environment)].map(({ name, value }) => `${name}=${value?.value ?? ""}`));
  return [...words, ...variables, ...assigned].join("\n");
}
