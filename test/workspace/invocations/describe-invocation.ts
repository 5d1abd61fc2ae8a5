import path from "node:path";
import type { BuildInvocation, InvocationContext, InvocationDockerfile, InvocationFiles, InvokedValue } from "../../../workspace/invocations/invocation.ts";

/** The repository of these tests. */
export const repository = "/r";

/** Files of a repository that has these paths, relative to its root, and nothing else. */
export function filesWith(texts: Readonly<Record<string, string>>): InvocationFiles {
  const found = new Map(Object.entries(texts).map(([file, text]) => [path.join(repository, file), text]));
  return {
    repository,
    read: (file) => found.get(file),
    kind: (file) => {
      if (found.has(file)) return "file";
      return [...found.keys()].some((each) => each.startsWith(`${file}/`)) ? "directory" : undefined;
    },
  };
}

/**
 * One line that says all: `3 app/Dockerfile < app target=prod A=1 SHA~$SHA K?K`, the line from one. Volatile values have a
 * tilde, unknown ones a question mark; so have paths.
 */
export function describeInvocation(invocation: BuildInvocation): string {
  const { origin, context, dockerfile, target, args, namedContexts, cacheFrom, cacheTo, platforms, noCache, pull, tags } = invocation;
  return [
    String(origin.line + 1),
    ...(origin.name === "" ? [] : [`[${origin.name}]`]),
    describeDockerfile(dockerfile),
    "<",
    describeContext(context),
    ...(target === undefined ? [] : [`target${describeValue(target)}`]),
    ...Array.from(args, ([name, value]) => name + describeValue(value)),
    ...Array.from(namedContexts, ([name, named]) => `${name}:${describeContext(named)}`),
    ...cacheFrom.map((cache) => `from(${cache})`),
    ...cacheTo.map((cache) => `to(${cache})`),
    ...(platforms.length > 0 ? [`on(${platforms.join()})`] : []),
    ...tags.map((tag) => `@${tag}`),
    ...(noCache ? ["no-cache"] : []),
    ...(pull ? ["pull"] : []),
  ].join(" ");
}

/** `=value`, `:-value` for a default, `~text` when volatile, `?text` when unknown. */
export function describeValue(value: InvokedValue): string {
  if (value.kind === "literal") return (value.isDefault === true ? ":-" : "=") + value.value;
  return `${value.kind === "volatile" ? "~" : "?"}${value.text}`;
}

function describeContext(context: InvocationContext): string {
  switch (context.kind) {
    case "directory":
      return relative(context.path);
    case "remote":
      return `${context.how}(${context.reference})`;
    case "bake-target":
      return `target(${context.name})`;
    case "unknown":
      return `?${context.text}`;
  }
}

function describeDockerfile(dockerfile: InvocationDockerfile): string {
  if (dockerfile.kind === "file") return relative(dockerfile.path);
  return dockerfile.kind === "inline" ? `inline(${dockerfile.text})` : `?${dockerfile.text}`;
}

function relative(file: string): string {
  return path.relative(repository, file) || ".";
}
