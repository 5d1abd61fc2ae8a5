import path from "node:path";

import type { BuildContext } from "../buildkit/files/build-context.ts";
import { createBuild, inContext } from "../buildkit/build.ts";
import { contextDemand, type ContextDemand } from "../buildkit/context-demand.ts";
import type { CheckoutBuild, IgnoreFileUse } from "../buildkit/ignore-use.ts";
import { commonContext, type KnownBuild } from "../buildkit/known-build.ts";
import type { Build } from "../buildkit/model.ts";
import { parseDockerfile } from "../dockerfile/parse.ts";
import { createSnapshot, type DirectorySnapshot } from "./directory-snapshot.ts";
import { findDockerfiles } from "./find-dockerfiles.ts";
import { findRepository } from "./find-repository.ts";
import { memoize } from "./memoize.ts";
import { kindOnDisk } from "./on-disk.ts";
import { isInside, toSlashes } from "./paths.ts";
import { readText, type OpenText } from "./read-text.ts";

export interface IgnoreUseOptions {
  /** Absolute; bounds the search for files in no repository. */
  readonly workingDirectory: string;
  /** What is known of the builds of a Dockerfile (absolute path); `openText` goes before the disk. */
  readonly buildsOf: (dockerfile: string, demand: ContextDemand, openText: OpenText) => readonly [KnownBuild, ...KnownBuild[]];
  /** The directory (absolute) that something names as the context of a Dockerfile, wherever that lies. */
  readonly namedContextOf?: (dockerfile: string) => string | undefined;
  readonly openText?: OpenText;
  /** Shared by what is looked at together. */
  readonly snapshot?: DirectorySnapshot;
}

/** More Dockerfiles than these around one ignore file are not read. */
const dockerfilesRead = 400;

const extension = ".dockerignore";

/**
 * The builds around an ignore file (absolute path) with this text: for `<Dockerfile>.dockerignore` the one beside it, for
 * `.dockerignore` those of the Dockerfiles in and below its directory, and of those elsewhere that are built in it by name.
 */
export function findIgnoreUse(file: string, text: string, options: IgnoreUseOptions): IgnoreFileUse {
  return createIgnoreUses(options)(file, text);
}

/** The same for many files of one run, which reads every Dockerfile once. */
export function createIgnoreUses(options: IgnoreUseOptions): (file: string, text: string) => IgnoreFileUse {
  const { workingDirectory, openText, snapshot = createSnapshot() } = options;
  const dockerfilesIn = memoize((directory: string) => findDockerfiles([directory], workingDirectory, snapshot).files);
  const buildOf = memoize((dockerfile: string) => readBuild(dockerfile, openText));

  return (file, text) => {
    const repository = findRepository(file, workingDirectory);
    const directory = path.dirname(file);
    const isSpecific = path.basename(file) !== extension;
    const candidates = isSpecific ? dockerfileBeside(file) : [...dockerfilesIn(directory), ...namedFrom(directory, repository)];
    const read: OpenText = (other) => (other === file ? text : openText?.(other));
    const isHere = (context: BuildContext) => isSpecific || path.resolve(repository, context.name) === directory;
    const isOwn = (context: BuildContext) => context.isCheckout !== true && isHere(context) && (isSpecific || context.ignoreFile?.specific !== true);
    const builds: Build[] = [];
    const others: Build[] = [];
    const checkouts: CheckoutBuild[] = [];
    let isComplete = candidates.length <= dockerfilesRead;
    for (const dockerfile of candidates.slice(0, dockerfilesRead)) {
      const build = buildOf(dockerfile);
      const known = build && options.buildsOf(dockerfile, contextDemand(build), read);
      const knowledge = known && commonContext(known);
      const isMeant = isSpecific || kindOnDisk(`${dockerfile}${extension}`) === undefined;
      if (build !== undefined && known !== undefined && isMeant) checkouts.push(...checkoutsOf(build, known, isHere));
      if (build !== undefined && knowledge?.kind === "known") (isOwn(knowledge.context) ? builds : others).push(inContext(build, knowledge));
      else if (knowledge?.kind !== "ambiguous" || knowledge.candidates.some(isOwn)) isComplete = false;
    }
    return { builds, others, checkouts, isComplete, path: toSlashes(path.relative(repository, file)), neighbours: [...snapshot.entriesOf(directory).keys()] };
  };

  function namedFrom(directory: string, repository: string): readonly string[] {
    const { namedContextOf } = options;
    if (namedContextOf === undefined) return [];
    return dockerfilesIn(repository).filter((dockerfile) => !isInside(dockerfile, directory) && namedContextOf(dockerfile) === directory);
  }
}

function dockerfileBeside(file: string): readonly string[] {
  const dockerfile = file.slice(0, -extension.length);
  return kindOnDisk(dockerfile) === "file" ? [dockerfile] : [];
}

/** Those of the builds of a Dockerfile whose context is fetched from git, with the targets that they make. */
function checkoutsOf({ dockerfile }: Build, known: readonly KnownBuild[], isHere: (context: BuildContext) => boolean): readonly CheckoutBuild[] {
  return known.flatMap(({ context, options, names }) => {
    const isOne = context.kind === "known" && context.context.isCheckout === true && isHere(context.context);
    return isOne ? [{ build: createBuild(dockerfile, context, options), names }] : [];
  });
}

/** The model without its context; undefined when the text cannot be read, or not to its end. */
function readBuild(dockerfile: string, openText: OpenText | undefined): Build | undefined {
  const text = readText(dockerfile, openText);
  if (text === undefined) return undefined;
  const tree = parseDockerfile(text.replace(/^\uFEFF/, ""));
  return tree.errors.some(({ fatal }) => fatal) ? undefined : createBuild(tree, { kind: "unknown" });
}
