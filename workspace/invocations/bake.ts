import type { BakeCall } from "./build-command.ts";
import { createEvaluator, dataOf, type BakeFunction, type Evaluate } from "./bake-evaluation.ts";
import { expandTarget, mergeTargets, resolveTarget, textsOf, type BakeFile, type BakeTarget } from "./bake-targets.ts";
import { toInvocation } from "./bake-invocation.ts";
import { parseHcl, parseHclJson } from "./hcl.ts";
import type { HclBlock, HclExpression } from "./hcl-syntax.ts";
import type { BuildInvocation, InvocationProblem, InvocationReading, InvokedValue } from "./invocation.ts";

export type { BakeFile } from "./bake-targets.ts";

/** How bake is called; what is left out is as in a call without arguments. */
export interface BakeRequest extends Partial<Pick<BakeCall, "overrides" | "variables">> {
  /** Names of targets and groups, wildcards too. */
  readonly targets?: readonly string[];
  /** Absolute: where bake runs. All paths start there, wherever the files are. */
  readonly directory: string | undefined;
}

/** The files that bake looks for by itself, in their order (docker/buildx, bake/bake.go, `defaultFilenames`); compose files come before. */
export const bakeFileNames: readonly string[] = ["docker-bake.json", "docker-bake.hcl", "docker-bake.override.json", "docker-bake.override.hcl"];

/**
 * The builds of bake files that belong together, in the order in which bake is given them: later ones add to earlier ones.
 * Without targets in the request, every target that is built by itself: not one that others only inherit from. Errors of
 * syntax are problems, and what stands before them counts. Never throws.
 */
export function readBake(files: readonly BakeFile[], request: BakeRequest): InvocationReading {
  const readings = files.map((source) => ({ source, ...(source.file.endsWith(".json") ? parseHclJson(source.text) : parseHcl(source.text)) }));
  const problems = readings.flatMap(({ source, error }) => (error === undefined ? [] : [problemAt(source, error.offset, `This is no valid bake file: ${error.message}.`)]));
  const placed = readings.flatMap(({ source, body }) => body.blocks.map((block) => ({ source, block })));
  const attributes = readings.flatMap(({ body }) => body.attributes);
  const evaluate = createEvaluator({
    variables: new Map(blocksOf(placed, "variable").map((block) => [block.labels[0] ?? "", attributeOf(block, "default")])),
    attributes: new Map(attributes.map(({ name, value }) => [name, value])),
    functions: new Map(blocksOf(placed, "function").flatMap(toFunction)),
    given: request.variables ?? new Map<string, InvokedValue>(),
    targetAttribute: (target, attribute) => placed.findLast(({ block }) => block.type === "target" && block.labels[0] === target && attributeOf(block, attribute) !== undefined)?.block.body.attributes.findLast(({ name }) => name === attribute)?.value,
  });
  const { targets, groups } = collect(placed, evaluate);
  const missing = [...targets.values()].flatMap((target) => missingParents(target, targets));
  const chosen = chooseTargets(request.targets ?? [], targets, groups);
  const invocations = chosen.map((target): BuildInvocation => {
    const { block, source } = target;
    const origin = { kind: "bake", file: source.file, line: lineOf(source.text, block.range[0]), name: target.name } as const;
    return toInvocation(resolveTarget(target, targets), origin, request.directory, overridesOf(target.name, request.overrides ?? []));
  });
  return { invocations, problems: [...problems, ...missing] };
}

interface Placed {
  readonly source: BakeFile;
  readonly block: HclBlock;
}

interface Collected {
  readonly targets: ReadonlyMap<string, BakeTarget>;
  /** Members by group; a target with a `matrix` is a group of its own under its label. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

function collect(placed: readonly Placed[], evaluate: Evaluate): Collected {
  const targets = new Map<string, BakeTarget>();
  const groups = new Map<string, readonly string[]>();
  for (const { source, block } of placed) {
    const label = block.labels[0];
    if (label === undefined) continue;
    if (block.type === "group") groups.set(label, [...(groups.get(label) ?? []), ...membersOf(block, evaluate)]);
    if (block.type !== "target") continue;
    const made = expandTarget(block, source, evaluate);
    for (const target of made) {
      const before = targets.get(target.name);
      targets.set(target.name, before === undefined ? target : mergeTargets(before, target));
    }
    const names = made.map(({ name }) => name).filter((name) => name !== label);
    if (names.length > 0) groups.set(label, [...(groups.get(label) ?? []), ...names]);
  }
  return { targets, groups };
}

function membersOf(block: HclBlock, evaluate: Evaluate): readonly string[] {
  const members = attributeOf(block, "targets");
  return members === undefined ? [] : textsOf(evaluate(members));
}

/** Those that are named, with groups and wildcards resolved; without names all but the templates. */
function chooseTargets(names: readonly string[], targets: Collected["targets"], groups: Collected["groups"]): readonly BakeTarget[] {
  const chosen = new Set<string>();
  const pending = names.flatMap((name) => matching(name, [...groups.keys(), ...targets.keys()]));
  const seen = new Set<string>();
  for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const members = groups.get(name);
    if (members === undefined) chosen.add(name);
    else pending.push(...members);
  }
  if (names.length > 0) return [...chosen].flatMap((name) => targets.get(name) ?? []);
  return withoutTemplates([...targets.values()], groups);
}

function matching(pattern: string, names: readonly string[]): readonly string[] {
  return /[*?]/.test(pattern) ? names.filter((name) => matches(pattern, name)) : [pattern];
}

/** `*` and `?`, in time that no pattern can multiply. */
function matches(pattern: string, name: string): boolean {
  let [at, star, mark] = [0, -1, 0];
  for (let index = 0; index < name.length; ) {
    const expected = pattern[at];
    if (expected === "*") [star, mark, at] = [at, index, at + 1];
    else if (expected === "?" || expected === name[index]) [at, index] = [at + 1, index + 1];
    else if (star < 0) return false;
    else [at, mark, index] = [star + 1, mark + 1, mark + 1];
  }
  return /^\**$/.test(pattern.slice(at));
}

/** Leaves out what others inherit from and neither a group nor a context of another target names. */
function withoutTemplates(targets: readonly BakeTarget[], groups: Collected["groups"]): readonly BakeTarget[] {
  const parents = new Set(targets.flatMap(({ inherits }) => inherits));
  const links = targets.flatMap(({ contexts }) => Array.from(contexts.values(), ({ value }) => dataOf(value)));
  const named = new Set<unknown>(["default", ...[...groups.values()].flat(), ...links.map((link) => (typeof link === "string" ? link.replace(/^target:/, "") : link))]);
  return targets.filter(({ name }) => named.has(name) || !parents.has(name));
}

function missingParents(target: BakeTarget, targets: Collected["targets"]): readonly InvocationProblem[] {
  const { block, source } = target;
  const attribute = block.body.attributes.findLast(({ name }) => name === "inherits");
  if (attribute === undefined) return [];
  return target.inherits
    .filter((name) => !targets.has(name))
    .map((name) => problemAt(source, attribute.range[0], `The target ${target.name} inherits from ${name}, which does not exist.`));
}

/** What `--set` says of one target, in order. */
function overridesOf(name: string, overrides: BakeCall["overrides"]): readonly { readonly key: string; readonly value: InvokedValue }[] {
  return overrides.flatMap(({ key, value }) => {
    const dot = key.indexOf(".");
    return dot > 0 && matching(key.slice(0, dot), [name]).includes(name) ? [{ key: key.slice(dot + 1), value }] : [];
  });
}

function blocksOf(placed: readonly Placed[], type: string): readonly HclBlock[] {
  return placed.flatMap(({ block }) => (block.type === type ? [block] : []));
}

function attributeOf(block: HclBlock, name: string): HclExpression | undefined {
  return block.body.attributes.findLast((attribute) => attribute.name === name)?.value;
}

function toFunction(block: HclBlock): readonly [string, BakeFunction][] {
  const [params, variadic, result] = ["params", "variadic_params", "result"].map((name) => attributeOf(block, name));
  if (result === undefined) return [];
  const names = params?.kind === "list" ? params.items.flatMap((item) => nameOf(item) ?? []) : [];
  return [[block.labels[0] ?? "", { params: names, variadic: variadic && nameOf(variadic), result }]];
}

/** In JSON a parameter is a string. */
function nameOf(expression: HclExpression): string | undefined {
  if (expression.kind === "name") return expression.name;
  return expression.kind === "literal" && typeof expression.value === "string" ? expression.value : undefined;
}

function problemAt({ file, text }: BakeFile, offset: number, message: string): InvocationProblem {
  const before = text.slice(0, offset);
  return { file, line: lineOf(text, offset), column: before.length - (before.lastIndexOf("\n") + 1), message };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length - 1;
}
