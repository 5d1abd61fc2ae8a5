import path from "node:path";
import { dataOf } from "./bake-evaluation.ts";
import type { BakeField, BakeTarget } from "./bake-targets.ts";
import { isList, isMap, toBoolean, toText, type BakeValue } from "./bake-value.ts";
import { contextOf } from "./build-context.ts";
import type { BuildInvocation, InvocationContext, InvocationDockerfile, InvocationOrigin, InvokedValue } from "./invocation.ts";

/** `args.VERSION`, `target`, `context` and their like, and what `--set` gives them. */
export interface BakeOverride {
  readonly key: string;
  readonly value: InvokedValue;
}

/**
 * The build that a resolved target is. Paths start at `directory`, the Dockerfile's at the context (docker/buildx,
 * bake/bake.go, `toBuildOpt`); both defaults are bake's.
 */
export function toInvocation(target: BakeTarget, origin: InvocationOrigin, directory: string | undefined, overrides: readonly BakeOverride[]): BuildInvocation {
  const set = (key: string): InvokedValue | undefined => overrides.findLast((each) => each.key === key)?.value;
  const field = (name: string): InvokedValue | undefined => set(name) ?? toInvoked(target.fields.get(name));
  const list = (name: string): readonly string[] => {
    const given = overrides.filter(({ key }) => key === name).map(({ value }) => (value.kind === "literal" ? value.value : value.text));
    return given.length > 0 ? given : cachesOf(target.fields.get(name));
  };
  const context = toContext(field("context") ?? { kind: "literal", value: "." }, directory);
  const isOn = (name: string): boolean => {
    const value = field(name);
    return value?.kind === "literal" && toBoolean(value.value) === true;
  };
  return {
    origin,
    context,
    dockerfile: toDockerfile(field("dockerfile-inline"), field("dockerfile"), context, directory),
    target: emptyAsNone(field("target")),
    args: new Map([...keyed(target.args, true), ...overridden("args", overrides)]),
    namedContexts: new Map([...keyed(target.contexts), ...overridden("contexts", overrides)].filter(([, value]) => emptyAsNone(value) !== undefined).map(([name, value]) => [name, toContext(value, directory)])),
    cacheFrom: list("cache-from"),
    cacheTo: list("cache-to"),
    platforms: platformsOf(target.fields.get("platforms"), set("platform")),
    noCache: isOn("no-cache"),
    pull: isOn("pull"),
    tags: overrides.some(({ key }) => key === "tags") ? list("tags") : cachesOf(target.fields.get("tags")),
  };
}

/** A value that is null is none. */
function toInvoked(field: BakeField | undefined): InvokedValue | undefined {
  if (field === undefined) return undefined;
  const { value, text } = field;
  if (value.kind !== "known") return { kind: value.kind, text };
  if (value.data === null) return undefined;
  const literal = toText(value.data);
  if (literal === undefined) return { kind: "unknown", text };
  return value.isDefault ? { kind: "literal", value: literal, isDefault: true } : { kind: "literal", value: literal };
}

function emptyAsNone(value: InvokedValue | undefined): InvokedValue | undefined {
  return value?.kind === "literal" && value.value === "" ? undefined : value;
}

/** With `openNulls`, null by default counts as unknown: it is what the environment says, if it says anything. */
function keyed(fields: ReadonlyMap<string, BakeField>, openNulls = false): readonly (readonly [string, InvokedValue])[] {
  return [...fields].flatMap(([name, field]) => {
    const isOpen = openNulls && field.value.kind === "known" && field.value.data === null && field.value.isDefault;
    const value: InvokedValue | undefined = isOpen ? { kind: "unknown", text: field.text } : toInvoked(field);
    return value === undefined ? [] : [[name, value] as const];
  });
}

function overridden(kind: string, overrides: readonly BakeOverride[]): readonly (readonly [string, InvokedValue])[] {
  return overrides.flatMap(({ key, value }) => (key.startsWith(`${kind}.`) ? [[key.slice(kind.length + 1), value] as const] : []));
}

function toContext(value: InvokedValue, directory: string | undefined): InvocationContext {
  const text = value.kind === "literal" ? value.value : value.text;
  const local = text.replace(/^cwd:\/\//, "");
  return contextOf(local || ".", value.kind === "literal" ? { ...value, value: local || "." } : value, directory);
}

function toDockerfile(inline: InvokedValue | undefined, file: InvokedValue | undefined, context: InvocationContext, directory: string | undefined): InvocationDockerfile {
  if (inline !== undefined && !(inline.kind === "literal" && inline.value === "")) {
    return inline.kind === "literal" ? { kind: "inline", text: inline.value } : { kind: "unknown", text: inline.text };
  }
  const written = file === undefined || (file.kind === "literal" && file.value === "") ? ({ kind: "literal", value: "Dockerfile" } as const) : file;
  if (written.kind !== "literal") return { kind: "unknown", text: written.text };
  const name = written.value;
  if (path.isAbsolute(name)) return { kind: "file", path: path.resolve(name) };
  const base = name.startsWith("cwd://") ? directory : context.kind === "directory" ? context.path : undefined;
  return base === undefined || /^https?:/.test(name) ? { kind: "unknown", text: name } : { kind: "file", path: path.resolve(base, name.replace(/^cwd:\/\//, "")) };
}

/** Cache entries and tags as texts; an entry may be an object: `{ type = "gha", scope = "x" }`. */
function cachesOf(field: BakeField | undefined): readonly string[] {
  if (field === undefined) return [];
  const data = dataOf(field.value);
  if (data === undefined) return [field.text];
  return (isList(data) ? data : [field.value]).flatMap((item) => cacheOf(item) ?? (dataOf(item) === null ? [] : [field.text])).filter((text) => text !== "");
}

function cacheOf(value: BakeValue): string | undefined {
  const data = dataOf(value);
  if (data === undefined || data === null) return undefined;
  if (!isMap(data)) return toText(data);
  return Array.from(data, ([key, each]) => `${key}=${toText(dataOf(each) ?? null) ?? "?"}`).join(",");
}

function platformsOf(field: BakeField | undefined, override: InvokedValue | undefined): readonly string[] {
  if (override !== undefined) return override.kind === "literal" ? override.value.split(",") : [];
  const data = dataOf(field?.value);
  if (data === undefined || !isList(data)) return [];
  const texts = data.map((item) => toText(dataOf(item) ?? null));
  return texts.filter((text) => text !== undefined).length === texts.length ? texts.flatMap((text) => text?.split(",") ?? []).filter((text) => text !== "") : [];
}
