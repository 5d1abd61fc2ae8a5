import type { Flag } from "./arguments.ts";
import type { Io } from "../terminal/io.ts";

/** What can be said of a command without loading it: the list of commands is made of these. */
export interface CommandOutline {
  readonly summary: string;
  load(): Promise<Command>;
}

/** One command of `layerwise`. */
export interface Command {
  /** What follows the name of the program: `lint [PATH]...`. */
  readonly usage: string;
  /** Paragraphs of the help before the list of flags. */
  readonly description: string;
  readonly flags: Readonly<Record<string, Flag>>;
  /** Paragraphs of the help after the list of flags. */
  readonly notes?: string;
  /**
   * @param args What follows the command's name.
   * @returns The exit code.
   * @throws {Failure} for what is to end with exit code 2.
   */
  run(args: readonly string[], io: Io): Promise<number>;
}
