import type { Command } from "../../shell/command.ts";
import { hasFlag, operandsOf } from "./command-words.ts";
import { mentions } from "./environment-use.ts";
import { isCacheBusted } from "./cache-bust.ts";
import { isRefreshed } from "./stale-builder-stage.ts";
import type { Build, RunStep } from "../model.ts";

/** A command whose result is another one each time, kept in the image by a step that is cached. */
export interface FrozenValue {
  readonly step: RunStep;
  readonly command: Command;
  /** `time`: the moment of the build; `random`: a value meant to be unique; `key`: a private key. */
  readonly kind: "time" | "random" | "key";
}

/**
 * Hazard B15, in the stages that the image itself is made of. A time is frozen only where nothing that changes enters the key:
 * below the sources it is the time at which they were built. Random values and keys are shared by all containers in any case.
 */
export function frozenValues(build: Build): readonly FrozenValue[] {
  const target = build.stages.findLast(({ isBuilt }) => isBuilt);
  const steps = (target?.chain ?? []).flatMap((stage) => stage.steps);
  return steps.flatMap((step) => (step.kind === "run" && step.script.complete ? withoutFurtherKeys(frozenIn(step)) : []));
}

function frozenIn(step: RunStep): readonly FrozenValue[] {
  return step.script.commands.flatMap((command) => {
    const kind = kindOf(step, command);
    return kind === undefined || (kind === "time" && (isRefreshed(step) || isCacheBusted(step))) ? [] : [{ step, command, kind }];
  });
}

/** Of the keys that one RUN makes, for each algorithm one, the first stands for all. */
function withoutFurtherKeys(values: readonly FrozenValue[]): readonly FrozenValue[] {
  return values.filter((value, index) => value.kind !== "key" || values.findIndex(({ kind }) => kind === "key") === index);
}

function kindOf(step: RunStep, command: Command): FrozenValue["kind"] | undefined {
  if (makesKey(command)) return isUsedByItself(step, command) ? undefined : "key";
  if (isRandom(command)) return isKept(step, command) ? "random" : undefined;
  const isClock = command.name === "date" && !hasFlag(command.args, ["-d", "--date", "-r", "--reference", "-s", "--set", "-j", "-f", "--file"]) && command.args.every(({ literal }) => literal);
  return isClock && isKept(step, command) ? "time" : undefined;
}

/** Commands that write a private key; those that read, convert, sign or list one do not count. */
function makesKey(command: Command): boolean {
  const [verb] = operandsOf(command);
  if (command.name === "ssh-keygen") return command.args.some(({ value }) => value === "-A") || (hasFlag(command.args, ["-f"]) && !command.args.some(({ value }) => /^-[ylRFeicpsLYHBkQ]/.test(value)));
  if (command.name !== "openssl") return false;
  if (verb?.value === "genrsa" || verb?.value === "genpkey") return !hasFlag(command.args, ["-paramfile", "-genparam"]);
  return (verb?.value === "req" && hasFlag(command.args, ["-keyout"]) && hasFlag(command.args, ["-newkey", "-x509", "-new"])) || (verb?.value === "ecparam" && hasFlag(command.args, ["-genkey"]));
}

/** A key that is removed again, or whose public half opens this image to its own containers: made to be shared by them. */
function isUsedByItself(step: RunStep, command: Command): boolean {
  const file = command.args[command.args.findIndex(({ value }) => /^-(f|keyout|out)$/.test(value)) + 1]?.value.replace(/^.*\//, "") ?? "";
  const later = step.stage.steps.slice(step.stage.steps.indexOf(step)).flatMap((other) => (other.kind === "run" ? other.script.commands : []));
  return later.some(
    ({ name, args, redirects, range }) =>
      range[0] > command.range[0] &&
      ((name === "rm" && args.some(({ value }) => (file !== "" && value.includes(file)) || /ssh_host|\*$/.test(value))) ||
        [...args, ...redirects.flatMap(({ target }) => target ?? [])].some(({ value }) => value.includes("authorized_keys"))),
  );
}

function isRandom(command: Command): boolean {
  const words = command.args.map(({ value }) => value);
  if (command.name === "uuidgen") return true;
  if (command.name === "openssl") return words[0] === "rand";
  if (["cat", "head", "tr"].includes(command.name)) {
    const sources = [...words, ...command.redirects.flatMap(({ operator, target }) => (operator === "<" && target !== undefined ? [target.value] : []))];
    return sources.some((source) => /^\/dev\/u?random$|^\/proc\/sys\/kernel\/random\/uuid$/.test(source));
  }
  return command.args.some(({ variables }) => variables.includes("RANDOM"));
}

/** Whether what the command prints ends up in a file of the image: by a redirect, a pipe, a substitution or a variable. */
function isKept(step: RunStep, command: Command, depth = 0): boolean {
  if (depth > 4) return false;
  if (writesFile(command)) return true;
  const { commands, variables } = step.script;
  const next = commands[commands.indexOf(command) + 1];
  if (next?.joiner === "|" && isKept(step, next, depth + 1)) return true;
  if (!command.nesting.includes("substitution")) return false;
  const around = commands.find((other) => other !== command && other.range[0] < command.range[0] && command.range[1] <= other.range[1] && !isAssignedBefore(other, command));
  if (around !== undefined) return isKept(step, around, depth + 1);
  const assignment = variables.find(({ value }) => value !== undefined && value.range[0] <= command.range[0] && command.range[1] <= value.range[1]);
  return assignment !== undefined && commands.some((other) => other.range[0] > command.range[1] && other.words.some(({ text }) => mentions(text, assignment.name)) && isKept(step, other, depth + 1));
}

/** `SECRET=$(openssl rand -hex 64) command`: the value lives as long as the command. */
function isAssignedBefore(around: Command, { range }: Command): boolean {
  return around.environment.some((assignment) => assignment.range[0] <= range[0] && range[1] <= assignment.range[1]);
}

function writesFile({ name, args, redirects }: Command): boolean {
  const isFile = (path: string | undefined): boolean => path !== undefined && !/^(\/dev\/|&|\d+$)|^(\/tmp|\/var\/tmp)\//.test(path);
  if (redirects.some(({ operator, target }) => /^(&?>>?\|?)$/.test(operator) && isFile(target?.value))) return true;
  if (name === "tee") return args.some(({ value }) => !value.startsWith("-") && isFile(value));
  if (name === "openssl") return hasFlag(args, ["-out"]);
  return name === "sed" && args.some(({ value }) => /^(-\w*i|--in-place)/.test(value));
}
