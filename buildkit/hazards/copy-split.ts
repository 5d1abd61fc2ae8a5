import type { CopyInstruction, Instruction } from "../../dockerfile/nodes.ts";
import type { BuildContext } from "../files/build-context.ts";
import { filesMatching } from "../files/context-files.ts";
import { deliveryAt } from "../delivery.ts";
import { imageRoot, pathBelow, resolveImagePath, type ImagePath } from "../files/image-path.ts";
import { filesOf, isManifestInstall, needsLockfile } from "../install.ts";
import type { Build, ContextInput, CopyStep, RunStep, Step } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { contextInputs, stepsBefore } from "../step.ts";
import type { BroadCopy } from "./broad-copy.ts";
import { installsWithinReach, type Reach } from "./copy-reach.ts";
import type { CoupledInstall } from "./coupled-install.ts";
import { manifestFiles } from "./manifest-files.ts";
import { narrowCopies, type NarrowCopy } from "./narrow-copies.ts";
import { sourceNeeds } from "./source-free.ts";

/** How a broad copy can be taken apart so that the installs depend on their manifests alone. */
export interface CopySplit {
  readonly copy: CopyInstruction;
  readonly narrow: readonly NarrowCopy[];
  /** Its destination as it is to be written further down; undefined when it can stay as it is. */
  readonly destination: string | undefined;
  /** The RUN below which the broad copy goes. */
  readonly lastInstall: RunStep;
  /** The installs that it passes; never empty. */
  readonly installs: readonly CoupledInstall[];
  /** Offset inside that RUN after which its other commands begin, when they need the sources; else undefined. */
  readonly cutAfter: number | undefined;
  /** Why the image might come out differently, as ends of the sentence "may break: …". */
  readonly risks: readonly string[];
  /** A cold build certainly gives the same image. */
  readonly isProven: boolean;
}

/** Instructions that neither make a layer nor change what a COPY or an install does. */
const metadata: ReadonlySet<Instruction["type"]> = new Set<Instruction["type"]>(["EXPOSE", "LABEL", "CMD", "ENTRYPOINT", "STOPSIGNAL", "HEALTHCHECK"]);

/**
 * The split for a broad copy, or undefined when none can be written that is right: the context is not known, the copy
 * stands in another stage than the installs, or a step in between needs the sources.
 * Contract: hazards.md section 6, and section 4 A1 for when the image comes out the same.
 */
export function planCopySplit(broad: BroadCopy, build: Build): CopySplit | undefined {
  const { step, input } = broad;
  const context = build.context.kind === "known" ? build.context.context : undefined;
  if (context === undefined || step.kind !== "copy" || !isMovable(step, input)) return undefined;
  const reach = installsWithinReach(broad, step);
  const crossed = reach === undefined ? [] : instructionsBetween(step, reach, build);
  const destination = reach === undefined ? undefined : lowerDestination(step, reach, crossed);
  if (reach === undefined || destination === undefined) return undefined;
  const files = broad.bringsManifests ? reach.installs.map((coupled) => ({ coupled, found: manifestFiles(coupled, input, context) })) : [];
  const paths = files.flatMap(({ found }) => found.paths);
  const missing = missingAbove(input, stepsBefore(chainSteps(step.stage), step), paths, context);
  const narrow = narrowCopies(step.instruction, input, missing);
  if (narrow === undefined || (narrow.length === 0 && broad.bringsManifests && paths.length === 0)) return undefined;
  if (files.some(({ coupled, found }) => found.needsSources || (needsLockfile(coupled.install) && !found.isLocked))) return undefined;
  const risks = [...files.flatMap(({ coupled, found }) => [...found.risks, ...installRisks(coupled, context)]), ...placeRisks(input, reach)];
  const isProven = broad.bringsManifests && risks.length === 0 && files.every(({ coupled, found }) => found.isLocked && coupled.install.frozen) && isPlain(reach, crossed, build);
  return { copy: step.instruction, narrow, destination: destination.written, lastInstall: reach.last, installs: reach.installs, cutAfter: reach.cutAfter, risks: [...new Set(risks)], isProven };
}

/** One plain source without heredocs, in this file. */
export function isMovable(step: CopyStep, input: ContextInput): boolean {
  const { instruction } = step;
  const isSimple = instruction.sources.length === 1 && instruction.heredocs.length === 0 && instruction.form === "plain";
  return isSimple && step.plantedBy === undefined && !input.keepsParents && input.path !== undefined && instruction.destination !== undefined;
}

function instructionsBetween(step: CopyStep, { last }: Reach, build: Build): readonly Instruction[] {
  return build.dockerfile.instructions.filter(({ range }) => range[0] >= step.instruction.range[1] && range[1] <= last.instruction.range[0]);
}

/**
 * Whether the copy's words mean the same further down: no variable in them is set in between, and a relative destination
 * is spelled out where a WORKDIR would move it. Undefined when they cannot be made to.
 */
export function lowerDestination(step: CopyStep, { last }: Pick<Reach, "last">, crossed: readonly Instruction[]): { readonly written: string | undefined } | undefined {
  const { instruction, directory } = step;
  const setsVariables = crossed.some(({ type }) => type === "ARG" || type === "ENV");
  if (setsVariables && [...instruction.sources, instruction.destination, ...instruction.flags.map(({ value }) => value)].some((word) => word?.text.includes("$"))) return undefined;
  const text = instruction.destination?.text ?? "";
  if (text.startsWith("/") || isSamePlace(directory, last.directory)) return { written: undefined };
  if (!directory.anchored || /^["']|\$/.test(text)) return undefined;
  const path = resolveImagePath(directory, text).path;
  return { written: /(^|\/)\.{0,2}$/.test(text) && path !== "" ? `/${path}/` : `/${path}` };
}

function isSamePlace(one: ImagePath, other: ImagePath): boolean {
  return one.anchored === other.anchored && one.path === other.path;
}

/** The manifests that nothing above the copy has put in their place. */
export function missingAbove(source: ContextInput, stepsAbove: readonly Step[], paths: readonly string[], context: BuildContext): readonly string[] {
  const above = stepsAbove.flatMap(contextInputs).filter(({ via }) => via === "copy");
  return paths.filter((path) => {
    const place = placeOf(source, path);
    return place === undefined || !above.some((input) => deliveryAt(input, place, context)?.path === path.replace(/\/$/, ""));
  });
}

/** Where the broad copy puts a context path. */
function placeOf({ path: root, destination, hasWildcard }: ContextInput, path: string): ImagePath | undefined {
  if (root === undefined || destination === undefined || hasWildcard) return undefined;
  const below = pathBelow({ anchored: true, path: root }, { anchored: true, path: path.replace(/\/$/, "") });
  return below === undefined ? destination : resolveImagePath(destination, below);
}

function installRisks({ install, contextDirectory }: CoupledInstall, context: BuildContext): readonly string[] {
  const directory = contextDirectory ?? "";
  const overwritten = filesMatching(context, directory, install.ecosystem.installsInto.map((name) => `${name.replace(/\/$/, "")}/`));
  const [lockfile] = install.frozen ? [] : filesMatching(context, directory, filesOf(install).lockfiles);
  return [
    ...(lockfile === undefined ? [] : [`${commandText(install)} may rewrite ${lockfile}, which the later copy restores`]),
    ...overwritten.map((path) => `${path} of the build context would overwrite what the install made`),
  ];
}

/** Packages and a copy to the system's own directories may bring the same files: the later one wins. `/usr/src/app` is nobody's. */
function placeRisks({ destination }: ContextInput, { between }: Reach): readonly string[] {
  const isSystem = destination === undefined || pathBelow(destination, imageRoot) !== undefined || /^(etc|usr(?!\/src\/)|lib|bin|sbin)(\/|$)/.test(destination.path);
  return isSystem && between.some(({ kind }) => kind === "run") ? ["the RUN in between would run before the files are there"] : [];
}

/** Nothing but metadata in between, and nothing but package managers at work (hazards.md section 6). */
function isPlain(reach: Reach, crossed: readonly Instruction[], { dockerfile }: Build): boolean {
  const isInstall = sourceNeeds(reach.last).every((need) => need.kind === "none" && isManifestInstall(need.install));
  return reach.cutAfter === undefined && isInstall && dockerfile.escape === "\\" && crossed.every(({ type }) => metadata.has(type) || type === "RUN") && reach.between.every((step) => step.kind === "run" && sourceNeeds(step).every((need) => need.kind === "none" && isManifestInstall(need.install)));
}

function commandText({ command }: CoupledInstall["install"]): string {
  return command.words.map(({ text }) => text).slice(0, 3).join(" ");
}
