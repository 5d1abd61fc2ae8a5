import type { ContextKnowledge } from "../../buildkit/files/build-context.ts";
import { createBuild } from "../../buildkit/build.ts";
import { memoryContext } from "../../buildkit/files/memory-context.ts";
import type { Build, BuildOptions, RunStep } from "../../buildkit/model.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";

/** The model of a Dockerfile's text; `files` is its context (path → text), without it nothing is known of one. */
export function model(text: string, files?: Readonly<Record<string, string>>, options?: BuildOptions): Build {
  const context: ContextKnowledge = files === undefined ? { kind: "unknown" } : { kind: "known", context: memoryContext(files) };
  return createBuild(parseDockerfile(text), context, options);
}

/** The RUN steps of all stages, in file order. */
export function runs(build: Build): readonly RunStep[] {
  return build.steps.filter((step): step is RunStep => step.kind === "run");
}
