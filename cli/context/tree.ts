import { nothing, sum, type Amount } from "../formats/amounts.ts";

/** A directory or file of a tree, with all that is in it. */
export interface Entry {
  readonly name: string;
  /** From the root of the tree, which is "". */
  readonly path: string;
  readonly amount: Amount;
  /** How many commits touched it. */
  readonly commits: number;
  /** By their names; undefined for a file. */
  readonly children: ReadonlyMap<string, Entry> | undefined;
}

export interface Tree {
  readonly root: Entry;
  add(path: string, amount: Amount): void;
  /** Counts a commit once for every entry on the way to the paths, as far as it is there. */
  addCommit(paths: readonly string[]): void;
}

/** Adds up files by their directories. */
export function createTree(): Tree {
  const root: Node = { name: "", path: "", amount: nothing, commits: 0, children: new Map() };
  return {
    root,
    add(path, amount) {
      let node = root;
      node.amount = sum([node.amount, amount]);
      for (const name of path.split("/")) {
        node = childOf(node, name);
        node.amount = sum([node.amount, amount]);
      }
    },
    addCommit(paths) {
      const touched = new Set(paths.flatMap((path) => nodesTo(root, path)));
      for (const node of touched) node.commits += 1;
    },
  };
}

/** What is in a directory: the largest first, and of those with as many bytes the one that changes most often, then the one with most files. */
export function entriesOf({ children }: Entry): readonly Entry[] {
  const byName = (one: Entry, other: Entry) => (one.name < other.name ? -1 : 1);
  return [...(children?.values() ?? [])].toSorted((one, other) => other.amount.bytes - one.amount.bytes || other.commits - one.commits || other.amount.files - one.amount.files || byName(one, other));
}

interface Node extends Entry {
  amount: Amount;
  commits: number;
  children: Map<string, Node> | undefined;
}

function childOf(parent: Node, name: string): Node {
  parent.children ??= new Map();
  const known = parent.children.get(name);
  if (known !== undefined) return known;
  const path = parent.path === "" ? name : `${parent.path}/${name}`;
  const child: Node = { name, path, amount: nothing, commits: 0, children: undefined };
  parent.children.set(name, child);
  return child;
}

function nodesTo(root: Node, path: string): readonly Node[] {
  const nodes = [root];
  for (const name of path.split("/")) {
    const next = nodes.at(-1)?.children?.get(name);
    if (next === undefined) break;
    nodes.push(next);
  }
  return nodes;
}
