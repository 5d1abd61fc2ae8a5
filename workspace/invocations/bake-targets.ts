import { dataOf, type Evaluate, type Locals } from "./bake-evaluation.ts";
import { isList, isMap, known, toText, unknownValue, type BakeData, type BakeValue } from "./bake-value.ts";
import type { HclBlock, HclExpression } from "./hcl-syntax.ts";

/** A file that bake is given. */
export interface BakeFile {
  /** Absolute. */
  readonly file: string;
  readonly text: string;
}

/** Values of one field and how the file writes them. */
export interface BakeField {
  readonly value: BakeValue;
  /** As written, for messages about what is not known. */
  readonly text: string;
}

/** A target as its blocks and those that it inherits say; fields by their names, `args` and `contexts` by their keys. */
export interface BakeTarget {
  readonly name: string;
  readonly source: BakeFile;
  readonly block: HclBlock;
  readonly inherits: readonly string[];
  readonly fields: ReadonlyMap<string, BakeField>;
  readonly args: ReadonlyMap<string, BakeField>;
  readonly contexts: ReadonlyMap<string, BakeField>;
}

/** More than anybody builds at once; matrices that multiply each other must not fill the memory. */
const mostTargets = 256;
const deepestInheritance = 64;

/** The targets that one block makes: itself, or one for each combination of its `matrix`, with the name it computes. */
export function expandTarget(block: HclBlock, source: BakeFile, evaluate: Evaluate): readonly BakeTarget[] {
  const attribute = (name: string): HclExpression | undefined => block.body.attributes.findLast((each) => each.name === name)?.value;
  const label = block.labels[0] ?? "";
  const matrix = attribute("matrix");
  const combinations = matrix === undefined ? [new Map<string, BakeValue>()] : combine(dataOf(evaluate(matrix)));
  const named = attribute("name");
  return combinations.flatMap((locals) => {
    const name = named === undefined || matrix === undefined ? label : toText(dataOf(evaluate(named, locals)) ?? null);
    return name === undefined ? [] : [readTarget(name, block, source, evaluate, locals)];
  });
}

function combine(matrix: BakeData | undefined): readonly Locals[] {
  if (matrix === undefined || !isMap(matrix)) return [];
  let combinations: readonly Locals[] = [new Map()];
  for (const [key, value] of matrix) {
    const items = dataOf(value);
    if (items === undefined || !isList(items)) return [];
    combinations = combinations.flatMap((locals) => items.map((item) => new Map([...locals, [key, item]]))).slice(0, mostTargets);
  }
  return combinations;
}

function readTarget(name: string, block: HclBlock, source: BakeFile, evaluate: Evaluate, locals: Locals): BakeTarget {
  const fields = new Map<string, BakeField>();
  const args = new Map<string, BakeField>();
  const contexts = new Map<string, BakeField>();
  for (const { name: attribute, value: expression } of block.body.attributes) {
    const value = evaluate(expression, locals);
    const keyed = attribute === "args" ? args : attribute === "contexts" ? contexts : undefined;
    if (keyed === undefined) fields.set(attribute, { value, text: textOf(expression, source) });
    else for (const [key, field] of readKeyed(expression, value, source)) keyed.set(key, field);
  }
  return { name, source, block, inherits: textsOf(fields.get("inherits")?.value), fields, args, contexts };
}

/** Values by key; where the expression is an object, each with its own text. */
function readKeyed(expression: HclExpression, value: BakeValue, source: BakeFile): readonly (readonly [string, BakeField])[] {
  const data = dataOf(value);
  if (data === undefined || !isMap(data)) return [];
  const written = new Map<unknown, HclExpression>();
  for (const { key, value: item } of expression.kind === "object" ? expression.items : []) written.set(key.kind === "literal" ? key.value : undefined, item);
  return Array.from(data, ([key, item]) => [key, { value: item, text: textOf(written.get(key) ?? expression, source) }] as const);
}

function textOf({ range: [start, end] }: HclExpression, { text }: BakeFile): string {
  return text.slice(start, end).trim().replace(/^"([^"\n]*)"$/, "$1");
}

/** The texts of a list; what is not known is left out. */
export function textsOf(value: BakeValue | undefined): readonly string[] {
  const data = dataOf(value);
  return data !== undefined && isList(data) ? data.flatMap((item) => toText(dataOf(item) ?? null) ?? []) : [];
}

/**
 * The target with everything that it inherits put in, in bake's order: each parent over those before it, the target itself
 * last (docker/buildx, bake/bake.go, `target` and `Merge`). A ring of parents ends where it began.
 */
export function resolveTarget(target: BakeTarget, targets: ReadonlyMap<string, BakeTarget>): BakeTarget {
  const done = new Map<string, BakeTarget | undefined>();
  const resolve = (each: BakeTarget, depth: number): BakeTarget | undefined => {
    if (done.has(each.name) || depth > deepestInheritance) return done.get(each.name);
    done.set(each.name, undefined);
    const parents = each.inherits.flatMap((name) => targets.get(name) ?? []).flatMap((parent) => resolve(parent, depth + 1) ?? []);
    const merged = [...parents, each].reduce((lower, upper) => mergeTargets(lower, upper));
    // An empty context takes away what its parents have; heirs do not get it.
    const contexts = new Map([...merged.contexts].filter(([, { value }]) => dataOf(value) !== ""));
    const resolved = { ...merged, contexts };
    done.set(each.name, resolved);
    return resolved;
  };
  return resolve(target, 0) ?? target;
}

/** Two blocks of one target, or a parent and its heir: what the upper one sets, it sets; `cache-from` is added to. */
export function mergeTargets(lower: BakeTarget, upper: BakeTarget): BakeTarget {
  const caches = [lower.fields.get("cache-from"), upper.fields.get("cache-from")].filter((field) => field !== undefined);
  const isSet = ({ value }: BakeField): boolean => value.kind !== "known" || value.data !== null;
  const over = (below: ReadonlyMap<string, BakeField>, above: ReadonlyMap<string, BakeField>): Map<string, BakeField> =>
    new Map([...below, ...[...above].filter(([name, field]) => isSet(field) || !below.has(name))]);
  const fields = over(lower.fields, upper.fields);
  const [first, second] = caches;
  if (first !== undefined && second !== undefined) fields.set("cache-from", { value: joinLists(first.value, second.value), text: second.text });
  return {
    ...upper,
    inherits: [...lower.inherits, ...upper.inherits],
    fields,
    args: over(lower.args, upper.args),
    contexts: over(lower.contexts, upper.contexts),
  };
}

function joinLists(one: BakeValue, other: BakeValue): BakeValue {
  const [first, second] = [dataOf(one), dataOf(other)];
  if (first === undefined || second === undefined || !isList(first) || !isList(second)) return second === undefined ? one : first === undefined ? other : unknownValue;
  return known([...first, ...second]);
}
