import type { EmptyingHook } from "../../ecosystems/ecosystem.ts";
import { relativeBelow } from "../files/image-path.ts";
import type { Install } from "../install.ts";
import type { Build, RunStep } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { cacheLocations, cacheMounts, relationOf, type CacheLocation, type MountPlace } from "./cache-directories.ts";
import { switchedOffCaches, type SwitchedOffCache } from "./disabled-caches.ts";
import { maySettle } from "./emptying-hooks.ts";
import { runsForeignScript } from "./foreign-scripts.ts";
import { pathsTaken, type MissingCacheMount } from "./missing-cache-mounts.ts";
import { removedPath } from "./mount-removals.ts";
import { accountOfUser, isRoot } from "./stage-user.ts";

/** All that has to change so that a tool's cache is kept in mounts, and nothing else does. */
export interface CacheMountPlan {
  /** In file order. */
  readonly steps: readonly PlannedStep[];
  /** What empties the directory, to be switched off above the first step. */
  readonly hook: EmptyingHook | undefined;
}

export interface PlannedStep {
  readonly step: RunStep;
  readonly mounts: readonly PlannedMount[];
  /** Clean-ups and flags that would empty the caches again, or fail. */
  readonly disabled: readonly SwitchedOffCache<PlannedMount>[];
  /** A flag without which the tool keeps nothing, to be given to each of these commands. */
  readonly keep: { readonly flag: string; readonly installs: readonly Install[] } | undefined;
}

export interface PlannedMount extends MountPlace {
  readonly sharing: "shared" | "locked";
  readonly owner: { readonly uid: string; readonly gid: string | undefined } | undefined;
}

/**
 * The mounts that cure a finding; undefined when one of them might lie in the wrong place, belong to the wrong user, hide
 * files, take some out of the image that others need, or be emptied all the same.
 */
export function planCacheMounts(build: Build, missing: MissingCacheMount): CacheMountPlan | undefined {
  if (isOldFrontend(build)) return undefined;
  const { ecosystem } = missing.install;
  if (ecosystem.applies !== undefined && build.context.kind !== "known") return undefined;
  const isShared = missing.locations.some(({ directory }) => directory.usedByBuilds === true) && missing.work !== "compiles";
  const family = isShared ? familyOf(build, missing) : [missing.step];
  if (family === undefined) return undefined;
  const steps = family.map((step) => planStep(build, step, missing));
  const known = steps.flatMap((step) => step ?? []);
  return known.length < steps.length ? undefined : { steps: known, hook: hookOf(missing) };
}

/** Frontends before 1.2 know no cache mounts. */
function isOldFrontend({ dockerfile }: Build): boolean {
  return dockerfile.directives.some(({ name, value }) => name.toLowerCase() === "syntax" && /docker\/dockerfile:(?:0|1\.[01])(?!\d|[^:]*experimental)/.test(value));
}

/**
 * The steps that find in the layer what this one downloads, and would not find it in a mount of this one alone. Undefined
 * when a script may be among them: `RUN make`.
 */
function familyOf(build: Build, { step, install: { ecosystem } }: MissingCacheMount): readonly RunStep[] | undefined {
  const stages = build.stages.filter((stage) => stage.isBuilt && (stage.chain.includes(step.stage) || step.stage.chain.includes(stage)));
  const runs = stages.flatMap((stage) => stage.steps).filter((candidate): candidate is RunStep => candidate.kind === "run");
  const users = runs.filter((run) => run.installs.some((other) => other.ecosystem === ecosystem));
  const isKnown = runs.every((run) => users.includes(run) || run.instruction.range[0] < step.instruction.range[0] || !mayBuild(run));
  return isKnown && users.every(({ plantedBy }) => plantedBy === undefined) ? users : undefined;
}

function mayBuild(step: RunStep): boolean {
  return !step.script.complete || step.script.commands.some((command) => runsForeignScript(step, command) || /^(?:make|ninja|just|task|bazel|cmake|meson)$/.test(command.name));
}

function planStep(build: Build, step: RunStep, missing: MissingCacheMount): PlannedStep | undefined {
  const { ecosystem } = missing.install;
  const installs = step.installs.filter((install) => install.ecosystem === ecosystem && install.effect.kind !== "clean-cache");
  const all = cacheLocations(step).filter(({ install }) => installs.includes(install));
  const wanted = step === missing.step ? missing.locations : all.filter(({ install, directory }) => directory.onlyForBuilds !== true || install.effect.kind === "build");
  const locations = unique(wanted).filter((location) => !cacheMounts(step, build).some((mount) => relationOf(mount, location) !== undefined));
  if (wanted.some(({ isSure }) => !isSure) || !isPlain(step, locations) || locations.some((location) => isRisky(build, step, location))) return undefined;
  const owner = ownerOf(step, locations);
  if (owner === undefined) return undefined;
  const mounts = locations.flatMap(({ path, directory }): PlannedMount[] => (path === undefined ? [] : [{ target: { anchored: true, path }, sharing: directory.sharing, owner: owner === "root" ? undefined : owner }]));
  const disabled = switchedOffCaches(step, mounts);
  const keptBy = locations.map(({ directory }) => directory.keptBy).find((value) => value !== undefined);
  if (mounts.length === 0 || keptBy === "unknown" || disabled.some(({ kind }) => kind === "variable")) return undefined;
  return { step, mounts, disabled, keep: keptBy === undefined || says(step, keptBy.flag) ? undefined : { flag: keptBy.flag, installs: installs.filter(({ effect }) => effect.kind !== "refresh-index") } };
}

function unique(locations: readonly CacheLocation[]): readonly CacheLocation[] {
  return locations.filter((location, index) => locations.findIndex(({ path }) => path === location.path) === index);
}

/** The script is understood, and each `rm` in it: one that names the mount itself would fail the build. */
function isPlain(step: RunStep, locations: readonly CacheLocation[]): boolean {
  const removals = step.script.commands.filter(({ name }) => name === "rm").flatMap(({ args }) => args.filter(({ value }) => !value.startsWith("-")));
  const unknown = removals.filter((word) => removedPath(step, word) === undefined);
  return step.script.complete && unknown.every(({ value }) => locations.every((location) => isElsewhere(value, location)));
}

/** What stands before the first thing that is expanded leads elsewhere. Nobody has a system's directory in a variable. */
function isElsewhere(value: string, { path = "", install }: CacheLocation): boolean {
  const prefix = /^[^$`{~*?[]*/.exec(value)?.[0] ?? "";
  if (prefix === "") return install.ecosystem.kind === "system" && !/cache/i.test(value);
  return prefix.startsWith("/") && !`/${path}/`.startsWith(prefix);
}

/** Files that are there already would be hidden, and those that others copy would be missing. */
function isRisky(build: Build, step: RunStep, { path, directory, install }: CacheLocation): boolean {
  if (path === undefined) return true;
  if (directory.usedByBuilds === true && pathsTaken(build, step).some((taken) => relativeBelow(taken, path) !== undefined)) return true;
  if (install.ecosystem.kind === "system") return false;
  const name = path.split("/").slice(-2).join("/");
  return chainSteps(step.stage).some((other) => {
    if (other.instruction.range[0] >= step.instruction.range[0]) return false;
    if (other.kind === "run") return other.script.commands.some(({ name: command, words, redirects }) => command !== "rm" && [...words, ...redirects.flatMap(({ target }) => target ?? [])].some(({ value }) => value.includes(`${name}/`) || value.endsWith(name)));
    return other.inputs.some((input) => "destination" in input && input.destination !== undefined && relativeBelow(path, input.destination.path) !== undefined);
  });
}

/** Commands behind `sudo` and its like have a user of their own. */
const harmlessWrappers: ReadonlySet<string> = new Set(["exec", "env", "time", "nice", "ionice", "nohup", "timeout", "stdbuf", "command", "sh", "bash", "ash", "dash", "xvfb-run"]);

/** Who must own the mounts; undefined when nobody knows, or the directories above would belong to somebody else. */
function ownerOf(step: RunStep, locations: readonly CacheLocation[]): "root" | PlannedMount["owner"] {
  const installs = locations.map(({ install }) => install);
  if (installs.some(({ command }) => command.wrappers.some((name) => !harmlessWrappers.has(name)))) return undefined;
  const isSystem = installs.every(({ ecosystem }) => ecosystem.kind === "system") && isRoot(step) === undefined && step.user === undefined;
  if (isRoot(step) === true || isSystem) return "root";
  const account = accountOfUser(step);
  if (account?.uid === undefined) return undefined;
  const home = account.home?.slice(1);
  const isReady = locations.every(({ path = "", movedBy }) => movedBy !== undefined || (home !== undefined && /^[^/]+$/.test(relativeBelow(home, path) ?? "/")));
  return isReady ? { uid: account.uid, gid: account.gid } : undefined;
}

function hookOf({ step, locations }: MissingCacheMount): EmptyingHook | undefined {
  const hook = locations.map(({ directory }) => directory.hook).find((found) => found !== undefined);
  if (hook === undefined) return undefined;
  const chain = chainSteps(step.stage);
  return chain.slice(0, chain.indexOf(step) + 1).some((earlier) => maySettle(earlier, hook.settledBy)) ? undefined : hook;
}

function says(step: RunStep, flag: string): boolean {
  const setting = flag.replace(/^.*?=|=[^=]*$/g, "");
  return chainSteps(step.stage).some((other) => other.kind === "run" && other.script.commands.some(({ words, redirects }) => [...words, ...redirects.flatMap(({ target }) => target ?? [])].some(({ value }) => value.includes(setting))));
}

