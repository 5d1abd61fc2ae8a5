import type { Install } from "../install.ts";
import { relativeBelow } from "../image-path.ts";
import type { RunStep } from "../model.ts";

/** Whether a mount of the step covers a directory in which the tool keeps its state, so that nothing of it is in the layer. */
export function deliversPackageLists(step: RunStep, install: Install): boolean {
  const directories = install.ecosystem.caches.map(({ path }) => path.replace(/^\//, ""));
  return step.mounts.some((mount) => {
    const target = mount.target?.text.replace(/^\/|\/$/g, "");
    return target !== undefined && directories.some((directory) => relativeBelow(target, directory) !== undefined);
  });
}
