import { relativeBelow } from "../files/image-path.ts";
import type { Install } from "../install.ts";
import type { Build, RunStep } from "../model.ts";
import type { CacheLocation } from "./cache-directories.ts";
import { runsForeignScript } from "./foreign-scripts.ts";
import { removesPackageLists } from "./package-lists.ts";

/**
 * Whether the directory holds an index that another step goes by: this one does not refresh it first, or a later one counts on it
 * being in the layer. A mount would be empty there, or take it away.
 */
export function holdsSharedIndex(build: Build, step: RunStep, { path, install }: CacheLocation): boolean {
  const { ecosystem } = install;
  const index = ecosystem.indexDirectory?.slice(1);
  if (index === undefined || path === undefined || relativeBelow(path, index) === undefined) return false;
  const own = step.installs.filter((other) => other.ecosystem === ecosystem);
  const [first] = own;
  const isRefreshed = first !== undefined && !first.command.conditional && (first.effect.kind === "refresh-index" || ("index" in first.effect && first.effect.index === "fetched"));
  if (!isRefreshed || step.script.commands.some((command) => command.range[0] < first.command.range[0] && runsForeignScript(step, command))) return true;
  if (removesPackageLists(step, install, install.command.range[1])) return false;
  const later = build.stages.filter((stage) => stage.chain.includes(step.stage)).flatMap((stage) => stage.steps).filter((other) => other.kind === "run" && other.instruction.range[0] > step.instruction.range[0]);
  return later.some((other) => other.kind === "run" && goesByIndex(other, ecosystem));
}

function goesByIndex(step: RunStep, ecosystem: Install["ecosystem"]): boolean {
  const [first] = step.installs.filter((other) => other.ecosystem === ecosystem);
  return !step.script.complete || step.script.commands.some((command) => runsForeignScript(step, command)) || (first !== undefined && "index" in first.effect && first.effect.index === "stored");
}
