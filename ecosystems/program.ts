import type { Command, ShellWord } from "../shell/command.ts";

/** One reading of a command: `python -m pip install` is python with arguments, and the module pip with fewer. */
export interface Program {
  readonly name: string;
  readonly isModule: boolean;
  readonly args: readonly ShellWord[];
}

/** The readings of a command: as it is written first, then as what its launcher starts. */
export function programsOf(command: Command): readonly Program[] {
  const program = { name: command.name, isModule: false, args: command.args };
  if (command.name === "corepack") return [program, ...corepackProgram(command.args)];
  if (PYTHON.test(command.name)) return [program, ...pythonModule(command.args)];
  return [program];
}

const PYTHON = /^(?:python|pypy)[\d.]*$/;

/** `corepack yarn@4 install` runs yarn (https://github.com/nodejs/corepack#readme). */
function corepackProgram(args: readonly ShellWord[]): readonly Program[] {
  const [tool, ...rest] = args;
  if (tool === undefined || tool.value.startsWith("-")) return [];
  return [{ name: tool.value.replace(/@.*$/, ""), isModule: false, args: rest }];
}

/** `-m` may end a cluster (`-Im`) or have the module attached (`-mpip`); `-c` and scripts have no module. */
function pythonModule(args: readonly ShellWord[]): readonly Program[] {
  const index = args.findIndex((word) => !/^-[bBdEhiIOqsSuvVx]+$/.test(word.value));
  const match = /^-[bBdEiIOqsSuvx]*m(.*)$/.exec(args[index]?.value ?? "");
  if (match === null) return [];
  const isAttached = match[1] !== "";
  const name = isAttached ? match[1] : args[index + 1]?.value;
  if (name === undefined) return [];
  return [{ name, isModule: true, args: args.slice(index + (isAttached ? 1 : 2)) }];
}
