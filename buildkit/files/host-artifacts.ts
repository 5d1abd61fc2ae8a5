import type { Ecosystem } from "../../ecosystems/ecosystem.ts";
import type { BuildContext, ContextEntry, ContextPath } from "./build-context.ts";
import { joinPaths } from "./image-path.ts";
import { compilePathPattern } from "./path-pattern.ts";
import { isWildcard } from "./wildcard.ts";

/** Something that installs and builds on the host leave in a context, whether it is there at the moment or not. */
export interface HostArtifact {
  /** Name, path or wildcard, relative to each of `directories`. */
  readonly name: string;
  /** Directories with a manifest of a package manager that leaves it behind. */
  readonly directories: readonly ContextPath[];
  /** Whether the name certainly stands for nothing else in this context, so that it can be ignored at every depth. */
  readonly isUnmistakable: boolean;
}

export interface HostFindings {
  readonly artifacts: readonly HostArtifact[];
  /** Manifests and lockfiles of the package managers. */
  readonly manifests: readonly ContextPath[];
}

/** Directories looked into, those near the root first; where more are, plain names are not taken for unmistakable. */
const directoriesLookedInto = 1000;

/**
 * What package managers leave in a context, by the manifests in it; what the ignore file keeps out is none of it. Where a lockfile lies beside a manifest that several
 * of them read, it tells which one is used; without one, only what all of them leave behind is taken.
 */
export function findHostArtifacts(context: BuildContext, ecosystems: readonly Ecosystem[]): HostFindings {
  const readers = ecosystems.flatMap(readerOf);
  const isLeftAnywhere = nameTest([...ecosystems.flatMap(({ hostArtifacts }) => hostArtifacts).filter((name) => !isPlainWord(name)), ".git"]);
  const places = new Map<string, ContextPath[]>();
  const manifests: ContextPath[] = [];
  const otherDirectories = new Set<string>();

  const pending: ContextPath[] = [""];
  for (const directory of pending) {
    if (pending.length > directoriesLookedInto) break;
    const entries = context.list(directory);
    const found = searchDirectory(context, directory, entries, readers);
    manifests.push(...found.manifests);
    for (const name of found.artifacts) places.set(name, [...(places.get(name) ?? []), directory]);
    const isLeftHere = nameTest(found.artifacts);
    for (const { name, kind } of entries) {
      const path = joinPaths(directory, name);
      if (kind !== "directory" || isLeftAnywhere(name) || isLeftHere(name) || context.isIgnored(path)) continue;
      otherDirectories.add(name);
      pending.push(path);
    }
  }

  const isComplete = pending.length <= directoriesLookedInto;
  const artifacts = [...places].map(([name, directories]) => {
    return { name, directories, isUnmistakable: !isPlainWord(name) || (isComplete && !otherDirectories.has(name)) };
  });
  return { artifacts, manifests };
}

interface ManifestReader {
  readonly ecosystem: Ecosystem;
  readonly isManifest: NameTest;
  readonly isLockfile: NameTest;
}

function readerOf(ecosystem: Ecosystem): readonly ManifestReader[] {
  const { files } = ecosystem;
  if (files === undefined) return [];
  return [{ ecosystem, isManifest: nameTest([...files.manifests, ...files.lockfiles]), isLockfile: nameTest(files.lockfiles) }];
}

function searchDirectory(context: BuildContext, directory: ContextPath, entries: readonly ContextEntry[], readers: readonly ManifestReader[]) {
  const names = entries.filter(({ kind }) => kind === "file").map(({ name }) => name);
  const manifests = names.filter((name) => readers.some(({ isManifest }) => isManifest(name)));
  const texts = () => new Map(manifests.map((name) => [name, context.read(joinPaths(directory, name)) ?? ""]));
  const artifacts = manifests.flatMap((manifest) => {
    const ownReaders = readers.filter(({ isManifest }) => isManifest(manifest));
    const locked = ownReaders.filter(({ isLockfile }) => names.some(isLockfile)).map(({ ecosystem }) => ecosystem);
    const meant = locked.filter(({ applies }) => applies?.(texts()) ?? true);
    return meant.length > 0 ? meant.flatMap(({ hostArtifacts }) => hostArtifacts) : commonArtifacts(ownReaders);
  });
  return { artifacts: [...new Set(artifacts)], manifests: manifests.map((name) => joinPaths(directory, name)) };
}

/** What all package managers that read the same manifest leave behind. */
function commonArtifacts(readers: readonly ManifestReader[]): readonly string[] {
  const [first, ...others] = readers.map(({ ecosystem }) => ecosystem.hostArtifacts);
  return (first ?? []).filter((artifact) => others.every((artifacts) => artifacts.includes(artifact)));
}

/** Words such as `build` and `bin` name directories of sources as well; names with a dot or an underscore do not. */
export function isPlainWord(name: string): boolean {
  return /^[a-z]+$/i.test(name);
}

type NameTest = (name: string) => boolean;

/** Whether a name is one of those given, wildcards allowed; a double star at the start says nothing about names. */
function nameTest(globs: readonly string[]): NameTest {
  const names = globs.map((glob) => glob.replace(/^\*\*\//, ""));
  const exact = new Set(names.filter((name) => !isWildcard(name)));
  const patterns = names.filter(isWildcard).map((name) => compilePathPattern(name));
  return (name) => exact.has(name) || patterns.some((pattern) => pattern.kind === "pattern" && pattern.matches(name));
}
