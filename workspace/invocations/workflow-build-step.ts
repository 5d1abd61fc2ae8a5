import path from "node:path";

import type { BakeCall } from "./build-command.ts";
import { contextOf as readContext } from "./build-context.ts";
import type { BuildInvocation, InvocationContext, InvocationDockerfile, InvocationOrigin, InvokedValue } from "./invocation.ts";
import type { StepScope } from "./workflow-scope.ts";
import { yamlAt, yamlText, type YamlValue } from "./yaml.ts";

/**
 * What the inputs of `docker/build-push-action` build. Without `context` the builder fetches the commit from git by
 * itself; `file` starts at the workspace then as well, or at the directory that a Git context names. Source: the action's
 * README, "Git context", "Path context" and "inputs".
 * @param locate Where a path of the workspace is in the repository, both absolute.
 */
export function readBuildStep(inputs: YamlValue | undefined, scope: StepScope, origin: InvocationOrigin, repository: string, locate: (place: string) => string | undefined): readonly BuildInvocation[] {
  const textAt = (key: string): string | undefined => yamlText(yamlAt(inputs, key));
  const valueAt = (key: string): InvokedValue | undefined => {
    const text = textAt(key);
    return text === undefined || text === "" ? undefined : scope.value(text);
  };
  const lines = (key: string): readonly string[] => linesOf(textAt(key) ?? "");
  const listOf = (key: string): readonly string[] => lines(key).map((text) => literalOf(scope.value(text)) ?? text);
  const isOn = (key: string): boolean => literalOf(valueAt(key)) === "true";
  const context = contextOf(valueAt("context"));
  const target = valueAt("target");
  return [
    {
      origin,
      context,
      dockerfile: dockerfileOf(context, valueAt("file")),
      target: target?.kind === "literal" && target.value === "" ? undefined : target,
      args: new Map(pairsOf(lines("build-args")).map(([name, text]) => [name, scope.value(text)])),
      namedContexts: new Map(pairsOf(lines("build-contexts")).map(([name, text]) => [name, contextOf(scope.value(text))])),
      cacheFrom: listOf("cache-from"),
      cacheTo: listOf("cache-to"),
      platforms: (literalOf(valueAt("platforms")) ?? "").split(/[,\n]/).map((platform) => platform.trim()).filter((platform) => platform !== ""),
      noCache: isOn("no-cache"),
      pull: isOn("pull"),
      tags: listOf("tags"),
    },
  ];

  function contextOf(value: InvokedValue | undefined): InvocationContext {
    if (value === undefined) return { kind: "remote", reference: "{{defaultContext}}", how: "git", directory: repository };
    if (value.kind !== "literal") return { kind: "unknown", text: value.text };
    const own = /^\{\{\s*defaultContext\s*\}\}(?::(.*))?$/.exec(value.value);
    if (own !== null) return { kind: "remote", reference: value.value, how: "git", directory: path.resolve(repository, `./${own[1] ?? ""}`) };
    const context = readContext(value.value, value, repository);
    if (context.kind !== "directory") return context;
    const place = locate(context.path);
    return place === undefined ? { kind: "unknown", text: value.value } : { kind: "directory", path: place };
  }

  function dockerfileOf(from: InvocationContext, file: InvokedValue | undefined): InvocationDockerfile {
    if (file !== undefined && file.kind !== "literal") return { kind: "unknown", text: file.text };
    const directory = from.kind === "remote" ? from.directory : undefined;
    if (directory !== undefined) return { kind: "file", path: path.resolve(directory, file?.value ?? "Dockerfile") };
    if (file === undefined) return from.kind === "directory" ? { kind: "file", path: path.join(from.path, "Dockerfile") } : { kind: "unknown", text: "" };
    const place = from.kind === "remote" ? undefined : locate(path.resolve(repository, file.value));
    return place === undefined ? { kind: "unknown", text: file.value } : { kind: "file", path: place };
  }
}

/**
 * What the inputs of `docker/bake-action` have bake do. Without `source`, or with a Git context of its own, it runs on a checkout
 * of the repository. Source: the action's README, "inputs".
 */
export function readBakeStep(inputs: YamlValue | undefined, scope: StepScope, origin: InvocationOrigin, repository: string, locate: (place: string) => string | undefined): readonly BakeCall[] {
  const textAt = (key: string): string => yamlText(yamlAt(inputs, key)) ?? "";
  const literal = (text: string): string | undefined => literalOf(scope.value(text));
  const start = literal(textAt("workdir") || textAt("source") || ".");
  const own = /^\{\{\s*defaultContext\s*\}\}(?::(.*))?$/.exec(start ?? "");
  const place = own === null ? start : `./${own[1] ?? ""}`;
  const directory = place === undefined || /^\w+:\/\//.test(place) ? undefined : locate(path.resolve(repository, place));
  const entries = (key: string): readonly string[] => linesOf(textAt(key)).flatMap((line) => line.split(",")).flatMap((text) => literal(text.trim()) ?? []);
  const overrides = linesOf(textAt("set")).flatMap((line) => {
    const equals = line.indexOf("=");
    return equals < 1 ? [] : [{ key: line.slice(0, equals).trim(), value: scope.value(line.slice(equals + 1).trim()) }];
  });
  const files = directory === undefined ? [] : entries("files").filter((file) => !/^cwd:\/\/|^\w+:\/\//.test(file)).map((file) => path.resolve(directory, file));
  return directory === undefined ? [] : [{ origin, directory, files, targets: entries("targets"), overrides, variables: scope.environment() }];
}

/** One entry a line; comments are those of the action's own input parser. */
function linesOf(text: string): readonly string[] {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}

function pairsOf(lines: readonly string[]): readonly (readonly [name: string, text: string])[] {
  return lines.flatMap((line): [string, string][] => {
    const pair = /^(["']?)([\w.-]+)=(.*)\1$/s.exec(line);
    return pair?.[2] === undefined || pair[3] === undefined ? [] : [[pair[2], pair[3].replace(/^"(.*)"$/, "$1")]];
  });
}

function literalOf(value: InvokedValue | undefined): string | undefined {
  return value?.kind === "literal" ? value.value : undefined;
}
