import type { Pair } from "../../dockerfile/nodes.ts";
import type { Range, ShellWord } from "../../shell/command.ts";
import type { Install } from "../install.ts";
import type { Build, RunStep } from "../model.ts";
import { builtRuns, cacheLocations, cacheMounts, relationOf, type CacheLocation, type CacheMount, type MountPlace } from "./cache-directories.ts";
import { findEmptyingHooks, type HookedCache } from "./emptying-hooks.ts";
import { findRemovals, type Removal } from "./mount-removals.ts";

/** A cache mount that has no effect, or a broken one, because something keeps its directory empty. */
export type DisabledCache = HookedCache | SwitchedOffCache<CacheMount>;

/** The same without hooks, for mounts of which only the place need be known. */
export type SwitchedOffCache<Place extends MountPlace> = { readonly step: RunStep; readonly cache: Place } & (
  | { readonly kind: "flag"; readonly install: Install; readonly word: ShellWord }
  /** `pair`: the ARG or ENV; without it the command sets the variable itself, at `range`. */
  | { readonly kind: "variable"; readonly install: Install; readonly name: string; readonly pair: Pair | undefined; readonly range: Range }
  /** The tool's own command. `isExact`: the mount is the one directory that it empties. */
  | { readonly kind: "clean"; readonly install: Install; readonly isExact: boolean }
  | ({ readonly kind: "remove" | "busy" } & Removal<Place>)
);

/** Hazard A8: what switches off or empties the cache that a mount of the same RUN is there to keep. */
export function disabledCaches(build: Build): readonly DisabledCache[] {
  const seen = new Set<unknown>();
  const found = builtRuns(build).flatMap((step) => disabledIn(step, build));
  return [...found, ...findEmptyingHooks(build)].filter((disabled) => {
    const cause = causeOf(disabled);
    const isNew = !seen.has(cause);
    seen.add(cause);
    return isNew;
  });
}

/** Steps of a trigger and of the stage it comes from share their words: one cause, one finding. */
function causeOf(disabled: DisabledCache): unknown {
  switch (disabled.kind) {
    case "flag":
      return disabled.word.range[0];
    case "variable":
      return disabled.pair ?? disabled.range[0];
    case "clean":
      return disabled.install.command.range[0];
    case "hook":
      return disabled.step.instruction;
    default:
      return disabled.command.range[0];
  }
}

function disabledIn(step: RunStep, build: Build): readonly DisabledCache[] {
  return switchedOffCaches(step, cacheMounts(step, build));
}

/** What switches off or empties the caches at these places in one RUN, mounted there or to be. */
export function switchedOffCaches<Place extends MountPlace>(step: RunStep, mounts: readonly Place[]): readonly SwitchedOffCache<Place>[] {
  if (mounts.length === 0) return [];
  const locations = cacheLocations(step);
  return [
    ...step.installs.flatMap((install) => switchedOff(step, install, mounts, locations)),
    ...step.installs.flatMap((install) => cleaned(step, install, mounts, locations)),
    ...findRemovals(step, mounts, locations),
  ];
}

function switchedOff<Place extends MountPlace>(step: RunStep, install: Install, mounts: readonly Place[], locations: readonly CacheLocation[]): readonly SwitchedOffCache<Place>[] {
  const { disablesCache } = install.ecosystem;
  const cache = mounts.find((mount) => locations.some((location) => location.install === install && relationOf(mount, location) !== undefined));
  if (disablesCache === undefined || cache === undefined) return [];
  const flag = install.command.args.find(({ value }) => disablesCache.flags.includes(value));
  if (flag !== undefined) return [{ kind: "flag", step, cache, install, word: flag }];
  return (disablesCache.variables ?? []).flatMap((name): readonly SwitchedOffCache<Place>[] => {
    const own = install.command.environment.find((assignment) => assignment.name === name);
    if (own !== undefined) return isOn(own.value?.literal === true ? own.value.value : undefined) ? [{ kind: "variable", step, cache, install, name, pair: undefined, range: own.range }] : [];
    const variable = step.environment.variables.get(name);
    if (variable?.pair === undefined || !isOn(variable.value) || step.script.variables.some((set) => set.name === name)) return [];
    return [{ kind: "variable", step, cache, install, name, pair: variable.pair, range: variable.pair.range }];
  });
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !/^(?:|0|f|false|n|no|off)$/i.test(value);
}

function cleaned<Place extends MountPlace>(step: RunStep, install: Install, mounts: readonly Place[], locations: readonly CacheLocation[]): readonly SwitchedOffCache<Place>[] {
  const { effect } = install;
  if (effect.kind !== "clean-cache") return [];
  const emptied = locations.filter((location) => location.install === install && (effect.empties?.includes(location.directory.path) ?? true));
  const cache = mounts.find((mount) => emptied.some((location) => relationOf(mount, location) !== undefined));
  const isUsed = step.installs.some((other) => other.effect.kind !== "clean-cache" && other.ecosystem === install.ecosystem);
  if (cache === undefined || !isUsed) return [];
  const isExact = emptied.every((location) => mounts.some((mount) => ["is", "covers"].includes(relationOf(mount, location) ?? "")));
  return [{ kind: "clean", step, cache, install, isExact: isExact && install.ecosystem.kind === "system" }];
}
