import { join, resolve } from "node:path";
import type { BuildContext } from "../../buildkit/files/build-context.ts";
import { createBuild } from "../../buildkit/build.ts";
import { contextDemand, type ContextDemand } from "../../buildkit/context-demand.ts";
import type { Build } from "../../buildkit/model.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { createSettingsOf } from "../../engine/settings.ts";
import { diskContext } from "../../workspace/disk-context.ts";
import { findContext } from "../../workspace/find-context.ts";
import { findDockerfiles } from "../../workspace/find-dockerfiles.ts";
import { findRepository } from "../../workspace/find-repository.ts";
import { kindOnDisk } from "../../workspace/on-disk.ts";
import { readText } from "../../workspace/read-text.ts";
import { displayPath } from "../formats/text.ts";
import { Failure } from "../usage/failure.ts";

/** A build context with the builds that one ignore file is for. */
export interface IgnoredBuild {
  /** Absolute. */
  readonly root: string;
  readonly context: BuildContext;
  readonly builds: readonly Build[];
}

/**
 * A directory with the builds that read its `.dockerignore`, or a Dockerfile: alone if it has an ignore file of its own,
 * else with the others of its context.
 * @throws {Failure} when there is no such path, or the context of the Dockerfile is not known.
 */
export function findIgnoredBuild(operand: string, cwd: string): IgnoredBuild {
  const target = resolve(cwd, operand);
  const kind = kindOnDisk(target);
  if (kind === undefined) throw new Failure(`no such file or directory: ${operand}`);
  return kind === "directory" ? ofDirectory(target, cwd) : ofDockerfile(target, operand, cwd);
}

/** A directory is taken at its word; the Dockerfiles below it that may be built in it tell what they need. */
function ofDirectory(root: string, cwd: string): IgnoredBuild {
  const { files } = findDockerfiles([root], cwd);
  const own = files.filter((file) => rootsOf(file, demandOf(file), cwd).includes(root));
  const contexts = own.map((file) => ({ file, context: contextAt(root, file, cwd) }));
  const reading = contexts.filter(({ context }) => context.ignoreFile?.specific !== true);
  const [first] = reading;
  const context = first?.context ?? contextAt(root, join(root, "Dockerfile"), cwd);
  if (context.ignoreFile?.specific === true) {
    throw new Failure(`${displayPath(root, cwd)} has a Dockerfile with an ignore file of its own, ${displayPath(join(root, context.ignoreFile.path), cwd)}: a .dockerignore would not be read; name the Dockerfile`);
  }
  return { root, context, builds: reading.map((each) => buildIn(each.file, each.context)) };
}

function ofDockerfile(file: string, name: string, cwd: string): IgnoredBuild {
  const [root, ...others] = rootsOf(file, demandOf(file), cwd);
  const advice = "name it: layerwise init-ignore DIR";
  if (root === undefined) throw new Failure(`${name}: no directory above it has what it copies, so its build context is not known; ${advice}`);
  if (others.length > 0) throw new Failure(`${name}: its build context may be ${[root, ...others].map((path) => displayPath(path, cwd)).join(" or ")}; ${advice}`);
  const context = contextAt(root, file, cwd);
  return context.ignoreFile?.specific === true ? { root, context, builds: [buildIn(file, context)] } : ofDirectory(root, cwd);
}

function buildIn(file: string, context: BuildContext): Build {
  return createBuild(parseDockerfile(readText(file) ?? ""), { kind: "known", context });
}

function demandOf(file: string): ContextDemand {
  return contextDemand(createBuild(parseDockerfile(readText(file) ?? ""), { kind: "unknown" }));
}

/** The directories that may be the build context of a Dockerfile, absolute. */
function rootsOf(file: string, demand: ContextDemand, cwd: string): string[] {
  const directory = createSettingsOf(cwd, (configuration) => displayPath(configuration, cwd))(file).contextDirectory;
  if (directory !== undefined) return [directory];
  const knowledge = findContext(file, demand, { workingDirectory: cwd });
  const repository = findRepository(file, cwd);
  const toRoot = ({ name }: BuildContext) => resolve(repository, name);
  if (knowledge.kind === "known") return [toRoot(knowledge.context)];
  return knowledge.kind === "ambiguous" ? knowledge.candidates.map(toRoot) : [];
}

function contextAt(root: string, dockerfile: string, cwd: string): BuildContext {
  return diskContext({ root, dockerfile, repository: findRepository(dockerfile, cwd) });
}
