import { resolve } from "node:path";
import { didYouMean } from "../../workspace/nearest-name.ts";
import { kindOnDisk } from "../../workspace/on-disk.ts";
import type { Arguments } from "../usage/arguments.ts";
import { Failure } from "../usage/failure.ts";

/** The flags by which commands are told which build is meant. */
export const buildFlags = {
  target: { value: "STAGE", description: "The stage to build, by name or number." },
  "build-arg": { value: "NAME=VALUE", description: "A build argument, as for docker build. May be given several times." },
  context: { value: "DIR", description: "The directory that the build is given. Without it, compose files, bake files, workflows and scripts of the repository tell it, else it is inferred from what the Dockerfile copies." },
};

/** Which build is meant. */
export interface BuildRequest {
  /** The Dockerfile, absolute. */
  readonly file: string;
  readonly target: string | undefined;
  readonly buildArgs: ReadonlyMap<string, string | undefined>;
  /** Absolute. */
  readonly contextDirectory: string | undefined;
}

/**
 * Reads the operand and the flags of `buildFlags`; without an operand it is the Dockerfile of the working directory.
 * @param command Its name, for errors.
 * @throws {Failure} when they make no sense.
 */
export function readBuildRequest(command: string, given: Arguments<keyof typeof buildFlags>, cwd: string, environment: Readonly<Record<string, string | undefined>>): BuildRequest {
  const { operands } = given;
  if (operands.length > 1) throw new Failure(`${command} takes one Dockerfile, but got ${operands.join(" ")}`);
  return {
    file: findFile(command, operands[0], cwd),
    target: given.value("target"),
    buildArgs: new Map(given.values("build-arg").flatMap((value) => readBuildArg(value, environment))),
    contextDirectory: readContext(given.value("context"), cwd),
  };
}

/**
 * The value of a flag that takes one of some words.
 * @throws {Failure} at any other word.
 */
export function oneOf<Word extends string>(flag: string, value: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new Failure(`unknown ${flag} "${value}"${didYouMean(value, words)} (--${flag} ${words.join(", ")})`);
  return found;
}

function findFile(command: string, operand: string | undefined, cwd: string): string {
  const start = resolve(cwd, operand ?? ".");
  const kind = kindOnDisk(start);
  if (kind === "file") return start;
  if (kind === undefined) throw new Failure(`no such file or directory: ${operand ?? "."}`);
  const found = ["Dockerfile", "Containerfile"].map((name) => resolve(start, name)).find((file) => kindOnDisk(file) === "file");
  if (found === undefined) throw new Failure(`no Dockerfile in ${operand ?? "the working directory"}; name it: layerwise ${command} DOCKERFILE`);
  return found;
}

/** Without a value it is taken from the environment, and is not passed if it is not there, as docker build does. */
function readBuildArg(text: string, environment: Readonly<Record<string, string | undefined>>): [name: string, value: string][] {
  const equals = text.indexOf("=");
  if (equals > 0) return [[text.slice(0, equals), text.slice(equals + 1)]];
  if (equals === 0) throw new Failure(`--build-arg needs a name: --build-arg NAME=VALUE, not "${text}"`);
  const value = environment[text];
  return value === undefined ? [] : [[text, value]];
}

/**
 * The value of `--context`, absolute.
 * @throws {Failure} when it is no directory.
 */
export function readContext(value: string | undefined, cwd: string): string | undefined {
  if (value === undefined) return undefined;
  const directory = resolve(cwd, value);
  const kind = kindOnDisk(directory);
  if (kind !== "directory") throw new Failure(`--context ${value}: ${kind === "file" ? "it is a file, not a directory" : "no such directory"}`);
  return directory;
}
