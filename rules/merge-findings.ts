import type { Stage } from "../buildkit/model.ts";
import type { Remedy } from "./edits/remedy.ts";
import type { NamedBuild } from "./language/dockerfile-source-code.ts";
import type { FindingNote } from "./language/noted-source-code.ts";

/** What one rule found in one build. */
export interface BuildFindings extends NamedBuild {
  readonly notes: readonly FindingNote[];
}

/**
 * The findings of one rule in several builds, each told once. One that holds in some builds only names these, unless the
 * others do not have its stage. It keeps the remedies that all its builds offer; one that not all of them call automatic,
 * or of which some build that has the stage knows nothing, is a suggestion. Where only the words differ, and not the
 * context that they speak of, those of the build with most stages, the first of them, stand
 * for all.
 */
export function mergeFindings(builds: readonly BuildFindings[]): readonly FindingNote[] {
  const places = new Map<string, Member[]>();
  for (const build of builds) {
    const seen = new Map<string, number>();
    for (const note of build.notes) {
      const place = JSON.stringify([note.messageId, note.loc]);
      const count = seen.get(place) ?? 0;
      seen.set(place, count + 1);
      add(places, `${count} ${place}`, { build, note });
    }
  }
  return [...places.values()].flatMap((found) => sameWords(found).map(([first, ...others]) => merge(first.note, [first, ...others], builds)));
}

/** The findings of one place by what they say; the one that speaks for the others comes first. */
function sameWords(found: readonly Member[]): readonly (readonly [Member, ...Member[]])[] {
  const groups = new Map<string, readonly [Member, ...Member[]]>();
  for (const member of found) {
    const speaker = widest(found.filter(({ build }) => contextName(build) === contextName(member.build))) ?? member;
    const words = JSON.stringify(speaker.note.data);
    const [first = speaker, ...others] = groups.get(words) ?? [];
    groups.set(words, [first, ...others.filter((other) => other !== member), ...(member === first ? [] : [member])]);
  }
  return [...groups.values()];
}

/** Of several that are as wide the first, so that all have the same speaker. */
function widest(members: readonly Member[]): Member | undefined {
  const width = ({ build: { build } }: Member): number => build.stages.filter(({ isBuilt }) => isBuilt).length;
  const most = Math.max(...members.map(width));
  return members.find((member) => width(member) === most);
}

function contextName({ build: { context } }: NamedBuild): string | undefined {
  return context.kind === "known" ? context.context.name : undefined;
}

function add<Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
  groups.set(key, [...(groups.get(key) ?? []), item]);
}

interface Member {
  readonly build: BuildFindings;
  readonly note: FindingNote;
}

function merge(note: FindingNote, members: readonly Member[], builds: readonly BuildFindings[]): FindingNote {
  const holders = members.map(({ build }) => build);
  const others = builds.filter((build) => !holders.includes(build) && hasStage(build, note));
  const remedies = note.remedies.flatMap((remedy) => {
    const offers = members.map((member) => member.note.remedies.find((other) => isSame(remedy, other)));
    if (offers.includes(undefined)) return [];
    const isAutomatic = others.length === 0 && offers.every((offer) => offer?.safety === "automatic");
    return [{ ...remedy, safety: isAutomatic ? ("automatic" as const) : ("suggestion" as const) }];
  });
  return { ...note, data: { ...note.data, inBuilds: others.length === 0 ? "" : describe(holders) }, remedies };
}

function isSame(one: Remedy, other: Remedy): boolean {
  const comparable = (remedy: Remedy): string => JSON.stringify({ ...remedy, safety: undefined });
  return comparable(one) === comparable(other);
}

/** Whether the build runs the stage that the finding stands in; all builds read what stands above the first stage. */
function hasStage({ build }: NamedBuild, { loc }: FindingNote): boolean {
  const isAbove = ({ from }: Stage): boolean => from.loc.start.line <= loc.start.line;
  return build.stages.findLast(isAbove)?.isBuilt ?? true;
}

function describe(builds: readonly NamedBuild[]): string {
  const names = builds.flatMap((build) => (build.names.length === 0 ? ["the default target"] : build.names));
  const [first = "", second, ...more] = names;
  if (second === undefined) return ` (In the build of ${first}.)`;
  return more.length === 0 ? ` (In the builds of ${first} and of ${second}.)` : ` (In the builds of ${first} and ${names.length - 1} others.)`;
}
