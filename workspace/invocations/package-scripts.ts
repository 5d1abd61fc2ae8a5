import path from "node:path";
import type { Node } from "jsonc-parser";
import { parseJson } from "../json-reader.ts";
import type { InvocationFiles, InvokedValue } from "./invocation.ts";
import { mayBuild } from "./may-build.ts";
import { readScript, type ScriptReading } from "./shell-script.ts";

/**
 * The builds in the `scripts` of a manifest of npm and its like, each named by its script; they run in the directory of the
 * manifest, with its version as `npm_package_version`. A text that is no JSON yields what can be read. Never throws.
 */
export function readPackageScripts(file: string, source: string, files: InvocationFiles): ScriptReading {
  const nothing: ScriptReading = { invocations: [], problems: [], bakes: [] };
  if (!mayBuild(source)) return nothing;
  const { root } = parseJson(source);
  const field = (name: string): InvokedValue | undefined => {
    const value = propertiesOf(root).find(([key]) => key.value === name)?.[1].value as unknown;
    return typeof value === "string" ? { kind: "literal", value } : undefined;
  };
  const variable = (name: string): InvokedValue | undefined => (/^npm_package_(?:name|version)$/.test(name) ? field(name.slice("npm_package_".length)) : undefined);
  const directory = path.dirname(file);
  const scripts = propertiesOf(root).findLast(([key]) => key.value === "scripts")?.[1];
  const readings = propertiesOf(scripts).map(([key, node]): ScriptReading => {
    const [name, script] = [key.value as unknown, node.value as unknown];
    if (typeof name !== "string" || typeof script !== "string") return nothing;
    const line = source.slice(0, key.offset).split(/\r\n|\n|\r/).length - 1;
    // A script is one line of the file, whatever stands in it.
    const origin = { kind: "package-script", file, line, name } as const;
    const { invocations, bakes } = readScript(script, { origin, directory, scope: { repository: files.repository, variable }, files });
    return { problems: [], invocations: invocations.map((each) => ({ ...each, origin })), bakes: bakes.map((each) => ({ ...each, origin })) };
  });
  return { ...nothing, invocations: readings.flatMap(({ invocations }) => invocations), bakes: readings.flatMap(({ bakes }) => bakes) };
}

function propertiesOf(node: Node | undefined): readonly (readonly [key: Node, value: Node])[] {
  if (node?.type !== "object") return [];
  return (node.children ?? []).flatMap(({ children }): [Node, Node][] => {
    const [key, value] = children ?? [];
    return key === undefined || value === undefined ? [] : [[key, value]];
  });
}
