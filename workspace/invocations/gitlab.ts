import path from "node:path";

import { classifyValue, type ValueScope } from "./classify-value.ts";
import { dockerfilesOf, type InvocationFiles, type InvocationProblem, type InvokedValue } from "./invocation.ts";
import { readScript, type ScriptReading } from "./shell-script.ts";
import { isTemplate, readYaml, yamlAt, yamlEntries, yamlText, yamlTexts, type YamlEntry, type YamlValue } from "./yaml.ts";

/**
 * The builds of a GitLab pipeline and of the local files that it includes: commands in the scripts of its jobs, with what
 * the jobs extend and reference. Source: GitLab's "CI/CD YAML syntax reference".
 */
export function readGitlab(file: string, text: string, files: InvocationFiles): ScriptReading {
  const complaints: Complaints = { broken: [], missing: [] };
  const parts = load(file, text, files, complaints, new Set());
  const pipeline: Pipeline = { entries: new Map(parts.flatMap(({ entries }) => entries)), files };
  // Later files of the list include the earlier ones: their entries go before.
  const homes = new Map(parts.flatMap((part) => part.entries.map(([name]): [string, string] => [name, part.file])));
  const readings = [...pipeline.entries].flatMap(([name, entry]) => {
    const isJob = entry.value.kind === "map" && !name.startsWith(".") && !keywords.has(name);
    return isJob ? readJob(pipeline, name, entry, homes.get(name) ?? file) : [];
  });
  const invocations = readings.flatMap((each) => each.invocations);
  const dockerfiles = dockerfilesOf(invocations);
  return { invocations, problems: [...complaints.broken, ...complaints.missing.map((problem) => ({ ...problem, dockerfiles }))], bakes: readings.flatMap(({ bakes }) => bakes) };
}

export function isGitlabPipeline(file: string): boolean {
  return /(?:^|[./])gitlab-ci\.ya?ml$/.test(file);
}

/** All that stands at the top of the files, by its name. */
interface Pipeline {
  readonly entries: ReadonlyMap<string, YamlEntry>;
  readonly files: InvocationFiles;
}

/** `missing`: files that are included. */
interface Complaints {
  readonly broken: InvocationProblem[];
  readonly missing: InvocationProblem[];
}

interface Part {
  readonly file: string;
  readonly entries: readonly (readonly [string, YamlEntry])[];
}

const keywords: ReadonlySet<string> = new Set(["default", "include", "stages", "variables", "workflow", "image", "services", "cache", "before_script", "after_script", "spec"]);

/** The files that are included come first. */
function load(file: string, given: string | undefined, files: InvocationFiles, complaints: Complaints, visited: Set<string>): readonly Part[] {
  if (visited.has(file) || visited.size > 100) return [];
  visited.add(file);
  const text = given ?? files.read(file);
  if (text === undefined) return [];
  const reading = readYaml(text);
  if (reading.kind === "broken") {
    if (!isTemplate(text)) complaints.broken.push({ file, line: reading.line, column: reading.column, message: `This is no valid YAML: ${reading.message}.` });
    return [];
  }
  return reading.documents.flatMap((document) => {
    const included = includesOf(yamlAt(document, "include"));
    for (const { name, place } of included) {
      const missing = !/[*$]/.test(name) && files.kind(path.join(files.repository, name)) === undefined;
      if (missing) complaints.missing.push({ file, line: place.line, column: place.column, message: `The file ${name} does not exist.` });
    }
    return [...included.flatMap(({ name }) => load(path.join(files.repository, name), undefined, files, complaints, visited)), { file, entries: yamlEntries(document) }];
  });
}

/** Local ones; their paths start at the repository's root. */
function includesOf(value: YamlValue | undefined): readonly { readonly name: string; readonly place: YamlValue }[] {
  const items = value?.kind === "list" ? value.items : value === undefined ? [] : [value];
  return items.flatMap((item) => {
    const name = yamlText(item.kind === "map" ? yamlAt(item, "local") : item);
    return name === undefined || /^[a-z]+:\/\//.test(name) ? [] : [{ name, place: item }];
  });
}

function readJob(pipeline: Pipeline, name: string, { line, value }: YamlEntry, file: string): readonly ScriptReading[] {
  const job = extend(pipeline, value, [name]);
  const before = job.get("before_script")?.value ?? yamlAt(pipeline.entries.get("default")?.value, "before_script") ?? pipeline.entries.get("before_script")?.value;
  const script = job.get("script");
  if (script === undefined) return [];
  const lines = [...textsOf(pipeline, before), ...textsOf(pipeline, script.value)];
  const first = script.value.kind === "list" ? (script.value.items[0]?.line ?? script.line) : script.line;
  const offset = lines.length - textsOf(pipeline, script.value).length;
  const isOwn = yamlAt(value, "script") !== undefined;
  const variables = [pipeline.entries.get("variables")?.value, job.get("variables")?.value];
  const origin = { kind: "gitlab" as const, file, line: Math.max(line, first - offset), name };
  return matrixOf(job.get("parallel")?.value).map((combination) => {
    const scope = scopeOf(variables, combination, pipeline.files.repository);
    const reading = readScript(lines.join("\n"), { origin, directory: pipeline.files.repository, scope, files: pipeline.files });
    return isOwn ? reading : { ...reading, invocations: reading.invocations.map((each) => ({ ...each, origin: { ...origin, line } })) };
  });
}

/** The keys of a job with those of what it extends below them; maps are laid over each other, lists are not. */
function extend(pipeline: Pipeline, value: YamlValue, stack: readonly string[]): ReadonlyMap<string, YamlEntry> {
  const merged = new Map<string, YamlEntry>();
  for (const parent of yamlTexts(yamlAt(value, "extends"))) {
    const entry = pipeline.entries.get(parent);
    if (entry === undefined || stack.includes(parent) || stack.length > 11) continue;
    for (const [key, inherited] of extend(pipeline, entry.value, [...stack, parent])) merged.set(key, inherited);
  }
  for (const [key, own] of yamlEntries(value)) {
    const below = merged.get(key)?.value;
    const isOver = own.value.kind === "map" && below?.kind === "map";
    merged.set(key, isOver ? { ...own, value: { ...own.value, entries: new Map([...below.entries, ...own.value.entries]) } } : own);
  }
  return merged;
}

/** The lines of a script, `!reference [job, script]` followed. */
function textsOf(pipeline: Pipeline, value: YamlValue | undefined, stack: readonly string[] = []): readonly string[] {
  if (value?.kind !== "list" || stack.length > 10) return yamlTexts(value);
  if (value.tag !== "!reference") return value.items.slice(0, 1000).flatMap((item) => textsOf(pipeline, item, [...stack, ""]));
  const [job = "", ...keys] = yamlTexts(value);
  const entry = pipeline.entries.get(job);
  const reference = [job, ...keys].join("\0");
  return entry === undefined || stack.includes(reference) ? [] : textsOf(pipeline, yamlAt(entry.value, ...keys) ?? entry.value, [...stack, reference]);
}

/** `parallel: { matrix: [{ A: [x, y], B: z }] }`; one combination without values when there is none. */
function matrixOf(parallel: YamlValue | undefined): readonly ReadonlyMap<string, string>[] {
  const matrix = yamlAt(parallel, "matrix");
  if (matrix?.kind !== "list") return [new Map()];
  const combinations = matrix.items.flatMap((item) =>
    yamlEntries(item).reduce<readonly ReadonlyMap<string, string>[]>(
      (all, [name, { value }]) => all.flatMap((each) => yamlTexts(value).map((text) => new Map([...each, [name, text]]))).slice(0, 64),
      [new Map()],
    ),
  );
  return combinations.slice(0, 64);
}

function scopeOf(variables: readonly (YamlValue | undefined)[], combination: ReadonlyMap<string, string>, repository: string): ValueScope {
  const pending = new Set<string>();
  const variable = (name: string): InvokedValue | undefined => {
    if (pending.has(name)) return { kind: "unknown", text: `$${name}` };
    const found = variables.toReversed().map((map) => yamlAt(map, name)).find((value) => value !== undefined);
    const text = combination.get(name) ?? yamlText(found?.kind === "map" ? yamlAt(found, "value") : found);
    if (text === undefined) return undefined;
    pending.add(name);
    // The value of the file is a default: whoever starts a pipeline, and the project's settings, may give another.
    const value = classifyValue(text, { repository, variable });
    pending.delete(name);
    return value;
  };
  return { variable, repository };
}
