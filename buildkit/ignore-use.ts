import type { BuildContext } from "./files/build-context.ts";
import type { Build } from "./model.ts";

/** What is known of the builds around one ignore file. Everything empty and nothing certain: nothing is known. */
export interface IgnoreFileUse {
  /** Those that read it, each in its known context: one and the same for a `.dockerignore`. */
  readonly builds: readonly Build[];
  /** Those beside or below it whose known context makes them read another one, or none. */
  readonly others: readonly Build[];
  /** Those that would read it if the builder did not fetch their context by itself (`BuildContext.isCheckout`): they read none. */
  readonly checkouts: readonly CheckoutBuild[];
  /** Whether no further Dockerfile of the repository may be built with it: all of them are known, and so are their contexts. */
  readonly isComplete: boolean;
  /** Path of the ignore file relative to the repository. */
  readonly path: string;
  /** Names beside the ignore file, in their order. */
  readonly neighbours: readonly string[];
}

/** A build from git, in its known context. */
export interface CheckoutBuild {
  readonly build: Build;
  /** What messages call it (`KnownBuild.names`). */
  readonly names: readonly string[];
}

/** Of a text that belongs to no file, or stands alone. */
export const unknownUse: IgnoreFileUse = { builds: [], others: [], checkouts: [], isComplete: false, path: "", neighbours: [] };

/** The context that the file filters; undefined when no build is known that reads it. */
export function filteredContext({ builds }: IgnoreFileUse): BuildContext | undefined {
  return builds.map(knownContext).find((context) => context !== undefined);
}

/** The context of a build, if it is known. */
export function knownContext({ context }: Build): BuildContext | undefined {
  return context.kind === "known" ? context.context : undefined;
}
