import type { Command, ShellWord } from "../../shell/command.ts";
import { baseName, resolveImagePath } from "../files/image-path.ts";
import type { RunStep } from "../model.ts";
import { flagValue, operandsOf, resolvedText } from "./command-words.ts";
import { gitRefMovement } from "./moving-reference.ts";

/** Flags of `git clone` that take the next word (git-clone documentation). */
export const cloneValueFlags: readonly string[] = ["-b", "--branch", "-o", "--origin", "-u", "--upload-pack", "--reference", "--depth", "--template", "-c", "--config", "--shallow-since", "--shallow-exclude", "-j", "--jobs", "--separate-git-dir", "--revision", "--filter", "--bundle-uri", "--server-option"];

/**
 * Whether a `git checkout`, `reset --hard`, `switch` or `fetch` of something fixed follows in this step or in this stage. Of
 * several repositories in one stage, it counts for the one in whose directory it runs; where that cannot be told, for all.
 */
export function isPinnedLater(step: RunStep, clone: Command, name: string | undefined): boolean {
  const runs = step.stage.steps.filter((candidate): candidate is RunStep => candidate.kind === "run");
  const names = runs.flatMap((run) => run.script.commands.flatMap((command) => (isGit(command, "clone") ? [checkoutName(run, command)] : [])));
  return runs.some((run) =>
    run.script.commands.some((command) => {
      if (command.range[0] <= clone.range[0] || !pinsRevision(run, command)) return false;
      const place = placeName(run, command);
      return name === undefined || place === undefined || place === name || !names.includes(place);
    }),
  );
}

/** The name of the directory that a clone makes: its last operand, else the repository's name; undefined when unknown. */
export function checkoutName(step: RunStep, command: Command): string | undefined {
  const [, remote, destination] = operandsOf(command, cloneValueFlags);
  if (destination === undefined) return remote?.value === undefined ? undefined : repositoryName(remote.value);
  if (!destination.literal || command.directory === undefined) return undefined;
  return baseName(resolveImagePath(resolveImagePath(step.directory, command.directory), destination.value).path);
}

export function repositoryName(address: string): string {
  return baseName(address.replace(/\/+$/, "").replace(/\.git$/, "").replace(/^.*:/, ""));
}

function placeName(step: RunStep, command: Command): string | undefined {
  const flag = flagValue(command.args, ["-C"]);
  if (command.directory === undefined || flag?.literal === false) return undefined;
  const start = resolveImagePath(step.directory, command.directory);
  return baseName(resolveImagePath(start, flag?.value ?? ".").path);
}

function isGit({ name, args }: Command, verb: string): boolean {
  return name === "git" && operandsOf({ args }, ["-C", "-c"])[0]?.value === verb;
}

function pinsRevision(step: RunStep, command: Command): boolean {
  if (command.name !== "git") return false;
  const [verb, ...operands] = operandsOf(command, ["-C", "-c", "-b", "-B"]);
  if (!["checkout", "reset", "switch", "fetch"].includes(verb?.value ?? "")) return false;
  return operands.some((word) => isRevision(step, word));
}

/** What cannot be known may be a revision. */
function isRevision(step: RunStep, word: ShellWord): boolean {
  const text = resolvedText(step, word);
  return text === undefined || (gitRefMovement(text) === "fixed" && !/^(\.|origin$|--)/.test(text));
}
