import type { Stage, Step } from "../model.ts";

/** Something that is different from the last build. */
export type Change =
  /** A file of the build context, by its path there; with a slash at its end a directory as such, without what is in it. */
  | { readonly kind: "file"; readonly path: string; readonly how: FileChange }
  /** A build argument is passed with another value, or for the first time, or no more. */
  | { readonly kind: "arg"; readonly name: string }
  /** An image reference stands for other layers than before, and what is taken out of them is other too: the text as the Dockerfile has it after substitution. */
  | { readonly kind: "image"; readonly reference: string }
  /** What is behind a URL or a git reference has other content. */
  | { readonly kind: "remote"; readonly url: string }
  | InstructionChange;

/**
 * `changed` in its bytes or mode; `absent`: not there now, so deleted or still to come; `hidden` and `shown`: the ignore
 * file keeps it out now and did not before, or the other way round.
 */
export type FileChange = "changed" | "added" | "deleted" | "absent" | "hidden" | "shown";

/** Another text of the Dockerfile gives a step another key, or a stage another base. */
export interface InstructionChange {
  readonly kind: "instruction";
  readonly of: Step | Stage;
  /**
   * `edited`: no instruction like it was there before. `moved`: it stood below other instructions. `surroundings`: it
   * stands as before, but what `by` names is set otherwise above it (variables, `USER`, `SHELL`), or, if that is empty,
   * in another order.
   */
  readonly how: "edited" | "moved" | "surroundings";
  readonly by: readonly string[];
}

/**
 * What the builder has at hand: everything it built last (`local`), what a cache exported with mode max or min gives a
 * builder that has nothing of its own, or nothing (cache-semantics 9).
 */
export type HeldCache = "local" | "max" | "min" | "none";
