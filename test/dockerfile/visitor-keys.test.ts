import assert from "node:assert/strict";
import type { Node } from "../../dockerfile/nodes.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { visitorKeys } from "../../dockerfile/visitor-keys.ts";

const text = `# syntax=a
FROM --platform=b c AS d
ARG e=f
ENV g=h
LABEL i=j
RUN --mount=type=cache,target=/k <<EOF
EOF
COPY --link l <<m /n
m
ADD o p
WORKDIR q
USER r
SHELL ["s"]
EXPOSE 1
VOLUME t
STOPSIGNAL 9
MAINTAINER u
HEALTHCHECK --interval=1s CMD v
ENTRYPOINT w
CMD x
ONBUILD RUN --network=none y
FOO z
`;

describe("visitorKeys", () => {
  it("reach every node that has a type of its own", () => {
    const tree = parseDockerfile(text);
    const reached = new Set<unknown>();
    visit(tree, reached);
    for (const node of nodesIn(tree)) assert(reached.has(node), JSON.stringify(node));
    assert.deepEqual(new Set([...reached].map((node) => (node as Node).type)), new Set(Object.keys(visitorKeys)));
  });
});

function visit(node: Node, reached: Set<unknown>): void {
  assert(!reached.has(node), `${node.type} is reached twice`);
  reached.add(node);
  for (const key of visitorKeys[node.type]) {
    const child: unknown = Reflect.get(node, key);
    for (const each of Array.isArray(child) ? child : [child]) if (isNode(each)) visit(each, reached);
  }
}

/** Every node below a value, comments and the words of commands in exec form excepted. */
function nodesIn(value: unknown): readonly Node[] {
  if (typeof value !== "object" || value === null) return [];
  const below = Object.entries(value).flatMap(([key, child]) => (key === "command" || key === "comments" ? [] : nodesIn(child)));
  return isNode(value) ? [value, ...below] : below;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string" && value.type in visitorKeys;
}
