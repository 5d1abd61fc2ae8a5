import type { CopyInstruction } from "../../dockerfile/nodes.ts";
import { directoryName, joinPaths, relativeBelow } from "../files/image-path.ts";
import type { ContextInput } from "../model.ts";

/** One COPY of manifests that is to stand where the broad copy stood. */
export interface NarrowCopy {
  /** Context paths; a trailing slash marks a directory, which then stands alone. */
  readonly sources: readonly string[];
  /** Destination as it is to be written, with a trailing slash. */
  readonly destination: string;
}

/**
 * The manifests by directory, each with the destination at which the broad copy would have put them; a directory in a copy
 * of its own. Undefined when one of them lies elsewhere, or has a name that needs quoting.
 */
export function narrowCopies(copy: CopyInstruction, input: ContextInput, paths: readonly string[]): readonly NarrowCopy[] | undefined {
  const groups = new Map<string, string[]>();
  const root = input.hasWildcard ? directoryName(input.path ?? "") : (input.path ?? "");
  for (const path of new Set(paths)) {
    const isDirectory = path.endsWith("/");
    const below = relativeBelow(root, isDirectory ? path.slice(0, -1) : directoryName(path));
    if (below === undefined || /\s|[$*?[\]"'\\#]/.test(path)) return undefined;
    const destination = destinationBelow(copy.destination?.text ?? "", below);
    groups.set(destination, [...(groups.get(destination) ?? []), path]);
  }
  return [...groups].map(([destination, sources]) => ({ destination, sources }));
}

function destinationBelow(written: string, below: string): string {
  const start = written.replace(/\/\.?$/, "");
  return below === "" ? `${start}/` : `${start}/${joinPaths(below)}/`;
}
