import type { Command, ShellWord } from "../../shell/command.ts";
import type { Install } from "../install.ts";
import type { Build, RunStep } from "../model.ts";
import { findClone } from "./clones.ts";
import { findDownload } from "./downloads.ts";
import { findFloatingInstall } from "./floating-installs.ts";
import { isCacheBusted } from "./cache-bust.ts";

/**
 * State outside the cache key that a command of a RUN reads and that moves with time: the step stays cached while it
 * does, and serves what it read on the day it ran (cache-semantics 2.1, "not in key"). Each command is read once:
 * a repository before a download, a download before an installation, so that one cause has one owner.
 */
export type ExternalRead = { readonly step: RunStep; readonly command: Command } & (
  | {
      readonly kind: "clone";
      /** The repository's address as written. */
      readonly remote: ShellWord;
      /** The branch it asks for, as written; undefined means the remote's default branch. */
      readonly ref: ShellWord | undefined;
      /** What `ref` stands for, when a variable with a known value or default is in it. */
      readonly branch: string | undefined;
    }
  | { readonly kind: "download"; readonly url: ShellWord; /** An installer run without a version. */ readonly isInstaller: boolean }
  | { readonly kind: "install"; readonly install: Install; /** The operands that name no fixed version; empty for an upgrade. */ readonly floating: readonly ShellWord[] }
);

/** The moving external reads of every built stage's own steps, in file order; steps that an ARG is there to bust are left out. */
export function externalReads(build: Build): readonly ExternalRead[] {
  const steps = build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) => [...stage.steps, ...stage.triggers]);
  const seen = new Set<RunStep["instruction"]>();
  return steps.flatMap((step) => {
    if (step.kind !== "run" || seen.has(step.instruction) || isCacheBusted(step)) return [];
    seen.add(step.instruction);
    return withoutRepetition(step.script.commands.flatMap((command) => findRead(step, command) ?? []));
  });
}

/** Of many packages that one RUN takes from repositories by the same tool, the first stands for all. */
function withoutRepetition(reads: readonly ExternalRead[]): readonly ExternalRead[] {
  const isPackage = (read: ExternalRead): boolean => read.kind === "clone" && read.step.installs.some(({ command }) => command === read.command);
  return reads.filter((read, index) => !isPackage(read) || !reads.slice(0, index).some((earlier) => isPackage(earlier) && earlier.command.name === read.command.name));
}

function findRead(step: RunStep, command: Command): ExternalRead | undefined {
  const install = step.installs.find((candidate) => candidate.command === command);
  const found = findClone(step, command, install) ?? findDownload(step, command) ?? findFloatingInstall(install);
  return found === undefined || found === "settled" ? undefined : { ...found, step, command };
}
