import type { Change, InstructionChange } from "./change.ts";
import { createCover, createSelector } from "./context-selection.ts";
import { keyArgs } from "../step-args.ts";
import type { Build, CacheInput, ContextInput, RemoteInput, Stage, Step } from "../model.ts";

/** Why a step re-runs. */
export type Cause =
  /** A file that one of its inputs selects. */
  | { readonly kind: "file"; readonly change: Extract<Change, { kind: "file" }>; readonly input: ContextInput }
  /** A build argument that is in its key. */
  | { readonly kind: "arg"; readonly change: Extract<Change, { kind: "arg" }> }
  | { readonly kind: "image"; readonly change: Extract<Change, { kind: "image" }> }
  | { readonly kind: "remote"; readonly change: Extract<Change, { kind: "remote" }> }
  /** Its instruction, or what ENV, ARG, USER and SHELL set for it, is another. */
  | { readonly kind: "instruction"; readonly change: InstructionChange }
  /** The stage is built on something else than before. */
  | { readonly kind: "base"; readonly stage: Stage; readonly change: Change }
  /** A step above it re-runs, for the cause `origin`. */
  | { readonly kind: "parent"; readonly of: Step; readonly origin: Cause }
  /** The builder has nothing of it, or the imported cache has no result for it while one is needed. */
  | { readonly kind: "empty-cache" }
  | { readonly kind: "no-result" };

/** Why this change alone re-runs this step through its own inputs; undefined when it does not. */
export function causeOf(build: Build, step: Step, change: Change): Cause | undefined {
  switch (change.kind) {
    case "arg":
      return keyArgs(step, build.dockerfile.escape).includes(change.name) ? { kind: "arg", change } : undefined;
    case "file": {
      const test = change.how === "hidden" ? createCover : createSelector;
      const input = step.inputs.find((candidate): candidate is ContextInput => candidate.kind === "context" && test(candidate, build)(change.path));
      return input === undefined ? undefined : { kind: "file", change, input };
    }
    case "image":
      return step.inputs.some((input) => isMovedImage(input, change.reference)) ? { kind: "image", change } : undefined;
    case "remote":
      return step.inputs.some((input) => isMovedRemote(input, change.url)) ? { kind: "remote", change } : undefined;
    case "instruction":
      return change.of === step ? { kind: "instruction", change } : undefined;
  }
}

/** Every one of the changes that re-runs this step through its own inputs, as causes. */
export function ownCauses(build: Build, step: Step, changes: readonly Change[]): readonly Cause[] {
  return changes.flatMap((change) => causeOf(build, step, change) ?? []);
}

/** With a checksum, or a whole commit as its ref, nobody is asked (cache-semantics 8). */
export function isHeld({ kind, checksum, url }: RemoteInput): boolean {
  return checksum !== undefined || (kind === "git" && /#[0-9a-f]{40}(:|$)/.test(url ?? ""));
}

function isMovedImage(input: CacheInput, reference: string): boolean {
  return input.kind === "image" && input.reference.digest === undefined && input.reference.text === reference;
}

function isMovedRemote(input: CacheInput, url: string): boolean {
  return (input.kind === "url" || input.kind === "git") && input.url === url && !isHeld(input);
}
