import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { readArguments } from "../usage/arguments.ts";
import type { Command } from "../usage/command.ts";
import { Failure } from "../usage/failure.ts";

const flags = {
  stdio: { description: "Talk over standard input and output (default)." },
  "node-ipc": { description: "Talk over the channel of a parent process that is Node.js." },
  help: { short: "h", description: "Print this." },
};

export const lsp: Command = {
  usage: "lsp [--stdio|--node-ipc]",
  description:
    "The language server: diagnostics, quick fixes and the same configuration as on the command line, in any editor that speaks the Language Server Protocol. Editors start it; it ends with the editor.",
  flags,
  notes: "Exit codes: 0 when the editor has asked it to end, 1 when the editor is gone without that, 2 when it could not start.",

  async run(args) {
    const { operands } = readArguments(args, flags);
    if (operands.length > 0) throw new Failure(`lsp takes no paths, but got ${operands.join(" ")}`);
    // The server reads the process's arguments itself, and from here on the process is its own.
    await import(pathToFileURL(findServer(process.argv[1] ?? "")).href);
    return 0;
  },
};

/** The server is a bundle of its own beside the program's, so that no other command loads its libraries. */
function findServer(program: string): string {
  const directory = dirname(existsSync(program) ? realpathSync(program) : program);
  const file = [join(directory, "server.cjs"), join(directory, "../dist/server.cjs")].find(existsSync);
  if (file === undefined) throw new Failure("the language server is not beside this program: its build is not complete");
  return file;
}
