import path from "node:path";

import { contextOf } from "./build-context.ts";
import { interpolate, toInvokedValue, type Interpolated, type Variables } from "./compose-variables.ts";
import type { BuildInvocation, InvocationContext, InvocationDockerfile, InvokedValue } from "./invocation.ts";
import { isVolatileVariable } from "./volatile-names.ts";
import { yamlAt, yamlEntries, yamlTexts, type YamlValue } from "./yaml.ts";

/** The build of one service as far as one file tells it; what is missing comes from a service that it extends, or is the default. */
export interface ServiceBuild {
  readonly context?: InvocationContext;
  /** Relative to the context, or the text itself. */
  readonly dockerfile?: { readonly kind: "path" | "inline" | "unknown"; readonly text: string };
  readonly target?: InvokedValue;
  readonly args: ReadonlyMap<string, InvokedValue>;
  readonly namedContexts: ReadonlyMap<string, InvocationContext>;
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
  readonly platforms: readonly string[];
  readonly noCache?: boolean;
  readonly pull?: boolean;
}

export interface ComposeScope {
  /** What relative paths start from, absolute. */
  readonly directory: string;
  readonly variables: Variables;
}

/** Reads `build:`, short or long. Source: compose-spec, "Compose Build Specification". */
export function readServiceBuild(value: YamlValue, scope: ComposeScope): ServiceBuild {
  const fill = (text: string) => interpolate(text, scope.variables);
  const valueAt = (key: string): InvokedValue | undefined => {
    const text = textAt(value, key);
    return text === undefined ? undefined : toInvokedValue(fill(text));
  };
  const texts = (key: string): readonly string[] => yamlTexts(yamlAt(value, key)).map((text) => fill(text).text);
  const context = value.kind === "text" ? value.text : textAt(value, "context");
  const target = valueAt("target");
  const dockerfile = dockerfileOf(value, scope.variables);
  const [noCache, pull] = [flagOf(yamlAt(value, "no_cache")), flagOf(yamlAt(value, "pull"))];
  return {
    ...(context !== undefined && { context: readContext(context, scope) }),
    ...(dockerfile !== undefined && { dockerfile }),
    ...(target !== undefined && { target }),
    args: new Map(pairsOf(yamlAt(value, "args")).map(([name, text]) => [name, text === undefined ? ofEnvironment(name) : toInvokedValue(fill(text))])),
    namedContexts: new Map(pairsOf(yamlAt(value, "additional_contexts")).map(([name, text = ""]) => [name, readContext(text, scope)])),
    cacheFrom: texts("cache_from"),
    cacheTo: texts("cache_to"),
    platforms: texts("platforms"),
    ...(noCache !== undefined && { noCache }),
    ...(pull !== undefined && { pull }),
  };
}

/** Lays the build of a service over that of the service that it extends or overrides: single values win, others add up. */
export function mergeServiceBuilds(base: ServiceBuild, over: ServiceBuild): ServiceBuild {
  return {
    ...base,
    ...over,
    args: new Map([...base.args, ...over.args]),
    namedContexts: new Map([...base.namedContexts, ...over.namedContexts]),
    cacheFrom: [...base.cacheFrom, ...over.cacheFrom],
    cacheTo: [...base.cacheTo, ...over.cacheTo],
    platforms: [...new Set([...base.platforms, ...over.platforms])],
  };
}

/** With compose's defaults: the context is the directory of the file, the Dockerfile is called so and lies in the context. */
export function toInvocation(build: ServiceBuild, directory: string): Omit<BuildInvocation, "origin" | "tags"> {
  const context = build.context ?? { kind: "directory", path: directory };
  return {
    context,
    dockerfile: locateDockerfile(context, build.dockerfile ?? { kind: "path", text: "Dockerfile" }),
    target: build.target?.kind === "literal" && build.target.value === "" ? undefined : build.target,
    args: build.args,
    namedContexts: build.namedContexts,
    cacheFrom: build.cacheFrom,
    cacheTo: build.cacheTo,
    platforms: build.platforms,
    noCache: build.noCache ?? false,
    pull: build.pull ?? false,
  };
}

function locateDockerfile(context: InvocationContext, { kind, text }: NonNullable<ServiceBuild["dockerfile"]>): InvocationDockerfile {
  if (kind !== "path") return { kind, text };
  if (path.isAbsolute(text)) return { kind: "file", path: text };
  return context.kind === "directory" ? { kind: "file", path: path.resolve(context.path, text) } : { kind: "unknown", text };
}

function dockerfileOf(value: YamlValue, variables: Variables): ServiceBuild["dockerfile"] {
  const inline = textAt(value, "dockerfile_inline");
  if (inline !== undefined) return { kind: "inline", text: interpolate(inline, variables).text };
  const written = textAt(value, "dockerfile");
  if (written === undefined) return undefined;
  const { text, certainty } = interpolate(written, variables);
  return { kind: isOpen(certainty) ? "unknown" : "path", text };
}

function readContext(written: string, { directory, variables }: ComposeScope): InvocationContext {
  const filled = interpolate(written, variables);
  return isOpen(filled.certainty) ? { kind: "unknown", text: filled.text } : contextOf(written, toInvokedValue({ ...filled, text: filled.text || "." }), directory);
}

/** A name alone: the environment has the value, or there is none. */
function ofEnvironment(name: string): InvokedValue {
  return isVolatileVariable(name) ? { kind: "volatile", text: name } : { kind: "unknown", text: "" };
}

function isOpen(certainty: Interpolated["certainty"]): boolean {
  return certainty === "unknown" || certainty === "volatile";
}

/** `{ A: x, B: }` or `[A=x, B]`; a name alone takes its value from the environment, if it is there. */
function pairsOf(value: YamlValue | undefined): readonly (readonly [name: string, text: string | undefined])[] {
  if (value?.kind === "map") return yamlEntries(value).map(([name, entry]) => [name, entry.value.kind === "text" ? entry.value.text : undefined]);
  return yamlTexts(value).map((text) => {
    const equals = text.indexOf("=");
    return equals === -1 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
  });
}

function textAt(value: YamlValue, key: string): string | undefined {
  const found = yamlAt(value, key);
  return found?.kind === "text" && found.tag !== "!reset" ? found.text : undefined;
}

function flagOf(value: YamlValue | undefined): boolean | undefined {
  return value?.kind === "text" ? /^(?:true|yes|on|1)$/i.test(value.text) : undefined;
}
