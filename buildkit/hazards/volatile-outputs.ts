import type { Command, ShellWord } from "../../shell/command.ts";
import { pathBelow, resolveImagePath, type ImagePath } from "../files/image-path.ts";
import type { Build, CopyStep, RunStep, Stage, StageInput } from "../model.ts";
import { hasFlag, operandsOf } from "./command-words.ts";
import { runsBelow } from "./unfiltered-paths.ts";
import { isCacheBustName, volatilityOf } from "./volatile-names.ts";

/** A builder stage writes what is new in every run beside what another stage takes in one copy. */
export interface VolatileOutput {
  readonly step: RunStep;
  readonly command: Command;
  readonly kind: "time" | "random" | "revision" | "argument";
  /** The argument whose value is written; undefined for other kinds. */
  readonly argument: string | undefined;
  readonly file: ImagePath;
  readonly consumer: CopyStep;
  readonly input: StageInput;
  /** Never empty. */
  readonly below: readonly RunStep[];
}

/**
 * Hazard A23. A copy from a stage stays cached while what it takes comes out the same (cache-semantics 1.1, C1): a file with
 * the time of the build in it never does. It counts where the file lies in a copied directory, together with other things, and
 * a RUN follows the copy. What is compiled into a program cannot be told apart from it, and is none.
 */
export function volatileOutputs(build: Build): readonly VolatileOutput[] {
  const stages = build.stages.filter(({ isBuilt }) => isBuilt);
  const runs = stages.flatMap(({ steps }) => steps).filter((step): step is RunStep => step.kind === "run");
  // One RUN that writes several such files is one cause.
  return runs.flatMap((step) => step.script.commands.flatMap((command) => volatileOutput(build, step, command) ?? []).slice(0, 1));
}

function volatileOutput(build: Build, step: RunStep, command: Command): VolatileOutput | undefined {
  const source = volatileSource(step, command);
  const file = source && writtenFiles(step, command).find((path) => path.anchored);
  const taken = file && consumerOf(build, step.stage, file);
  return source === undefined || file === undefined || taken === undefined ? undefined : { step, command, ...source, file, ...taken };
}

/** The first copy of a directory above the file out of this stage, or of one built on it, with a RUN below. */
function consumerOf(build: Build, stage: Stage, file: ImagePath): Pick<VolatileOutput, "consumer" | "input" | "below"> | undefined {
  for (const consumer of build.stages.filter(({ isBuilt }) => isBuilt).flatMap(({ steps }) => steps)) {
    if (consumer.kind !== "copy") continue;
    const input = consumer.inputs.find((candidate): candidate is StageInput => candidate.kind === "stage" && candidate.stage.chain.includes(stage) && takesTogether(candidate, file));
    const below = input === undefined ? [] : runsBelow(consumer, build);
    if (input !== undefined && below.length > 0) return { consumer, input, below };
  }
  return undefined;
}

function takesTogether({ path }: StageInput, file: ImagePath): boolean {
  if (path === undefined || /[*?[]/.test(path)) return false;
  return (pathBelow(resolveImagePath({ anchored: true, path: "" }, path), file) ?? "") !== "";
}

/** The files that a command writes text into: by a redirect, `tee`, or in place. */
function writtenFiles(step: RunStep, command: Command): readonly ImagePath[] {
  const { directory, name, redirects } = command;
  if (directory === undefined) return [];
  const targets = redirects.flatMap(({ operator, target }) => (/^&?>>?\|?$/.test(operator) && target !== undefined ? [target] : []));
  const operands = name === "tee" ? operandsOf(command) : isInPlace(command) ? operandsOf(command, ["-e", "-f"]).slice(command.args.some(({ value }) => value === "-e") ? 0 : 1) : [];
  const words = [...targets, ...operands, ...teesOf(step, command)].filter(({ literal, value }) => literal && !/^\/dev\/|^\/tmp\/|^&?\d$/.test(value));
  return words.map(({ value }) => resolveImagePath(resolveImagePath(step.directory, directory), value));
}

function isInPlace({ name, args }: Command): boolean {
  return name === "sed" && args.some(({ value }) => /^(?:-[a-zA-Z]*i|--in-place)/.test(value));
}

/** `date | tee file` */
function teesOf({ script: { commands } }: RunStep, command: Command): readonly ShellWord[] {
  const next = commands[commands.indexOf(command) + 1];
  return next?.joiner === "|" && next.name === "tee" ? operandsOf(next) : [];
}

function volatileSource(step: RunStep, command: Command): Pick<VolatileOutput, "kind" | "argument"> | undefined {
  const own = kindOf(command);
  if (own !== undefined) return { kind: own, argument: undefined };
  if (!["echo", "printf", "cat", "tee", "sed", "jq", "envsubst"].includes(command.name)) return undefined;
  const inner = step.script.commands.find((other) => other !== command && other.nesting.includes("substitution") && isWithin(other, command) && kindOf(other) !== undefined);
  const innerKind = inner && kindOf(inner);
  if (innerKind !== undefined) return { kind: innerKind, argument: undefined };
  const words = [...command.words, ...command.redirects.flatMap(({ target }) => target ?? [])];
  const names = new Set(words.flatMap(({ variables }) => variables));
  const assigned = step.script.variables.find(({ name }) => names.has(name));
  const made = assigned && step.script.commands.find((other) => isWithin(other, assigned) && kindOf(other) !== undefined);
  const madeKind = made && kindOf(made);
  if (madeKind !== undefined) return { kind: madeKind, argument: undefined };
  if (names.has("RANDOM")) return { kind: "random", argument: undefined };
  const argument = [...names].find((name) => assigned?.name !== name && isVolatileArgument(step, name));
  return argument === undefined ? undefined : { kind: "argument", argument };
}

/** What a command prints, when that is another thing in every build or commit. */
function kindOf({ name, args }: Command): "time" | "random" | "revision" | undefined {
  const words = args.map(({ value }) => value);
  if (name === "date") return hasFlag(args, ["-d", "--date", "-r", "--reference", "-s", "-j", "-f"]) || words.some((word) => /^-(?:ur|d|ud)|^(?:-u)?d$|^@/.test(word)) ? undefined : "time";
  if (name === "uuidgen" || (name === "openssl" && words[0] === "rand")) return "random";
  if (name === "cat" && words.some((word) => /^\/proc\/sys\/kernel\/random\/uuid$/.test(word))) return "random";
  if (name !== "git") return undefined;
  const [verb] = operandsOf({ args }, ["-C", "-c"]);
  return /^(?:rev-parse|describe|rev-list|log|show)$/.test(verb?.value ?? "") && !words.some((word) => /^--(?:show-toplevel|git-dir|abbrev-ref|is-inside)/.test(word)) ? "revision" : undefined;
}

function isVolatileArgument({ environment }: RunStep, name: string): boolean {
  const variable = environment.variables.get(name);
  if (variable === undefined || variable.args.length === 0) return false;
  return variable.args.some((argument) => !isCacheBustName(argument) && ["time", "build", "commit"].includes(volatilityOf(argument) ?? ""));
}

function isWithin(inner: { readonly range: Command["range"] }, outer: { readonly range: Command["range"] }): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}
