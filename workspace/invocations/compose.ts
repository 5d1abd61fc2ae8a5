import path from "node:path";

import { mergeServiceBuilds, readServiceBuild, toInvocation, type ServiceBuild } from "./compose-build.ts";
import { interpolate, readDotEnv, type Variables } from "./compose-variables.ts";
import type { BuildInvocation, InvocationFiles, InvocationProblem, InvocationReading } from "./invocation.ts";
import { isTemplate, readYaml, yamlAt, yamlEntries, yamlEntry, yamlText, yamlTexts, type YamlEntry, type YamlValue } from "./yaml.ts";

/**
 * The builds of a compose file and of those that it includes: one for each service with `build:`, its own, extended or
 * laid over the file that compose reads first. A file that is laid over another (`compose.prod.yaml`) is read alone where
 * it names a context, since it may as well be used alone. Source: compose-spec.
 */
export function readCompose(file: string, text: string, files: InvocationFiles): InvocationReading {
  const reader = createReader(files);
  reader.readFile(file, text);
  return { invocations: reader.invocations, problems: reader.problems };
}

/** The names of compose files, the ones that compose looks for itself among them. */
export function isComposeName(name: string): boolean {
  return /compose/i.test(name) && /\.ya?ml$/i.test(name);
}

interface ComposeFile {
  readonly file: string;
  readonly variables: Variables;
  readonly documents: readonly YamlValue[];
}

/** A service with all that it extends. */
interface Service {
  readonly build: ServiceBuild | undefined;
  readonly image: string | undefined;
  readonly platform: string | undefined;
}

/** In the order in which compose looks for them. */
const firstNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

function createReader(files: InvocationFiles) {
  const invocations: BuildInvocation[] = [];
  const problems: InvocationProblem[] = [];
  const loaded = new Map<string, ComposeFile | undefined>();
  const visited = new Set<string>();
  return { invocations, problems, readFile };

  function readFile(file: string, text: string | undefined): void {
    if (visited.has(file)) return;
    visited.add(file);
    const compose = load(file, text);
    if (compose === undefined) return;
    for (const document of compose.documents) {
      for (const [name, entry] of yamlEntries(yamlAt(document, "services"))) readService(compose, name, entry);
      for (const included of includesOf(document)) include(compose, included);
    }
  }

  function readService(compose: ComposeFile, name: string, entry: YamlEntry): void {
    const own = yamlEntry(entry.value, "build");
    const inherited = yamlEntry(entry.value, "extends");
    const place = own ?? inherited;
    if (place === undefined) return;
    const service = withFirst(compose, name, own?.value, resolve(compose, name, entry.value, []));
    if (service.build === undefined) return;
    const built = toInvocation(service.build, path.dirname(compose.file));
    invocations.push({
      origin: { kind: "compose", file: compose.file, line: place.line, name },
      ...built,
      platforms: built.platforms.length > 0 || service.platform === undefined ? built.platforms : [service.platform],
      tags: service.image === undefined ? [] : [service.image],
    });
  }

  /** What `docker compose -f compose.yaml -f compose.prod.yaml` makes of it. */
  function withFirst(compose: ComposeFile, name: string, own: YamlValue | undefined, service: Service): Service {
    const base = baseName(compose.file);
    const isAlone = own?.kind === "text" || (own?.kind === "map" && own.entries.has("context"));
    if (base === undefined || own?.tag === "!override" || (isAlone && !/\boverride\b/.test(path.basename(compose.file)))) return service;
    const first = load(base, undefined);
    const below = first?.documents.map((document) => yamlAt(document, "services", name)).find((value) => value !== undefined);
    return first === undefined || below === undefined ? service : mergeServices(resolve(first, name, below, []), service);
  }

  function baseName(file: string): string | undefined {
    const directory = path.dirname(file);
    const first = firstNames.map((name) => path.join(directory, name)).find((candidate) => files.kind(candidate) === "file");
    return first === file || !/^(?:docker-)?compose[.-]/i.test(path.basename(file)) ? undefined : first;
  }

  function resolve(compose: ComposeFile, name: string, value: YamlValue, stack: readonly string[]): Service {
    const scope = { directory: path.dirname(compose.file), variables: compose.variables };
    const build = yamlAt(value, "build");
    const fill = (key: string): string | undefined => {
      const text = yamlText(yamlAt(value, key));
      return text === undefined ? undefined : interpolate(text, compose.variables).text;
    };
    const own: Service = {
      build: build === undefined || build.kind === "null" || build.tag === "!reset" ? undefined : readServiceBuild(build, scope),
      image: fill("image"),
      platform: fill("platform"),
    };
    const parent = yamlAt(value, "extends");
    if (parent === undefined || parent.kind === "null") return own;
    const key = `${compose.file}\0${name}`;
    if (stack.includes(key)) {
      complain(compose.file, parent, `The services that "${name}" extends lead back to it.`);
      return own;
    }
    const base = parentOf(compose, parent, [...stack, key], own.build !== undefined);
    return base === undefined ? own : mergeServices(base, own);
  }

  function parentOf(compose: ComposeFile, parent: YamlValue, stack: readonly string[], builds: boolean): Service | undefined {
    const name = parent.kind === "text" ? parent.text : yamlText(yamlAt(parent, "service"));
    const written = yamlText(yamlAt(parent, "file"));
    const other = written === undefined ? compose : loadNamed(compose, written, parent);
    if (other === undefined || name === undefined) return undefined;
    const value = other.documents.map((document) => yamlAt(document, "services", name)).find((found) => found !== undefined);
    // What does not build is none of our business, and an empty file is being written.
    const isTold = value === undefined && stack.length === 1 && builds && other.documents.length > 0;
    if (isTold) complain(compose.file, parent, `There is no service "${name}" to extend${written === undefined ? "" : ` in ${written}`}.`);
    return value === undefined ? undefined : resolve(other, name, value, stack);
  }

  function include(compose: ComposeFile, item: YamlValue): void {
    const named = item.kind === "map" ? yamlAt(item, "path") : item;
    for (const written of yamlTexts(named)) {
      const included = loadNamed(compose, written, named ?? item);
      if (included !== undefined) readFile(included.file, undefined);
    }
  }

  /** A file that another one names; a name that a variable decides, and an address, are passed over. */
  function loadNamed(compose: ComposeFile, written: string, place: YamlValue): ComposeFile | undefined {
    const { text, certainty } = interpolate(written, compose.variables);
    if (certainty === "unknown" || certainty === "volatile" || /^(?:[a-z]+:\/\/|git@)/.test(text)) return undefined;
    const file = path.resolve(path.dirname(compose.file), text);
    const found = load(file, undefined);
    if (found === undefined && !path.relative(files.repository, file).startsWith("..") && files.kind(file) === undefined) complain(compose.file, place, `The file ${text} does not exist.`);
    return found;
  }

  function load(file: string, given: string | undefined): ComposeFile | undefined {
    if (loaded.has(file)) return loaded.get(file);
    const text = given ?? files.read(file);
    const reading = text === undefined ? undefined : readYaml(text);
    if (reading?.kind === "broken" && !isTemplate(text)) problems.push({ file, line: reading.line, column: reading.column, message: `This is no valid YAML: ${reading.message}.` });
    const variables = readDotEnv(files.read(path.join(path.dirname(file), ".env")) ?? "");
    const compose = reading?.kind === "read" ? { file, variables, documents: reading.documents } : undefined;
    loaded.set(file, compose);
    return compose;
  }

  function complain(file: string, { line, column }: YamlValue, message: string): void {
    const isTold = problems.some((problem) => problem.file === file && problem.line === line && problem.message === message);
    if (!isTold) problems.push({ file, line, column, message });
  }
}

function includesOf(document: YamlValue): readonly YamlValue[] {
  const value = yamlAt(document, "include");
  return value?.kind === "list" ? value.items : [];
}

function mergeServices(base: Service, over: Service): Service {
  return {
    build: base.build !== undefined && over.build !== undefined ? mergeServiceBuilds(base.build, over.build) : (over.build ?? base.build),
    image: over.image ?? base.image,
    platform: over.platform ?? base.platform,
  };
}
