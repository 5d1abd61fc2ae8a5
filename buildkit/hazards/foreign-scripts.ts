import type { Command } from "../../shell/command.ts";
import type { RunStep } from "../model.ts";

const shells = ["sh", "bash", "dash", "ash", "zsh", "ksh"];

/**
 * Whether the command runs a script whose text is not in the Dockerfile, so that nobody knows what it does to the image:
 * `curl … | bash`, `sh setup.sh`, `./install`, `. /env`. Programs in the system's directories are no scripts.
 */
export function runsForeignScript(step: RunStep, command: Command): boolean {
  const path = command.words[0].value;
  const isProgram = !path.includes("/") || /^\/(usr\/)?s?bin\/[^/]*$/.test(path);
  return runsShellScript(command) || (!isProgram && step.installs.every((install) => install.command !== command));
}

/** The same for scripts that, by their name or as shell scripts, may set up package managers: not `~/vendor/bin/tool`. */
export function runsSetupScript(command: Command): boolean {
  const path = command.words[0].value;
  return runsShellScript(command) || (path.includes("/") && /\.(ba)?sh$|install|setup|bootstrap|provision|prepare|repo|dep/i.test(command.name));
}

function runsShellScript({ name, args, joiner }: Command): boolean {
  if (name === "." || name === "source" || name === "eval") return true;
  return shells.includes(name) && (joiner === "|" || args.some(({ value }) => !value.startsWith("-")));
}
