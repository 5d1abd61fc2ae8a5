import type { Install } from "../install.ts";
import type { ContextInput, RunStep, Step } from "../model.ts";

/** An install that reads manifests of the project. */
export interface InstallCandidate {
  readonly step: RunStep;
  readonly install: Install;
  /** For a command that installs the project too: the flag with which it would need the manifests alone. */
  readonly dependencyFlag: string | undefined;
}

/** An install that re-runs at every edit of the sources, because they stand above it. */
export interface CoupledInstall extends InstallCandidate {
  /** Directory of the build context that holds its manifests; undefined when it cannot be known. */
  readonly contextDirectory: string | undefined;
}

/** What brings the sources into the chain above an install. */
export interface BroadInput {
  readonly step: Step;
  readonly input: ContextInput;
  readonly contextDirectory: string | undefined;
  /** The inputs that brought the manifests by themselves before, so that this one undoes it. */
  readonly manifests: readonly ManifestInput[];
  /** False for a directory of sources that holds no manifest and is copied above the install all the same. */
  readonly bringsManifests: boolean;
}

/** An input that brings manifests by name, and its step. */
export interface ManifestInput {
  readonly step: Step;
  readonly input: ContextInput;
}
