import { run } from "../../cli/run.ts";
import type { Output } from "../../cli/terminal/io.ts";

export interface CommandOptions {
  readonly cwd: string;
  /** Standard input. */
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  readonly columns?: number;
}

export interface CommandOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program in this process, as a shell would run it in a directory. */
export async function runCommand(args: readonly string[], options: CommandOptions): Promise<CommandOutcome> {
  const { cwd, input = "", environment = {}, isTerminal = false, columns } = options;
  const stdout = record(isTerminal, columns);
  const stderr = record(isTerminal, columns);
  const code = await run(args, {
    cwd,
    environment,
    stdout: stdout.output,
    stderr: stderr.output,
    readInput: () => Promise.resolve(Buffer.from(input)),
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function record(isTerminal: boolean, columns: number | undefined): { readonly output: Output; text(): string } {
  const parts: string[] = [];
  return { output: { isTerminal, columns, write: (text) => void parts.push(text) }, text: () => parts.join("") };
}
