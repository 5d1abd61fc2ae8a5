import type { Mount } from "../../buildkit/mount.ts";
import type { TextEdit } from "./remedy.ts";

/**
 * Mounts one path of the source below the same place: `from=a,target=/a` becomes `from=a,source=/x,target=/a/x`, so that the
 * command need not change. Empty where an option is not written as it is read (quotes, continuation lines).
 */
export function narrowMount(text: string, { source, target, from }: Mount, part: string): readonly TextEdit[] {
  const words = [source, target, from].filter((word) => word !== undefined);
  if (target === undefined || from === undefined || words.some(({ range, text: read }) => text.slice(...range) !== read)) return [];
  const narrowed: TextEdit = { range: target.range, text: `${target.text.replace(/\/+$/, "")}/${part}` };
  const added: TextEdit = source === undefined ? { range: [from.range[1], from.range[1]], text: `,source=/${part}` } : { range: source.range, text: `/${part}` };
  return [added, narrowed].toSorted((a, b) => a.range[0] - b.range[0]);
}
