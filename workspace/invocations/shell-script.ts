import path from "node:path";
import type { Command, ShellWord } from "../../shell/command.ts";
import { parseShell, shellKind } from "../../shell/parse.ts";
import { readBuildCommand, type BakeCall } from "./build-command.ts";
import { classifyWord, type ValueScope } from "./classify-value.ts";
import type { InvocationFiles, InvocationOrigin, InvocationReading } from "./invocation.ts";
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
  if (!/build|bake|bud/i.test(source)) return { invocations: [], problems: [], bakes: [] };
  const { text, show } = hideExpressions(source.replaceAll("\r\n", "\n"));
  const outer: ValueScope = { ...scope, directory };
  const inside: ValueScope = { ...outer, variable: variablesOf(parseShell(text, 0).variables, outer, show) };
  const resolve = (word: ShellWord, from: string | undefined): string | undefined => {
    const value = classifyWord(show(word), { ...inside, directory: from !== undefined && path.isAbsolute(from) ? from : undefined });
    return value.kind === "literal" ? value.value : undefined;
  };
  const lineOf = lineCounter(text);
  const found = parseShell(text, 0, directory, resolve).commands.flatMap((command) => {
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
  const shebang = /^#!(.*)/.exec(source)?.[1];
  if (shebang !== undefined && shellKind(shebang.trim().split(/\s+/)) === "other") return { invocations: [], problems: [], bakes: [] };
  const own = path.dirname(file);
  const origin: InvocationOrigin = { kind: "shell-script", file, line: 0, name: "" };
  const scope: ValueScope = { repository: files.repository, variable: (name) => (name === "0" ? { kind: "literal", value: file } : undefined) };
  const read = (directory: string | undefined): ScriptReading => readScript(source, { origin, directory, scope, files });
  if (own === files.repository) return read(own);
  const candidates = [read(own), read(files.repository)].filter((reading) => findsItsFiles(reading, files));
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
