import type { Ecosystem } from "../../ecosystems/ecosystem.ts";
import type { CoupledInstall } from "./coupled-install.ts";
import type { BuildContext } from "../files/build-context.ts";
import { filesMatching, isReadable } from "../files/context-files.ts";
import { deliveryAt } from "../delivery.ts";
import { directoryName, joinPaths, relativeBelow } from "../files/image-path.ts";
import { filesOf } from "../install.ts";
import type { ContextInput } from "../model.ts";

/** The files of the build context that an install reads. */
export interface ManifestSelection {
  /** Context paths, existing and not ignored; a trailing slash marks a directory. */
  readonly paths: readonly string[];
  /** Why these may not be all it needs. */
  readonly risks: readonly string[];
  /** The install reads sources of the project: it cannot run on manifests alone. */
  readonly needsSources: boolean;
  /** What it installs is written down: by a lockfile where the tool has one. */
  readonly isLocked: boolean;
}

/** Includes of requirements files may nest; deeper than this they are taken for a circle. */
const maximumIncludeDepth = 4;

/** Manifests, lockfiles and configuration of an install, and what its ecosystem says against copying them alone. */
export function manifestFiles({ install, contextDirectory }: CoupledInstall, input: ContextInput, context: BuildContext): ManifestSelection {
  const directory = contextDirectory ?? "";
  const { manifests, lockfiles, config } = filesOf(install);
  const named = install.namedManifests.map((path) => (path === undefined ? undefined : deliveryAt(input, path, context)?.path));
  const first = install.namedManifests.length > 0 ? named.filter((path) => path !== undefined) : filesMatching(context, directory, [...manifests, ...lockfiles]);
  const included = includedFiles(install.ecosystem, context, directory, first);
  const above = configurationAbove(config, [directory, ...included.map(directoryName)], input, context);
  const paths = [...new Set([...first, ...included, ...filesMatching(context, directory, config), ...above])];
  const missing = paths.filter((path) => !isReadable(context, path.replace(/\/$/, "")));
  const traps = install.ecosystem.traps?.(readTexts(context, directory, paths), install.flags) ?? [];
  return {
    paths: paths.filter((path) => !missing.includes(path)),
    risks: [
      ...traps.map(({ reason }) => reason),
      ...missing.map((path) => `${path} is not in the build context`),
      ...(named.includes(undefined) ? ["one of its files cannot be told from the Dockerfile"] : []),
    ],
    needsSources: traps.some((trap) => trap.needsSources === true),
    isLocked: lockfiles.length === 0 || install.namedManifests.length > 0 || filesMatching(context, directory, lockfiles).length > 0,
  };
}

/**
 * A tool with configuration at every depth looks for it beside a manifest and above it: the files in the directories from the
 * manifests' up to the one that is copied.
 */
function configurationAbove(config: readonly string[], directories: readonly string[], input: ContextInput, context: BuildContext): readonly string[] {
  if (!config.some((pattern) => pattern.startsWith("**/"))) return [];
  const names = config.filter((pattern) => !pattern.endsWith("/")).map((pattern) => pattern.replace(/^\*\*\//, "")).filter((name) => !/[*/]/.test(name));
  const root = input.path ?? "";
  const searched = new Set(directories.flatMap(ancestorsAndSelf).filter((directory) => relativeBelow(root, directory) !== undefined));
  return [...searched].flatMap((directory) => filesMatching(context, directory, names));
}

/** "a/b", "a", "" for "a/b". */
function ancestorsAndSelf(directory: string): readonly string[] {
  return directory === "" ? [""] : [directory, ...ancestorsAndSelf(directoryName(directory))];
}

function includedFiles(ecosystem: Ecosystem, context: BuildContext, directory: string, paths: readonly string[], depth = 0): readonly string[] {
  if (ecosystem.includes === undefined || depth >= maximumIncludeDepth) return [];
  const direct = paths.flatMap((path) => {
    const text = context.read(path);
    const names = text === undefined ? [] : (ecosystem.includes?.(relativeBelow(directory, path) ?? path, text) ?? []);
    return names.flatMap((name) => (name.includes("*") ? filesMatching(context, directoryName(path), [name]) : [joinPaths(directoryName(path), name)]));
  });
  const fresh = direct.filter((path) => !paths.includes(path));
  return fresh.length === 0 ? [] : [...fresh, ...includedFiles(ecosystem, context, directory, fresh, depth + 1)];
}

function readTexts(context: BuildContext, directory: string, paths: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const path of paths) {
    const text = context.read(path);
    const below = relativeBelow(directory, path.replace(/\/$/, "")) ?? path.replace(/\/$/, "");
    if (text !== undefined || path.endsWith("/")) texts.set(path.endsWith("/") ? `${below}/` : below, text ?? "");
  }
  return texts;
}
