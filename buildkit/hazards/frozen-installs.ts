import { externalReads, type ExternalRead } from "./external-read.ts";
import { isRefreshed, staleBuilderSteps } from "./stale-builder-stage.ts";
import type { Build } from "../model.ts";

export type InstallRead = Extract<ExternalRead, { kind: "install" }>;

/**
 * Hazard B8: tools installed by name at whatever version is newest. Those of stale builder stages have a rule of their own;
 * packages of the operating system are never judged by version. A command that installs several so is one finding.
 */
export function floatingToolInstalls(build: Build): readonly InstallRead[] {
  return frozenInstalls(build).filter(({ floating, install }) => floating.length > 0 && !isBoundOtherwise(install));
}

/**
 * Hazard B4: upgrades of the whole system, those of stale builder stages excepted. Below files of the project or an argument
 * without a default an upgrade runs again with every change of those.
 */
export function frozenUpgrades(build: Build): readonly InstallRead[] {
  return frozenInstalls(build).filter(({ floating, install, step }) => floating.length === 0 && install.operands.length === 0 && !isRefreshed(step) && install.ecosystem.kind === "system");
}

/** A file of constraints (`-c`) or a directory of packages (`--no-index`) decides the versions. */
function isBoundOtherwise({ manifestOperands, flags }: InstallRead["install"]): boolean {
  return manifestOperands.length > 0 || flags.some((flag) => flag === "--no-index" || flag === "--offline");
}

function frozenInstalls(build: Build): readonly InstallRead[] {
  const owned = new Set(staleBuilderSteps(build).map(({ read }) => read.command));
  return externalReads(build).flatMap((read) => (read.kind === "install" && !owned.has(read.command) ? [read] : []));
}
