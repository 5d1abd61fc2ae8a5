import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { BuildContext, ContextKnowledge } from "../../buildkit/files/build-context.ts";
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
import { chooseBuild } from "./choose-build.ts";
import { checkArg } from "./known-args.ts";

/** The build that a user asks about, as a model. */
export interface LoadedBuild {
  /** Absolute. */
  readonly file: string;
  readonly text: string;
  readonly build: Build;
  /** Where the repository says that it is built so; none when no file does, or several could be meant. */
  readonly names: readonly string[];
  /** One sentence: that several could be meant. */
  readonly buildDoubt: string | undefined;
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
 * Reads the Dockerfile and finds how it is built: as the user says, else as the files of its repository say, else in the
 * context that has what is copied. A configured context goes before those files.
 * @throws {Failure} when the file cannot be read, is no Dockerfile, or has no such stage or argument.
 */
export function loadBuild({ file, target, buildArgs, contextDirectory }: BuildRequest, cwd: string): LoadedBuild {
  const name = displayPath(file, cwd);
  const text = read(file, name);
  const dockerfile = parseDockerfile(text);
  const alone = createBuild(dockerfile, { kind: "unknown" });
  if (alone.stages.length === 0) throw new Failure(`${name} has no FROM, so there is nothing to build`);
  if (target !== undefined) checkTarget(alone, target);
  for (const arg of buildArgs.keys()) checkArg(alone, arg, "--build-arg");
  const configured = createSettingsOf(cwd, (path) => displayPath(path, cwd))(file).contextDirectory;
  const snapshot = createSnapshot();
  const repository = findRepository(file, cwd);
  const isAt = (root: string) => (context: ContextKnowledge) => context.kind === "known" && resolve(repository, context.context.name) === root;
  const wish = { target, isContext: contextDirectory === undefined ? undefined : isAt(contextDirectory) };
  const chosen = chooseBuild(file, dockerfile, wish, { workingDirectory: cwd, snapshot, ...(configured !== undefined && { directory: configured }) });
  const options = withFlags(chosen.options, alone, target, buildArgs);
  const build = createBuild(dockerfile, { kind: "unknown" }, options);
  const named = contextDirectory === undefined ? undefined : findContext(file, contextDemand(build), { workingDirectory: cwd, snapshot, directory: contextDirectory });
  const choice = chooseContext(build, named ?? chosen.context, { name, cwd, repository });
  return { file, text, ...choice, names: chosen.names, buildDoubt: chosen.doubt, unreadable: snapshot.unreadable };
}

/** Flags win over what the repository says; a stage that is not there cannot be built. */
function withFlags(options: BuildOptions, { stages }: Build, target: string | undefined, buildArgs: BuildRequest["buildArgs"]): BuildOptions {
  const { target: usual, ...others } = options;
  const stage = target ?? (usual !== undefined && findStage(stages, usual) !== undefined ? usual : undefined);
  return { ...others, ...(stage !== undefined && { target: stage }), buildArgs: new Map([...(options.buildArgs ?? []), ...buildArgs]) };
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
