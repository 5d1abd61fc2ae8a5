import type { Word } from "../../dockerfile/nodes.ts";
import type { Build, RemoteInput, Step } from "../model.ts";
import { gitRefMovement, urlMovement } from "./moving-reference.ts";

/** An ADD of something that can change between two builds, and re-runs what follows when it does. */
export interface VolatileAdd {
  readonly step: Step;
  readonly node: Word;
  readonly kind: "url" | "git";
  /** The branch of a repository; undefined for its default branch and for URLs. */
  readonly ref: string | undefined;
  /** Steps of the same stage that re-run with it. */
  readonly following: readonly Step[];
}

/**
 * Hazard B7. Not reported: `--checksum` (asks nobody while the content is cached), addresses with a version, tags and
 * commits, addresses that a variable decides, and API addresses of refs, which are added to bust the cache on purpose.
 */
export function volatileAdds(build: Build): readonly VolatileAdd[] {
  return build.stages
    .filter(({ isBuilt }) => isBuilt)
    .flatMap((stage) => stage.steps.flatMap((step, index) => step.inputs.filter(isVolatile).map((input) => toVolatileAdd(input, step, stage.steps.slice(index + 1)))));
}

function isVolatile(input: Step["inputs"][number]): input is RemoteInput {
  if ((input.kind !== "url" && input.kind !== "git") || input.checksum !== undefined || input.url === undefined) return false;
  if (input.kind === "url") return urlMovement(input.url) === "moving" && !isDeliberateCacheBust(input.url);
  const ref = refOf(input.url);
  return ref === undefined || gitRefMovement(ref) === "moving";
}

function toVolatileAdd(input: RemoteInput, step: Step, following: readonly Step[]): VolatileAdd {
  const ref = input.kind === "git" && input.url !== undefined ? refOf(input.url) : undefined;
  return { step, node: input.node, kind: input.kind, ref, following };
}

/** `#ref`, `#ref:subdirectory`, `?ref=…`, `?tag=…`, `?branch=…` (Dockerfile reference, ADD of git repositories). */
function refOf(url: string): string | undefined {
  const fragment = /#([^:]+)/.exec(url)?.[1];
  const query = /[?&](?:ref|tag|branch|commit|checksum)=([^&#]+)/.exec(url)?.[1];
  return fragment ?? query;
}

function isDeliberateCacheBust(url: string): boolean {
  return /^https?:\/\/api\.[^/]+\/.*\/(git\/)?(refs|commits|branches)\//i.test(url);
}
