import type { Command, ShellWord } from "../../shell/command.ts";
import type { Build, RunStep } from "../model.ts";
import type { Mount } from "../mount.ts";
import { builtRuns } from "./cache-directories.ts";
import { isCacheBusted } from "./cache-bust.ts";
import { flagValue, operandsOf } from "./command-words.ts";
import { downloaders, isVerified } from "./downloads.ts";
import { mentions } from "./environment-use.ts";
import { externalReads } from "./external-read.ts";
import { urlMovement } from "./moving-reference.ts";
import { isRefreshed } from "./stale-builder-stage.ts";

/** A command that fetches what only a secret or an SSH key opens, in a step that nothing ever re-runs. */
export interface SecretRead {
  readonly step: RunStep;
  readonly command: Command;
  readonly mount: Mount;
  /** What is fetched, as written. */
  readonly subject: ShellWord;
}

/**
 * Hazard B16. The value of a secret and the SSH agent are in no key (cache-semantics 2.1, C6): where no file of the context, no
 * remote source and no argument without a default is in the key either, neither a rotated secret nor new content re-runs the
 * step. Fixed content needs no refresh: a version, commit or checksum; what moves by its own words (a branch, `latest`, a
 * package without a version) has rules of its own, in every stage.
 */
export function secretReads(build: Build): readonly SecretRead[] {
  const moving = new Set(externalReads(build).map(({ command }) => command));
  return builtRuns(build).flatMap((step) => {
    const mounts = step.mounts.filter(({ type }) => type === "secret" || type === "ssh");
    if (mounts.length === 0 || isRefreshed(step) || isCacheBusted(step) || isVerified(step)) return [];
    const reads = step.script.commands.flatMap((command) => {
      const subject = moving.has(command) ? undefined : fetched(command);
      const mount = subject && mounts.find((candidate) => isUsed(step, command, subject, candidate));
      return subject === undefined || mount === undefined ? [] : [{ step, command, mount, subject }];
    });
    return reads.slice(0, 1);
  });
}

/**
 * Clients of object stores, registries of models and the like: the words that fetch, and flags that fix what they get. `isNamed`: the
 * operands are names, whose numbers are no versions of the content (`org/model-3.1`).
 */
const clients: Readonly<Record<string, { readonly verbs: RegExp; readonly pins?: readonly string[]; readonly isNamed?: true }>> = {
  aws: { verbs: /^s3 (?:cp|sync|mv)$|^s3api get-object$/, pins: ["--version-id"] },
  az: { verbs: /^storage blob download(?:-batch)?$/ },
  azcopy: { verbs: /^(?:copy|sync)$/ },
  dvc: { verbs: /^(?:pull|get|import)$/, pins: ["--rev"] },
  gcloud: { verbs: /^storage (?:cp|rsync)$/ },
  gh: { verbs: /^release download$|^run download$/ },
  gsutil: { verbs: /^(?:-m )?(?:cp|rsync)$/ },
  hf: { verbs: /^download$/, pins: ["--revision"], isNamed: true },
  "huggingface-cli": { verbs: /^download$/, pins: ["--revision"], isNamed: true },
  jf: { verbs: /^rt (?:dl|download)$/ },
  kaggle: { verbs: /^(?:datasets|competitions|models) download$/ },
  mc: { verbs: /^(?:cp|mirror)$/ },
  oras: { verbs: /^pull$/ },
  rclone: { verbs: /^(?:copy|copyto|sync)$/ },
};

/** What a command fetches from elsewhere, unless its name fixes it or nobody can know. */
function fetched(command: Command): ShellWord | undefined {
  const operands = operandsOf(command);
  if (downloaders.includes(command.name)) return operands.find((word) => /^https?:\/\//i.test(word.value) && isOpen(word, urlMovement(word.value) === "unknown"));
  if (command.name === "scp" || command.name === "sftp" || command.name === "rsync") return operands.slice(0, command.name === "sftp" ? 1 : -1).find((word) => /^(?:[\w.-]+@)?[\w.-]+:/.test(word.value) && isOpen(word));
  const client = Object.hasOwn(clients, command.name) ? clients[command.name] : undefined;
  if (client === undefined || flagValue(command.args, client.pins ?? []) !== undefined) return undefined;
  for (let count = 1; count <= 3; count++) {
    const [first, ...rest] = operands.slice(count);
    if (!client.verbs.test(operands.slice(0, count).map(({ value }) => value).join(" "))) continue;
    // Nothing behind the verb: the newest release of this repository, what the project's own files say.
    if (first === undefined) return command.words[0];
    const isUnfixed = client.isNamed === true ? first.literal : [first, ...rest].every((word) => isOpen(word));
    return isUnfixed ? first : undefined;
  }
  return undefined;
}

/** Whether the word names no version: one in it, or a variable that can hold one, is a pin. */
function isOpen({ value, variables, literal }: ShellWord, isUnfixed = urlMovement(`https://x/${value}`) !== "fixed"): boolean {
  return isUnfixed && variables.length === 0 && (literal || /[*?[~]/.test(value)) && !/\d\.\d|@sha|(?:^|[/_.-])v\d/.test(value);
}

/** Whether this command is what the mount is for: it goes over SSH, names the secret, or reads a file or variable put there for it. */
function isUsed(step: RunStep, command: Command, subject: ShellWord, { type, options, target }: Mount): boolean {
  if (type === "ssh") return ["scp", "sftp", "rsync"].includes(command.name) || /^ssh:|^git@/.test(subject.value);
  const id = options.get("id")?.value?.text ?? "";
  const variable = options.get("env")?.value?.text;
  const place = target?.text ?? (id === "" ? "" : `/run/secrets/${id}`);
  const texts = [...command.words, ...command.environment.flatMap(({ value }) => value ?? [])].map(({ text }) => text);
  const derived = step.script.variables.filter(({ value }) => value !== undefined && place !== "" && value.text.includes(place)).map(({ name }) => name);
  const names = [...derived, ...(variable === undefined ? [] : [variable])];
  if (texts.some((text) => (place !== "" && text.includes(place)) || names.some((name) => mentions(text, name)))) return true;
  if (!downloaders.includes(command.name)) return names.length > 0 || target !== undefined;
  // wget logs in by a netrc file unasked, curl with a flag; both read settings of their own.
  const isAsked = command.name === "wget" || texts.some((text) => /^(?:--netrc\S*|-\w*n\w*)$/.test(text));
  return target !== undefined && (/(?:wget|curl)rc$/.test(place) || (isAsked && /netrc$/.test(place)));
}
