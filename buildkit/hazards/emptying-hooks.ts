import type { EmptyingHook } from "../../ecosystems/ecosystem.ts";
import type { Build, CopyStep, RunStep, Step } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { cacheLocations, cacheMounts, relationOf, type CacheMount } from "./cache-directories.ts";
import { baseImage, isOfficialImage } from "./stage-user.ts";

export interface HookedCache {
  readonly kind: "hook";
  readonly step: RunStep;
  readonly cache: CacheMount;
  readonly hook: EmptyingHook;
}

/**
 * Cache mounts that the base image's own configuration keeps empty, the first of each chain of stages: on official images
 * alone, and only where no step so far could have changed that configuration.
 */
export function findEmptyingHooks(build: Build): readonly HookedCache[] {
  return build.stages
    .filter(({ isBuilt }) => isBuilt)
    .flatMap((stage) => {
      const image = baseImage(stage);
      if (image === undefined || !isOfficialImage(image)) return [];
      const chain = chainSteps(stage);
      return chain.flatMap((step, index) => hookOf(step, chain.slice(0, index + 1), build) ?? []).slice(0, 1);
    });
}

function hookOf(step: Step, chain: readonly Step[], build: Build): HookedCache | undefined {
  if (step.kind !== "run") return undefined;
  for (const location of cacheLocations(step)) {
    const { hook } = location.directory;
    const cache = cacheMounts(step, build).find((mount) => relationOf(mount, location) !== undefined);
    const isFilled = location.install.effect.kind === "system-install" || location.install.effect.kind === "upgrade";
    if (hook === undefined || cache === undefined || !isFilled) continue;
    return chain.some((earlier) => maySettle(earlier, hook.settledBy)) ? undefined : { kind: "hook", step, cache, hook };
  }
  return undefined;
}

/** Scripts may do anything; so may the files of another image that are copied over the root. */
export function maySettle(step: Step, settledBy: RegExp): boolean {
  switch (step.kind) {
    case "run":
      return settledBy.test(runText(step)) || /\.sh\b/.test(runText(step)) || [...step.environment.variables.keys()].some((name) => settledBy.test(name));
    case "copy":
      return settlesByCopy(step, settledBy);
    default:
      return false;
  }
}

function settlesByCopy({ inputs, instruction }: CopyStep, settledBy: RegExp): boolean {
  const written = [instruction.destination, ...instruction.sources].some((word) => word !== undefined && settledBy.test(word.text));
  return written || inputs.some((input) => "destination" in input && input.destination !== undefined && ["", "etc"].includes(input.destination.path));
}

function runText({ instruction: { command, heredocs } }: RunStep): string {
  const own = command.form === "shell" ? command.source : command.words.map(({ text }) => text).join(" ");
  return [own, ...heredocs.map(({ text }) => text)].join("\n");
}
