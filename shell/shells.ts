import { readOptions } from "./options.ts";
import type { SyntaxWord } from "./syntax.ts";
import { commandName } from "./wrappers.ts";
import { makeExecWord } from "./word.ts";

/** Whether scripts of a shell have the syntax of sh. */
export type ShellKind = "posix" | "other";

const posixShells = new Set(["sh", "bash", "ash", "dash", "zsh", "ksh", "mksh", "rbash"]);

/** The shells' options with a value (`-o pipefail`), as in the Bash manual, "Invoking Bash". */
const shellOptions = { short: "oO", long: ["rcfile", "init-file"] };

/**
 * The kind of the shell that the words of a SHELL instruction or of a shebang start: `["/bin/bash", "-o", "pipefail", "-c"]`.
 * A launcher in front of the shell changes nothing (`/usr/bin/env bash`, `busybox sh`).
 */
export function shellKind(words: readonly string[]): ShellKind {
  const line = words.map((text) => makeExecWord(text, [0, 0]));
  return line.some((_, index) => startsShell(line, index)) ? "posix" : "other";
}

/** What a call of a shell runs; undefined when it is no call of a shell, or one of a script file. */
export type ShellCall = { readonly kind: "script"; readonly script: SyntaxWord } | { readonly kind: "input" };

/** Reads `sh -c 'script'`, `bash -euxo pipefail -c script` and `bash -s`, the words after the wrappers. */
export function readShellCall(words: readonly SyntaxWord[]): ShellCall | undefined {
  const shell = words[0] !== undefined && commandName(words[0]) === "busybox" ? 1 : 0;
  const name = words[shell];
  if (name === undefined || !posixShells.has(commandName(name))) return undefined;
  const { options, next } = readOptions(words, shell + 1, shellOptions);
  const has = (option: string): boolean => options.some(({ name: given }) => given === option);
  const operand = words[next];
  if (has("-c")) return operand && { kind: "script", script: operand };
  return operand === undefined || operand.word.value === "-" || has("-s") ? { kind: "input" } : undefined;
}

/** A shell at the front counts whatever follows; behind a launcher, nothing but its own options may follow. */
function startsShell(words: readonly SyntaxWord[], index: number): boolean {
  const word = words[index];
  if (word === undefined || !posixShells.has(commandName(word))) return false;
  return index === 0 || readOptions(words, index + 1, shellOptions).next === words.length;
}
