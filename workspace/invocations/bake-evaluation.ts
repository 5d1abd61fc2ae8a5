import { callFunction } from "./bake-functions.ts";
import { derive, isList, isMap, known, toBoolean, toText, unknownValue, volatileValue, type BakeData, type BakeValue } from "./bake-value.ts";
import type { HclExpression, HclNode } from "./hcl-syntax.ts";
import type { InvokedValue } from "./invocation.ts";
import { isVolatileVariable } from "./volatile-names.ts";

/** What the names in the expressions of bake files stand for. */
export interface BakeNames {
  /** Defaults by name; undefined for a variable without one. */
  readonly variables: ReadonlyMap<string, HclExpression | undefined>;
  /** Attributes outside of blocks, which nothing overrides. */
  readonly attributes: ReadonlyMap<string, HclExpression>;
  readonly functions: ReadonlyMap<string, BakeFunction>;
  /** What the caller of bake sets: `TAG=v1 docker buildx bake`. */
  readonly given: ReadonlyMap<string, InvokedValue>;
  /** An attribute of a target: `target.app.args`. */
  readonly targetAttribute: (target: string, attribute: string) => HclExpression | undefined;
}

export interface BakeFunction {
  readonly params: readonly string[];
  readonly variadic: string | undefined;
  readonly result: HclExpression;
}

export type Locals = ReadonlyMap<string, BakeValue>;

/** Evaluates an expression; `locals` are what a matrix or a function binds. */
export type Evaluate = (expression: HclExpression, locals?: Locals) => BakeValue;

/** Nothing that people write takes as much. */
const deepest = 200;
const longest = 200_000;

/**
 * The evaluator of some bake files. A default counts as the value of its variable, unless the caller sets it or its name
 * says that a build server does; a variable without one is unknown. What is not understood is unknown, too.
 */
export function createEvaluator(names: BakeNames): Evaluate {
  const values = new Map<string, BakeValue>();
  const pending = new Set<string>();
  let spent = 0;
  return (expression, locals = new Map()) => evaluate(expression, locals, 0);

  function evaluate(expression: HclExpression, locals: Locals, depth: number): BakeValue {
    if (depth > deepest || ++spent > longest) return unknownValue;
    const inner = (each: HclExpression): BakeValue => evaluate(each, locals, depth + 1);
    switch (expression.kind) {
      case "literal":
        return known(expression.value);
      case "template":
        return evaluateTemplate(expression.parts.map(inner));
      case "name":
        return locals.get(expression.name) ?? valueOf(expression.name, depth);
      case "index":
        return evaluateIndex(expression, locals, depth);
      case "call":
        return evaluateCall(expression, expression.args.map(inner), depth);
      case "unary":
        return expression.operator === "!" ? callFunction("not", [inner(expression.operand)]) : callFunction("subtract", [known(0), inner(expression.operand)]);
      case "binary":
        return evaluateBinary(expression.operator, inner(expression.left), inner(expression.right));
      case "condition":
        return evaluateCondition(inner(expression.test), () => inner(expression.yes), () => inner(expression.no));
      case "list":
        return known(expression.items.map(inner));
      case "object":
        return evaluateObject(expression.items.map(({ key, value }) => [inner(key), inner(value)]));
      case "for":
        return evaluateFor(expression, locals, depth);
      case "unsupported":
        return unknownValue;
    }
  }

  function valueOf(name: string, depth: number): BakeValue {
    const value = values.get(name);
    if (value !== undefined) return value;
    if (pending.has(name)) return unknownValue;
    pending.add(name);
    const found = findValue(name, depth);
    pending.delete(name);
    values.set(name, found);
    return found;
  }

  function findValue(name: string, depth: number): BakeValue {
    if (name === "BAKE_CMD_CONTEXT") return known("cwd://");
    const attribute = names.attributes.get(name);
    if (attribute !== undefined) return evaluate(attribute, new Map(), depth + 1);
    if (!names.variables.has(name)) return unknownValue;
    const given = names.given.get(name);
    if (given !== undefined) return given.kind === "literal" ? known(given.value, given.isDefault === true) : { kind: given.kind };
    if (isVolatileVariable(name)) return volatileValue;
    const standard = names.variables.get(name);
    const value = standard === undefined ? unknownValue : evaluate(standard, new Map(), depth + 1);
    return value.kind === "known" ? { ...value, isDefault: true } : value;
  }

  function evaluateIndex({ of, key }: Extract<HclNode, { kind: "index" }>, locals: Locals, depth: number): BakeValue {
    const reference = targetReference(of, key);
    if (reference !== undefined) {
      const name = reference.join(".");
      const attribute = names.targetAttribute(...reference);
      if (attribute === undefined || pending.has(name)) return unknownValue;
      pending.add(name);
      const value = evaluate(attribute, new Map(), depth + 1);
      pending.delete(name);
      return value;
    }
    const [value, index] = [evaluate(of, locals, depth + 1), evaluate(key, locals, depth + 1)];
    return elementOf(value, index);
  }

  function evaluateCall({ name, isSpread }: Extract<HclNode, { kind: "call" }>, given: readonly BakeValue[], depth: number): BakeValue {
    const last = given.at(-1);
    const spread = isSpread && last?.kind === "known" && isList(last.data) ? [...given.slice(0, -1), ...last.data] : given;
    if (isSpread && spread === given) return unknownValue;
    if (name === "lookup") return lookUp(given);
    const own = names.functions.get(name);
    if (own === undefined) return callFunction(name, spread);
    if (spread.length < own.params.length) return unknownValue;
    const bound = own.params.map((param, index): [string, BakeValue] => [param, spread[index] ?? unknownValue]);
    const rest: [string, BakeValue][] = own.variadic === undefined ? [] : [[own.variadic, known(spread.slice(own.params.length))]];
    return evaluate(own.result, new Map([...bound, ...rest]), depth + 1);
  }

  function evaluateFor(loop: Extract<HclNode, { kind: "for" }>, locals: Locals, depth: number): BakeValue {
    const collection = evaluate(loop.collection, locals, depth + 1);
    if (collection.kind !== "known" || !(isList(collection.data) || isMap(collection.data))) return collection.kind === "volatile" ? collection : unknownValue;
    const entries: readonly (readonly [string | number, BakeValue])[] = [...collection.data.entries()];
    const results: [BakeValue, BakeValue][] = [];
    for (const [key, value] of entries) {
      const inside = new Map([...locals, [loop.value, value], ...(loop.key === undefined ? [] : [[loop.key, known(key)] as const])]);
      const condition = loop.condition === undefined ? known(true) : evaluate(loop.condition, inside, depth + 1);
      const isIn = condition.kind === "known" ? toBoolean(condition.data) : undefined;
      if (isIn === undefined) return unknownValue;
      const resultKey = loop.resultKey === undefined ? known(null) : evaluate(loop.resultKey, inside, depth + 1);
      if (isIn) results.push([resultKey, evaluate(loop.result, inside, depth + 1)]);
    }
    return loop.resultKey === undefined ? known(results.map(([, value]) => value), collection.isDefault) : evaluateObject(results);
  }
}

function evaluateTemplate(parts: readonly BakeValue[]): BakeValue {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only;
  return derive(parts, (...data) => {
    const texts = data.map(toText);
    const text = texts.includes(undefined) ? undefined : texts.join("");
    return text === undefined || text.length > 65_536 ? undefined : text;
  });
}

function evaluateBinary(operator: string, left: BakeValue, right: BakeValue): BakeValue {
  const name = binaryFunctions.get(operator) ?? "";
  // One side may be enough.
  const decisive = operator === "&&" ? false : operator === "||" ? true : undefined;
  const decided = [left, right].find((value) => value.kind === "known" && decisive !== undefined && toBoolean(value.data) === decisive);
  if (decided !== undefined) return decided;
  return callFunction(name, [left, right]);
}

const binaryFunctions: ReadonlyMap<string, string> = new Map([
  ["&&", "and"], ["||", "or"], ["==", "equal"], ["!=", "notequal"], ["<", "lessthan"], ["<=", "lessthanorequalto"], [">", "greaterthan"],
  [">=", "greaterthanorequalto"], ["+", "add"], ["-", "subtract"], ["*", "multiply"], ["/", "divide"], ["%", "modulo"],
]); // prettier-ignore

/** What a test on something volatile decides is not itself new at every build. */
function evaluateCondition(test: BakeValue, yes: () => BakeValue, no: () => BakeValue): BakeValue {
  const decision = test.kind === "known" ? toBoolean(test.data) : undefined;
  if (decision === undefined || test.kind !== "known") {
    const branches = [yes(), no()];
    return branches.every(({ kind }) => kind === "volatile") ? volatileValue : unknownValue;
  }
  const value = decision ? yes() : no();
  return value.kind === "known" ? { ...value, isDefault: value.isDefault || test.isDefault } : value;
}

function evaluateObject(items: readonly (readonly [BakeValue, BakeValue])[]): BakeValue {
  const entries = items.map(([key, value]): readonly [string | undefined, BakeValue] => [key.kind === "known" ? toText(key.data) : undefined, value]);
  const named = entries.flatMap(([key, value]): [string, BakeValue][] => (key === undefined ? [] : [[key, value]]));
  return named.length < entries.length ? unknownValue : known(new Map(named));
}

function elementOf(value: BakeValue, index: BakeValue): BakeValue {
  if (value.kind !== "known" || index.kind !== "known") return unknownValue;
  const text = toText(index.data);
  const found = text === undefined ? undefined : isMap(value.data) ? value.data.get(text) : isList(value.data) ? value.data[Number(text)] : undefined;
  if (found?.kind !== "known") return found ?? unknownValue;
  return { ...found, isDefault: found.isDefault || value.isDefault || index.isDefault };
}

function lookUp([map = unknownValue, key = unknownValue, otherwise = unknownValue]: readonly BakeValue[]): BakeValue {
  if (map.kind !== "known" || key.kind !== "known" || !isMap(map.data)) return unknownValue;
  const isThere = map.data.has(toText(key.data) ?? "");
  return isThere ? elementOf(map, key) : otherwise;
}

/** `target.app.args` as target and attribute. */
function targetReference(of: HclExpression, key: HclExpression): readonly [target: string, attribute: string] | undefined {
  if (of.kind !== "index" || of.of.kind !== "name" || of.of.name !== "target") return undefined;
  const names = [of.key, key].map((each) => (each.kind === "literal" && typeof each.value === "string" ? each.value : undefined));
  const [target, attribute] = names;
  return target === undefined || attribute === undefined ? undefined : [target, attribute];
}

/** The data of a known value. */
export function dataOf(value: BakeValue | undefined): BakeData | undefined {
  return value?.kind === "known" ? value.data : undefined;
}
