import { sum, type Amount } from "../formats/amounts.ts";
import { entriesOf, type Entry } from "./tree.ts";

export interface TreeRow {
  readonly amount: Amount;
  /** Undefined for what stands for several entries. */
  readonly commits: number | undefined;
  readonly label: string;
  /** How deep it lies below the rows above it. */
  readonly depth: number;
}

const deepest = 2;
const mostPerDirectory = 8;

/**
 * The directories and files that matter, each above what is in it: those with a fiftieth of the bytes or a fifth of the
 * commits, and of the others their sum. A directory with a quarter of the bytes shows what is in it.
 */
export function treeRows(root: Entry): readonly TreeRow[] {
  return rowsIn(root, 0);

  function rowsIn(directory: Entry, depth: number): readonly TreeRow[] {
    const entries = entriesOf(directory);
    const weighty = entries.filter((entry, index) => index === 0 || matters(entry)).slice(0, mostPerDirectory);
    const shown = entries.length - weighty.length === 1 ? entries : weighty;
    const others = entries.filter((entry) => !shown.includes(entry));
    const rows = shown.flatMap((entry) => {
      const { end, label } = collapse(entry);
      const row = { amount: entry.amount, commits: entry.commits, label, depth };
      return depth < deepest && end.children !== undefined && 4 * entry.amount.bytes >= root.amount.bytes ? [row, ...rowsIn(end, depth + 1)] : [row];
    });
    if (others.length === 0) return rows;
    return [...rows, { amount: sum(others.map(({ amount }) => amount)), commits: undefined, label: `${others.length} others`, depth }];
  }

  function matters({ amount, commits }: Entry): boolean {
    return 50 * amount.bytes >= root.amount.bytes || (root.commits > 0 && 5 * commits >= root.commits);
  }
}

/** A directory with nothing but a directory in it is one with it: `src/main/java/`. */
function collapse(entry: Entry): { readonly end: Entry; readonly label: string } {
  const [only, ...others] = entry.children?.values() ?? [];
  if (only?.children !== undefined && others.length === 0) {
    const { end, label } = collapse(only);
    return { end, label: `${entry.name}/${label}` };
  }
  return { end: entry, label: entry.children === undefined ? entry.name : `${entry.name}/` };
}
