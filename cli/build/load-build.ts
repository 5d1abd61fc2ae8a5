import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { BuildContext, ContextKnowledge } from "../../buildkit/build-context.ts";
import { createBuild, inContext } from "../../buildkit/build.ts";
import { contextDemand } from "../../buildkit/context-demand.ts";
import type { Build, BuildOptions } from "../../buildkit/model.ts";
import { findStage } from "../../buildkit/stage-base.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { createSettingsOf } from "../../engine/settings.ts";
import { createSnapshot } from "../../workspace/directory-snapshot.ts";
import { findContext } from "../../workspace/find-context.ts";
import { findRepository } from "../../workspace/find-repository.ts";
import { didYouMean } from "../../workspace/nearest-name.ts";
import type { BuildRequest } from "./request.ts";
import { displayPath } from "../formats/text.ts";
import { Failure, reasonOf } from "../usage/failure.ts";
import { checkArg } from "./known-args.ts";

/** The build that a user asks about, as a model. */
export interface LoadedBuild {
  /** Absolute. */
  readonly file: string;
  readonly text: string;
  readonly build: Build;
  /** Undefined when it is not known. */
  readonly context: LoadedContext | undefined;
  /** One sentence: why nothing is known of the context, or that it could be another; undefined when it is sure. */
  readonly contextDoubt: string | undefined;
  /** The directories (absolute) that could not be read so far: of a context, each is looked at when it is asked for. */
  unreadable(): readonly string[];
}

export interface LoadedContext {
  /** Absolute. */
  readonly root: string;
  readonly context: BuildContext;
}

/**
 * Reads the Dockerfile and finds its context: the one that the user names, else the configured one, else the one
 * that has what is copied.
 * @throws {Failure} when the file cannot be read, is no Dockerfile, or has no such stage or argument.
 */
export function loadBuild({ file, target, buildArgs, contextDirectory }: BuildRequest, cwd: string): LoadedBuild {
  const name = displayPath(file, cwd);
  const text = read(file, name);
  const options: BuildOptions = { buildArgs, ...(target !== undefined && { target }) };
  const alone = createBuild(parseDockerfile(text), { kind: "unknown" }, options);
  if (alone.stages.length === 0) throw new Failure(`${name} has no FROM, so there is nothing to build`);
  if (target !== undefined) checkTarget(alone, target);
  for (const arg of buildArgs.keys()) checkArg(alone, arg, "--build-arg");
  const directory = contextDirectory ?? createSettingsOf(cwd, (path) => displayPath(path, cwd))(file).contextDirectory;
  const snapshot = createSnapshot();
  const knowledge = findContext(file, contextDemand(alone), { workingDirectory: cwd, snapshot, ...(directory !== undefined && { directory }) });
  const choice = chooseContext(alone, knowledge, { name, cwd, repository: findRepository(file, cwd) });
  return { file, text, ...choice, unreadable: snapshot.unreadable };
}

type Choice = Pick<LoadedBuild, "build" | "context" | "contextDoubt">;

/** Of several contexts that are possible the working directory is meant, as in `docker build .`. */
function chooseContext(alone: Build, knowledge: ContextKnowledge, place: { readonly name: string; readonly cwd: string; readonly repository: string }): Choice {
  const { name, cwd, repository } = place;
  const candidates = knowledge.kind === "unknown" ? [] : knowledge.kind === "known" ? [knowledge.context] : knowledge.candidates;
  const located = candidates.map((context) => ({ context, root: resolve(repository, context.name) }));
  const chosen = located.length === 1 ? located[0] : located.find(({ root }) => root === cwd);
  const names = located.map(({ root }) => displayPath(root, cwd)).join(" or ");
  if (chosen === undefined) {
    const reason = located.length === 0 ? `no directory above ${name} has what it copies, so its build context is not known` : `the build context of ${name} may be ${names}`;
    return { build: inContext(alone, knowledge), context: undefined, contextDoubt: `${reason}; name it with --context DIR` };
  }
  const doubt = located.length === 1 ? undefined : `the build context may be ${names}; the working directory is taken (--context DIR)`;
  return { build: inContext(alone, { kind: "known", context: chosen.context }), context: chosen, contextDoubt: doubt };
}

function read(file: string, name: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Failure(`cannot read ${name}: ${reasonOf(error)}`);
  }
}

function checkTarget({ stages }: Build, target: string): void {
  if (findStage(stages, target) !== undefined) return;
  const names = stages.flatMap(({ alias }) => alias ?? []);
  throw new Failure(`--target ${target}: there is no such stage${didYouMean(target, names) || (names.length > 0 ? `; there is ${names.join(", ")}` : "")}`);
}
