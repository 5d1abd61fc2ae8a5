import type { InstructionChange } from "./change.ts";
import type { Build, Stage, Step } from "../model.ts";
import { baseDefinition, stepDefinition, type Definition } from "./definition.ts";

/**
 * What another text of the Dockerfile changes: the steps of `after` that no step of `before` has the key of although all
 * above them have one, and the stages whose base no stage of `before` had. What is below those re-runs because of them.
 * Names and order of stages count for nothing, as in BuildKit (cache-semantics 2 and 15, scenarios 19 to 44).
 */
export function editedSteps(before: Build, after: Build): readonly InstructionChange[] {
  const number = createNumbering();
  const old = readKeys(before, number);
  const now = readKeys(after, number);
  const bases = new Set(old.stages.map(({ base }) => base));
  const sourcesByKey = new Map<number, string[]>();
  for (const { key, sources } of old.steps) sourcesByKey.set(key, [...(sourcesByKey.get(key) ?? []), sources.join()]);
  const isKnown = (key: number) => bases.has(key) || sourcesByKey.has(key);

  const stages = now.stages.filter(({ stage, base }) => stage.base.kind !== "stage" && !bases.has(base));
  const steps = now.steps.filter(({ parent, key, sources }) => {
    if (!isKnown(parent)) return false;
    const same = sourcesByKey.get(key);
    // A stage that was edited is for the plan to judge; files asked of another stage than before are not.
    return same === undefined || (sources.every(isKnown) && !same.includes(sources.join()));
  });
  return [...stages.map(({ stage }): InstructionChange => ({ kind: "instruction", of: stage, how: "edited", by: [] })), ...steps.map((entry) => toChange(entry, old.steps))];
}

interface KeyedStep {
  readonly step: Step;
  readonly definition: Definition;
  /** The keys of the step above or the base, of the step itself without what it takes from stages, and of those stages. */
  readonly parent: number;
  readonly key: number;
  readonly sources: readonly number[];
}

interface Keys {
  readonly stages: readonly { readonly stage: Stage; readonly base: number }[];
  readonly steps: readonly KeyedStep[];
}

/** A number for each text, the same for the same. */
function createNumbering(): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const number = known.get(text) ?? known.size;
    known.set(text, number);
    return number;
  };
}

/** Of the stages that are built: nothing else left anything in the cache. */
function readKeys(build: Build, number: (text: string) => number): Keys {
  const ends = new Map<Stage, number>();
  const stages: Keys["stages"][number][] = [];
  const steps: Omit<KeyedStep, "sources">[] = [];
  for (const stage of build.stages) {
    const base = (stage.base.kind === "stage" ? ends.get(stage.base.stage) : undefined) ?? number(baseDefinition(stage));
    let parent = base;
    for (const step of stage.steps) {
      const definition = stepDefinition(build, step);
      const key = number(`${parent} ${definition.own} ${JSON.stringify([...definition.surroundings])}`);
      if (stage.isBuilt) steps.push({ step, definition, parent, key });
      parent = key;
    }
    ends.set(stage, parent);
    if (stage.isBuilt) stages.push({ stage, base });
  }
  const sourcesOf = ({ inputs }: Step) => inputs.flatMap((input) => (input.kind === "stage" ? (ends.get(input.stage) ?? []) : []));
  return { stages, steps: steps.map((entry) => ({ ...entry, sources: sourcesOf(entry.step) })) };
}

function toChange({ step, parent, definition }: KeyedStep, old: readonly KeyedStep[]): InstructionChange {
  const twin = old.find((other) => other.parent === parent && other.definition.written === definition.written);
  if (twin !== undefined) {
    const by = differences(twin.definition.settings, definition.settings);
    if (by.length > 0 || twin.definition.own === definition.own) return { kind: "instruction", of: step, how: "surroundings", by };
  }
  const isElsewhere = old.some((other) => other.definition.own === definition.own && other.parent !== parent);
  return { kind: "instruction", of: step, how: isElsewhere ? "moved" : "edited", by: [] };
}

function differences(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
}
