import { heredocMarker } from "../dockerfile/heredocs.ts";
import type { CommandLine, Heredoc, RunInstruction } from "../dockerfile/nodes.ts";
import type { Range, Script } from "./command.ts";
import { readCommands } from "./commands.ts";
import { concatenate, joinContinuations, leaveOut, placeAt, placeWithin, type PlacedText } from "./placed-text.ts";
import { shellKind, type ShellKind } from "./shells.ts";
import { emptySimple, noExpansions, type ReadSyntax } from "./syntax.ts";
import { makeExecWord } from "./word.ts";

/** A word of an exec form: its decoded text and its place, quotes included. */
export interface ExecWord {
  readonly text: string;
  readonly range: Range;
}

/**
 * See `parseRun`. A here-document that is the whole command is the script itself, and a file that is executed if it starts
 * with `#!`; any other is given to the shell with the command (BuildKit, frontend/dockerfile/dockerfile2llb, `dispatchRun`).
 */
export function readRun(run: RunInstruction, shell: ShellKind, readSyntax: ReadSyntax): Script {
  const { command, heredocs } = run;
  const [heredoc] = heredocs;
  if (command.form === "exec" || heredoc === undefined) return readCommandLine(command, shell, readSyntax);
  const text = joinContinuations(placeAt(command.source, command.range[0]));
  const isScript = heredocMarker(text.text.trim()) !== undefined;
  const interpreter = isScript ? /^#!(.*)/.exec(heredoc.text)?.[1] : undefined;
  const kind = interpreter === undefined ? shell : shellKind(interpreter.trim().split(/\s+/));
  if (kind === "other") return unreadable;
  return readCommands(readSyntax(isScript ? placeBody(heredoc) : reconstitute(text, heredocs)), ".", readSyntax);
}

/** The commands of a shell or exec form without here-documents, of RUN, CMD, ENTRYPOINT or HEALTHCHECK. */
export function readCommandLine(command: CommandLine, shell: ShellKind, readSyntax: ReadSyntax): Script {
  if (command.form === "exec") return readExec(command.words, readSyntax);
  if (shell === "other") return unreadable;
  const text = joinContinuations(placeAt(command.source, command.range[0]));
  return readCommands(readSyntax(text), ".", readSyntax);
}

/** See `parseExec`. */
export function readExec(words: readonly ExecWord[], readSyntax: ReadSyntax): Script {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return { commands: [], variables: [], complete: true };
  const empty = emptySimple(noExpansions, [first.range[0], last.range[1]]);
  const syntax = { ...empty, words: words.map(({ text, range }) => makeExecWord(text, range)) };
  return readCommands({ list: [{ joiner: undefined, syntax }], complete: true }, ".", readSyntax);
}

const unreadable: Script = { commands: [], variables: [], complete: false };

/** The body as the shell gets it. What it would make of the CR of a file with CRLF is not meant. */
function placeBody({ source, body, chomp }: Heredoc): PlacedText {
  return leaveOut(placeAt(source, body.range[0]), chomp ? /(?<![^\n])\t+|\r(?=\n)/g : /\r(?=\n)/g);
}

/** What BuildKit gives the shell: the command, then each body and its delimiter on lines of their own (`dispatchRun`). */
function reconstitute(command: PlacedText, heredocs: readonly Heredoc[]): PlacedText {
  const bodies = heredocs.flatMap((heredoc) => {
    const end = heredoc.body.range[1];
    return [placeBody(heredoc), placeWithin(`${heredoc.delimiter}\n`, [end, end])];
  });
  const end = command.range(command.text.length, command.text.length);
  return concatenate([command, placeWithin("\n", end), ...bodies]);
}
