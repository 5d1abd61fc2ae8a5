import path from "node:path";

import { interpolate, readDotEnv, type Variables } from "./compose-variables.ts";
import type { InvocationFiles, InvocationProblem } from "./invocation.ts";
import { isTemplate, readYaml, type YamlValue } from "./yaml.ts";

/** A compose file with the variables of its project. */
export interface ComposeFile {
  readonly file: string;
  /** What relative paths start from, absolute. */
  readonly directory: string;
  readonly variables: Variables;
  readonly documents: readonly YamlValue[];
}

/** Takes what is wrong at a value of a file. */
export type Complain = (file: string, place: YamlValue, message: string) => void;

export interface ComposeFiles {
  /** @param given Its text, when it is read already. */
  load(file: string, given: string | undefined): ComposeFile | undefined;
  /** A file that another one names; a name that a variable decides, and an address, are passed over. */
  loadNamed(from: ComposeFile, written: string, place: YamlValue, complain: Complain): ComposeFile | undefined;
  /** The file that compose reads before one that lies over it (`compose.prod.yaml`), absolute. */
  firstBelow(file: string): string | undefined;
}

/** In the order in which compose looks for them. */
const firstNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

/** Reads each compose file once; `onBroken` takes those that are no YAML. */
export function createComposeFiles(files: InvocationFiles, onBroken: (problem: InvocationProblem) => void): ComposeFiles {
  const loaded = new Map<string, ComposeFile | undefined>();
  return { load, loadNamed, firstBelow };

  function load(file: string, given: string | undefined): ComposeFile | undefined {
    if (loaded.has(file)) return loaded.get(file);
    const text = given ?? files.read(file);
    const reading = text === undefined ? undefined : readYaml(text);
    if (reading?.kind === "broken" && !isTemplate(text)) onBroken({ file, line: reading.line, column: reading.column, message: `This is no valid YAML: ${reading.message}.` });
    const directory = path.dirname(file);
    const variables = readDotEnv(files.read(path.join(directory, ".env")) ?? "");
    const compose = reading?.kind === "read" ? { file, directory, variables, documents: reading.documents } : undefined;
    loaded.set(file, compose);
    return compose;
  }

  function loadNamed(from: ComposeFile, written: string, place: YamlValue, complain: Complain): ComposeFile | undefined {
    const { text, certainty } = interpolate(written, from.variables);
    if (certainty === "unknown" || certainty === "volatile" || /^(?:[a-z]+:\/\/|git@)/.test(text)) return undefined;
    // With `--project-directory .` names start at the root.
    const places = [from.directory, files.repository].map((directory) => path.resolve(directory, text));
    const file = places.find((each) => files.kind(each) === "file") ?? path.resolve(from.directory, text);
    const found = load(file, undefined);
    if (found === undefined && !path.relative(files.repository, file).startsWith("..") && files.kind(file) === undefined) complain(from.file, place, `The file ${text} does not exist.`);
    return found;
  }

  function firstBelow(file: string): string | undefined {
    const directory = path.dirname(file);
    const first = firstNames.map((name) => path.join(directory, name)).find((candidate) => files.kind(candidate) === "file");
    return first === file || !/^(?:docker-)?compose[.-]/i.test(path.basename(file)) ? undefined : first;
  }
}
