import { deliversPackageLists } from "./package-lists.ts";
import type { Install } from "../install.ts";
import type { Build, RunStep, Step } from "../model.ts";
import { chainSteps } from "../stage.ts";

/** An installation of system packages that goes by an index which an earlier, separately cached step stored. */
export interface SplitIndexUpdate {
  readonly refreshStep: RunStep;
  readonly refresh: Install;
  /** The refresh is all that its step does: it could be merged into the install. */
  readonly isLone: boolean;
  readonly installs: readonly { readonly step: RunStep; readonly install: Install }[];
}

/** Hazard B3: in the chains of built stages, each stored refresh with the later steps that install by it. */
export function splitIndexUpdates(build: Build): readonly SplitIndexUpdate[] {
  const found = new Map<Install, SplitIndexUpdate>();
  for (const stage of build.stages.filter(({ isBuilt }) => isBuilt)) {
    const chain = [...chainSteps(stage), ...stage.triggers];
    for (const step of [...stage.steps, ...stage.triggers]) {
      if (step.kind === "run") noteStep(found, chain, step);
    }
  }
  return [...found.values()];
}

function noteStep(found: Map<Install, SplitIndexUpdate>, chain: readonly Step[], step: RunStep): void {
  for (const install of step.installs) {
    if (!goesByStoredIndex(install) || refreshesBefore(step, install)) continue;
    const source = lastRefresh(chain, step, install);
    if (source === undefined) continue;
    const known = found.get(source.refresh);
    const isKnown = known?.installs.some((other) => other.step.instruction === step.instruction) === true;
    if (isKnown) continue;
    found.set(source.refresh, { ...source, installs: [...(known?.installs ?? []), { step, install }] });
  }
}

/** `apt-get install ./local.deb` alone still resolves dependencies by the index; only the record's word counts. */
function goesByStoredIndex({ effect }: Install): boolean {
  return effect.kind === "system-install" && effect.index === "stored";
}

/** The same tool refreshes its index earlier in the same script; a refresh in a branch counts too (say less). */
function refreshesBefore(step: RunStep, install: Install): boolean {
  return step.installs.some(
    (other) => other.effect.kind === "refresh-index" && other.ecosystem === install.ecosystem && other.command.range[0] <= install.command.range[0],
  );
}

function lastRefresh(chain: readonly Step[], step: RunStep, install: Install): Omit<SplitIndexUpdate, "installs"> | undefined {
  const earlier = chain.slice(0, chain.indexOf(step)).filter((candidate): candidate is RunStep => candidate.kind === "run");
  const refreshStep = earlier.findLast((candidate) => candidate.installs.some((other) => other.effect.kind === "refresh-index" && other.ecosystem === install.ecosystem));
  const refresh = refreshStep?.installs.findLast((other) => other.effect.kind === "refresh-index" && other.ecosystem === install.ecosystem);
  if (refreshStep === undefined || refresh === undefined || deliversPackageLists(refreshStep, install) || deliversPackageLists(step, install)) return undefined;
  return { refreshStep, refresh, isLone: refreshStep.script.commands.length === 1 && refreshStep.script.complete };
}
