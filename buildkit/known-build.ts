import type { ContextKnowledge } from "./build-context.ts";
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
