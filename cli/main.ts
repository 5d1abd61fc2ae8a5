import { buffer } from "node:stream/consumers";
import type { WriteStream } from "node:tty";
import type { Io, Output } from "./terminal/io.ts";
import { run } from "./run.ts";

const io: Io = {
  cwd: process.cwd(),
  environment: process.env,
  stdout: toOutput(process.stdout),
  stderr: toOutput(process.stderr),
  readInput: () => buffer(process.stdin),
};

// The exit code is set, not forced: a pipe may still have to take up what was written.
void run(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
});

function toOutput(stream: WriteStream): Output {
  let isOpen = true;
  // Whoever reads along may have seen enough (`| head`): nothing to say about that, and to nobody.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    isOpen = false;
  });
  return {
    isTerminal: stream.isTTY,
    columns: stream.columns,
    write: (text) => {
      if (isOpen) stream.write(text);
    },
  };
}
