import type { CommandForm } from "../../ecosystems/ecosystem.ts";
import type { Install } from "../install.ts";

/**
 * The flag with which a command that installs the project itself installs what the manifests declare and no more
 * (`poetry install --no-root`). It follows from the records: the same words with that flag are another form, a plain
 * install. Undefined for all other commands, and for those that no flag changes so.
 */
export function dependencyFlag({ effect, form, ecosystem, operands }: Install): string | undefined {
  if (effect.kind !== "install-project" || operands.length > 0) return undefined;
  const plain = ecosystem.commands.find((other) => other.effect.kind === "install" && sharesWords(other, form));
  return plain === undefined ? undefined : (plain.anyFlag ?? form.noFlag ?? []).find((flag) => !(plain.noFlag ?? []).includes(flag));
}

function sharesWords(one: CommandForm, other: CommandForm): boolean {
  const spelled = ({ subcommands = [] }: CommandForm): string[] => subcommands.map((words) => words.map(String).join(" "));
  return spelled(one).some((words) => spelled(other).includes(words));
}
