import path from "node:path";

import { withBakes } from "../invocations/bake-file.ts";
import { isComposeName, readCompose } from "../invocations/compose.ts";
import { isGitlabPipeline, readGitlab } from "../invocations/gitlab.ts";
import type { InvocationFiles, InvocationReading } from "../invocations/invocation.ts";
import { scriptReaders } from "../invocations/script-readers.ts";
import { isWorkflow, readWorkflow } from "../invocations/workflow.ts";

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
    mention: /build-push-action|bake-action|\b(?:buildx?|bake|bud)\b|uses:\s*["']?\.\//,
    read: (file, text, files) => withBakes(readWorkflow(file, text, files), files),
    globs: ["**/.github/workflows/*.yaml", "**/.github/workflows/*.yml", "**/action.yaml", "**/action.yml"],
  },
  {
    isOne: isGitlabPipeline,
    mention: /\b(?:buildx?|bake|bud|include)\b/,
    read: (file, text, files) => withBakes(readGitlab(file, text, files), files),
    globs: ["**/*gitlab-ci.yaml", "**/*gitlab-ci.yml"],
  },
  ...scriptReaders,
];
