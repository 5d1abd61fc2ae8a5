import type { Word } from "../../dockerfile/nodes.ts";
import { argsIn, platformArgs } from "../environment.ts";
import type { Build, RemoteInput, Step } from "../model.ts";
import { bustingQuery } from "./query-busts.ts";
import { gitRefMovement, urlMovement } from "./moving-reference.ts";

/** An ADD of something that can change between two builds, and re-runs what follows when it does. */
export interface VolatileAdd {
  readonly step: Step;
  readonly node: Word;
  /** `moving-url`: the address says that it moves. `unversioned-url`: nothing in it says which version it is. */
  readonly kind: "moving-url" | "unversioned-url" | "git";
  /** The branch of a repository; undefined for its default branch and for URLs. */
  readonly ref: string | undefined;
  /** Steps of the same stage that re-run with it. */
  readonly following: readonly Step[];
}

/**
 * Hazard B7. Not reported: `--checksum` (asks nobody while the content is cached), addresses with a version or any other
 * number, tags and commits, addresses that a variable decides, keys and certificates, which one wants to follow, and what
 * is added to bust the cache on purpose, be it in vain (query-busts.ts).
 */
export function volatileAdds(build: Build): readonly VolatileAdd[] {
  return build.stages
    .filter(({ isBuilt }) => isBuilt)
    .flatMap((stage) => stage.steps.flatMap((step, index) => step.inputs.flatMap((input) => (isGiven(input, step, build) ? [] : toVolatileAdd(input, step, stage.steps.slice(index + 1))))));
}

/** A build argument decides the address, whatever its default: who builds says what comes. */
function isGiven(input: Step["inputs"][number], { environment }: Step, { dockerfile }: Build): boolean {
  return (input.kind === "url" || input.kind === "git") && argsIn(environment, input.node.text, dockerfile.escape).some((name) => !platformArgs.includes(name));
}

function toVolatileAdd(input: Step["inputs"][number], step: Step, following: readonly Step[]): readonly VolatileAdd[] {
  if ((input.kind !== "url" && input.kind !== "git") || input.checksum !== undefined) return [];
  const url = input.url ?? withPlatform(input.node.text);
  if (url === undefined) return [];
  if (input.kind === "url") {
    const kind = isFollowed(url) || isDeliberateCacheBust(url, input) || bustingQuery(url) !== undefined ? undefined : urlKind(url);
    return kind === undefined ? [] : [{ step, node: input.node, kind, ref: undefined, following }];
  }
  const ref = refOf(url);
  if (ref !== undefined && gitRefMovement(ref) !== "moving") return [];
  return [{ step, node: input.node, kind: "git", ref, following }];
}

function urlKind(url: string): VolatileAdd["kind"] | undefined {
  const movement = urlMovement(url);
  if (movement === "moving") return "moving-url";
  const path = url.replace(/^\w+:\/\/[^/?#]*/, "");
  return movement === "unknown" && /[a-z]/i.test(path) && !/\d/.test(path) ? "unversioned-url" : undefined;
}

/** The address when only variables that name the platform are open in it. */
function withPlatform(text: string): string | undefined {
  const plain = text.replaceAll(/\$\{?(?:TARGET|BUILD)(?:ARCH|OS|PLATFORM|VARIANT)\b\}?/g, "platform");
  return plain.includes("$") ? undefined : plain;
}

/** `#ref`, `#ref:subdirectory`, `?ref=…`, `?tag=…`, `?branch=…` (Dockerfile reference, ADD of git repositories). */
function refOf(url: string): string | undefined {
  const fragment = /#([^:]+)/.exec(url)?.[1];
  const query = /[?&](?:ref|tag|branch|commit|checksum)=([^&#]+)/.exec(url)?.[1];
  return fragment ?? query;
}

/** Keys and certificates are meant to be followed as they are rotated (hazards.md B6). */
function isFollowed(url: string): boolean {
  return /\.(gpg|asc|key|pub|pem|crt|cer)([?#]|$)|\/(gpg|keys?)$/i.test(url);
}

/** Answers of an API, lists of commits and random numbers have no other use, nor has what lands nowhere. */
function isDeliberateCacheBust(url: string, { destination }: RemoteInput): boolean {
  if (destination?.anchored === true && destination.path === "dev/null") return true;
  return /^https?:\/\/(api\.|[^/]*random|[^/]*\/(.*\/)?(api|commits|refs|uuid)\/|[^/]*worldtime)|\.atom([?#]|$)/i.test(url);
}
