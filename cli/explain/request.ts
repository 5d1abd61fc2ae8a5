import type { HeldCache } from "../../buildkit/plan/change.ts";
import { buildFlags, oneOf, readBuildRequest, type BuildRequest } from "../build/request.ts";
import { readArguments } from "../usage/arguments.ts";

export const explainFlags = {
  change: { value: "PATH", description: "A file of the build context that changed, is new or deleted; a directory stands for all its files. May be given several times, as the three below." },
  "change-arg": { value: "NAME", description: "A build argument that has another value." },
  "change-image": { value: "REF", description: "An image whose tag stands for other layers." },
  "change-remote": { value: "URL", description: "An address of ADD that has other content." },
  since: { value: "REV", description: "Everything that git says changed between this revision and the working tree, the Dockerfile and its ignore file included." },
  cache: { value: "CACHE", description: "What the builder has: `local` (default), a cache imported with mode `max` or `min`, or `none`." },
  ...buildFlags,
  format: { value: "FORMAT", description: "`text` (default) or `json`." },
  help: { short: "h", description: "Print this." },
};

/** What a user asks of `layerwise explain`. */
export interface ExplainRequest extends BuildRequest {
  /** As the user wrote them. */
  readonly changes: {
    readonly paths: readonly string[];
    readonly args: readonly string[];
    readonly images: readonly string[];
    readonly remotes: readonly string[];
  };
  readonly since: string | undefined;
  readonly cache: HeldCache;
  /** A plan was asked for, be it of no change, and not the table of what could change. */
  readonly wantsPlan: boolean;
  readonly format: "text" | "json";
}

const caches: readonly HeldCache[] = ["local", "max", "min", "none"];
const formats = ["text", "json"] as const;

/**
 * Reads the arguments of `layerwise explain`.
 * @throws {Failure} when they make no sense.
 */
export function readExplainRequest(args: readonly string[], cwd: string, environment: Readonly<Record<string, string | undefined>>): ExplainRequest {
  const given = readArguments(args, explainFlags);
  const wantsPlan = (["change", "change-arg", "change-image", "change-remote", "since", "cache"] as const).some((name) => given.has(name));
  return {
    ...readBuildRequest("explain", given, cwd, environment),
    changes: { paths: given.values("change"), args: given.values("change-arg"), images: given.values("change-image"), remotes: given.values("change-remote") },
    since: given.value("since"),
    cache: oneOf("cache", given.value("cache") ?? "local", caches),
    wantsPlan,
    format: oneOf("format", given.value("format") ?? "text", formats),
  };
}
