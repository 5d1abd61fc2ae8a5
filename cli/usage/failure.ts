/** What ends a command with exit code 2: a mistake in its use, its configuration or its files, said in one sentence. */
export class Failure extends Error {
  override readonly name = "Failure";
}

/** The operating system's reason, without its code and call: "permission denied". */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /^[A-Z]+: ([^,]+)/.exec(message)?.[1] ?? message;
}
