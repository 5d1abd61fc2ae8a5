import type { SecretMount } from "../../buildkit/hazards/secret-mount.ts";
import type { CopyInstruction, Word } from "../../dockerfile/nodes.ts";
import { removeInstruction } from "./move-arg.ts";
import type { TextEdit } from "./remedy.ts";

/** Takes a source out of a copy, and the copy with it when it was the only one, and mounts it at the same place in each RUN. */
export function mountSecret(text: string, copy: CopyInstruction, source: Word, { id, target, runs }: SecretMount): readonly TextEdit[] {
  const index = copy.sources.indexOf(source);
  const next = copy.sources[index + 1] ?? copy.destination;
  if (copy.form === "json" || copy.heredocs.length > 0 || next === undefined) return [];
  const removal: TextEdit = copy.sources.length === 1 ? removeInstruction(text, copy) : { range: [source.range[0], next.range[0]], text: "" };
  const mounts = runs.map(({ instruction: { keyword } }): TextEdit => ({ range: [keyword.range[1], keyword.range[1]], text: ` --mount=type=secret,id=${id},target=${target}` }));
  return [removal, ...mounts].toSorted((a, b) => a.range[0] - b.range[0]);
}
