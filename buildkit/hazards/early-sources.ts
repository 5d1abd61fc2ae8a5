import type { Command } from "../../shell/command.ts";
import type { Install } from "../install.ts";
import type { Build, ContextInput, RunStep, Stage, Step } from "../model.ts";
import { isImageOfItsOwn } from "../stage.ts";
import { contextInputs, stepsBefore } from "../step.ts";
import { copiesBeforeInstall } from "./broad-copy.ts";
import { isProjectSource } from "./project-source.ts";
import { sourceNeeds } from "./source-free.ts";
import { systemWorkOf, type SystemWork } from "./system-work.ts";

/** A RUN that installs packages of the operating system below sources that it does not need. */
export interface LateSystemInstall {
  readonly step: RunStep;
  /** Its first command that installs packages. */
  readonly install: Install;
  readonly work: Exclude<SystemWork, { kind: "bound" }>;
}

/** Sources that are copied above packages of the operating system. */
export interface EarlySources {
  readonly step: Step;
  readonly input: ContextInput;
  /** Further sources between them and the first of the installs. */
  readonly others: readonly ContextInput[];
  /** In the order in which they run; never empty. */
  readonly installs: readonly [LateSystemInstall, ...LateSystemInstall[]];
}

/**
 * Hazard A5: packages are installed again whenever a source changes, although they come from elsewhere. One finding for the
 * uppermost sources above an install; a copy above a language's install is that hazard's alone.
 */
export function earlySources(build: Build): readonly EarlySources[] {
  const owned = new Set(copiesBeforeInstall(build).map(({ input }) => input.node));
  const found = new Map<ContextInput["node"], EarlySources>();
  for (const stage of build.stages.filter(({ isBuilt }) => isBuilt)) {
    for (const { run, sources } of installsBelowSources(stage, build)) {
      const [first, ...others] = sources.filter(({ input }) => !owned.has(input.node));
      const work = systemWorkOf(run, sources.map(({ input }) => input.destination));
      const install = run.installs.find(isLiteralInstall);
      if (first === undefined || install === undefined || work.kind === "bound") continue;
      const known = found.get(first.input.node);
      const late = { step: run, install, work };
      found.set(first.input.node, known === undefined ? { ...first, others: others.map(({ input }) => input), installs: [late] } : { ...known, installs: [...known.installs, late] });
    }
  }
  return [...found.values()];
}

interface Source {
  readonly step: Step;
  readonly input: ContextInput;
}

/** The RUNs of a stage that install named packages, each with the sources above it that nothing in between has used. */
function installsBelowSources(stage: Stage, build: Build): readonly { readonly run: RunStep; readonly sources: readonly Source[] }[] {
  const context = build.context.kind === "known" ? build.context.context : undefined;
  const chain = ownChain(stage, build);
  const runs = stage.steps.filter((step): step is RunStep => step.kind === "run" && step.plantedBy === undefined && installsNamedPackages(step));
  return runs.map((run) => {
    let sources: Source[] = [];
    for (const step of stepsBefore(chain, run)) {
      if (step.kind === "run" && !changesNoPackages(step) && systemWorkOf(step, sources.map(({ input }) => input.destination)).kind !== "whole") sources = [];
      if (step.kind !== "copy" || step.plantedBy !== undefined) continue;
      sources.push(...contextInputs(step).filter((input) => isProjectSource(input, context)).map((input) => ({ step, input })));
    }
    return { run, sources };
  });
}

/**
 * The steps from the base image on, but for those of stages that others use as well, or that are an image of their own: its
 * users want no further packages in it.
 */
function ownChain(stage: Stage, build: Build): readonly Step[] {
  const shared = stage.chain.findLastIndex((parent) => parent !== stage && (parent.consumers.length > 1 || isImageOfItsOwn(build, parent)));
  return stage.chain.slice(shared + 1).flatMap(({ steps }) => steps);
}

/** Every package that it installs is named in the file itself: no list from elsewhere, no package file. */
function installsNamedPackages({ installs }: RunStep): boolean {
  const own = installs.filter(({ effect }) => effect.kind === "system-install");
  return own.length > 0 && own.every((install) => isLiteralInstall(install) && !install.operands.some(({ value }) => /^[./~]|[`*]|\$\(|\.[a-z]{3}$/.test(value)));
}

function isLiteralInstall({ effect, operands }: Install): boolean {
  return effect.kind === "system-install" && operands.length > 0;
}

/** Package managers of languages, whatever they read, and changes of files outside the system's settings are nothing to packages. */
function changesNoPackages(step: RunStep): boolean {
  const needs = sourceNeeds(step);
  return step.script.complete && step.script.commands.every((command, index) => needs[index]?.kind !== "unknown" || isFileChange(command) || step.installs.some((install) => install.command === command && install.ecosystem.kind === "language"));
}

function isFileChange({ name, args, redirects }: Command): boolean {
  const words = [...args, ...redirects.flatMap(({ target }) => target ?? [])];
  return /^(?:chmod|chown|chgrp|mkdir|touch|ln|cp|mv|rm|sed|find)$/.test(name) && words.every(({ value }) => !/^\/(?:etc|usr|var\/lib)(?:\/|$)/.test(value));
}
