import type { Change } from "./change.ts";
import type { Build, Stage, Step } from "../model.ts";
import { isDefaultCacheMount } from "../mount.ts";

/** Why the model says of a step that it does not know. Each is told in ARCHITECTURE.md. */
export type Limit =
  /** A variable that only the build knows decides what the step takes, so whether the change is a part of it. */
  | { readonly kind: "source"; readonly change: Change }
  /** The same for what the stage is built on. */
  | { readonly kind: "base"; readonly stage: Stage; readonly change: Change }
  /** The first value of BUILDKIT_CACHE_MOUNT_NS, and its last, change keys; values between them do not. */
  | { readonly kind: "cache-mount-namespace" };

/** What keeps it from being told whether this change re-runs this step through its own inputs; undefined when it can be told. */
export function limitOf(build: Build, step: Step, change: Change): Limit | undefined {
  switch (change.kind) {
    case "file": {
      if (build.context.kind === "known" && build.context.context.isIgnored(change.path.replace(/\/$/, ""))) return undefined;
      return step.inputs.some((input) => input.kind === "context" && input.path === undefined) ? { kind: "source", change } : undefined;
    }
    case "remote":
      return step.inputs.some((input) => (input.kind === "url" || input.kind === "git") && input.url === undefined) ? { kind: "source", change } : undefined;
    case "arg": {
      if (change.name !== "BUILDKIT_CACHE_MOUNT_NS" || step.kind !== "run") return undefined;
      return step.mounts.some(isDefaultCacheMount) ? { kind: "cache-mount-namespace" } : undefined;
    }
    case "image":
    case "instruction":
      return undefined;
  }
}

/** The same for the base of a stage. */
export function limitOfBase(stage: Stage, change: Change): Limit | undefined {
  return change.kind === "image" && stage.base.kind === "unknown" ? { kind: "base", stage, change } : undefined;
}
