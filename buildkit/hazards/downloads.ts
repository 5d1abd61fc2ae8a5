import type { Command, ShellWord } from "../../shell/command.ts";
import { operandsOf } from "./command-words.ts";
import type { RunStep } from "../model.ts";
import { urlMovement } from "./moving-reference.ts";

/** A file fetched from an address that names no fixed version. */
export interface Download {
  readonly kind: "download";
  readonly url: ShellWord;
  readonly isInstaller: boolean;
}

const downloaders = ["curl", "wget", "aria2c"];
const interpreters = ["sh", "bash", "dash", "ash", "zsh", "python", "python3", "perl", "ruby", "node"];

/** `curl` and `wget` of a moving address, and installers piped into a shell without a version. */
export function findDownload(step: RunStep, command: Command): Download | undefined {
  if (!downloaders.includes(command.name) || isVerified(step)) return undefined;
  const urls = operandsOf(command).filter(({ value }) => /^https?:\/\//i.test(value));
  for (const url of urls) {
    if (isSigningKey(url.value, step, command) || isLocal(url.value)) continue;
    if (isToldTheVersion(step, command)) continue;
    if (urlMovement(withoutVariables(url.value)) === "moving") return { kind: "download", url, isInstaller: false };
    if (isUnversionedInstaller(step, command, url)) return { kind: "download", url, isInstaller: true };
  }
  return undefined;
}

/**
 * The address with words in place of variables that name a platform (`$TARGETARCH`, `$(uname -m)`). Any other variable can
 * be the version, so that nothing is left to judge.
 */
function withoutVariables(url: string): string {
  const plain = url
    .replaceAll(/\$\{?\w*(ARCH|OS|PLATFORM|VARIANT|MACHINE)\w*(:?-[^}]*)?\}?/gi, "platform")
    .replaceAll(/\$\((uname|dpkg --print-architecture|arch)[^)]*\)/g, "platform");
  return /[$`]/.test(plain.replace(/^\w+:\/\/[^/]*/, "")) ? "" : plain;
}

/** Keys and certificates are meant to be followed as they are rotated (hazards.md B6). */
function isSigningKey(url: string, step: RunStep, command: Command): boolean {
  if (/\.(gpg|asc|key|pub|pem|crt|cer)(\?|$)|\/(gpg|key|keys?)$/i.test(url)) return true;
  const next = piped(step, command);
  return next !== undefined && (next.name === "gpg" || next.name === "apt-key" || (next.name === "tee" && /keyring|trusted/.test(next.args.map(({ value }) => value).join(" "))));
}

function isLocal(url: string): boolean {
  return /^https?:\/\/(localhost|127\.|\[::1\]|0\.0\.0\.0)/i.test(url);
}

/** A checksum in the same RUN decides what is accepted: what moved fails the build instead of slipping in. */
function isVerified(step: RunStep): boolean {
  return step.script.commands.some(
    ({ name, args }) => (/^(sha\d+sum|shasum|md5sum|b2sum)$/.test(name) && args.some(({ value }) => /^(-\w*c\w*|--check)$/.test(value))) || (name === "gpg" && args.some(({ value }) => value === "--verify")),
  );
}

/** `curl https://get.example.com | sh`: an address without any version. */
function isUnversionedInstaller(step: RunStep, command: Command, url: ShellWord): boolean {
  const runner = piped(step, command);
  if (runner === undefined || !interpreters.includes(runner.name) || !url.literal) return false;
  return urlMovement(url.value) === "unknown" && !/\d/.test(url.value.replace(/^https?:\/\/[^/]*/, "")) && !/rustup/.test(url.value);
}

/** A script piped into an interpreter with a version among its arguments or in its environment. */
function isToldTheVersion(step: RunStep, command: Command): boolean {
  const runner = piped(step, command);
  if (runner === undefined || !interpreters.includes(runner.name)) return false;
  const words = [...runner.args.map(({ text }) => text), ...[...command.environment, ...runner.environment].map(({ name }) => name)];
  const variables = [...step.environment.variables.keys(), ...step.script.variables.map(({ name }) => name)];
  return [...words, ...variables].some((word) => /version|channel|release|tag|\d\.\d|^v?\d+$|\$/i.test(word));
}

/** The command that the output of `command` is piped into. */
function piped(step: RunStep, command: Command): Command | undefined {
  const next = step.script.commands[step.script.commands.indexOf(command) + 1];
  return next?.joiner === "|" ? next : undefined;
}
