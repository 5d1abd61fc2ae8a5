import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { BuildContext } from "../../buildkit/build-context.ts";
import { createBuild } from "../../buildkit/build.ts";
import { contextDemand, namedSources, type ContextDemand } from "../../buildkit/context-demand.ts";
import { ignoreTemplate } from "../../buildkit/ignore-template.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { ecosystems } from "../../ecosystems/index.ts";
import { diskContext } from "../../workspace/disk-context.ts";
import { findContext } from "../../workspace/find-context.ts";
import { findDockerfiles } from "../../workspace/find-dockerfiles.ts";
import { findRepository } from "../../workspace/find-repository.ts";
import { kindOnDisk } from "../../workspace/on-disk.ts";
import { readText } from "../../workspace/read-text.ts";
import { createSettingsOf } from "../../engine/settings.ts";
import { displayPath } from "../formats/text.ts";
import { readArguments } from "../usage/arguments.ts";
import type { Command } from "../usage/command.ts";
import { Failure, reasonOf } from "../usage/failure.ts";

const flags = { help: { short: "h", description: "Print this." } };

export const initIgnore: Command = {
  usage: "init-ignore [DOCKERFILE|DIR]",
  description:
    "Writes a .dockerignore at the root of a build context: DIR (by default the working directory), or the context of DOCKERFILE. It keeps out what no build should see, and nothing that a Dockerfile of this context copies by name. A file that exists is never overwritten.",
  flags,
  notes: "Exit codes: 0 when the file is written, 2 when it is not.",

  run(args, { cwd, stdout }) {
    const { operands } = readArguments(args, flags);
    const [operand = ".", ...others] = operands;
    if (others.length > 0) throw new Failure(`init-ignore takes one path, but got ${operands.join(" ")}`);
    const { root, demands } = chooseRoot(resolve(cwd, operand), operand, cwd);
    const context = contextAt(root, join(root, "Dockerfile"), cwd);
    const text = ignoreTemplate(context, ecosystems, [...new Set(demands.flatMap(namedSources))]);
    const file = join(root, ".dockerignore");
    create(file, text, displayPath(file, cwd));
    stdout.write(`Wrote ${displayPath(file, cwd)}:\n\n${text}`);
    return Promise.resolve(0);
  },
};

interface Root {
  /** Absolute. */
  readonly root: string;
  /** What the Dockerfiles of this context copy. */
  readonly demands: readonly ContextDemand[];
}

function chooseRoot(target: string, name: string, cwd: string): Root {
  const kind = kindOnDisk(target);
  if (kind === undefined) throw new Failure(`no such file or directory: ${name}`);
  return kind === "directory" ? rootAt(target, cwd) : rootOf(target, name, cwd);
}

/** A directory is taken at its word; the Dockerfiles below it that may be built in it tell what they need. */
function rootAt(root: string, cwd: string): Root {
  const { files } = findDockerfiles([root], cwd);
  const demands = files.map((file) => ({ demand: demandOf(file), file }));
  const own = demands.filter(({ demand, file }) => rootsOf(file, demand, cwd).includes(root));
  return { root, demands: own.map(({ demand }) => demand) };
}

function rootOf(file: string, name: string, cwd: string): Root {
  const demand = demandOf(file);
  const [root, ...others] = rootsOf(file, demand, cwd);
  const advice = "name it: layerwise init-ignore DIR";
  if (root === undefined) throw new Failure(`${name}: no directory above it has what it copies, so its build context is not known; ${advice}`);
  const own = contextAt(root, file, cwd).ignoreFile;
  if (own?.specific === true) throw new Failure(`${name} has an ignore file of its own, ${displayPath(join(root, own.path), cwd)}: a .dockerignore would not be read`);
  if (others.length === 0) return rootAt(root, cwd);
  throw new Failure(`${name}: its build context may be ${[root, ...others].map((path) => displayPath(path, cwd)).join(" or ")}; ${advice}`);
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

function create(file: string, text: string, name: string): void {
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw new Failure(`${name} exists already, and is left as it is`);
    throw new Failure(`cannot write ${name}: ${reasonOf(error)}`);
  }
}
