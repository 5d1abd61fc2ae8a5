import type { IgnoreFileTree } from "../../buildkit/files/ignore-tree.ts";
import type { Located } from "../../dockerfile/nodes.ts";

/** Where to report what an ignore file has not: at its last pattern, else at its first comment, else as a whole. */
export function placeOfFile(tree: IgnoreFileTree): Located {
  return tree.patterns.at(-1) ?? tree.comments[0] ?? tree;
}
