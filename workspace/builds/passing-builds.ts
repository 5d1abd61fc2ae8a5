import { createSnapshot } from "../directory-snapshot.ts";
import { createBuildsOfRepository, type BuildsOfRepository } from "./find-invocations.ts";

let current: BuildsOfRepository | undefined;

/**
 * What repositories say about builds, kept for a moment only: ESLint lints the files of one run within it and says nothing
 * of when a run ends, and in an editor it lives for days.
 */
export function passingBuildsOf(): BuildsOfRepository {
  if (current !== undefined) return current;
  current = createBuildsOfRepository({ snapshot: createSnapshot() });
  setTimeout(() => (current = undefined), moment).unref();
  return current;
}

/** Milliseconds. */
const moment = 2000;
