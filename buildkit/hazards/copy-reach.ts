import type { CopyStep, RunStep, Step } from "../model.ts";
import type { BroadCopy } from "./broad-copy.ts";
import type { CoupledInstall } from "./coupled-install.ts";
import { removesSomething } from "./removal.ts";
import { canRunBeforeSources, sourceNeeds } from "./source-free.ts";

/** How far down a copy can go. */
export interface Reach {
  /** The coupled installs that it passes; never empty. */
  readonly installs: readonly CoupledInstall[];
  /** The RUN below which it goes. */
  readonly last: RunStep;
  /** Offset inside that RUN after which its other commands begin, when they need the sources; else undefined. */
  readonly cutAfter: number | undefined;
  /** The steps between the copy and `last`. */
  readonly between: readonly Step[];
}

/** The coupled installs that follow the copy in its own stage, up to the first step that may need the sources. */
export function installsWithinReach(broad: BroadCopy, step: CopyStep): Reach | undefined {
  const following = step.stage.steps.slice(step.stage.steps.indexOf(step) + 1);
  let reach: Reach | undefined;
  for (const [index, next] of following.entries()) {
    const own = broad.installs.filter((coupled) => coupled.step === next);
    if (next.kind === "copy") return reach;
    if (next.kind !== "run" || (own.length === 0 && canRunBeforeSources(next))) continue;
    const between = following.slice(0, index);
    if (!canRunBeforeSources(next)) {
      const cutAfter = reach === undefined && own.length > 0 ? endOfLeadingInstalls(next, own) : undefined;
      return cutAfter === undefined ? reach : { installs: own, last: next, cutAfter, between };
    }
    reach = { installs: [...(reach?.installs ?? []), ...own], last: next, cutAfter: undefined, between };
  }
  return reach;
}

/**
 * Where a RUN can be cut: behind the installs it begins with, when everything is joined by `&&` and nothing leaks over.
 * Nowhere when something is removed at the end, which only the same layer can forget.
 */
export function endOfLeadingInstalls(run: RunStep, own: readonly Pick<CoupledInstall, "install">[]): number | undefined {
  const { commands, complete, variables } = run.script;
  if (!complete || variables.length > 0 || run.instruction.command.form !== "shell" || run.instruction.heredocs.length > 0) return undefined;
  if (commands.some((command) => command.nesting.length > 0 || (command.joiner !== "&&" && command !== commands[0]))) return undefined;
  const needs = sourceNeeds(run);
  const firstUnknown = needs.findIndex(({ kind }) => kind === "unknown");
  const end = needs.slice(0, firstUnknown).findLastIndex(({ kind }) => kind === "none" || kind === "harmless");
  const leading = commands.slice(0, end + 1);
  const leaks = commands.some(({ name }) => name === "cd") || leading.some(({ name }) => /^(export|unset|source|\.|umask)$/.test(name));
  const [last] = leading.slice(-1);
  if (last !== undefined && removesSomething(run, last)) return undefined;
  return leaks || !own.every(({ install }) => leading.includes(install.command)) ? undefined : leading.at(-1)?.range[1];
}
