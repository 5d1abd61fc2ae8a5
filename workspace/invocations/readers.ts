import path from "node:path";

import { isComposeName, readCompose } from "./compose.ts";
import { isGitlabPipeline, readGitlab } from "./gitlab.ts";
import type { InvocationFiles, InvocationReading } from "./invocation.ts";
import { isWorkflow, readWorkflow } from "./workflow.ts";

/** How one kind of file that builds Dockerfiles is told and read. */
export interface InvocationReader {
  /** By its path in the repository, with forward slashes. */
  readonly isOne: (file: string) => boolean;
  /** What a text of that kind has in it if it builds anything: without it nothing is parsed. */
  readonly mention: RegExp;
  readonly read: (file: string, text: string, files: InvocationFiles) => InvocationReading;
  /** Globs of such files, for editors that watch them; no wildcards within braces. */
  readonly globs: readonly string[];
}

export const invocationReaders: readonly InvocationReader[] = [
  { isOne: (file) => isComposeName(path.posix.basename(file)), mention: /\b(?:build|extends|include)\b/, read: readCompose, globs: ["**/*compose*.yaml", "**/*compose*.yml"] },
  {
    isOne: isWorkflow,
    mention: /build-push-action|\b(?:build|bake|bud)\b|uses:\s*["']?\.\//,
    read: readWorkflow,
    globs: ["**/.github/workflows/*.yaml", "**/.github/workflows/*.yml", "**/action.yaml", "**/action.yml"],
  },
  { isOne: isGitlabPipeline, mention: /\b(?:build|bake|bud|include)\b/, read: readGitlab, globs: ["**/*gitlab-ci.yaml", "**/*gitlab-ci.yml"] },
];
