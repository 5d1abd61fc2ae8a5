import type { Command, ShellWord } from "../../shell/command.ts";
import type { Install } from "../install.ts";
import type { RunStep } from "../model.ts";
import { gitRefMovement } from "./moving-reference.ts";
import { flagValue, operandsOf } from "./command-words.ts";

/** A repository read at whatever its branch holds. */
export interface Clone {
  readonly kind: "clone";
  readonly remote: ShellWord;
  readonly ref: ShellWord | undefined;
}

/** Flags of `git clone` that take the next word (git-clone documentation). */
const cloneValueFlags = ["-b", "--branch", "-o", "--origin", "-u", "--upload-pack", "--reference", "--depth", "--template", "-c", "--config", "--shallow-since", "--shallow-exclude", "-j", "--jobs", "--separate-git-dir", "--revision", "--filter", "--bundle-uri", "--server-option"];

/** `git clone`, `hg clone`, `svn checkout` and installs from a repository, when nothing pins the revision. */
export function findClone(step: RunStep, command: Command, install: Install | undefined): Clone | undefined {
  if (install !== undefined) return installedRepository(install);
  const [verb] = operandsOf(command, ["-C", "-c"]);
  if (command.name === "git" && verb?.value === "clone") return gitClone(step, command, verb);
  if (command.name === "hg" && verb?.value === "clone") return otherClone(command, ["-r", "--rev", "-u", "--updaterev", "-b", "--branch"]);
  if (command.name === "svn" && (verb?.value === "checkout" || verb?.value === "co" || verb?.value === "export")) return otherClone(command, ["-r", "--revision"]);
  return undefined;
}

function gitClone(step: RunStep, command: Command, verb: ShellWord): Clone | undefined {
  const words = command.args.slice(command.args.indexOf(verb) + 1);
  const [remote, destination, surplus] = operandsOf({ args: words }, cloneValueFlags);
  const ref = flagValue(words, ["-b", "--branch"]);
  if (remote === undefined || !isRemote(remote) || flagValue(words, ["--revision"]) !== undefined) return undefined;
  if (ref !== undefined && (!ref.literal || gitRefMovement(ref.value) === "fixed")) return undefined;
  // An expanded word that is no address may carry flags: `git clone $OPTIONS url`.
  const mayBeFlags = !remote.literal && destination !== undefined && isRemote(destination);
  if (surplus !== undefined || mayBeFlags || words.some((word) => !word.literal && word !== remote && word !== destination)) return undefined;
  if (isHomeConfiguration(destination) || isPinnedLater(step, command)) return undefined;
  return { kind: "clone", remote, ref };
}

function otherClone(command: Command, pins: readonly string[]): Clone | undefined {
  const [, remote] = operandsOf(command, pins);
  if (remote === undefined || !isRemote(remote) || flagValue(command.args, pins) !== undefined || /@\d+$/.test(remote.value)) return undefined;
  return { kind: "clone", remote, ref: undefined };
}

/** `pip install git+https://…@main`: an operand that is a repository without a fixed revision. */
function installedRepository(install: Install): Clone | undefined {
  const remote = install.operands.find(({ value, literal }) => literal && /^([\w[\],.-]+ ?@ ?)?(git|hg)\+(https?|ssh|git):\/\//.test(value));
  if (remote === undefined) return undefined;
  const revision = /\.git@([^#&]+)|\/\/[^/]+\/[^@#]+@([^#&]+)/.exec(remote.value.replace(/\/\/[^/@]+@/, "//"));
  const ref = revision?.[1] ?? revision?.[2];
  return ref !== undefined && gitRefMovement(ref) === "fixed" ? undefined : { kind: "clone", remote, ref: undefined };
}

function isRemote({ value }: ShellWord): boolean {
  return /^(https?|git|ssh|svn|svn\+ssh):\/\/|^[\w.-]+@[\w.-]+:|^\$/.test(value);
}

/** Shell themes and plugins in a hidden directory of a home: what they hold is of no consequence for the image's purpose. */
function isHomeConfiguration(destination: ShellWord | undefined): boolean {
  return destination !== undefined && /^(~|\$\{?HOME\}?|\/root|\/home\/[^/]+|\$\{?ZSH\w*)(:-[^}]*\})?\/?(\.|custom|plugins|themes)/.test(destination.value);
}

/** A `git checkout`, `reset --hard` or `fetch` of something fixed, later in this step or in this stage. */
function isPinnedLater(step: RunStep, clone: Command): boolean {
  const following = step.stage.steps.slice(step.stage.steps.indexOf(step)).flatMap((later) => (later.kind === "run" ? later.script.commands : []));
  return following.some((command) => command.range[0] > clone.range[0] && pinsRevision(command));
}

function pinsRevision(command: Command): boolean {
  if (command.name !== "git") return false;
  const [verb, ...operands] = operandsOf(command, ["-C", "-c", "-b", "-B"]);
  if (!["checkout", "reset", "switch", "fetch", "submodule"].includes(verb?.value ?? "")) return false;
  if (verb?.value === "submodule") return false;
  return operands.some((word) => !word.literal || (gitRefMovement(word.value) === "fixed" && !/^(\.|origin$|--)/.test(word.value)));
}
