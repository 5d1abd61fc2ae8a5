import type { Range } from "./command.ts";
import { readOptions } from "./options.ts";
import { concatenate, placeWithin, type PlacedText } from "./placed-text.ts";
import { readShellCall } from "./shells.ts";
import type { SyntaxRedirect, SyntaxWord } from "./syntax.ts";
import { commandName, type Call } from "./wrappers.ts";

export interface InnerScript {
  readonly text: PlacedText;
  readonly expanded: readonly Range[];
  /** `eval`: what it sets and where it goes stays. */
  readonly sameShell: boolean;
}

/** The script that a call runs in place of a command: of `sh -c`, `su -c`, `eval`, or a shell's here-document. */
export function innerScript(call: Call, redirects: readonly SyntaxRedirect[]): InnerScript | undefined {
  const shell = readShellCall(call.words);
  const input = redirects.findLast(({ isInput }) => isInput)?.target;
  const script = call.script ?? (shell?.kind === "script" ? shell.script : shell && input);
  if (script !== undefined) {
    const expanded = script.expansions.substitutions.map(({ range }) => range);
    return script.opaque ? undefined : { text: script.content(), expanded, sameShell: false };
  }
  const [first, ...args] = call.words;
  if (commandName(first) !== "eval" || args.length === 0 || args.some(({ word }) => !word.literal)) return undefined;
  const parts = args.flatMap((arg) => [arg.content(), placeWithin(" ", arg.word.range)]);
  return { text: concatenate(parts.slice(0, -1)), expanded: [], sameShell: true };
}

/** Options of xargs with a value, as in the manual page of GNU findutils 4.10. */
const xargsOptions = {
  short: "adEILnPs",
  long: ["arg-file", "delimiter", "max-lines", "max-args", "max-procs", "max-chars", "process-slot-var"],
};

/** The command that `xargs` puts its input behind; empty for any other command. */
export function templateOf(words: Call["words"]): readonly SyntaxWord[] {
  return commandName(words[0]) === "xargs" ? words.slice(readOptions(words, 1, xargsOptions).next) : [];
}
