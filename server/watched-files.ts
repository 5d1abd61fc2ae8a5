import { ecosystems } from "../ecosystems/index.ts";
import { invocationReaders } from "../workspace/builds/readers.ts";

/**
 * Globs of the files that findings depend on beside the Dockerfile: ignore files, configuration, manifests, lockfiles,
 * and what tells of builds.
 * Some editors understand no wildcard within braces, so a pattern with one stands for itself.
 */
export function watchedGlobs(): readonly string[] {
  return globsOf([".dockerignore", "*.dockerignore", ".layerwise.jsonc", ...manifestNames()]);
}

function globsOf(all: readonly string[]): readonly string[] {
  const names = [...new Set(all)];
  const plain = names.filter((name) => !isPattern(name));
  return [`**/{${plain.join(",")}}`, ...names.filter(isPattern).map((name) => `**/${name}`), ...invocationReaders.flatMap(({ globs }) => globs)];
}

/** Globs of the files whose open texts go before those on disk, without those that are checked themselves and come unasked. */
export function contextGlobs(): readonly string[] {
  return globsOf([".layerwise.jsonc", ...manifestNames()]);
}

/** Directories are left out: nobody needs to hear of every file in them. */
function manifestNames(): readonly string[] {
  const files = ecosystems.flatMap((ecosystem) => [ecosystem.files, ...ecosystem.commands.map((form) => form.files)]);
  const names = files.flatMap((own) => (own === undefined ? [] : [...own.manifests, ...own.lockfiles, ...own.config]));
  const proofs = ecosystems.flatMap(({ versionProofs = [] }) => versionProofs.map(({ file }) => file));
  return [...names, ...proofs].map((name) => name.replace(/^(?:\*\*\/)+/, "")).filter((name) => !name.endsWith("/"));
}

function isPattern(name: string): boolean {
  return /[*?[{]/.test(name);
}
