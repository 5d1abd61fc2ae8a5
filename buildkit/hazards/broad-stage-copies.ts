import type { Command, Range, ShellWord } from "../../shell/command.ts";
import { relativeBelow, resolveImagePath, type ImagePath } from "../files/image-path.ts";
import type { Build, CopyStep, RunStep, Stage, StageInput, Step } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { flagValue, operandsOf } from "./command-words.ts";
import { downloaders } from "./downloads.ts";
import { startPaths } from "./mount-readers.ts";
import { runsBelow, wholeCopies, type WholeCopy } from "./unfiltered-paths.ts";

/** A copy of all that a builder stage got from the context, where the image starts a result of its build. */
export interface BroadStageCopy {
  readonly step: CopyStep;
  readonly input: StageInput;
  /** What brought the whole context in there. */
  readonly context: WholeCopy;
  /** The command that makes what is started, and where, without leading slash. */
  readonly builder: Command;
  readonly output: string;
  /** Where the image names it. */
  readonly start: Range;
  readonly below: readonly RunStep[];
}

/**
 * Hazard A21. A copy from a stage is keyed by the content of what it takes (cache-semantics 1.1, C1): together with the
 * context, every file of it counts. An interpreted program needs its tree, so that it counts only where a build step names
 * an output and the image starts something in there. Silent below a sieve (`find … -delete`), for a copy of a whole file
 * system into an empty image, and where the ignore file lists what may come in.
 */
export function broadStageCopies(build: Build): readonly BroadStageCopy[] {
  if (isAllowList(build)) return [];
  const contexts = wholeCopies(build).filter(({ input }) => input.excludes.length === 0);
  const steps = build.stages.filter(({ isBuilt }) => isBuilt).flatMap(({ steps: own }) => own);
  return steps.flatMap((step) => (step.kind === "copy" ? step.inputs.flatMap((input) => (input.kind === "stage" ? (inspect(build, step, input, contexts) ?? []) : [])) : []));
}

function inspect(build: Build, step: CopyStep, input: StageInput, contexts: readonly WholeCopy[]): BroadStageCopy | undefined {
  const taken = input.path === undefined || /[*?[]/.test(input.path) ? undefined : resolveImagePath({ anchored: true, path: "" }, input.path);
  const { destination } = input;
  if (taken === undefined || destination === undefined || (taken.path === "" && step.stage.base.kind === "scratch")) return undefined;
  const chain = chainSteps(input.stage);
  const context = contexts.find((copy) => chain.includes(copy.step) && isInside(taken, copy.input.destination));
  if (context === undefined) return undefined;
  const following = chain.slice(chain.indexOf(context.step) + 1).filter((other): other is RunStep => other.kind === "run");
  if (following.some(isSieve)) return undefined;
  const starts = heirsOf(build, step.stage).flatMap((stage) => startPaths(build, stage));
  for (const { command, path } of following.flatMap(outputsOf)) {
    const below = path.anchored ? relativeBelow(taken.path, path.path) : undefined;
    if (below === undefined || below === "" || path.path === context.input.destination?.path) continue;
    const start = starts.find((word) => word.path.anchored === destination.anchored && relativeBelow(resolveImagePath(destination, below).path, word.path.path) !== undefined);
    if (start !== undefined) return { step, input, context, builder: command, output: path.path, start: start.range, below: runsBelow(step, build) };
  }
  return undefined;
}

function isInside(taken: ImagePath, place: ImagePath | undefined): boolean {
  return place?.anchored === true && relativeBelow(taken.path, place.path) !== undefined;
}

/** The stages that end with what this one has, itself included. */
function heirsOf(build: Build, stage: Stage): readonly Stage[] {
  return build.stages.filter((other) => other.isBuilt && other.chain.includes(stage));
}

/** An ignore file that begins with everything lets in only what it names. */
function isAllowList({ context }: Build): boolean {
  return context.kind === "known" && /^\s*\/?\*\*?(?:\/\*)?\s*$/m.test(context.context.ignoreFile?.text ?? "");
}

/** Leaves only some of the files, as a planner does. */
function isSieve({ script }: Step & RunStep): boolean {
  return script.commands.some(({ name, args }) => name === "find" && args.some(({ value }) => value === "-delete" || value === "rm"));
}

interface Output {
  readonly command: Command;
  readonly path: ImagePath;
}

const outputFlags = ["--output", "--outdir", "--outDir", "--out-dir", "--output-dir", "--output-path", "--dist-dir", "--dest", "--destination"];
const compilers = /^(?:g?cc|[gc]\+\+|clang(?:\+\+)?|ld|zig|swiftc|rustc|ghc|nim|crystal|odin|v|dmd|ldc2|fpc|gfortran|ocamlfind|esbuild|tsc|hugo|pandoc)$/;

/** Where the commands of a step are told to put their results, and where tools put them by themselves. */
function outputsOf(step: RunStep): readonly Output[] {
  return step.script.commands.flatMap((command): readonly Output[] => {
    const install = step.installs.find((candidate) => candidate.command === command);
    if (command.directory === undefined || downloaders.includes(command.name)) return [];
    const directory = resolveImagePath(step.directory, command.directory);
    const isBuild = install?.effect.kind === "build";
    const named = [flagValue(command.args, outputFlags), isBuild || compilers.test(command.name) ? flagValue(command.args, ["-o"]) : undefined, ...configured(command)];
    const usual = isBuild ? (install.ecosystem.buildsInto ?? []).map((name) => resolveImagePath(install.workingDirectory ?? directory, name)) : [];
    const told = named.filter((word): word is ShellWord => word?.literal === true && word.value !== "").map(({ value }) => resolveImagePath(directory, value));
    return [...told, ...usual].map((path) => ({ command, path }));
  });
}

/** Build directories of generators: `cmake -B build`, `cmake --build build`, `meson setup build`. */
function configured(command: Command): readonly (ShellWord | undefined)[] {
  if (command.name === "cmake") return [flagValue(command.args, ["-B", "--build", "--prefix"])];
  return command.name === "meson" ? operandsOf(command).slice(1, 2) : [];
}
