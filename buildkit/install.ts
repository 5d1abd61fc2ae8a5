import type { Ecosystem, ManifestFiles } from "../ecosystems/ecosystem.ts";
import { applicable, classify, type Invocation } from "../ecosystems/match.ts";
import type { Command } from "../shell/command.ts";
import type { Environment } from "./environment.ts";
import type { ContextKnowledge } from "./files/build-context.ts";
import { baseName, resolveImagePath, type ImagePath } from "./files/image-path.ts";

/** One command of a RUN that a package manager's record recognises, and where it works. */
export interface Install extends Invocation {
  readonly command: Command;
  /** The directory it works in; undefined when a variable or a branch decides it. */
  readonly workingDirectory: ImagePath | undefined;
  /** The manifests it names itself (`-r requirements.txt`), where they lie; undefined entries cannot be known. */
  readonly namedManifests: readonly (ImagePath | undefined)[];
}

/** What the recognition of commands needs beside the command. */
export interface InstallWorld {
  readonly ecosystems: readonly Ecosystem[];
  /** Manifests that tell two tools with the same words apart (path → text); empty when nothing is known. */
  readonly projectFiles: ReadonlyMap<string, string>;
}

/** What holds where a script runs. */
interface Place {
  readonly directory: ImagePath;
  readonly environment: Environment;
}

/** What the commands of a script do, in order. */
export function findInstalls(commands: readonly Command[], { directory, environment }: Place, world: InstallWorld): readonly Install[] {
  return commands.flatMap((command) =>
    applicable(classify(command, world.ecosystems), world.projectFiles).map((invocation) => {
      const workingDirectory = findWorkingDirectory(command, invocation, directory);
      const namedManifests = invocation.manifestOperands.filter(({ value }) => !/^\w+:\/\//.test(value)).map((word) =>
        word.literal && workingDirectory !== undefined ? resolveImagePath(workingDirectory, word.value) : undefined,
      );
      const frozen = invocation.frozen || isFrozenBy(invocation, environment);
      return { ...invocation, frozen, command, workingDirectory, namedManifests };
    }),
  );
}

/** Installs what manifests of the project declare, and needs nothing else of the project. */
export function isManifestInstall(install: Install): boolean {
  if (install.effect.kind !== "install") return false;
  if (install.manifestOperands.length > 0) return install.namedManifests.length > 0;
  return filesOf(install).manifests.length > 0;
}

/** The manifests, lockfiles and configuration that this command reads, relative to where it works. */
export function filesOf(install: Install): ManifestFiles {
  return install.form.files ?? install.ecosystem.files ?? { manifests: [], lockfiles: [], config: [] };
}

/**
 * Whether the versions that this command installs do not hang on a lockfile: it resolves nothing, is told to leave
 * lockfiles alone (`--no-package-lock`, `--no-lockfile`) or to move on to newer versions (`update`), names its own
 * manifests, or has a record whose manifests fix every version.
 */
export function ignoresLockfiles(install: Install): boolean {
  const { effect, ecosystem, flags, command } = install;
  const resolves = effect.kind === "install" || (effect.kind === "build" && effect.downloads !== false);
  if (!resolves || ecosystem.manifestsFixVersions === true || install.manifestOperands.length > 0) return true;
  if (install.unknowns.length > 0 || flags.some((flag) => /^--no-[\w-]*lock|^--skip-lock/.test(flag))) return true;
  return command.words.some(({ value }) => /(?:^|[.:])(?:up|update|upgrade)$/.test(value));
}

/** Whether this command fails where there is no lockfile. */
export function needsLockfile({ effect, frozen, flags }: Install): boolean {
  if (effect.kind === "build") return flags.some((flag) => flag === "--locked" || flag === "--frozen");
  return effect.kind === "install" && effect.lockOptional !== true && frozen;
}

/** Where in the image the install looks for its manifests: the ones it names, else the ecosystem's in its working directory. */
export function manifestPlaces(install: Install): readonly { readonly path: ImagePath; readonly pattern: string }[] {
  if (install.namedManifests.length > 0) {
    return install.namedManifests.flatMap((path) => (path === undefined ? [] : [{ path, pattern: baseName(path.path) }]));
  }
  const { workingDirectory } = install;
  if (workingDirectory === undefined) return [];
  return filesOf(install).manifests.map((pattern) => ({ path: resolveImagePath(workingDirectory, pattern), pattern }));
}

/**
 * The manifests at the root of a known context that decide between two records with the same words (both Yarns).
 */
export function readProjectFiles(knowledge: ContextKnowledge, ecosystems: readonly Ecosystem[]): ReadonlyMap<string, string> {
  if (knowledge.kind !== "known") return new Map();
  const names = ecosystems
    .filter((ecosystem) => ecosystem.applies !== undefined && ecosystem.files !== undefined)
    .flatMap(({ files }) => (files === undefined ? [] : [...files.manifests, ...files.lockfiles, ...files.config]));
  return readFiles(knowledge, names.filter((name) => !name.includes("/")));
}

/** What the root of a known context has of one record's files, and of those that may move its caches (path → text). */
export function readFilesOf(knowledge: ContextKnowledge, { files, caches }: Ecosystem): ReadonlyMap<string, string> {
  const own = files === undefined ? [] : [...files.manifests, ...files.lockfiles, ...files.config];
  return readFiles(knowledge, [...own, ...caches.flatMap(({ movedIn = {}, needlessWith = {} }) => [...Object.keys(movedIn), ...Object.keys(needlessWith)])]);
}

function readFiles(knowledge: ContextKnowledge, names: readonly string[]): ReadonlyMap<string, string> {
  if (knowledge.kind !== "known") return new Map();
  const { context } = knowledge;
  const plain = [...new Set(names)].filter((name) => !/[*]|\/$/.test(name));
  const texts = plain.flatMap((name) => {
    const text = context.read(name);
    return text === undefined ? [] : [[name, text] as const];
  });
  return new Map(texts);
}

/** Some tools are told by a variable of the stage not to rewrite their lockfile (`ENV BUNDLE_FROZEN=true`). */
function isFrozenBy({ effect }: Invocation, { variables }: Environment): boolean {
  if (effect.kind !== "install" || typeof effect.frozen === "string") return false;
  const values = (effect.frozen.variables ?? []).map((name) => variables.get(name)?.value?.toLowerCase());
  return values.some((value) => value !== undefined && !["", "0", "false"].includes(value));
}

function findWorkingDirectory(command: Command, invocation: Invocation, directory: ImagePath): ImagePath | undefined {
  if (command.directory === undefined) return undefined;
  const start = resolveImagePath(directory, command.directory);
  if (invocation.directory === undefined) return start;
  return invocation.directory.literal ? resolveImagePath(start, invocation.directory.value) : undefined;
}
