import type { CommandInstruction, Located } from "../../dockerfile/nodes.ts";
import type { Command, Range } from "../../shell/command.ts";
import { baseName, relativeBelow, resolveImagePath, type ImagePath } from "../files/image-path.ts";
import type { Build, CopyStep, RunStep, Stage, StageInput, Step } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { cacheMounts, type CacheMount } from "./cache-directories.ts";

/** Something behind a RUN that looks for a file which lies in the RUN's cache mount, and so not in its layer. */
export interface MountReader {
  /** COPY --from or a mount of another stage; a later RUN; the command that the image starts. */
  readonly kind: "copy" | "run" | "start";
  /** Without leading slash, below the mount's target or the target itself. */
  readonly path: string;
  readonly range: Range;
  /** The word of a COPY that names it, where it could be changed. */
  readonly input: StageInput | undefined;
}

/**
 * What needs the contents of a step's cache mount after the step, where no other step of the chain may have put the same
 * files into a layer.
 */
export function mountReaders(build: Build, step: RunStep, cache: CacheMount): readonly MountReader[] {
  const { target } = cache;
  if (!target.anchored || target.path === "") return [];
  const heirs = build.stages.filter((stage) => stage.isBuilt && stage.chain.includes(step.stage));
  const found = [
    ...build.stages.filter(({ isBuilt }) => isBuilt).flatMap(({ steps }) => steps.flatMap((other) => copyReaders(other, heirs, target.path))),
    ...heirs.flatMap((stage) => stage.steps.filter((other) => other.kind === "run").filter((other) => isBehind(other, step)).flatMap((other) => runReaders(build, other, target.path))),
    ...startReaders(build, heirs, target.path),
  ];
  return found.filter(({ path }) => !heirs.some((stage) => chainSteps(stage).some((other) => other !== step && mayWrite(build, other, cache, path))));
}

function isBehind(other: Step, step: RunStep): boolean {
  return other.stage !== step.stage || other.stage.steps.indexOf(other) > step.stage.steps.indexOf(step);
}

function copyReaders(step: Step, heirs: readonly Stage[], target: string): readonly MountReader[] {
  return step.inputs.flatMap((input): readonly MountReader[] => {
    if (input.kind !== "stage" || input.path === undefined || !heirs.includes(input.stage)) return [];
    const path = resolveImagePath({ anchored: true, path: "" }, input.path).path;
    return relativeBelow(target, path) === undefined ? [] : [{ kind: "copy", path, range: input.node.range, input }];
  });
}

const copiers: ReadonlySet<string> = new Set(["cp", "mv", "install", "strip", "tar", "upx"]);

/** A program that is started from the mount, or a file of it that is copied. */
function runReaders(build: Build, step: RunStep, target: string): readonly MountReader[] {
  if (cacheMounts(step, build).some((cache) => relativeBelow(cache.target.path, target) !== undefined || relativeBelow(target, cache.target.path) !== undefined)) return [];
  return step.script.commands.flatMap((command): readonly MountReader[] => {
    if (command.conditional || command.directory === undefined) return [];
    const directory = resolveImagePath(step.directory, command.directory);
    const words = copiers.has(command.name) ? command.args.slice(0, -1) : command.words.slice(0, 1);
    return words.flatMap(({ value, range, variables }): readonly MountReader[] => {
      const path = variables.length > 0 || !value.includes("/") ? undefined : resolveImagePath(directory, value);
      return path?.anchored === true && isStrictlyBelow(target, path.path) ? [{ kind: "run", path: path.path, range, input: undefined }] : [];
    });
  });
}

/** Words of the last CMD and ENTRYPOINT of the stage that the build delivers. */
function startReaders(build: Build, heirs: readonly Stage[], target: string): readonly MountReader[] {
  const last = build.stages.findLast(({ isBuilt }) => isBuilt);
  if (last === undefined || !heirs.includes(last)) return [];
  return startPaths(build, last).flatMap(({ path, range }): readonly MountReader[] =>
    path.anchored && isStrictlyBelow(target, path.path) ? [{ kind: "start", path: path.path, range, input: undefined }] : [],
  );
}

/** The words of what a stage's image starts, read as paths from where it starts; a word may be none. */
export function startPaths(build: Build, stage: Stage): readonly { readonly path: ImagePath; readonly range: Range }[] {
  const directory = endDirectory(stage);
  return startCommands(build, stage).flatMap(({ command }) => {
    const words = command.form === "exec" ? command.words : wordsOf(command);
    return words.flatMap(({ text, range }) => (/[$`]/.test(text) ? [] : [{ path: resolveImagePath(directory, text), range }]));
  });
}

/** The CMD and ENTRYPOINT that hold at the end of a stage. */
export function startCommands({ dockerfile }: Build, stage: Stage): readonly CommandInstruction[] {
  const froms = new Set<Located>(stage.chain.map(({ from }) => from));
  const found = new Map<string, CommandInstruction>();
  let isInside = false;
  for (const instruction of dockerfile.instructions) {
    if (instruction.type === "FROM") isInside = froms.has(instruction);
    if (isInside && (instruction.type === "CMD" || instruction.type === "ENTRYPOINT")) found.set(instruction.type, instruction);
  }
  return [...found.values()];
}

function wordsOf({ source, range }: { readonly source: string; readonly range: Range }): readonly { readonly text: string; readonly range: Range }[] {
  return [...source.matchAll(/[^\s"'\\;&|]+/g)].map((match) => ({ text: match[0], range: [range[0] + match.index, range[0] + match.index + match[0].length] }));
}

function endDirectory(stage: Stage): ImagePath {
  const step = chainSteps(stage).at(-1);
  if (step === undefined) return { anchored: false, path: "" };
  return step.kind === "workdir" ? resolveImagePath(step.directory, step.instruction.words[0]?.text ?? "") : step.directory;
}

function isStrictlyBelow(outer: string, inner: string): boolean {
  return (relativeBelow(outer, inner) ?? "") !== "";
}

/** Whether the step may leave the file in a layer: say less rather than more. */
function mayWrite(build: Build, step: Step, cache: CacheMount, path: string): boolean {
  switch (step.kind) {
    case "copy":
      return copiesInto(step, cache.target.path);
    case "run":
      return !isCovered(build, step, path) && runsInto(step, cache.target.path, path);
    default:
      return false;
  }
}

/** The context's own copy of a build's output is not what the build made; what another stage hands on may be. */
function copiesInto({ inputs, instruction }: CopyStep, target: string): boolean {
  const inputsInto = inputs.filter((input) => "destination" in input && input.destination !== undefined && relativeBelow(target, input.destination.path) !== undefined);
  const handed = inputs.filter((input) => (input.kind === "stage" || input.kind === "image") && input.destination !== undefined && relativeBelow(input.destination.path, target) !== undefined);
  return inputsInto.length > 0 || handed.length > 0 || instruction.destination?.text.includes("$") === true;
}

/** The same directory, or one above it, is mounted there as well. */
function isCovered(build: Build, step: RunStep, path: string): boolean {
  return cacheMounts(step, build).some((cache) => relativeBelow(cache.target.path, path) !== undefined);
}

function runsInto({ script, installs }: RunStep, target: string, path: string): boolean {
  if (!script.complete || installs.some(({ effect, ecosystem }) => ecosystem.kind === "language" && /^(?:build|install)/.test(effect.kind))) return true;
  return script.commands.some((command) => !isRemoval(command) && command.words.some(({ value }) => mentions(value, target, path))) || script.commands.some(runsScript);
}

function isRemoval({ name }: Command): boolean {
  return name === "rm" || copiers.has(name);
}

function mentions(value: string, target: string, path: string): boolean {
  return value.includes(baseName(target)) || value.includes(baseName(path));
}

/** A program of the project does nobody knows what, unless its name says that it only makes things ready. */
function runsScript({ name, words }: Command): boolean {
  const script = words.find(({ value }) => /\.\w+$/.test(value) || /^\.{1,2}\//.test(value))?.value ?? "";
  if (/install|setup|prepare|bootstrap|dependenc/i.test(script)) return false;
  return script !== "" && (words[0].value === script || /^(?:ba|da|z)?sh$/.test(name)) ? true : ["make", "ninja", "just", "task", "bazel", "cmake"].includes(name);
}
