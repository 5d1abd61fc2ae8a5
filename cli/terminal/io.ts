/** What a command may touch of the process it runs in; a test hands in its own. */
export interface Io {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Everything that comes on standard input, undecoded. */
  readInput(): Promise<Buffer>;
}

export interface Output {
  readonly isTerminal: boolean;
  /** Width of the terminal in cells; undefined when there is none. */
  readonly columns: number | undefined;
  write(text: string): void;
}
