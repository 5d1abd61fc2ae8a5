import type { ContextKnowledge } from "./files/build-context.ts";
import type { BuildOptions } from "./model.ts";

/** One way in which a Dockerfile is built, as far as it is known before the Dockerfile is read. */
export interface KnownBuild {
  readonly context: ContextKnowledge;
  readonly options: BuildOptions;
  /** Where it is written, for messages: "`compose.yaml`, service `web`". Several that come to the same are one; none is inferred. */
  readonly names: readonly string[];
}

/** The one build of a Dockerfile of which nothing is known but its context. */
export function plainBuild(context: ContextKnowledge): KnownBuild {
  return { context, options: {}, names: [] };
}

/** The context of a Dockerfile with these builds: known when all have the same one, ambiguous when they have several. */
export function commonContext(builds: readonly [KnownBuild, ...KnownBuild[]]): ContextKnowledge {
  const [first, ...others] = builds;
  const common = others.length === 0 ? first.context : contextOfAll(builds);
  if (common !== undefined) return common;
  const candidates = builds.flatMap(({ context }) => (context.kind === "known" ? [context.context] : context.kind === "ambiguous" ? context.candidates : []));
  // Of two that are one directory, the one as a client sends it.
  const ordered = candidates.toSorted((a, b) => Number(b.isCheckout === true) - Number(a.isCheckout === true));
  const distinct = [...new Map(ordered.map((context) => [context.name, context])).values()];
  return distinct.length === 0 ? { kind: "unknown" } : { kind: "ambiguous", candidates: distinct };
}

/**
 * The context that all builds are given, undefined when there is no such one. Where some fetch it from git, it is as the others
 * see it, ignore file and all.
 */
export function contextOfAll(builds: readonly KnownBuild[]): ContextKnowledge | undefined {
  const first = builds.find(({ context }) => context.kind !== "known" || context.context.isCheckout !== true) ?? builds[0];
  const isOne = builds.every(({ context }) => context.kind === "known" && first?.context.kind === "known" && context.context.name === first.context.context.name);
  return isOne ? first?.context : undefined;
}
