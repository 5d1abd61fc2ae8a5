import type { LostOutput } from "../../buildkit/hazards/lost-outputs.ts";
import { isRoot } from "../../buildkit/hazards/stage-user.ts";
import type { Build } from "../../buildkit/model.ts";
import type { Remedy, TextEdit } from "./remedy.ts";

/**
 * Copies what others take from the mount to a directory of the layer, in the same RUN, and lets them take it from there.
 * Nothing when a RUN or CMD needs it, a name is a wildcard, or the RUN is no plain list of commands.
 */
export function copyOutOfMount<MessageIds extends string>({ step, readers }: LostOutput, build: Build, text: string, messageId: MessageIds): readonly Remedy<MessageIds>[] {
  const { instruction, script, plantedBy } = step;
  const isPlain = instruction.command.form === "shell" && instruction.heredocs.length === 0 && plantedBy === undefined && build.dockerfile.escape === "\\";
  const isSequence = script.complete && script.commands.every(({ nesting, joiner }, index) => nesting.length === 0 && (index === 0 || joiner === "&&"));
  const directory = ["/out", "/output", "/artifacts"].find((name) => !text.includes(name));
  if (!isPlain || !isSequence || isRoot(step) === false || directory === undefined) return [];
  const edits = readers.flatMap(({ path, input }): readonly TextEdit[] => {
    if (input?.node.type !== "Word" || /[*?[\]$\s"']/.test(input.node.text)) return [];
    return [{ range: input.node.range, text: `${directory}/${path.slice(path.lastIndexOf("/") + 1)}` }];
  });
  const names = new Set(edits.map((edit) => edit.text));
  const paths = [...new Set(readers.map(({ path }) => `/${path}`))];
  if (edits.length !== readers.length || names.size !== paths.length) return [];
  const copy: TextEdit = { range: [instruction.range[1], instruction.range[1]], text: ` && mkdir -p ${directory} && cp -R ${paths.join(" ")} ${directory}/` };
  const ordered = [copy, ...edits].toSorted((one, other) => one.range[0] - other.range[0]);
  return [{ messageId, data: { paths: paths.join(", "), directory }, safety: "suggestion", edits: ordered }];
}
