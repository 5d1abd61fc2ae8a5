import type { Install } from "../install.ts";
import type { RunStep } from "../model.ts";

/** Whether the words of the command, or a variable of the stage, say that the project brings its dependencies along. */
export function bringsOwnDependencies({ environment, script }: RunStep, install: Install): boolean {
  const words = install.command.words.map(({ value }) => value).join(" ");
  const texts = [words, ...[...environment.variables.values()].flatMap(({ value }) => value ?? []), ...install.command.environment.flatMap(({ value }) => value?.value ?? [])];
  return !script.complete || texts.some((text) => install.ecosystem.bringsDependencies?.test(text) === true);
}
