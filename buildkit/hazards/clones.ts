import type { Command, ShellWord } from "../../shell/command.ts";
import type { Install } from "../install.ts";
import type { RunStep } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { stepsBefore } from "../step.ts";
import { flagValue, operandsOf, resolvedText } from "./command-words.ts";
import { checkoutName, cloneValueFlags, isPinnedLater, repositoryName } from "./later-checkout.ts";
import { gitRefMovement } from "./moving-reference.ts";

/** A repository read at whatever its branch holds. */
export interface Clone {
  readonly kind: "clone";
  readonly remote: ShellWord;
  /** The branch it asks for, as written; undefined means the remote's default branch. */
  readonly ref: ShellWord | undefined;
  /** What `ref` stands for; another text than the word's own when a variable with that value or default is in it. */
  readonly branch: string | undefined;
}

/**
 * `git clone`, `hg clone`, `svn checkout` and installs from a repository, when nothing pins the revision. "settled": it is
 * one of these, and what comes above or below decides the revision, so that it is no finding of any other kind either.
 */
export function findClone(step: RunStep, command: Command, install: Install | undefined): Clone | "settled" | undefined {
  const clone = install === undefined ? readClone(step, command) : installedRepository(install);
  if (clone === undefined) return undefined;
  if (isFollowed(step, clone)) return "settled";
  const name = install === undefined ? checkoutName(step, command) : repositoryName(clone.remote.value);
  return isPinnedLater(step, command, name) ? "settled" : clone;
}

function readClone(step: RunStep, command: Command): Clone | undefined {
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
  // A script that branches may test the variable first.
  const branch = ref === undefined || (command.conditional && !ref.literal) ? undefined : resolvedText(step, ref);
  if (remote === undefined || !isRemote(remote) || flagValue(words, ["--revision"]) !== undefined) return undefined;
  if (ref !== undefined && !isBranch(branch)) return undefined;
  // An expanded word that is no address may carry flags: `git clone $OPTIONS url`.
  const mayBeFlags = !remote.literal && destination !== undefined && isRemote(destination);
  const isUnderstood = (word: ShellWord): boolean => word.literal || word === remote || word === destination || resolvedText(step, word) !== undefined;
  if (surplus !== undefined || mayBeFlags || !words.every(isUnderstood) || isHomeConfiguration(step, destination)) return undefined;
  return { kind: "clone", remote, ref, branch };
}

/** A branch's name; what cannot be known may be a commit. */
function isBranch(text: string | undefined): boolean {
  return text !== undefined && text !== "" && gitRefMovement(text) === "moving";
}

function otherClone(command: Command, pins: readonly string[]): Clone | undefined {
  const [, remote] = operandsOf(command, pins);
  if (remote === undefined || !isRemote(remote) || flagValue(command.args, pins) !== undefined || /@\d+$/.test(remote.value)) return undefined;
  return { kind: "clone", remote, ref: undefined, branch: undefined };
}

/** An install whose operand is a repository without a fixed revision, whatever the tool: `git+https://…@main`, `github.com/o/r`. */
function installedRepository(install: Install): Clone | undefined {
  for (const remote of install.operands) {
    const revision = remote.literal ? revisionOf(remote.value, install) : undefined;
    if (revision === undefined || (revision !== "" && (/\$/.test(revision) || gitRefMovement(revision) === "fixed"))) continue;
    if (revision === "") return { kind: "clone", remote, ref: undefined, branch: undefined };
    return { kind: "clone", remote, ref: { ...remote, value: revision, text: revision }, branch: revision };
  }
  return undefined;
}

/** The revision that an operand or the flags name, "" when none; undefined when the operand is no repository. */
function revisionOf(operand: string, { flags, effect }: Install): string | undefined {
  if (/^([\w[\],.-]+ ?@ ?)?(git|hg)\+(https?|ssh|git):\/\//.test(operand)) {
    const address = operand.replace(/\/\/[^/@]+@/, "//");
    return /\.git(?:@|#(?!egg=|subdirectory=))([^#&]+)|\/\/[^/]+\/[^@#]+(?:@|#(?!egg=|subdirectory=))([^#&]+)/.exec(address)?.slice(1).join("") ?? "";
  }
  if (flags.includes("--git") && isRemote({ value: operand })) return flagAfter(flags, ["--rev", "--tag", "--branch"]) ?? "";
  // A path that begins with a host's name, as it is written for a package that is fetched from there; a major version bounds it.
  return effect.kind === "add" && /^[a-z\d-]+(\.[a-z\d-]+)*\.[a-z]{2,}\/[\w.-]+\/[\w./-]+$/i.test(operand) && !/\.v\d+$/.test(operand) ? "" : undefined;
}

function flagAfter(flags: readonly string[], names: readonly string[]): string | undefined {
  const index = flags.findIndex((flag) => names.includes(flag));
  return index < 0 ? undefined : (flags[index + 1] ?? "1");
}

function isRemote({ value }: { readonly value: string }): boolean {
  return /^(https?|git|ssh|svn|svn\+ssh):\/\/|^[\w.-]+@[\w.-]+:|^\$/.test(value);
}

/**
 * Shell themes and plugins in a hidden directory of a home: what they hold is of no consequence for the image's purpose. One
 * that a variable of the stage names (`PATH=~/.pyenv/bin:…`) holds programs.
 */
function isHomeConfiguration({ environment, stage }: RunStep, destination: ShellWord | undefined): boolean {
  const hidden = destination === undefined ? undefined : /^(?:~|\$\{?HOME\}?|\/root|\/home\/[^/]+|\$\{?ZSH\w*)(?::-[^}]*\})?\/?(\.[\w-]*|custom|plugins|themes)/.exec(destination.value)?.[1];
  if (hidden === undefined) return false;
  const variables = [environment, ...stage.steps.slice(-1).map((step) => step.environment)].flatMap((each) => [...each.variables.values()]);
  return !hidden.startsWith(".") || !variables.some(({ value, pair }) => (value ?? pair?.value?.text ?? "").split(/[/:]/).includes(hidden));
}

/** An ADD above it asks the repository's host at every build, and re-runs the clone when the answer changes (hazards.md B7). */
function isFollowed(step: RunStep, { remote }: Clone): boolean {
  const repository = /([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(remote.value)?.[1];
  const above = stepsBefore(chainSteps(step.stage), step).flatMap(({ inputs }) => inputs);
  return repository !== undefined && above.some((input) => input.kind === "url" && input.node.text.includes(repository));
}
