import path from "node:path";

import ignore from "ignore";

import { compilePathPattern, cleanPath } from "../buildkit/files/path-pattern.ts";
import { findRepository } from "./find-repository.ts";
import { isReallyInside, kindOnDisk } from "./on-disk.ts";
import { ancestors, isInside, toSlashes } from "./paths.ts";
import type { ConfigurationProblem } from "./json-reader.ts";
import { readConfiguration, type RuleSetting } from "./read-configuration.ts";
import { readText, type OpenText } from "./read-text.ts";

/** What one configuration file says; what is wrong in it is left out and listed in `problems`. */
export interface Configuration {
  /** Absolute; `.layerwise.jsonc` or a `package.json`. */
  readonly file: string;
  readonly preset: "recommended" | "strict";
  /** By rule id, in the order of the file. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly problems: readonly ConfigurationProblem[];
  /** Whether `ignorePatterns` leave out a file (absolute path). They read as those of a `.gitignore` beside this file. */
  isIgnored(file: string): boolean;
  /**
   * The build context that `contexts` name for a Dockerfile, both absolute; undefined when they do not. Its exact path
   * goes before patterns, and of these the first that matches counts. Patterns are those of a `.dockerignore`.
   */
  contextOf(dockerfile: string): string | undefined;
}

export interface ConfigurationOptions {
  /** Absolute; the search ends there for files in no repository. */
  readonly workingDirectory: string;
  /** All that may stand in `rules`. */
  readonly ruleIds: readonly string[];
  readonly openText?: OpenText;
}

/**
 * Makes the function that finds the configuration of a file (absolute path, need not exist): `.layerwise.jsonc`, else
 * the key `layerwise` of `package.json`, in the nearest directory that has one, from the file's own up to the root of
 * its repository. It is data; nothing of it is run. Every directory is looked at once.
 */
export function createConfigurations(options: ConfigurationOptions): (file: string) => Configuration | undefined {
  const known = new Map<string, Configuration | undefined>();
  const configurationIn = (directory: string, repository: string) => {
    const key = `${directory}\0${repository}`;
    if (!known.has(key)) known.set(key, loadConfiguration(directory, repository, options));
    return known.get(key);
  };
  return (file) => {
    const repository = findRepository(file, options.workingDirectory);
    for (const directory of ancestors(path.dirname(file), repository)) {
      const configuration = configurationIn(directory, repository);
      if (configuration !== undefined) return configuration;
    }
    return undefined;
  };
}

function loadConfiguration(directory: string, repository: string, options: ConfigurationOptions): Configuration | undefined {
  for (const [name, key] of [[".layerwise.jsonc", undefined], ["package.json", "layerwise"]] as const) {
    const file = path.join(directory, name);
    const text = readText(file, options.openText);
    const content = text === undefined ? undefined : readConfiguration(text, { file, key, ruleIds: options.ruleIds, isAllowedContext });
    if (content === undefined) continue;
    const { preset, rules, problems, ignorePatterns, contexts } = content;
    const patterns = ignore({ ignorecase: false }).add([...ignorePatterns]);
    return {
      file,
      preset,
      rules,
      problems,
      isIgnored: (target) => isInside(target, directory) && target !== directory && patterns.ignores(toSlashes(path.relative(directory, target))),
      contextOf: (dockerfile) => findDirectory(contexts, directory, dockerfile),
    };
  }
  return undefined;

  // A repository that somebody merely opens must not make Layerwise read the rest of the disk.
  function isAllowedContext(context: string): boolean {
    const resolved = path.resolve(directory, context);
    return !path.isAbsolute(context) && isInside(resolved, repository) && (kindOnDisk(resolved) === undefined || isReallyInside(resolved, repository));
  }
}

function findDirectory(contexts: ReadonlyMap<string, string>, directory: string, dockerfile: string): string | undefined {
  const file = toSlashes(path.relative(directory, dockerfile));
  const entries = [...contexts].map(([pattern, context]) => ({ pattern: cleanPath(pattern), context }));
  const entry = entries.find(({ pattern }) => pattern === file) ?? entries.find(({ pattern }) => matches(pattern, file));
  return entry && path.resolve(directory, entry.context);
}

function matches(pattern: string, file: string): boolean {
  const compiled = compilePathPattern(pattern);
  return compiled.kind === "pattern" && compiled.matches(file);
}
