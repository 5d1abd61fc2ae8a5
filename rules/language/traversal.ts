import { visitorKeys } from "../../dockerfile/visitor-keys.ts";
import type { Node } from "../../dockerfile/nodes.ts";

/** The child nodes of a node, in the order of its visitor keys. */
export function childrenOf(node: Node): Node[] {
  const fields: Record<string, unknown> = { ...node };
  return visitorKeys[node.type].flatMap((key) => fields[key]).filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "range" in value;
}
