import type { ContextKnowledge } from "../../buildkit/files/build-context.ts";
import { createBuild } from "../../buildkit/build.ts";
import { contextDemand } from "../../buildkit/context-demand.ts";
import { listOf } from "../../buildkit/plan/describe.ts";
import { commonContext, type KnownBuild } from "../../buildkit/known-build.ts";
import type { Build, BuildOptions, Stage } from "../../buildkit/model.ts";
import { findStage } from "../../buildkit/stage-base.ts";
import type { Dockerfile } from "../../dockerfile/nodes.ts";
import { findBuilds, type FindBuildsOptions } from "../../workspace/builds/find-builds.ts";

/** What a user says of the build that is meant; the context by what findContext and findBuilds call it. */
export interface BuildWish {
  readonly target: string | undefined;
  readonly isContext: ((context: ContextKnowledge) => boolean) | undefined;
}

/** One of the repository's own builds, or what several of them have in common. */
export interface ChosenBuild {
  readonly context: ContextKnowledge;
  readonly options: BuildOptions;
  /** Where it is written: several that come to the same are one; none when no file tells of it, or several are possible. */
  readonly names: readonly string[];
  /** One sentence: that several are possible. */
  readonly doubt: string | undefined;
}

/**
 * Chooses among the builds of a Dockerfile (absolute path) that its repository tells of: those of the stage and the context
 * that are wished for, or all when none suits. Of one everything is taken; of several what they have in common.
 */
export function chooseBuild(file: string, dockerfile: Dockerfile, wish: BuildWish, options: FindBuildsOptions): ChosenBuild {
  const build = (of: BuildOptions): Build => createBuild(dockerfile, { kind: "unknown" }, of);
  const builds = findBuilds(file, (of) => contextDemand(build(of)), options);
  const { stages } = build({});
  const wished = wish.target === undefined ? undefined : stageOf(stages, wish.target);
  const suits = ({ context, options: { target } }: KnownBuild): boolean => (wished === undefined || stageOf(stages, target) === wished) && (wish.isContext?.(context) ?? true);
  const suiting = builds.filter(suits);
  const candidates = orAll(suiting, builds);
  const [first, ...others] = candidates;
  if (others.length === 0) return { ...first, names: suiting.length > 0 ? first.names : [], doubt: undefined };
  const names = candidates.map(({ names: [name = "the default target"] }) => name);
  return {
    context: commonContext(candidates),
    options: commonOptions([first.options, ...others.map((each) => each.options)]),
    names: [],
    doubt: `the repository builds this Dockerfile in ${candidates.length} ways (${listOf(names, 4)}), of which only what they have in common is taken; choose with --target, --context and --build-arg`,
  };
}

type Some<Item> = readonly [Item, ...Item[]];

function orAll([first, ...others]: readonly KnownBuild[], all: Some<KnownBuild>): Some<KnownBuild> {
  return first === undefined ? all : [first, ...others];
}

function stageOf(stages: readonly Stage[], target: string | undefined): Stage | undefined {
  return target === undefined ? stages.at(-1) : findStage(stages, target);
}

function commonOptions([first, ...others]: Some<BuildOptions>): BuildOptions {
  const { target } = first;
  const isCommon = (name: string): boolean => others.every(({ buildArgs }) => buildArgs?.has(name) === true && buildArgs.get(name) === first.buildArgs?.get(name));
  const named = [...(first.namedContexts ?? [])].filter((name) => others.every(({ namedContexts }) => namedContexts?.has(name)));
  return {
    ...(target !== undefined && others.every((other) => other.target === target) && { target }),
    buildArgs: new Map([...(first.buildArgs ?? [])].filter(([name]) => isCommon(name))),
    namedContexts: new Set(named),
    ...(first.ownImages && { ownImages: first.ownImages }),
  };
}
