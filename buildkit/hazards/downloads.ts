import type { Command, ShellWord } from "../../shell/command.ts";
import { operandsOf, resolvedText } from "./command-words.ts";
import { baseName } from "../files/image-path.ts";
import { isToldTheVersion, runnerOf, savedAs } from "./installer.ts";
import type { RunStep } from "../model.ts";
import { urlMovement } from "./moving-reference.ts";

/** A file fetched from an address that names no fixed version. */
export interface Download {
  readonly kind: "download";
  readonly url: ShellWord;
  readonly isInstaller: boolean;
}

/** Programs that fetch the addresses among their operands. */
export const downloaders: readonly string[] = ["curl", "wget", "aria2c"];

/** `curl` and `wget` of a moving address, and installers run by an interpreter without a version. */
export function findDownload(step: RunStep, command: Command): Download | undefined {
  if (!downloaders.includes(command.name) || isVerified(step)) return undefined;
  const urls = operandsOf(command).map((word) => addressIn(step, command, word)).filter(({ value }) => /^https?:\/\//i.test(value));
  for (const url of urls) {
    if (isSigningKey(url.value, step, command) || isLocal(url.value) || isLegalText(url.value)) continue;
    const runner = runnerOf(step, command, url);
    const isTold = runner !== undefined && isToldTheVersion(step, command, runner, url);
    if (movementOf(step, command, url) === "moving" && (!isTold || asksForNewest(url.value))) return { kind: "download", url, isInstaller: false };
    if (runner !== undefined && !isTold && isUnversioned(url)) return { kind: "download", url, isInstaller: true };
  }
  return undefined;
}

/** An address that is a variable of the Dockerfile, where no branch of the script may have tested it. */
function addressIn(step: RunStep, { conditional }: Command, word: ShellWord): ShellWord {
  const value = !conditional && /^\$\{?\w+\}?$/.test(word.value) ? resolvedText(step, word) : undefined;
  return value === undefined || value.includes("$") ? word : { ...word, value, literal: true, variables: [] };
}

/**
 * Where the address leads. A variable that names a platform (`$TARGETARCH`, `$(uname -m)`) is no version; any other can be
 * one, so that its address is judged only when the variable itself stands for a moving word (`ARG VERSION=latest`), and
 * no branch of the script may have tested it.
 */
function movementOf(step: RunStep, { conditional }: Command, url: ShellWord): "moving" | "other" {
  const plain = url.value
    .replaceAll(/\$\{?(\w+)[^}/]*\}?/g, (text: string, name: string) => (isPlatform(name) ? "platform" : text))
    .replaceAll(/\$\((uname|dpkg --print-architecture|arch)[^)]*\)/g, "platform");
  if (/[$`]/.test(plain.replace(/^\w+:\/\/[^/]*/, ""))) return !conditional && holdsMovingVariable(step, url) ? "moving" : "other";
  return urlMovement(plain) === "moving" || isNewestQuery(plain) ? "moving" : "other";
}

/** A script of a branch may install what it is told to; what is called the newest is that itself. */
function asksForNewest(url: string): boolean {
  return /(^|[/_.-])(latest|nightly|current)([/_.-]|$)/i.test(url);
}

function isPlatform(name: string): boolean {
  return name.split("_").some((part) => /^(TARGET|BUILD|HOST|DPKG)?(ARCH|OS|PLATFORM|VARIANT|MACHINE|CPU)$/i.test(part));
}

function holdsMovingVariable(step: RunStep, url: ShellWord): boolean {
  return url.variables.some((name) => {
    const value = resolvedText(step, { ...url, value: `$${name}`, literal: false, variables: [name] });
    return value !== undefined && /^(latest|master|main|head|nightly|trunk)$/i.test(value);
  });
}

/** The list of releases, tags or branches that an API answers with: whoever asks for it takes what is newest. */
function isNewestQuery(url: string): boolean {
  return /^https?:\/\/api\.github\.com\/repos\/[^/]+\/[^/]+\/(releases|tags|commits|branches)\/?([?#]|$)/i.test(url);
}

/** Keys and certificates are meant to be followed as they are rotated (hazards.md B6). */
function isSigningKey(url: string, step: RunStep, command: Command): boolean {
  if (/\.(gpg|asc|key|pub|pem|crt|cer)(\?|$)|\/(gpg|key|keys?)$/i.test(url)) return true;
  const next = step.script.commands[step.script.commands.indexOf(command) + 1];
  if (next?.joiner !== "|") return false;
  return next.name === "gpg" || next.name === "apt-key" || (next.name === "tee" && /keyring|trusted/.test(next.args.map(({ value }) => value).join(" ")));
}

function isLocal(url: string): boolean {
  return /^https?:\/\/(localhost|127\.|\[::1\]|0\.0\.0\.0)/i.test(url);
}

/** Nothing depends on how old the copy of a licence is. */
function isLegalText(url: string): boolean {
  return /\/(licen[cs]e|copying|notice|copyright)(\.\w+)?$/i.test(url);
}

/**
 * A checksum in the same RUN decides what is accepted: what moved fails the build instead of slipping in. One that was
 * downloaded along with the file moves with it, and so does a signature.
 */
export function isVerified({ script: { commands } }: RunStep): boolean {
  const saved = commands.filter(({ name }) => downloaders.includes(name)).flatMap((command) => operandsOf(command).map((url) => savedAs(command, url)));
  return commands.some((command, index) => {
    if (!/^(sha\d+sum|shasum|md5sum|b2sum)$/.test(command.name) || !command.args.some(({ value }) => /^(-\w*c\w*|--check)$/.test(value))) return false;
    const source = command.joiner === "|" ? commands[index - 1] : undefined;
    const sums = [...command.args, ...(source?.args ?? [])];
    // A line with a blank in it is the checksum itself, beside the name of what it is for.
    return !sums.some(({ value }) => (!/\s/.test(value) && saved.includes(baseName(value))) || /\$\((cat|curl|wget|awk|cut|grep|head)\b|\*/.test(value));
  });
}

function isUnversioned(url: ShellWord): boolean {
  return url.literal && urlMovement(url.value) === "unknown" && !/\d/.test(url.value.replace(/^https?:\/\/[^/]*/, "")) && !/rustup/.test(url.value);
}
