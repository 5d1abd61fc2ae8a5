import path from "node:path";
import type { Command, ShellWord } from "../../shell/command.ts";
import { parseShell, shellKind } from "../../shell/parse.ts";
import { readBuildCommand, type BakeCall } from "./build-command.ts";
import { classifyWord, type ValueScope } from "./classify-value.ts";
import type { InvocationFiles, InvocationOrigin, InvocationReading, InvokedValue } from "./invocation.ts";
import { mayBuild } from "./may-build.ts";
import { variablesOf } from "./script-variables.ts";
import { hideExpressions } from "./hidden-expressions.ts";

/** What the text of a script yields: builds, and calls of bake, which name files and targets. */
export interface ScriptReading extends InvocationReading {
  readonly bakes: readonly BakeCall[];
}

/** Where a script stands and what is known about the shell that runs it. */
export interface ScriptPlace {
  /** The line is that of the script's first line. */
  readonly origin: InvocationOrigin;
  /** Absolute: where the script starts; undefined when nobody knows. */
  readonly directory: string | undefined;
  /** What `variable` and `reference` say is what the script is given; what it sets itself goes before. */
  readonly scope: ValueScope;
  readonly files?: InvocationFiles;
}

/**
 * The builds of a shell text: a script, a `run` of a workflow, lines of a CI job. `${{ … }}` may stand anywhere in it.
 * Variables that the text sets once and for certain are put in; paths start where `cd` has led. Never throws.
 */
export function readScript(source: string, { origin, directory, scope, files }: ScriptPlace): ScriptReading {
  if (!mayBuild(source)) return { invocations: [], problems: [], bakes: [] };
  const { text, show } = hideExpressions(source.replaceAll("\r\n", "\n"));
  const unresolved = parseShell(text, 0, directory);
  const memory = unresolved.variables.length === 0 ? (scope.memory ?? new Map<string, InvokedValue>()) : new Map<string, InvokedValue>();
  const outer: ValueScope = { ...scope, directory, memory };
  const inside: ValueScope = { ...outer, variable: variablesOf(unresolved.variables, outer, show) };
  const resolve = (word: ShellWord, from: string | undefined): string | undefined => {
    const value = classifyWord(show(word), { ...inside, directory: from !== undefined && path.isAbsolute(from) ? from : undefined });
    return value.kind === "literal" ? value.value : undefined;
  };
  const lineOf = lineCounter(text);
  // Whatever goes nowhere is read once.
  const { commands } = /\b(?:cd|chdir|pushd)\b/.test(text) ? parseShell(text, 0, directory, resolve) : unresolved;
  const found = commands.flatMap((command) => {
    const [first, ...args] = command.words;
    const shown: Command = { ...command, words: [show(first), ...args.map(show)], args: args.map(show) };
    return readBuildCommand(shown, { ...origin, line: origin.line + lineOf(command.range[0]) }, inside, files) ?? [];
  });
  return {
    invocations: found.flatMap((each) => (each.kind === "build" ? [each.invocation] : [])),
    problems: [],
    bakes: found.flatMap((each) => (each.kind === "bake" ? [each.call] : [])),
  };
}

/**
 * The builds of a script file. It may be started from its own directory or from the repository's root; paths are said to
 * start where the Dockerfiles are that it builds, and to be unknown where that does not decide.
 */
export function readShellScript(file: string, source: string, files: InvocationFiles): ScriptReading {
  if (!mayBuild(source)) return { invocations: [], problems: [], bakes: [] };
  const shebang = /^#!(.*)/.exec(source)?.[1];
  if (shebang !== undefined && shellKind(shebang.trim().split(/\s+/)) === "other") return { invocations: [], problems: [], bakes: [] };
  const own = path.dirname(file);
  const origin: InvocationOrigin = { kind: "shell-script", file, line: 0, name: "" };
  const scope: ValueScope = { repository: files.repository, variable: (name) => (name === "0" ? { kind: "literal", value: file } : undefined) };
  return readFromPlaces([own, files.repository], files, (directory) => readScript(source, { origin, directory, scope, files }));
}

/**
 * What a file yields that may be run from several places: as read from the one where something is that it builds; without
 * knowing where relative paths start when that is none or more than one.
 */
export function readFromPlaces(places: readonly string[], files: InvocationFiles, read: (directory: string | undefined) => ScriptReading): ScriptReading {
  const [first, ...others] = [...new Set(places)];
  if (others.length === 0) return read(first);
  const candidates = [...new Set(places)].map(read).filter((reading) => findsItsFiles(reading, files));
  const [only, other] = candidates;
  return only !== undefined && other === undefined ? only : read(undefined);
}

/** Whether anything that is built is there. */
function findsItsFiles({ invocations, bakes }: ScriptReading, files: InvocationFiles): boolean {
  const exists = (file: string): boolean => files.kind(file) === "file";
  const isBuilt = invocations.some(({ dockerfile }) => dockerfile.kind === "file" && exists(dockerfile.path));
  const isBaked = ({ files: named, directory }: BakeCall): boolean =>
    named.length > 0 ? named.some(exists) : directory !== undefined && exists(path.join(directory, "docker-bake.hcl"));
  return isBuilt || bakes.some(isBaked);
}

function lineCounter(text: string): (offset: number) => number {
  let [last, line] = [0, 0];
  return (offset) => {
    if (offset < last) [last, line] = [0, 0];
    for (; last < offset; last++) if (text[last] === "\n") line++;
    return line;
  };
}
