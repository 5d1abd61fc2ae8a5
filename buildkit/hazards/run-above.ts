import type { Instruction, RunInstruction } from "../../dockerfile/nodes.ts";
import type { Build, ContextInput, CopyStep, RunStep } from "../model.ts";
import { contextInputs } from "../step.ts";
import type { EarlySources } from "./early-sources.ts";

/** RUNs that can go above a copy. */
export interface RunsAbove {
  readonly moved: readonly RunInstruction[];
  readonly before: Instruction;
  /** Why the image might come out differently, as ends of the sentence "may break: …". */
  readonly risks: readonly string[];
  /** A cold build certainly gives the same image. */
  readonly isProven: boolean;
}

/** Instructions that neither make a layer nor change what a RUN does. */
const metadata: ReadonlySet<Instruction["type"]> = new Set<Instruction["type"]>(["EXPOSE", "LABEL", "CMD", "ENTRYPOINT", "STOPSIGNAL", "HEALTHCHECK"]);

/**
 * How the installs can go above the sources: undefined when the copy stands in another stage, when something in between
 * changes what they do (USER, SHELL, a variable, files for the system), or when only a part of a RUN could go.
 * Contract: hazards.md section 6, and section 4 A5.
 */
export function planRunsAbove({ step, installs }: EarlySources, build: Build): RunsAbove | undefined {
  if (step.kind !== "copy" || build.dockerfile.escape !== "\\") return undefined;
  const runs = installs.map((late) => late.step);
  const [last] = runs.slice(-1);
  if (last === undefined || !runs.every((run) => run.stage === step.stage && canMove(run)) || installs.some(({ work }) => work.kind !== "whole")) return undefined;
  const crossed = build.dockerfile.instructions.filter((instruction) => instruction.range[0] >= step.instruction.range[0] && instruction.range[1] <= last.instruction.range[0]);
  const others = crossed.filter((instruction) => !runs.some((run) => run.instruction === instruction));
  if (others.some((instruction) => changesRun(instruction, runs))) return undefined;
  const places = step.stage.steps.filter((other): other is CopyStep => other.kind === "copy" && others.includes(other.instruction)).map(placeOf);
  if (places.includes("unseen") || places.includes("settings")) return undefined;
  const hasRun = others.some(({ type }) => type === "RUN");
  const risks = [
    ...(places.includes("shared") ? ["packages may bring the same files, and the later one wins"] : []),
    ...(hasRun ? ["the RUN in between would run after it"] : []),
  ];
  const isAdjacent = others.every(({ type }) => type === "COPY" || type === "ADD" || metadata.has(type));
  const isPlain = installs.every(({ work, step: run }) => work.kind === "whole" && work.isPlain && run.installs.every(({ operands }) => operands.every(({ literal }) => literal)));
  return { moved: runs.map(({ instruction }) => instruction), before: step.instruction, risks, isProven: isAdjacent && isPlain && places.every((place) => place === "own") };
}

function canMove({ instruction, mounts, plantedBy }: RunStep): boolean {
  return plantedBy === undefined && instruction.heredocs.length === 0 && mounts.every(({ type }) => type !== "bind");
}

/** USER and SHELL always, a variable where one of the RUNs uses or passes it on, a directory never: packages have their own. */
function changesRun(instruction: Instruction, runs: readonly RunStep[]): boolean {
  if (instruction.type === "ARG" || instruction.type === "ENV") {
    return instruction.pairs.some(({ key }) => runs.some((run) => run.instruction.text.includes(key.text) || run.installs.some(({ ecosystem }) => ecosystem.environment.some((name) => (typeof name === "string" ? name === key.text : name.test(key.text))))));
  }
  return !metadata.has(instruction.type) && !["COPY", "ADD", "RUN", "WORKDIR", "VOLUME"].includes(instruction.type);
}

/**
 * Where a copy that the RUN would cross puts its files: a directory that no package knows (`own`), one in which packages may
 * have theirs (`shared`), settings of the system that may steer the install, or nobody knows.
 */
function placeOf(step: CopyStep): "own" | "elsewhere" | "shared" | "settings" | "unseen" {
  const places = step.inputs.map((input) => ("destination" in input ? placeOfInput(input) : "unseen"));
  for (const worst of ["settings", "unseen", "shared", "elsewhere"] as const) if (places.includes(worst)) return worst;
  return contextInputs(step).length > 0 || step.inputs.length > 0 ? "own" : "unseen";
}

function placeOfInput({ destination }: Pick<ContextInput, "destination">): "own" | "elsewhere" | "shared" | "settings" | "unseen" {
  if (destination === undefined) return "unseen";
  if (!destination.anchored) return "elsewhere";
  const { path } = destination;
  if (path === "" || /^(?:etc|usr\/share\/keyrings|usr\/(?:local\/)?s?bin|bin|sbin|lib\d*|tmp)(?:\/|$)/.test(path)) return "settings";
  if (/^(?:usr\/src|opt|root|var\/(?:app|task|runtime))\/./.test(path)) return "elsewhere";
  return /^(?:usr|var|opt|root)(?:\/|$)/.test(path) ? "shared" : "own";
}
