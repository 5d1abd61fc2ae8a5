import type { CopyInstruction } from "../../dockerfile/nodes.ts";
import type { BroadCopy, CoupledInstall } from "./broad-copy.ts";
import type { Build, ContextInput, CopyStep, RunStep, Step } from "../model.ts";
import { filesMatching } from "../context-files.ts";
import { manifestFiles } from "./manifest-files.ts";
import { isManifestInstall } from "../install.ts";
import { directoryName, joinPaths, relativeBelow } from "../image-path.ts";
import { sourceNeeds, isSourceFree } from "./source-free.ts";
import type { BuildContext } from "../build-context.ts";

/** One COPY of manifests that is to stand where the broad copy stood. */
export interface NarrowCopy {
  /** Context paths; a trailing slash marks a directory, which then stands alone. */
  readonly sources: readonly string[];
  /** Destination as it is to be written, with a trailing slash. */
  readonly destination: string;
}

/** How a broad copy can be taken apart so that the installs depend on their manifests alone. */
export interface CopySplit {
  readonly copy: CopyInstruction;
  readonly narrow: readonly NarrowCopy[];
  /** The RUN below which the broad copy goes. */
  readonly lastInstall: RunStep;
  /** Offset inside that RUN after which its other commands begin, when they need the sources; else undefined. */
  readonly cutAfter: number | undefined;
  /** Why the image might come out differently, as ends of the sentence "may break: …"; empty when it cannot. */
  readonly risks: readonly string[];
}

/**
 * The split for a broad copy, or undefined when none can be written that is right: the context is not known, the copy
 * stands in another stage than the installs, or a step in between needs the sources.
 * Contract: hazards.md section 6, and section 4 A1 for when the image comes out the same.
 */
export function planCopySplit(broad: BroadCopy, build: Build): CopySplit | undefined {
  const { step, input } = broad;
  const context = build.context.kind === "known" ? build.context.context : undefined;
  if (context === undefined || step.kind !== "copy" || step.plantedBy !== undefined) return undefined;
  if (!isMovable(step, input)) return undefined;
  const reach = installsWithinReach(broad, step);
  if (reach === undefined) return undefined;
  const files = reach.installs.map((coupled) => ({ coupled, found: manifestFiles(coupled, input, context) }));
  const narrow = broad.manifestsCameFirst ? [] : narrowCopies(step.instruction, input, files.flatMap(({ found }) => found.paths));
  if (narrow === undefined || (narrow.length === 0 && !broad.manifestsCameFirst)) return undefined;
  if (files.some(({ found }) => found.needsSources)) return undefined;
  const risks = [
    ...files.flatMap(({ coupled, found }) => [...found.risks, ...installRisks(coupled, context)]),
    ...placeRisks(step, reach, build),
  ];
  return { copy: step.instruction, narrow, lastInstall: reach.last, cutAfter: reach.cutAfter, risks: [...new Set(risks)] };
}

/** One plain source without heredocs, whose words mean the same further down. */
function isMovable(step: CopyStep, input: ContextInput): boolean {
  const { instruction } = step;
  const isPlain = instruction.sources.length === 1 && instruction.heredocs.length === 0 && instruction.form === "plain";
  return isPlain && !input.keepsParents && input.path !== undefined && instruction.destination !== undefined;
}

interface Reach {
  readonly installs: readonly CoupledInstall[];
  readonly last: RunStep;
  readonly cutAfter: number | undefined;
  readonly between: readonly Step[];
}

/** The coupled installs that follow the copy in its own stage, up to the first step that may need the sources. */
function installsWithinReach(broad: BroadCopy, step: CopyStep): Reach | undefined {
  const following = step.stage.steps.slice(step.stage.steps.indexOf(step) + 1);
  const passed: Step[] = [];
  const installs: CoupledInstall[] = [];
  let last: RunStep | undefined;
  let between: readonly Step[] = [];
  for (const next of following) {
    const own = broad.installs.filter((coupled) => coupled.step === next);
    if (next.kind === "run" && !isSourceFree(next)) {
      const cutAfter = own.length === 0 || last !== undefined ? undefined : leadingInstalls(next, own);
      if (cutAfter === undefined) break;
      return { installs: own, last: next, cutAfter, between: passed };
    }
    if (next.kind === "copy") break;
    if (own.length > 0 && next.kind === "run") {
      installs.push(...own);
      last = next;
      between = [...passed];
    }
    passed.push(next);
  }
  return last === undefined ? undefined : { installs, last, cutAfter: undefined, between };
}

/** Where a RUN can be cut: behind the installs it begins with, when everything is joined by `&&` and nothing leaks over. */
function leadingInstalls(run: RunStep, own: readonly CoupledInstall[]): number | undefined {
  const { commands, complete, variables } = run.script;
  if (!complete || variables.length > 0 || run.instruction.command.form !== "shell" || run.instruction.heredocs.length > 0) return undefined;
  if (commands.some((command) => command.nesting.length > 0 || (command.joiner !== "&&" && command !== commands[0]))) return undefined;
  const needs = sourceNeeds(run);
  const end = needs.findIndex((need) => need.kind !== "none");
  const leading = commands.slice(0, Math.max(0, end));
  if (commands.some((command) => command.name === "cd") || !own.every(({ install }) => leading.includes(install.command))) return undefined;
  return leading.at(-1)?.range[1];
}

/** The manifests by directory, each with the destination at which the broad copy would have put them. */
function narrowCopies(copy: CopyInstruction, input: ContextInput, paths: readonly string[]): readonly NarrowCopy[] | undefined {
  const groups = new Map<string, string[]>();
  const root = input.hasWildcard ? directoryName(input.path ?? "") : (input.path ?? "");
  for (const path of new Set(paths)) {
    const isDirectory = path.endsWith("/");
    const below = relativeBelow(root, isDirectory ? path.slice(0, -1) : directoryName(path));
    if (below === undefined || /\s|[$*?[\]"'\\#]/.test(path)) return undefined;
    const destination = destinationBelow(copy.destination?.text ?? "", below);
    groups.set(destination, [...(groups.get(destination) ?? []), path]);
  }
  return [...groups].map(([destination, sources]) => ({ destination, sources }));
}

function destinationBelow(written: string, below: string): string {
  const start = written.replace(/\/\.?$/, "");
  return below === "" ? `${start}/` : `${start}/${joinPaths(below)}/`;
}

function installRisks({ install, contextDirectory }: CoupledInstall, context: BuildContext): readonly string[] {
  const directory = contextDirectory ?? "";
  const overwritten = filesMatching(context, directory, install.ecosystem.installsInto.map((name) => `${name.replace(/\/$/, "")}/`));
  return [
    ...(install.frozen ? [] : [`${commandText(install)} may rewrite a file that the later copy restores`]),
    ...overwritten.map((path) => `${path} of the build context would overwrite what the install made`),
  ];
}

/** What stands between the copy and the installs, or beside the installs, and keeps the image from being provably equal. */
function placeRisks(step: CopyStep, reach: Reach, build: Build): readonly string[] {
  const moved = { from: step.instruction.range[1], to: reach.last.instruction.range[0] };
  const crossed = build.dockerfile.instructions.filter(({ range }) => range[0] >= moved.from && range[1] <= moved.to);
  const stepping = crossed.filter(({ type }) => !["EXPOSE", "LABEL", "CMD", "ENTRYPOINT", "STOPSIGNAL", "HEALTHCHECK"].includes(type));
  const onlyManagers = [...reach.between, reach.last].every((other) => other.kind !== "run" || sourceNeeds(other).every((need) => need.kind === "none" && isManifestInstall(need.install)));
  return [
    ...(stepping.length > 0 ? [`${stepping.map(({ type }) => type).join(", ")} would run before the sources are there`] : []),
    ...(reach.cutAfter === undefined ? [] : ["one RUN becomes two"]),
    ...(onlyManagers || reach.cutAfter !== undefined ? [] : ["the RUN does more than install"]),
    ...(build.dockerfile.escape === "\\" ? [] : ["the file sets its own escape character"]),
  ];
}

function commandText({ command }: CoupledInstall["install"]): string {
  return command.words.map(({ text }) => text).slice(0, 3).join(" ");
}

