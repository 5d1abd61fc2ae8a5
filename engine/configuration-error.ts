import type { ConfigurationProblem } from "../workspace/json-reader.ts";

/** A configuration file that cannot be used. The message has a line for each problem, with its place. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  readonly problems: readonly ConfigurationProblem[];

  constructor(message: string, problems: readonly ConfigurationProblem[]) {
    super(message);
    this.problems = problems;
  }
}

/** By its name: a class may exist twice where modules are loaded in two ways. */
export function isConfigurationError(error: unknown): error is ConfigurationError {
  return error instanceof Error && error.name === "ConfigurationError";
}
