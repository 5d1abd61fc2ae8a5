import type { Command, ShellWord } from "../../shell/command.ts";
import { baseName } from "../files/image-path.ts";
import type { RunStep } from "../model.ts";
import { flagValue } from "./command-words.ts";

const interpreter = /^(sh|bash|dash|ash|zsh|php\d*|python[\d.]*|perl|ruby|node|eval|source|\.)$/;

/**
 * The command of the same script that runs what `download` fetches: the interpreter that it is piped into, the one that has it
 * as a substitution (`sh -c "$(curl …)"`), or one that runs the file it was saved to, later. Undefined when there is none.
 */
export function runnerOf({ script }: RunStep, download: Command, url: ShellWord): Command | undefined {
  const following = script.commands.slice(script.commands.indexOf(download) + 1);
  const [next] = following;
  if (next?.joiner === "|") return interpreter.test(next.name) ? next : undefined;
  if (download.nesting.at(-1) === "substitution") return following.find((command) => interpreter.test(command.name) && isWithin(download, command));
  const file = savedAs(download, url);
  return file === undefined ? undefined : following.find((command) => runsFile(command, file));
}

function isWithin(inner: Command, outer: Command): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** The name of the file that the download is written to; undefined when it goes elsewhere. */
export function savedAs({ name, args, redirects }: Command, url: ShellWord): string | undefined {
  const redirected = redirects.find(({ operator }) => operator === ">")?.target;
  const flags = name === "curl" ? ["-o", "--output"] : ["-O", "--output-document", "-o"];
  const output = redirected ?? flagValue(args, flags) ?? bundledOutput(args, name === "curl" ? "o" : "O");
  if (output !== undefined) return output.literal && output.value !== "-" ? baseName(output.value) : undefined;
  const keepsName = name !== "curl" || args.some(({ value }) => /^-\w*O\w*$|^--remote-name/.test(value));
  return keepsName && url.literal ? baseName(url.value.replace(/[?#].*$/, "")) : undefined;
}

/** `curl -fsSLo file`, `wget -qO file`: the last letter of a cluster takes the next word. */
function bundledOutput(args: readonly ShellWord[], letter: string): ShellWord | undefined {
  const index = args.findIndex(({ value }) => new RegExp(`^-[A-Za-z]+${letter}$`).test(value));
  return index < 0 ? undefined : args[index + 1];
}

/** `sh file`, `python3 /tmp/file`, `./file`. */
function runsFile({ name, words }: Command, file: string): boolean {
  const [program, ...args] = words;
  if (program.literal && program.value.includes("/") && baseName(program.value) === file) return true;
  const script = args.find(({ value }) => !value.startsWith("-"));
  return interpreter.test(name) && script?.literal === true && baseName(script.value) === file;
}

/**
 * Whether the installer gets a version: among its arguments, in the environment of its command, or in a variable of the stage
 * that is named after it (`BUN_VERSION` for bun.sh) or after nothing at all (`VERSION`).
 */
export function isToldTheVersion(step: RunStep, download: Command, runner: Command, url: ShellWord): boolean {
  if (runner.args.some((word) => !isWithin(download, { ...runner, range: word.range }) && namesVersion(word))) return true;
  if ([...download.environment, ...runner.environment].some(({ name }) => aboutVersions.test(name))) return true;
  const variables = [...step.environment.variables.keys(), ...step.script.variables.map(({ name }) => name)];
  return variables.some((name) => isVersionVariable(name, url.value.toLowerCase()));
}

const aboutVersions = /(^|[^a-z])(version|channel|release|tag)|version$/i;

/** A version, a flag for one, or a variable that can be one: not the directory to install into. */
function namesVersion({ value, variables }: ShellWord): boolean {
  const canBeVersion = variables.some((name) => !/bin|path|home|dir|prefix|root|user/i.test(name));
  return canBeVersion || aboutVersions.test(value) || /\d\.\d|^-*v?\d+$/i.test(value);
}

function isVersionVariable(name: string, url: string): boolean {
  if (!aboutVersions.test(name)) return false;
  const subject = name.toLowerCase().split("_").filter((part) => !/^(version|channel|release|tag|install|installer|desired|target|default|image|build)$/.test(part));
  return subject.length === 0 || subject.some((part) => part.length > 1 && url.includes(part));
}
