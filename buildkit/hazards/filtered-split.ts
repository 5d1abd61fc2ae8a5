import { filesMatching } from "../files/context-files.ts";
import { addToIgnoreFile, type IgnoreAddition } from "../ignore-addition.ts";
import { knownContext } from "../ignore-use.ts";
import type { Build } from "../model.ts";
import { literalPattern } from "../files/path-pattern.ts";
import type { BroadCopy } from "./broad-copy.ts";
import { planCopySplit, type CopySplit } from "./copy-split.ts";

/** A split, and the ignore lines without which the copy below the install would bring the host's packages. */
export interface FilteredSplit {
  readonly split: CopySplit;
  readonly addition: IgnoreAddition;
}

/**
 * The same split in a context whose ignore file keeps out what would overwrite the install. Undefined when nothing would, and
 * when the ignore file cannot be completed so that the risk is gone.
 */
export function planFilteredSplit(broad: BroadCopy, { installs, risks }: CopySplit, build: Build): FilteredSplit | undefined {
  const context = knownContext(build);
  if (context === undefined || risks.length === 0) return undefined;
  const overwriting = installs.flatMap(({ install, contextDirectory }) =>
    filesMatching(context, contextDirectory ?? "", install.ecosystem.installsInto.map((name) => `${name.replace(/\/$/, "")}/`)),
  );
  const addition = addToIgnoreFile(build, overwriting.map((path) => literalPattern(path.replace(/\/$/, ""))));
  const split = addition && planCopySplit(broad, addition.build);
  return addition === undefined || split === undefined || split.risks.length >= risks.length ? undefined : { split, addition };
}
