import path from "node:path";

import { mergeServiceBuilds, readServiceBuild, type ServiceBuild } from "./compose-build.ts";
import type { Complain, ComposeFile, ComposeFiles } from "./compose-files.ts";
import { interpolate } from "./compose-variables.ts";
import { yamlAt, yamlEntry, yamlText, type YamlValue } from "./yaml.ts";

/** A service with all that it extends. */
export interface ComposeService {
  readonly build: ServiceBuild | undefined;
  readonly image: string | undefined;
  readonly platform: string | undefined;
}

/**
 * A service as compose makes it: with what it extends, and laid over the service of that name in the file that compose reads
 * first (`docker compose -f compose.yaml -f compose.prod.yaml`), unless it names a context itself and may as well be used alone.
 */
export function resolveService(files: ComposeFiles, compose: ComposeFile, name: string, value: YamlValue, complain: Complain): ComposeService {
  const own = yamlEntry(value, "build")?.value;
  const service = resolve(compose, name, value, []);
  const below = firstBelow();
  return below === undefined ? service : mergeServices(below, service);

  function firstBelow(): ComposeService | undefined {
    const base = files.firstBelow(compose.file);
    const isAlone = own?.kind === "text" || (own?.kind === "map" && own.entries.has("context"));
    if (base === undefined || own?.tag === "!override" || (isAlone && !/\boverride\b/.test(path.basename(compose.file)))) return undefined;
    const first = files.load(base, undefined);
    const found = first === undefined ? undefined : serviceAt(first, name);
    return first === undefined || found === undefined ? undefined : resolve(first, name, found, []);
  }

  function resolve(from: ComposeFile, named: string, at: YamlValue, stack: readonly string[]): ComposeService {
    const written = readService(from, at);
    const parent = yamlAt(at, "extends");
    if (parent === undefined || parent.kind === "null") return written;
    const key = `${from.file}\0${named}`;
    if (stack.includes(key)) {
      complain(from.file, parent, `The services that "${named}" extends lead back to it.`);
      return written;
    }
    const base = parentOf(from, parent, [...stack, key]);
    return base === undefined ? written : mergeServices(base, written);
  }

  function parentOf(from: ComposeFile, parent: YamlValue, stack: readonly string[]): ComposeService | undefined {
    const extended = parent.kind === "text" ? parent.text : yamlText(yamlAt(parent, "service"));
    const written = yamlText(yamlAt(parent, "file"));
    const other = written === undefined ? from : files.loadNamed(from, written, parent, complain);
    if (other === undefined || extended === undefined) return undefined;
    const found = serviceAt(other, extended);
    // An empty file is being written.
    if (found === undefined && stack.length === 1 && other.documents.length > 0) complain(from.file, parent, `There is no service "${extended}" to extend${written === undefined ? "" : ` in ${written}`}.`);
    return found === undefined ? undefined : resolve(other, extended, found, stack);
  }
}

function serviceAt({ documents }: ComposeFile, name: string): YamlValue | undefined {
  return documents.map((document) => yamlAt(document, "services", name)).find((value) => value !== undefined);
}

function readService({ directory, variables }: ComposeFile, value: YamlValue): ComposeService {
  const build = yamlAt(value, "build");
  const fill = (key: string): string | undefined => {
    const text = yamlText(yamlAt(value, key));
    return text === undefined ? undefined : interpolate(text, variables).text;
  };
  return {
    build: build === undefined || build.kind === "null" || build.tag === "!reset" ? undefined : readServiceBuild(build, { directory, variables }),
    image: fill("image"),
    platform: fill("platform"),
  };
}

function mergeServices(base: ComposeService, over: ComposeService): ComposeService {
  return {
    build: base.build !== undefined && over.build !== undefined ? mergeServiceBuilds(base.build, over.build) : (over.build ?? base.build),
    image: over.image ?? base.image,
    platform: over.platform ?? base.platform,
  };
}
