import { expandWord, type Expansion } from "../dockerfile/expand.ts";
import type { Pair } from "../dockerfile/nodes.ts";

/** Where a variable's value comes from; `undefined` values exist but cannot be known before the build. */
export interface Variable {
  readonly name: string;
  readonly value: string | undefined;
  readonly origin: "arg" | "env" | "platform";
  /** The ARG or ENV entry that set it last; undefined for what BuildKit predefines. */
  readonly pair: Pair | undefined;
  /** The build arguments that decide its value, its own name among them if it is an ARG; empty for a constant. */
  readonly args: readonly string[];
  /** An ARG without a default, passed or not: `${X:-y}` is read as y then, `$X` cannot be known. */
  readonly mayBeUnset?: true;
}

/**
 * The variables that hold at one point of a stage, in the order in which BuildKit appends them to the environment.
 * Order is part of the cache key of a RUN (cache-semantics 2.1).
 */
export interface Environment {
  readonly variables: ReadonlyMap<string, Variable>;
  /** True below an image whose own ENV cannot be seen: a name that is not listed may still have a value. */
  readonly open: boolean;
}

/** Available in FROM without any declaration, and in a stage after `ARG NAME`: the builder decides their values. */
export const platformArgs: readonly string[] = [
  "TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "TARGETOSVERSION", "TARGETSTAGE",
  "BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT", "BUILDOSVERSION",
];

/** Given to every RUN without a declaration, and kept out of the cache key then (cache-semantics 3, rule 10). */
export const proxyArgs: readonly string[] = ["http_proxy", "https_proxy", "ftp_proxy", "no_proxy", "all_proxy"];

export const emptyEnvironment: Environment = { variables: new Map(), open: false };

/** A copy with one more variable; an existing one keeps its place in the order, as in BuildKit's list. */
export function withVariable(environment: Environment, variable: Variable): Environment {
  return { ...environment, variables: new Map(environment.variables).set(variable.name, variable) };
}

/**
 * Expands a word as BuildKit would. `value` is undefined when something that cannot be known decides it: an ARG without
 * default, a platform argument, or a name that the base image may define.
 */
export function expandIn(environment: Environment, text: string, escape: "\\" | "`"): { readonly value: string | undefined; readonly expansion: Expansion } {
  const known = new Map<string, string>();
  const unknown = new Set<string>();
  // Without a dollar sign nothing is looked up, and most words have none: this is the hottest place of a lint.
  const variables = text.includes("$") ? environment.variables.values() : [];
  for (const { name, value, mayBeUnset } of variables) {
    if (value !== undefined) known.set(name, value);
    else if (mayBeUnset !== true) unknown.add(name);
  }
  const expansion = expandWord(text, known, escape, unknown);
  return { value: expansion.unresolved.length > 0 ? undefined : expansion.value, expansion };
}

/** The build arguments whose values decide what a text expands to, each once. */
export function argsIn(environment: Environment, text: string, escape: "\\" | "`"): readonly string[] {
  const { expansion } = expandIn(environment, text, escape);
  return [...new Set(expansion.variables.flatMap((name) => environment.variables.get(name)?.args ?? []))];
}

interface ArgSources {
  readonly escape: "\\" | "`";
  readonly buildArgs: ReadonlyMap<string, string | undefined> | undefined;
  /** ARGs before the first FROM, for a declaration inside a stage. */
  readonly globals?: Environment;
}

/**
 * `ARG NAME[=default]`: the passed value, else the default, else that of the global ARG, else nothing in the environment
 * (cache-semantics 3, rule 1). Without a default its value cannot be known here: it is listed with an unknown value,
 * since a build that declares an argument is usually given one.
 */
export function declareArg(environment: Environment, pair: Pair, { escape, buildArgs, globals }: ArgSources): Environment {
  const name = pair.key.text;
  if (buildArgs?.has(name) === true) return withVariable(environment, { name, value: buildArgs.get(name), origin: "arg", pair, args: [name] });
  if (pair.value !== undefined) {
    const { value } = expandIn(environment, pair.value.text, escape);
    return withVariable(environment, { name, value, origin: "arg", pair, args: [name, ...argsIn(environment, pair.value.text, escape)] });
  }
  const global = globals?.variables.get(name);
  if (global !== undefined) return withVariable(environment, { ...global, pair });
  const hidden = environment.variables.get(name);
  if (hidden?.origin === "env") return withVariable(environment, { ...hidden, args: [...hidden.args, name] });
  if (platformArgs.includes(name)) return withVariable(environment, { name, value: undefined, origin: "platform", pair, args: [name] });
  return withVariable(environment, { name, value: undefined, origin: "arg", pair, args: [name], mayBeUnset: true });
}

/** `ENV NAME=value`: hides an ARG of that name from here on (rule 7). */
export function setEnv(environment: Environment, pair: Pair, escape: "\\" | "`"): Environment {
  const { value } = pair.value === undefined ? { value: "" } : expandIn(environment, pair.value.text, escape);
  const args = pair.value === undefined ? [] : argsIn(environment, pair.value.text, escape);
  return withVariable(environment, { name: pair.key.text, value, origin: "env", pair, args });
}
