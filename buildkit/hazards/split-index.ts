import type { Install } from "../install.ts";
import type { Build, RunStep } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { runsForeignScript, runsSetupScript } from "./foreign-scripts.ts";
import { deliversPackageLists, removesPackageLists } from "./package-lists.ts";

/** An installation of system packages that goes by an index which an earlier, separately cached step stored. */
export interface SplitIndexUpdate {
  readonly refreshStep: RunStep;
  readonly refresh: Install;
  /** The refresh is all that its step does: it could be merged into the install. */
  readonly isLone: boolean;
  readonly installs: readonly IndexUse[];
  /** Upgrades that go by it too: no finding of their own, as no list of packages changes, but they need it. */
  readonly upgrades: readonly IndexUse[];
  /** A script that is not in the Dockerfile runs later in the chain, and may need the index. */
  readonly mayServeScripts: boolean;
}

export interface IndexUse {
  readonly step: RunStep;
  readonly install: Install;
}

/** Hazard B3: in the chains of built stages, each stored refresh with the later steps that install by it. */
export function splitIndexUpdates(build: Build): readonly SplitIndexUpdate[] {
  const found = new Map<Install, SplitIndexUpdate>();
  for (const stage of build.stages.filter(({ isBuilt }) => isBuilt)) {
    const chain = [...chainSteps(stage), ...stage.triggers].filter((step) => step.kind === "run");
    for (const step of [...stage.steps, ...stage.triggers]) {
      if (step.kind === "run") noteStep(found, chain, step);
    }
  }
  return [...found.values()].filter(({ installs }) => installs.length > 0);
}

function noteStep(found: Map<Install, SplitIndexUpdate>, chain: readonly RunStep[], step: RunStep): void {
  for (const install of step.installs) {
    if (!goesByStoredIndex(install) || mayRefreshBefore(step, install)) continue;
    const source = lastRefresh(chain, step, install);
    if (source === undefined) continue;
    const known = found.get(source.refresh) ?? { ...source, installs: [], upgrades: [] };
    const list = install.effect.kind === "upgrade" ? "upgrades" : "installs";
    const isKnown = known[list].some((other) => other.step.instruction === step.instruction);
    if (!isKnown) found.set(source.refresh, { ...known, [list]: [...known[list], { step, install }] });
  }
}

/** `apt-get install ./local.deb` alone still resolves dependencies by the index; only the record's word counts. */
function goesByStoredIndex({ effect }: Install): boolean {
  return (effect.kind === "system-install" || effect.kind === "upgrade") && effect.index === "stored";
}

/**
 * The same tool refreshes its index earlier in the same script, a refresh in a branch included; or a script runs there
 * that may do it, as those that add a repository do (`curl https://deb.nodesource.com/… | bash`).
 */
function mayRefreshBefore(step: RunStep, install: Install): boolean {
  const refreshes = step.installs.some(
    (other) => isRefresh(other, install) && other.command.range[0] <= install.command.range[0],
  );
  return refreshes || step.script.commands.some((command) => command.range[0] < install.command.range[0] && runsSetupScript(command));
}

/** The index that `pacman -Syu` fetches for itself is stored as well, and what follows goes by it. */
function isRefresh({ effect, ecosystem }: Install, install: Install): boolean {
  if (ecosystem !== install.ecosystem) return false;
  if (effect.kind === "refresh-index") return true;
  return (effect.kind === "upgrade" || effect.kind === "system-install") && effect.index === "fetched" && ecosystem.indexDirectory !== undefined;
}

/** The refresh that stored the index. One that runs under a condition only if there is no other. */
function lastRefresh(chain: readonly RunStep[], step: RunStep, install: Install): Omit<SplitIndexUpdate, "installs" | "upgrades"> | undefined {
  const earlier = chain.slice(0, chain.indexOf(step));
  const refreshes = earlier.flatMap((candidate) => candidate.installs.filter((other) => isRefresh(other, install)).map((refresh) => ({ refreshStep: candidate, refresh })));
  const last = refreshes.findLast(({ refresh }) => !refresh.command.conditional) ?? refreshes.at(-1);
  if (last === undefined || deliversPackageLists(last.refreshStep, install) || deliversPackageLists(step, install)) return undefined;
  const { refreshStep, refresh } = last;
  const between = earlier.slice(earlier.indexOf(refreshStep) + 1);
  if (removesPackageLists(refreshStep, install, refresh.command.range[1])) return undefined;
  if (between.some((candidate) => removesPackageLists(candidate, install, 0))) return undefined;
  const { script } = refreshStep;
  return {
    refreshStep,
    refresh,
    isLone: script.commands.length === 1 && script.complete,
    mayServeScripts: chain.slice(chain.indexOf(refreshStep) + 1).some(mayInstall),
  };
}

/** Runs something else than the commands that are written there. */
function mayInstall(step: RunStep): boolean {
  return !step.script.complete || step.script.commands.some((command) => runsForeignScript(step, command));
}
