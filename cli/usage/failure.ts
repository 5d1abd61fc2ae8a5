import { isConfigurationError } from "../../engine/configuration-error.ts";
import { toPrintable } from "../terminal/cells.ts";
import type { Io } from "../terminal/io.ts";

/** What ends a command with exit code 2: a mistake in its use, its configuration or its files. One sentence a line. */
export class Failure extends Error {
  override readonly name = "Failure";
}

/** By its name: a class may exist twice where modules are loaded in two ways. A wrong configuration is a failure too. */
export function isFailure(error: unknown): error is Error {
  return error instanceof Error && (error.name === "Failure" || isConfigurationError(error));
}

/** The operating system's reason, without its code and call: "permission denied". */
export function reasonOf(error: unknown): string {
  const message = messageOf(error);
  return /^[A-Z]+: ([^,]+)/.exec(message)?.[1] ?? message;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** For standard error: a line for each thing that is wrong; with LAYERWISE_DEBUG=1 the stack of what nobody foresaw. */
export function describeError(error: unknown, environment: Io["environment"]): string {
  if (isFailure(error)) return error.message.split("\n").map(toLine).join("");
  const [message = ""] = messageOf(error).split("\n", 1);
  return describeUnforeseen(`internal error: ${message}`, error, environment);
}

/** The same for what went wrong at one place, said in `message`, because of `cause`. */
export function describeUnforeseen(message: string, cause: unknown, environment: Io["environment"]): string {
  if (environment["LAYERWISE_DEBUG"] !== "1") return toLine(`${message} (LAYERWISE_DEBUG=1 tells where)`);
  return `${toLine(message)}${cause instanceof Error ? `${cause.stack ?? ""}\n` : ""}`;
}

export function toLine(text: string): string {
  return `layerwise: ${toPrintable(text)}\n`;
}
