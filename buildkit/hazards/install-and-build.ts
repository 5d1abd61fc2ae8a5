import type { CopyInstruction } from "../../dockerfile/nodes.ts";
import type { BuildContext } from "../files/build-context.ts";
import { isManifestInstall, type Install } from "../install.ts";
import type { Build, ContextInput, CopyStep, RunStep, Step } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { contextInputs, stepsBefore } from "../step.ts";
import { copiesBeforeInstall, installsTheSame } from "./broad-copy.ts";
import { endOfLeadingInstalls } from "./copy-reach.ts";
import { manifestFiles } from "./manifest-files.ts";
import { isProjectSource } from "./project-source.ts";
import { removesSomething } from "./removal.ts";
import { bringsManifest, manifestDirectory } from "./side-directory.ts";

/** A RUN that installs the dependencies and builds the project with them. */
export interface InstallAndBuild {
  readonly step: RunStep;
  readonly install: Install;
  readonly build: Install;
  /** What re-runs the install for the sake of the build; never empty. */
  readonly sources: readonly [ContextInput, ...ContextInput[]];
}

/** How such a RUN is taken apart: the copies that go between its halves. */
export interface RunSplit {
  readonly step: RunStep;
  /** Offset behind the last command of the first half. */
  readonly cutAfter: number;
  /** The copies in file order, each with the sources that go along; the other sources of the instruction stay. */
  readonly copies: readonly { readonly instruction: CopyInstruction; readonly moved: readonly ContextInput[] }[];
  readonly risks: readonly string[];
}

/**
 * Hazard A6: install and build share a RUN below sources that came by themselves, so that each edit installs again. Where
 * the copy is broad enough to be a hazard on its own, that one speaks. Layers that are kept small by removing something at
 * the end are left alone.
 */
export function installsWithBuild(build: Build): readonly InstallAndBuild[] {
  const owned = new Set(copiesBeforeInstall(build).flatMap(({ installs }) => installs.map(({ install }) => install.command)));
  const context = contextOf(build);
  return build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) =>
    stage.steps.flatMap((step): readonly InstallAndBuild[] => {
      if (step.kind !== "run" || step.plantedBy !== undefined || !step.script.complete) return [];
      const install = step.installs.find((candidate) => candidate.ecosystem.kind === "language" && isManifestInstall(candidate));
      const follower = step.installs.find((candidate) => candidate.effect.kind === "build" && install !== undefined && candidate.command.range[0] > install.command.range[0]);
      if (install === undefined || follower === undefined || owned.has(install.command) || removesSomething(step, install.command)) return [];
      const above = stepsBefore(chainSteps(stage), step);
      if (above.some((other) => installsTheSame(other, install))) return [];
      const [first, ...others] = sourcesOf([...above, step], context).filter((input) => context === undefined || !bringsManifest(input, install, context));
      return first === undefined ? [] : [{ step, install, build: follower, sources: [first, ...others] }];
    }),
  );
}

/** Undefined where the context is not known, where something else stands in between, or where the RUN cannot be cut. */
export function planRunSplit({ step, install, sources }: InstallAndBuild, build: Build): RunSplit | undefined {
  const context = contextOf(build);
  const cutAfter = endOfLeadingInstalls(step, [{ install }]);
  const [{ node }] = sources;
  const first = step.stage.steps.find((other): other is CopyStep => other.kind === "copy" && contextInputs(other).some((input) => input.node === node));
  if (context === undefined || cutAfter === undefined || first === undefined || build.dockerfile.escape !== "\\") return undefined;
  const start = step.stage.steps.indexOf(first);
  const block = step.stage.steps.slice(start, step.stage.steps.indexOf(step));
  const manifests = contextInputs({ ...first, inputs: stepsBefore(chainSteps(step.stage), step).flatMap(({ inputs }) => inputs) }).find((input) => bringsManifest(input, install, context));
  if (manifests === undefined || !block.every(isPlainCopy) || !isUninterrupted(first, step, build)) return undefined;
  const selection = manifestFiles({ step, install, dependencyFlag: undefined, contextDirectory: manifestDirectory(manifests, install, context) }, manifests, context);
  if (selection.needsSources) return undefined;
  const isNeeded = ({ path }: ContextInput): boolean => selection.paths.some((needed) => needed.replace(/\/$/, "") === path);
  const copies = block.filter(isPlainCopy).flatMap((copy) => {
    const moved = contextInputs(copy).filter((input) => !isNeeded(input) && !bringsManifest(input, install, context));
    return moved.length === 0 ? [] : [{ instruction: copy.instruction, moved }];
  });
  const wildcards = copies.flatMap(({ moved }) => moved).some(({ hasWildcard }) => hasWildcard);
  return wildcards ? undefined : { step, cutAfter, copies, risks: selection.risks };
}

function contextOf({ context }: Build): BuildContext | undefined {
  return context.kind === "known" ? context.context : undefined;
}

function sourcesOf(steps: readonly Step[], context: BuildContext | undefined): readonly ContextInput[] {
  return steps.flatMap((step) => (step.kind === "copy" && step.plantedBy === undefined ? contextInputs(step) : [])).filter((input) => isProjectSource(input, context));
}

function isPlainCopy(step: Step): step is CopyStep {
  return step.kind === "copy" && step.plantedBy === undefined && step.instruction.form === "plain" && step.instruction.heredocs.length === 0 && step.inputs.every(({ kind }) => kind === "context");
}

/** Only copies and instructions without a step of their own stand between, none of which sets anything. */
function isUninterrupted(first: CopyStep, step: RunStep, { dockerfile }: Build): boolean {
  const between = dockerfile.instructions.filter(({ range }) => range[0] >= first.instruction.range[0] && range[1] <= step.instruction.range[0]);
  return between.every(({ type }) => ["COPY", "ADD", "EXPOSE", "LABEL", "CMD", "ENTRYPOINT", "STOPSIGNAL", "HEALTHCHECK"].includes(type));
}
