import type { CopyInstruction, Instruction } from "../../dockerfile/nodes.ts";
import { pathBelow } from "../files/image-path.ts";
import type { Build, CopyStep, RunStep } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { contextInputs, stepsBefore } from "../step.ts";
import { isMovable, lowerDestination, missingAbove } from "./copy-split.ts";
import type { CoupledBuild } from "./coupled-builds.ts";
import { manifestFiles } from "./manifest-files.ts";
import { narrowCopies, type NarrowCopy } from "./narrow-copies.ts";
import { canRunBeforeSources } from "./source-free.ts";

/** The step to write between the manifests and the sources. */
export interface DependencyStep {
  readonly copy: CopyInstruction;
  /** Manifests that nothing above the copy brings yet. */
  readonly narrow: readonly NarrowCopy[];
  /** All manifests, as paths of the build context. */
  readonly manifests: readonly string[];
  /** The destination of the copy as it is to be written further down; undefined when it can stay as it is. */
  readonly destination: string | undefined;
  /** The download, and the RUN above which it goes, whose flags (secrets, network) it needs as well. */
  readonly command: string;
  readonly run: RunStep;
  /** Other steps stand between the copy and the RUN. */
  readonly isApart: boolean;
  readonly risks: readonly string[];
}

/** More directories of manifests than this make a list that nobody keeps up to date. */
const maximumCopies = 12;

/**
 * The dependency layer for a build, or undefined when none can be written that is right: the tool has no such command, the
 * context is not known, the copy stands in another stage, a step in between may need the sources, or the command depends on
 * what the script sets.
 */
export function planDependencyStep(coupled: CoupledBuild, build: Build): DependencyStep | undefined {
  const { step: run, install, source, manifest } = coupled;
  const context = build.context.kind === "known" ? build.context.context : undefined;
  const copy = run.stage.steps.find((step): step is CopyStep => step.kind === "copy" && contextInputs(step).includes(source));
  const command = downloadCommand(coupled);
  if (context === undefined || copy === undefined || command === undefined || !isMovable(copy, source) || build.dockerfile.escape !== "\\") return undefined;
  if (run.instruction.heredocs.length > 0 || run.mounts.some(({ type }) => type === "bind")) return undefined;
  const between = run.stage.steps.slice(run.stage.steps.indexOf(copy) + 1, run.stage.steps.indexOf(run));
  if (!between.every((step) => step.kind === "workdir" || (step.kind === "run" && canRunBeforeSources(step)))) return undefined;
  const crossed = build.dockerfile.instructions.filter(({ range }) => range[0] >= copy.instruction.range[1] && range[1] <= run.instruction.range[0]);
  const destination = lowerDestination(copy, { last: run }, crossed);
  const selection = manifestFiles({ step: run, install: manifest.isNamed ? install : { ...install, namedManifests: [] }, dependencyFlag: undefined, contextDirectory: manifest.contextDirectory }, manifest.input, context);
  const narrow = narrowCopies(copy.instruction, source, missingAbove(source, stepsBefore(chainSteps(run.stage), copy), selection.paths, context));
  if (destination === undefined || narrow === undefined || narrow.length > maximumCopies || selection.needsSources) return undefined;
  return { copy: copy.instruction, narrow, manifests: selection.paths, destination: destination.written, command, run, isApart: crossed.some(isStep), risks: selection.risks };
}

function isStep({ type }: Instruction): boolean {
  return !["LABEL", "EXPOSE", "CMD", "ENTRYPOINT", "STOPSIGNAL", "HEALTHCHECK"].includes(type);
}

/** The download in the directory where the build works, with the words of the build that change it. */
export function downloadCommand({ step, install, layer, manifest }: Pick<CoupledBuild, "step" | "install" | "layer" | "manifest">): string | undefined {
  const { download } = layer;
  if (install.effect.kind === "add" || step.instruction.command.form !== "shell") return undefined;
  const { args, directory } = install.command;
  const taken = args.filter(({ value }, index) => download.flags?.includes(value) === true || download.flags?.includes(args[index - 1]?.value ?? "") === true || download.switches?.test(value) === true);
  const words = [...(install.form.operandsAre === undefined ? [] : install.manifestOperands), ...taken];
  const isBound = words.some(({ variables, text }) => /\$\(|`|\n/.test(text) || variables.some((name) => step.script.variables.some((variable) => variable.name === name)));
  if (isBound || directory === undefined || install.directory !== undefined) return undefined;
  const place = pathBelow(step.directory, manifest.directory);
  const cd = directory === "." || place === "" || (install.manifestOperands.length === 0 && pathBelow(manifest.directory, step.directory) !== undefined) ? "" : `cd ${directory} && `;
  return `${cd}${[download.words, ...words.map(({ text }) => text)].join(" ")}`;
}
