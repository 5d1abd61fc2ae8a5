import { existsSync } from "node:fs";
import { resolve } from "node:path";
import packageJson from "../package.json" with { type: "json" };
import { didYouMean } from "../workspace/nearest-name.ts";
import { commands } from "./commands/index.ts";
import { describeError, Failure } from "./usage/failure.ts";
import { describeCommand, describeProgram } from "./usage/help.ts";
import type { Io } from "./terminal/io.ts";

/**
 * Runs the program.
 * @param args The arguments after the program's name.
 * @returns The exit code: 0 fine, 1 findings remain, 2 it could not be done. What went wrong is on standard error.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    io.stderr.write(describeError(error, io.environment));
    return 2;
  }
}

async function dispatch([name, ...rest]: readonly string[], io: Io): Promise<number> {
  if (name === undefined) {
    io.stderr.write(describeProgram(commands));
    return 2;
  }
  if (name === "--version" || name === "-v") return print(`${packageJson.version}\n`, io);
  if (name === "--help" || name === "-h") return print(describeProgram(commands), io);
  if (name === "help") return help(rest, io);
  const command = await loadCommand(name, io.cwd);
  return asksForHelp(rest) ? print(describeCommand(command), io) : command.run(rest, io);
}

async function help([name]: readonly string[], io: Io): Promise<number> {
  if (name === undefined) return print(describeProgram(commands), io);
  return print(describeCommand(await loadCommand(name, io.cwd)), io);
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end === -1 ? args.length : end).some((arg) => arg === "--help" || arg === "-h");
}

async function loadCommand(name: string, cwd: string) {
  const outline = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (outline !== undefined) return outline.load();
  if (name.startsWith("-")) throw new Failure(`unknown flag ${name}${didYouMean(name, ["--help", "--version"]) || `; a command comes first: layerwise lint ${name}`}`);
  if (existsSync(resolve(cwd, name))) throw new Failure(`unknown command "${name}"; to lint that path: layerwise lint ${name}`);
  throw new Failure(`unknown command "${name}"${didYouMean(name, Object.keys(commands))}`);
}

function print(text: string, io: Io): number {
  io.stdout.write(text);
  return 0;
}
