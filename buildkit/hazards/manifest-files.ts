import type { Ecosystem } from "../../ecosystems/ecosystem.ts";
import type { CoupledInstall } from "./broad-copy.ts";
import type { BuildContext } from "../build-context.ts";
import { filesMatching, isReadable } from "../context-files.ts";
import { deliveryAt } from "../delivery.ts";
import { directoryName, joinPaths, relativeBelow } from "../image-path.ts";
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
  const paths = [...new Set([...first, ...included, ...filesMatching(context, directory, config)])];
  const missing = paths.filter((path) => !isReadable(context, path.replace(/\/$/, "")));
  const traps = install.ecosystem.traps?.(readTexts(context, directory, paths), install.flags) ?? [];
  return {
    paths: paths.filter((path) => !missing.includes(path)),
    risks: [
      ...traps.map(({ reason }) => reason),
      ...missing.map((path) => `${path} is not in the build context`),
      ...(named.includes(undefined) ? ["one of its files cannot be told from the Dockerfile"] : []),
      ...missingLock(lockfiles, context, directory, install.namedManifests.length > 0),
    ],
    needsSources: traps.some((trap) => trap.needsSources === true),
  };
}

function includedFiles(ecosystem: Ecosystem, context: BuildContext, directory: string, paths: readonly string[], depth = 0): readonly string[] {
  if (ecosystem.includes === undefined || depth >= maximumIncludeDepth) return [];
  const direct = paths.flatMap((path) => {
    const text = context.read(path);
    const below = relativeBelow(directory, path);
    if (text === undefined || below === undefined) return [];
    const names = ecosystem.includes?.(below, text) ?? [];
    return names.flatMap((name) => (name.includes("*") ? filesMatching(context, directoryName(path), [name]) : [joinPaths(directoryName(path), name)]));
  });
  const fresh = direct.filter((path) => !paths.includes(path));
  return fresh.length === 0 ? [] : [...fresh, ...includedFiles(ecosystem, context, directory, fresh, depth + 1)];
}

function readTexts(context: BuildContext, directory: string, paths: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const path of paths) {
    const text = context.read(path);
    const below = relativeBelow(directory, path.replace(/\/$/, ""));
    if (below !== undefined && (text !== undefined || path.endsWith("/"))) texts.set(path.endsWith("/") ? `${below}/` : below, text ?? "");
  }
  return texts;
}

/** A tool with lockfiles and none in the context resolves anew each time: its result cannot be promised. */
function missingLock(lockfiles: readonly string[], context: BuildContext, directory: string, isNamed: boolean): readonly string[] {
  if (lockfiles.length === 0 || isNamed || filesMatching(context, directory, lockfiles).length > 0) return [];
  return [`there is no ${lockfiles[0] ?? "lockfile"}`];
}
