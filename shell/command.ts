/** What a RUN executes, as commands with their places in the Dockerfile. Plain, read-only data. */

/** Offsets in the Dockerfile, end exclusive. */
export type Range = readonly [start: number, end: number];

export interface ShellWord {
  /** The characters as written. */
  readonly text: string;
  /** Quotes and backslashes removed; expansions stay as written (`$VERSION`). */
  readonly value: string;
  /** True when nothing in it is expanded by the shell: no variable, substitution or unquoted glob. */
  readonly literal: boolean;
  /** Names of the variables it expands, in order. */
  readonly variables: readonly string[];
  readonly range: Range;
}

export interface Assignment {
  readonly name: string;
  readonly value: ShellWord | undefined;
  readonly range: Range;
}

export interface Redirect {
  /** Without the descriptor: `>`, `>>`, `>&`, `<<-`. */
  readonly operator: string;
  /** The file, or the body of a here-document. */
  readonly target: ShellWord | undefined;
  readonly range: Range;
}

/** How a command is joined to the one before it in the same list. */
export type Joiner = "&&" | "||" | ";" | "|" | "&";

/** What a command stands inside of, outermost first. */
export type Nesting = "subshell" | "group" | "if" | "loop" | "case" | "function" | "substitution" | "script";

/**
 * One simple command after its wrappers are taken off (`sudo`, `env X=y`, `exec`, `time`, `nice`, `xargs` is no wrapper).
 * `sh -c '…'` is replaced by the commands of its script.
 */
export interface Command {
  /** Last path segment of the command word's value: `npm` for `/usr/bin/npm`. */
  readonly name: string;
  /** The command word, then its arguments. Never empty. */
  readonly words: readonly [ShellWord, ...ShellWord[]];
  /** The arguments alone. */
  readonly args: readonly ShellWord[];
  /** `A=1 npm ci`, `env A=1 npm ci`, `A=1 sh -c 'npm ci'`. */
  readonly environment: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  /** Wrapper names taken off, outermost first, those of the shell that runs a script included: `["sudo"]`. */
  readonly wrappers: readonly string[];
  /** From the first assignment or wrapper to the last argument or redirect. */
  readonly range: Range;
  /** Undefined for the first command of a list. */
  readonly joiner: Joiner | undefined;
  readonly nesting: readonly Nesting[];
  /** Runs only if something else holds: after `||`, inside `if`, `case`, a loop or a function body. */
  readonly conditional: boolean;
  /**
   * Directory that earlier `cd` and `pushd` of the same script lead to, relative to the step's working directory or
   * absolute; "." when there is none, undefined when it cannot be known (`cd $DIR`, unless the caller resolves words).
   */
  readonly directory: string | undefined;
}

/** A variable that a script sets. */
export interface ScriptVariable extends Assignment {
  /**
   * False when the script may run without setting it (in a branch or a loop, behind `&&` or `||`) and for what it reads
   * (`read`, `for`). A function is taken to be called.
   */
  readonly certain: boolean;
}

/** The path that a word stands for which holds expansions, seen from a directory as in `Command`; undefined when nobody knows. */
export type ResolveWord = (word: ShellWord, directory: string | undefined) => string | undefined;

export interface Script {
  /** In source order, those of substitutions before the command that uses them. */
  readonly commands: readonly Command[];
  /** Variables that the script itself sets: assignments, `export`, `read`, `for`. */
  readonly variables: readonly ScriptVariable[];
  /** False when the text could not be parsed whole (another shell's syntax): what is here may be incomplete. */
  readonly complete: boolean;
}
