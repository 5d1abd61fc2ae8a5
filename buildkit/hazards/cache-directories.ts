import type { CacheDirectory } from "../../ecosystems/ecosystem.ts";
import { expandIn } from "../environment.ts";
import { relativeBelow, resolveImagePath, type ImagePath } from "../files/image-path.ts";
import type { Install } from "../install.ts";
import type { Build, RunStep } from "../model.ts";
import type { Mount } from "../mount.ts";
import { baseImage, baseTag, homeOf } from "./stage-user.ts";

/** A cache directory of a tool, as one of its commands uses it in one step. */
export interface CacheLocation {
  readonly install: Install;
  readonly directory: CacheDirectory;
  /** Without leading slash; undefined when a user, a variable or a base image that nobody knows decides it. */
  readonly path: string | undefined;
  /** What the path ends with whoever the user is (`.cache/pip`); undefined when that is open too. */
  readonly tail: string | undefined;
  /** Whether nothing that the Dockerfile does not show can have it elsewhere. */
  readonly isSure: boolean;
  /** What puts it there instead of the default place. */
  readonly movedBy: { readonly kind: "flag" | "variable"; readonly name: string } | undefined;
}

/** Where a mount lies: absolute, or relative to the base image's working directory. */
export interface MountPlace {
  readonly target: ImagePath;
}

/** A `RUN --mount=type=cache`. */
export interface CacheMount extends MountPlace {
  readonly mount: Mount;
}

/**
 * How a mount and a cache directory lie to each other: the mount `is` the directory, lies `inside` it or `covers` it
 * together with others.
 */
export type MountRelation = "is" | "inside" | "covers";

/** The RUN steps of all built stages, triggers for child images included, in file order. */
export function builtRuns(build: Build): readonly RunStep[] {
  const steps = build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) => [...stage.steps, ...stage.triggers]);
  return steps.filter((step): step is RunStep => step.kind === "run");
}

/** The cache directories that the commands of a step use, by the flags, variables, user and base image that hold there. */
export function cacheLocations(step: RunStep): readonly CacheLocation[] {
  return step.installs.flatMap((install) => (install.form.cacheless === true ? [] : install.ecosystem.caches.map((directory) => locate(step, install, directory))));
}

/** The cache mounts of a step whose target can be known. A relative target starts at the working directory (`dispatchRunMounts`). */
export function cacheMounts(step: RunStep, { dockerfile }: Build): readonly CacheMount[] {
  return step.mounts.flatMap((mount) => {
    if (mount.type !== "cache" || mount.target === undefined) return [];
    const { value } = expandIn(step.environment, mount.target.text, dockerfile.escape);
    return value === undefined || value === "" ? [] : [{ mount, target: resolveImagePath(step.directory, value) }];
  });
}

/** How the mount lies to the directory; undefined when they have nothing to do with each other, or nobody can tell. */
export function relationOf({ target }: MountPlace, { path, tail, directory, isSure }: CacheLocation): MountRelation | undefined {
  if (!target.anchored) return undefined;
  const others = [...(directory.aliases ?? []), ...(isSure ? [] : directory.alternatives ?? [])];
  const paths = [...(path === undefined ? [] : [path]), ...others.flatMap((other) => (other.startsWith("/") ? [other.slice(1)] : []))];
  const known = paths.map((candidate) => relate(target.path, candidate)).find((relation) => relation !== undefined);
  const tails = [...(path === undefined && tail !== undefined ? [tail] : []), ...others.flatMap((other) => tailOf(other) ?? [])];
  return known ?? tails.map((candidate) => relateTail(target.path, candidate)).find((relation) => relation !== undefined);
}

function relate(target: string, path: string): MountRelation | undefined {
  if (target === path) return "is";
  if (relativeBelow(path, target) !== undefined) return "inside";
  return target !== "" && relativeBelow(target, path) !== undefined ? "covers" : undefined;
}

/** The same when only the end of the path is known: `/home/x/.cache` covers `.cache/pip` of some user. */
function relateTail(target: string, tail: string): MountRelation | undefined {
  const whole = `/${target}/`;
  const at = whole.indexOf(`/${tail}/`);
  if (at >= 0) return at + tail.length + 2 === whole.length ? "is" : "inside";
  const parts = tail.split("/");
  return parts.some((_, index) => index > 0 && whole.endsWith(`/${parts.slice(0, index).join("/")}/`)) ? "covers" : undefined;
}

function locate(step: RunStep, install: Install, directory: CacheDirectory): CacheLocation {
  const moved = movedByFlag(step, install, directory) ?? movedByVariable(step, install, directory);
  if (moved !== undefined) return { install, directory, tail: undefined, isSure: moved.path !== undefined, ...moved };
  const written = defaultPath(step, directory);
  const tail = tailOf(written ?? directory.otherwise ?? directory.path);
  const isSettled = !(directory.unsettledBy ?? []).some((name) => isSet(step, install, name));
  const isSure = isSettled && (directory.alternatives === undefined || (directory.otherwise !== undefined && written === directory.path));
  const found = { install, directory, isSure, movedBy: undefined };
  if (written === undefined || !isSettled) return { ...found, isSure: false, path: undefined, tail };
  if (!written.startsWith("~/")) return { ...found, path: written.slice(1), tail: undefined };
  const home = homeOf(step);
  return { ...found, isSure: isSure && home !== undefined, path: home === undefined ? undefined : `${home}/${written.slice(2)}`.slice(1), tail };
}

function tailOf(path: string): string | undefined {
  return path.startsWith("~/") ? path.slice(2) : undefined;
}

/** The record's path on this image and for this user; undefined when neither is known. */
function defaultPath(step: RunStep, { path, only, otherwise }: CacheDirectory): string | undefined {
  if (only === undefined) return path;
  if ("user" in only) {
    const home = homeOf(step);
    return home === undefined ? undefined : home === "/root" ? path : otherwise;
  }
  const image = baseImage(step.stage);
  if (image === undefined) return undefined;
  const major = /^\d+/.exec(baseTag(step.stage) ?? "")?.[0];
  const isOlder = only.since !== undefined && major !== undefined && Number(major) < only.since;
  return !isOlder && only.images.some((name) => image === name || image.endsWith(`/${name}`)) ? path : otherwise;
}

type Moved = Pick<CacheLocation, "path" | "movedBy">;

function movedByFlag(step: RunStep, install: Install, directory: CacheDirectory): Moved | undefined {
  for (const [name, below] of Object.entries(directory.flags ?? {})) {
    const value = flagValue(install.flags, name);
    if (value !== undefined) return { path: pathOf(step, value, below), movedBy: { kind: "flag", name } };
  }
  return undefined;
}

/** `--name`, value in the flat list of flags; or one word: `-Dname=value`. */
function flagValue(flags: readonly string[], name: string): string | undefined {
  const index = flags.indexOf(name);
  if (index >= 0) return flags[index + 1] ?? "";
  const joined = flags.map((flag, at) => `${flag}${flags[at + 1] ?? ""}`).find((text) => text.startsWith(`${name}=`));
  return joined?.slice(name.length + 1);
}

function movedByVariable(step: RunStep, install: Install, directory: CacheDirectory): Moved | undefined {
  for (const [name, below] of Object.entries(directory.variables ?? {})) {
    const own = install.command.environment.find((assignment) => assignment.name === name);
    const isSetByScript = step.script.variables.some((assignment) => assignment.name === name);
    const variable = step.environment.variables.get(name);
    if (own === undefined && !isSetByScript && variable === undefined) continue;
    const value = own === undefined ? (isSetByScript ? undefined : variable?.value) : own.value?.literal === true ? own.value.value : undefined;
    return { path: value === undefined ? undefined : pathOf(step, value, below), movedBy: { kind: "variable", name } };
  }
  return undefined;
}

/** By the command itself, its script or the stage. */
function isSet({ environment, script }: RunStep, { command }: Install, name: string): boolean {
  return environment.variables.has(name) || [...command.environment, ...script.variables].some((assignment) => assignment.name === name);
}

/** Undefined for what the shell expands, and for a relative path below an unknown directory. */
function pathOf(step: RunStep, value: string, below: string): string | undefined {
  if (value === "" || /[$`*?~]/.test(value)) return undefined;
  const resolved = resolveImagePath(step.directory, `${value}/${below}`);
  return resolved.anchored ? resolved.path : undefined;
}
