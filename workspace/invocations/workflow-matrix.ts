import { yamlAt, yamlEntries, type YamlValue } from "./yaml.ts";

/** The values of one job of a matrix by their references: `matrix.image`, `matrix.image.path`. */
export type Combination = ReadonlyMap<string, string>;

/** More jobs than this are not told apart; the builds of a matrix differ by a name mostly. */
const mostCombinations = 64;

/**
 * The combinations of a matrix that is written out, `include` and `exclude` applied. One without values where there is no
 * matrix, or where an expression makes it. Source: GitHub's page "Running variations of jobs in a workflow".
 */
export function expandMatrix(matrix: YamlValue | undefined): readonly Combination[] {
  const axes = yamlEntries(matrix).filter(([name]) => name !== "include" && name !== "exclude");
  let combinations: readonly Combination[] = [new Map()];
  for (const [name, { value }] of axes) {
    if (value.kind !== "list") continue;
    const values = value.items.map((item) => flatten(`matrix.${name}`, item));
    combinations = combinations.flatMap((combination) => values.map((each) => new Map([...combination, ...each]))).slice(0, mostCombinations);
  }
  const excluded = listAt(matrix, "exclude");
  const kept = combinations.filter((combination) => !excluded.some((exclusion) => exclusion.size > 0 && [...exclusion].every(([key, value]) => combination.get(key) === value)));
  return include(kept, listAt(matrix, "include"), new Set(axes.map(([name]) => name)));
}

/** An entry that contradicts no axis of a combination is added to it; one that fits nowhere is a combination of its own. */
function include(combinations: readonly Combination[], entries: readonly Combination[], axes: ReadonlySet<string>): readonly Combination[] {
  if (axes.size === 0 && entries.length > 0) return entries.slice(0, mostCombinations);
  const isAxis = (key: string): boolean => axes.has(key.split(".")[1] ?? "");
  const extended = combinations.map((combination) => {
    const fitting = entries.filter((entry) => [...entry].every(([key, value]) => !isAxis(key) || combination.get(key) === value));
    return new Map([...combination, ...fitting.flatMap((entry) => [...entry])]);
  });
  const own = entries.filter((entry) => !combinations.some((combination) => [...entry].every(([key, value]) => !isAxis(key) || combination.get(key) === value)));
  return [...extended, ...own].slice(0, mostCombinations);
}

function listAt(matrix: YamlValue | undefined, key: string): readonly Combination[] {
  const list = yamlAt(matrix, key);
  if (list?.kind !== "list") return [];
  return list.items.map((item) => new Map(yamlEntries(item).flatMap(([name, { value }]) => [...flatten(`matrix.${name}`, value)])));
}

function flatten(reference: string, value: YamlValue): ReadonlyMap<string, string> {
  if (value.kind === "text") return new Map([[reference, value.text]]);
  return new Map(yamlEntries(value).flatMap(([name, entry]) => [...flatten(`${reference}.${name}`, entry.value)]));
}
