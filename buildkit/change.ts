/** Something that is different from the last build. */
export type Change =
  /** A file of the build context, by its path there: edited, new or deleted; also a mode that changed. */
  | { readonly kind: "file"; readonly path: string; readonly how: "changed" | "added" | "deleted" }
  /** A build argument is passed with another value, or for the first time, or no more. */
  | { readonly kind: "arg"; readonly name: string }
  /** An image reference stands for other layers than before: the text as the Dockerfile has it after substitution. */
  | { readonly kind: "image"; readonly reference: string }
  /** What is behind a URL or a git reference has other content. */
  | { readonly kind: "remote"; readonly url: string };

/**
 * What the builder has at hand: everything it built last (`local`), what a cache exported with mode max or min gives a
 * builder that has nothing of its own, or nothing (cache-semantics 9).
 */
export type HeldCache = "local" | "max" | "min" | "none";
