import type { ExternalRead } from "../../buildkit/hazards/external-read.ts";
import type { RunStep } from "../../buildkit/model.ts";
import type { Remedy } from "./remedy.ts";

/**
 * Turns a RUN that does nothing but `git clone https://… directory` into an ADD of the repository. Nothing when the RUN does
 * more, has flags of its own, or clones with options whose effect ADD has not (submodules are fetched by ADD as well, so
 * a plain clone of a repository that has some is no exact match: the title says what changes).
 */
export function addInsteadOfClone<MessageIds extends string>(
  { step, command, remote, ref }: Extract<ExternalRead, { kind: "clone" }>,
  text: string,
  messageId: MessageIds,
): readonly Remedy<MessageIds>[] {
  const { instruction, script } = step;
  const isAlone = script.complete && script.commands.length === 1 && instruction.flags.length === 0 && instruction.heredocs.length === 0;
  if (!isAlone || command.name !== "git" || command.redirects.length > 0 || command.environment.length > 0 || step.user !== undefined) return [];
  if (!remote.literal || ref?.literal === false || !/^https:\/\/[^\s@]+$/.test(remote.value) || step.plantedBy !== undefined) return [];
  if (needsRepository(step)) return [];
  const [last] = command.args.slice(-1);
  if (last === undefined || !last.literal) return [];
  const onlyKnownFlags = command.args.every((word) => word === remote || word === last || word === ref || /^(clone|-b|--branch|--depth|--depth=\d+|\d+|-q|--quiet|--single-branch|--branch=.*)$/.test(word.value));
  if (!onlyKnownFlags) return [];
  const address = `${remote.value.replace(/\/$/, "").replace(/\.git$/, "")}.git`;
  const url = ref === undefined ? address : `${address}#${ref.value}`;
  const directory = last === remote ? address.slice(address.lastIndexOf("/") + 1, -4) : last.value;
  if (/[\s$"']/.test(directory) || text.slice(...instruction.keyword.range).length !== 3) return [];
  return [{ messageId, data: { url }, safety: "suggestion", edits: [{ range: instruction.range, text: `ADD ${url} ${directory}` }] }];
}

/** Later commands of the stage that ask git something find no repository where ADD has put the files. */
function needsRepository({ stage, instruction }: RunStep): boolean {
  return stage.steps.some((later) => later.kind === "run" && later.instruction.range[0] > instruction.range[0] && later.script.commands.some(({ name }) => name === "git"));
}
