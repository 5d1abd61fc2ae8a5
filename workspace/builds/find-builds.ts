import type { ContextKnowledge } from "../../buildkit/files/build-context.ts";
import type { ContextDemand } from "../../buildkit/context-demand.ts";
import { contextOfAll, plainBuild, type KnownBuild } from "../../buildkit/known-build.ts";
import type { BuildOptions, PassedArg } from "../../buildkit/model.ts";
import { checkoutContext } from "../checkout-context.ts";
import { describeOrigin } from "./describe-origin.ts";
import { createSnapshot } from "../directory-snapshot.ts";
import { diskContext } from "../disk-context.ts";
import { findContext, type FindContextOptions } from "../find-context.ts";
import { createBuildsOfRepository, type BuildsOfRepository, type RepositoryBuilds } from "./find-invocations.ts";
import { findRepository } from "../find-repository.ts";
import type { BuildInvocation, InvokedValue } from "../invocations/invocation.ts";
import { kindOnDisk } from "../on-disk.ts";

export interface FindBuildsOptions extends FindContextOptions {
  /** Shared by the Dockerfiles of one run. */
  readonly buildsOf?: BuildsOfRepository;
}

/** More ways than this to build one Dockerfile are not told apart: each costs a whole lint. */
const mostBuilds = 12;

/**
 * The ways in which a Dockerfile (absolute path, need not exist) is built: what the files of its repository say, else one
 * of which the context is inferred. A directory that the user or the configuration names is the context of all of them.
 * Compose files alone mostly serve development: unless one of their builds makes the last stage, that build is one more.
 */
export function findBuilds(file: string, demandOf: (options: BuildOptions) => ContextDemand, options: FindBuildsOptions): readonly [KnownBuild, ...KnownBuild[]] {
  const { workingDirectory, snapshot = createSnapshot(), openText } = options;
  const { buildsOf = createBuildsOfRepository({ snapshot, ...(openText && { openText }) }) } = options;
  const repository = findRepository(file, workingDirectory);
  const known = buildsOf(repository);
  const invocations = known.of(file);
  const ownImages = ownImagesOf(known);
  const inferred = (buildOptions: BuildOptions): ContextKnowledge => findContext(file, demandOf(buildOptions), { ...options, snapshot });
  const targets = new Set(invocations.flatMap(({ target }) => (target?.kind === "literal" ? [target.value] : [])));
  const none: BuildOptions = { ...(ownImages.size > 0 && { ownImages }), ...(targets.size > 0 && { knownTargets: targets }) };
  const platforms = invocations.every((each) => each.platforms.length > 0) ? new Set(invocations.flatMap((each) => each.platforms)) : undefined;
  const builds = invocations.slice(0, 256).map((invocation): KnownBuild & { readonly key: string } => {
    const buildOptions = { ...toOptions(invocation), ...none, ...(platforms && { knownPlatforms: platforms }) };
    const context = options.directory === undefined ? contextOf(invocation) : undefined;
    return { context: context ?? inferred(buildOptions), options: buildOptions, names: [describeOrigin(invocation.origin, repository)], key: keyOf(invocation) };
  });
  const [first, ...others] = withoutTwins(builds).slice(0, mostBuilds);
  if (first === undefined) return [{ ...plainBuild(inferred(none)), options: none }];
  const isOnlyCompose = invocations.every(({ origin, target }) => origin.kind === "compose" && target !== undefined);
  return isOnlyCompose ? [first, ...others, { ...plainBuild(contextOfAll(builds) ?? inferred(none)), options: none }] : [first, ...others];

  function contextOf({ context }: BuildInvocation): ContextKnowledge | undefined {
    const surroundings = { dockerfile: file, repository, snapshot, ...(openText && { openText }) };
    if (context.kind === "directory" && kindOnDisk(context.path) === "directory") return { kind: "known", context: diskContext({ root: context.path, ...surroundings }) };
    if (context.kind === "remote" && context.directory !== undefined) return { kind: "known", context: checkoutContext({ root: context.directory, ...surroundings }) };
    return undefined;
  }
}

/** Builds that the model cannot tell apart are one with several names. */
function withoutTwins(builds: readonly (KnownBuild & { readonly key: string })[]): readonly KnownBuild[] {
  const distinct = new Map<string, KnownBuild>();
  for (const { key, ...build } of builds) {
    const twin = distinct.get(key);
    distinct.set(key, twin === undefined ? build : { ...twin, names: [...twin.names, ...build.names] });
  }
  return [...distinct.values()];
}

function keyOf({ context, target, args, namedContexts }: BuildInvocation): string {
  const sorted = (map: ReadonlyMap<string, unknown>): unknown => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([context, target, sorted(args), sorted(namedContexts)]);
}

function toOptions({ target, args, namedContexts }: BuildInvocation): BuildOptions {
  const passed = [...args].filter(([, value]) => !isMaybeAbsent(value));
  return {
    ...(target?.kind === "literal" && { target: target.value }),
    buildArgs: new Map(passed.map(([name, value]) => [name, value.kind === "literal" ? value.value : undefined])),
    passedArgs: new Map([...args].map(([name, value]) => [name, toPassed(value)])),
    namedContexts: new Set(namedContexts.keys()),
  };
}

/** Without tags; what a variable is part of names no image here. */
function ownImagesOf({ invocations }: RepositoryBuilds): ReadonlySet<string> {
  const names = invocations.flatMap(({ tags }) => tags.map((tag) => tag.replace(/(?::[^/]*)?(?:@.*)?$/, "")));
  return new Set(names.filter((name) => name !== "" && !name.includes("$")));
}

/** A name alone takes the value of the environment, and is not passed without it. */
function isMaybeAbsent(value: InvokedValue): boolean {
  return value.kind === "unknown" && value.text === "";
}

function toPassed(value: InvokedValue): PassedArg {
  if (value.kind !== "literal") return { how: value.kind, text: value.text };
  return { how: value.isDefault === true ? "default" : "fixed", text: value.value };
}
