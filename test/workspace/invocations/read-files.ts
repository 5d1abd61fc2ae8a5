import type { BuildInvocation, InvocationContext, InvocationFiles, InvocationReading, InvokedValue } from "../../../workspace/invocations/invocation.ts";

export type Reader = (file: string, text: string, files: InvocationFiles) => InvocationReading;

/** Files of the repository `/r` by their paths in it. */
export function memoryFiles(texts: Readonly<Record<string, string>>): InvocationFiles {
  const inside = (file: string): string => file.replace(/^\/r\//, "");
  return {
    repository: "/r",
    read: (file) => texts[inside(file)],
    kind: (file) => (texts[inside(file)] !== undefined ? "file" : Object.keys(texts).some((name) => name.startsWith(`${inside(file)}/`)) ? "directory" : undefined),
  };
}

/** What a reader makes of one of the files: a line for each build, then one for each problem. */
export function readLines(reader: Reader, name: string, texts: Readonly<Record<string, string>>): readonly string[] {
  const { invocations, problems } = reader(`/r/${name}`, texts[name] ?? "", memoryFiles(texts));
  return [...invocations.map(describe), ...problems.map(({ file, line, column, message }) => `! ${file.replace("/r/", "")}:${line + 1}:${column + 1} ${message}`)];
}

function describe(invocation: BuildInvocation): string {
  const { origin, context, dockerfile, target, args, namedContexts, cacheFrom, cacheTo, platforms, noCache, pull, tags } = invocation;
  const parts = [
    `${origin.file.replace("/r/", "")}:${origin.line + 1} ${origin.name}:`,
    contextText(context),
    dockerfile.kind === "file" ? relative(dockerfile.path) : `${dockerfile.kind}(${dockerfile.text})`,
    ...(target === undefined ? [] : [`target=${valueText(target)}`]),
    ...[...args].map(([key, value]) => `${key}=${valueText(value)}`),
    ...[...namedContexts].map(([key, value]) => `${key}:=${contextText(value)}`),
    ...(cacheFrom.length > 0 ? [`from=${cacheFrom.join("|")}`] : []),
    ...(cacheTo.length > 0 ? [`to=${cacheTo.join("|")}`] : []),
    ...(platforms.length > 0 ? [`on=${platforms.join("|")}`] : []),
    ...(noCache ? ["no-cache"] : []),
    ...(pull ? ["pull"] : []),
    ...(tags.length > 0 ? [`as=${tags.join("|")}`] : []),
  ];
  return parts.join(" ");
}

function contextText(context: InvocationContext): string {
  if (context.kind === "directory") return relative(context.path);
  if (context.kind === "remote") return `${context.how}(${context.reference}${context.directory === undefined ? "" : `, ${relative(context.directory)}`})`;
  return context.kind === "bake-target" ? `result(${context.name})` : `unknown(${context.text})`;
}

function valueText(value: InvokedValue): string {
  if (value.kind === "literal") return value.isDefault === true ? `~${value.value}` : value.value;
  return `${value.kind}(${value.text})`;
}

function relative(path: string): string {
  return path === "/r" ? "." : path.replace(/^\/r\//, "");
}
