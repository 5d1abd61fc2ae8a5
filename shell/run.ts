import { heredocMarker } from "../dockerfile/heredocs.ts";
import type { Heredoc, RunInstruction } from "../dockerfile/nodes.ts";
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
export function readRun({ command, heredocs }: RunInstruction, shell: ShellKind, readSyntax: ReadSyntax): Script {
  if (command.form === "exec") return readExec(command.words, readSyntax);
  const text = joinContinuations(placeAt(command.source, command.range[0]));
  const script = heredocMarker(text.text.trim()) === undefined ? undefined : heredocs[0];
  const interpreter = /^#!(.*)/.exec(script?.text ?? "")?.[1];
  const kind = interpreter === undefined ? shell : shellKind(interpreter.trim().split(/\s+/));
  if (kind === "other") return { commands: [], variables: [], complete: false };
  return readCommands(readSyntax(script === undefined ? reconstitute(text, heredocs) : placeBody(script)), ".", readSyntax);
}

/** See `parseExec`. */
export function readExec(words: readonly ExecWord[], readSyntax: ReadSyntax): Script {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return { commands: [], variables: [], complete: true };
  const empty = emptySimple(noExpansions, [first.range[0], last.range[1]]);
  const syntax = { ...empty, words: words.map(({ text, range }) => makeExecWord(text, range)) };
  return readCommands({ list: [{ joiner: undefined, syntax }], complete: true }, ".", readSyntax);
}

/** The body as the shell gets it. What it would make of the CR of a file with CRLF is not meant. */
function placeBody({ source, body, chomp }: Heredoc): PlacedText {
  return leaveOut(placeAt(source, body.range[0]), chomp ? /(?<![^\n])\t+|\r(?=\n)/g : /\r(?=\n)/g);
}

/** What BuildKit gives the shell: the command, then each body and its delimiter on lines of their own (`dispatchRun`). */
function reconstitute(command: PlacedText, heredocs: readonly Heredoc[]): PlacedText {
  const bodies = heredocs.flatMap((heredoc) => {
    const end = heredoc.body.range[1];
    // An open here-document may end without a line end.
    const close = /(?:^|\n)$/.test(heredoc.source) ? "" : "\n";
    return [placeBody(heredoc), placeWithin(`${close}${heredoc.delimiter}\n`, [end, end])];
  });
  if (heredocs.length === 0) return command;
  const end = command.range(command.text.length, command.text.length);
  return concatenate([command, placeWithin("\n", end), ...bodies]);
}
