import type { Command, ShellWord } from "../../shell/command.ts";
import { relativeBelow } from "../files/image-path.ts";
import type { Install } from "../install.ts";
import type { RunStep } from "../model.ts";

/** Whether a mount of the step covers the directory of the tool's index, so that nothing of the index is in the layer. */
export function deliversPackageLists(step: RunStep, { ecosystem }: Install): boolean {
  const directory = ecosystem.indexDirectory?.slice(1);
  if (directory === undefined) return false;
  return step.mounts.some((mount) => {
    const target = mount.target?.text.replace(/^\/|\/$/g, "");
    return target !== undefined && relativeBelow(target, directory) !== undefined;
  });
}

/**
 * Whether commands of the step behind the offset remove what a refresh has stored: `rm -rf /var/lib/apt/lists/*`, or the
 * tool's own clean-up (`apt-get dist-clean`). A removal under a condition counts: then nobody knows.
 */
export function removesPackageLists(step: RunStep, { ecosystem }: Install, offset: number): boolean {
  const directory = ecosystem.indexDirectory;
  if (directory === undefined) return false;
  const later = step.script.commands.filter(({ range }) => range[0] > offset);
  const isEmptied = step.installs.some(({ ecosystem: other, command, effect }) => other === ecosystem && later.includes(command) && emptiesIndex(effect, directory));
  return isEmptied || later.some((command) => isRemoval(command) && command.args.flatMap(alternatives).some((path) => isAround(path, directory)));
}

/** A clean-up of all that the tool keeps, or of the directory that its index is in. */
function emptiesIndex(effect: Install["effect"], directory: string): boolean {
  if (effect.kind !== "clean-cache") return false;
  return effect.empties === undefined || effect.empties.some((path) => isAround(path, directory));
}

function isRemoval({ name, args }: Command): boolean {
  if (name === "rm" || name === "unlink") return true;
  return name === "find" && args.some(({ value }) => value === "-delete" || value === "rm" || value === "unlink");
}

/** `/var/lib/{apt,cache}/` stands for two paths; groups inside groups are left as they are. */
function alternatives({ value }: ShellWord): readonly string[] {
  const match = /^([^{}]*)\{([^{}]*,[^{}]*)\}([^{}]*)$/.exec(value);
  const [, before = "", inside = "", after = ""] = match ?? [];
  return match === null ? [value] : inside.split(",").map((name) => `${before}${name}${after}`);
}

/** The directory itself, one above it, or files in it. */
function isAround(path: string, directory: string): boolean {
  const plain = path.replace(/(\/+\**)+$/, "");
  return plain !== "" && (relativeBelow(plain, directory) !== undefined || relativeBelow(directory, plain) !== undefined);
}
