import type { Build, Stage } from "../model.ts";
import { earlyArgs, type EarlyArgs } from "./early-args.ts";

/** What differs between the platforms of one build; the BUILD… arguments do not. */
const targetArgs: readonly string[] = ["TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "TARGETOSVERSION"];

/**
 * Hazard A24: platform arguments declared above installs that do not use them, in stages that run on the builder's own platform.
 * Such a stage is one step for all platforms as far as its keys agree; a declared platform argument makes it one for each.
 */
export function earlyTargetArgs(build: Build): readonly EarlyArgs[] {
  // Always for one and the same platform, there is nothing to share.
  if (build.options.knownPlatforms?.size === 1) return [];
  return earlyArgs(build, ({ name, pair, stage }) => targetArgs.includes(name) && pair.value === undefined && runsOnBuilder(stage) && servesPlatforms(build, stage)).filter(({ declarations }) =>
    // The platforms of one build mostly have one operating system and no variant.
    declarations.some(({ name }) => name === "TARGETPLATFORM" || name === "TARGETARCH"),
  );
}

/** `FROM --platform=$BUILDPLATFORM`, of the stage itself or of the one that it is built on. */
function runsOnBuilder(stage: Stage): boolean {
  const root = stage.chain[0] ?? stage;
  const platform = root.from.flags.find(({ name }) => name === "platform")?.value?.text;
  const isBuilders = platform !== undefined && /^\$\{?BUILDPLATFORM\}?$/.test(platform);
  return isBuilders && !stage.chain.some(({ baseArgs }) => baseArgs.some((name) => targetArgs.includes(name)));
}

/** The stage works for an image that is built for several platforms: it is not that image, and no base names one architecture. */
function servesPlatforms(build: Build, stage: Stage): boolean {
  const target = build.stages.findLast(({ isBuilt }) => isBuilt);
  const bases = [...stage.chain, ...(target?.chain ?? [])].flatMap(({ base }) => (base.kind === "image" ? [base.reference.text] : []));
  return target?.chain.includes(stage) === false && !bases.some((base) => /(?:^|[-/_.:])(?:amd64|x64|x86[-_]64|i386|arm64(?:v8)?|aarch64|arm(?:32)?v[5-7]|armhf|ppc64le|s390x|riscv64)(?:$|[-/_.:])/.test(base));
}
