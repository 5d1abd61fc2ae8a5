import { resolve } from "node:path";
import { plainBuild, type KnownBuild } from "../buildkit/known-build.ts";
import { filteredContext, unknownUse } from "../buildkit/ignore-use.ts";
import { createPlugin } from "../rules/index.ts";
import type { BuildsOf } from "../rules/language/dockerfile-language.ts";
import type { IgnoreUseOf } from "../rules/language/ignore-file-language.ts";
import { createSnapshot, type DirectorySnapshot } from "../workspace/directory-snapshot.ts";
import { findBuilds, type FindBuildsOptions } from "../workspace/builds/find-builds.ts";
import { createIgnoreUses } from "../workspace/find-ignore-use.ts";
import { createBuildsOfRepository, type BuildsOfRepository, type RepositoryBuilds } from "../workspace/builds/find-invocations.ts";
import { findRepository } from "../workspace/find-repository.ts";
import type { InvocationProblem } from "../workspace/invocations/invocation.ts";
import type { OpenText } from "../workspace/read-text.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { lintText, type LintOutcome } from "./lint-text.ts";
import { mergeRules, type RuleEntries } from "./rule-entries.ts";
import type { ConfigurationSource, SettingsOf } from "./settings.ts";

export interface SessionOptions {
  /** Absolute; bounds the search for build contexts outside of repositories. */
  readonly cwd: string;
  readonly settingsOf: SettingsOf;
  /** Set over the configuration. */
  readonly rules: RuleEntries;
  /** The build context of all files, absolute; by default the configured or inferred one. */
  readonly contextDirectory: string | undefined;
  /** The text belongs to no file: its name only tells which configuration holds. */
  readonly standsAlone: boolean;
  /** Texts of the build context that go before those on disk. */
  readonly openText?: OpenText;
  /** What has been read of the disk already; by default the session begins anew. */
  readonly snapshot?: DirectorySnapshot;
  /** What repositories say about builds, if it is known already. */
  readonly repositoryBuilds?: BuildsOfRepository;
  readonly fix: boolean;
  readonly quiet: boolean;
}

export interface Session {
  /**
   * Lints the text of a file (absolute path), with its byte order mark; repairs it if that is wanted and `canFix`.
   * @throws {ConfigurationError} when the configuration is wrong, be it that the options of a rule do not suit it.
   * @throws {Error} when a rule fails.
   */
  lint(file: string, text: string, canFix: boolean): SessionOutcome;
  /** What is wrong in the files that tell of builds and matters for a file that was linted: that is linted all the same. */
  problems(): readonly InvocationProblem[];
  /** Texts and page of a rule, by ESLint's name of it. */
  ruleOf(ruleId: string): RuleDescription | undefined;
}

export interface SessionOutcome extends LintOutcome {
  /** Where the files that remedies create belong, absolute. Undefined when the context is not known, or nothing asked for it. */
  readonly contextRoot: string | undefined;
}

export interface RuleDescription {
  readonly url: string;
  readonly messages: Readonly<Record<string, string>>;
}

/** Everything that stays the same from one file to the next; the directories of the disk are read once. */
export function createSession(given: SessionOptions): Session {
  const options = { snapshot: createSnapshot(), ...given };
  const { settingsOf, quiet } = options;
  const known = new Map<string, RepositoryBuilds>();
  const linted = new Set<string>();
  const optionsOf = createBuildsOptions(options, known);
  const ignoreUseOf = createIgnoreUseOf(options, optionsOf);
  let builds: readonly KnownBuild[] = [];
  const plugin = createPlugin({
    buildsOf: (...[file, demandOf]: Parameters<BuildsOf>) => {
      const place = optionsOf(file, options.openText);
      const found = place === undefined ? ([plainBuild({ kind: "unknown" })] as const) : findBuilds(file, demandOf, place);
      builds = found;
      return found;
    },
    ignoreUseOf(file, text) {
      const use = ignoreUseOf(file, text);
      const context = filteredContext(use);
      if (context !== undefined) builds = [plainBuild({ kind: "known", context })];
      return use;
    },
  });
  return {
    lint(file, text, canFix) {
      const { rules, source } = settingsOf(file);
      const job = { file, text, rules: mergeRules([rules, options.rules]), fix: options.fix && canFix, quiet };
      builds = [];
      linted.add(file);
      const outcome = namingSource(source, () => lintText(plugin, job));
      return { ...outcome, contextRoot: rootOf(builds, findRepository(file, options.cwd)) };
    },
    problems: () => matteringProblems([...known.values()].flatMap(({ problems }) => problems), linted),
    ruleOf(ruleId) {
      const rule = plugin.rules[ruleId.replace(/^layerwise\//, "")];
      return rule === undefined ? undefined : { url: rule.meta.docs.url, messages: rule.meta.messages };
    },
  };
}

/** Each once; those that leave open how other files are built are of no interest. */
function matteringProblems(problems: readonly InvocationProblem[], linted: ReadonlySet<string>): readonly InvocationProblem[] {
  const mattering = problems.filter(({ dockerfiles }) => dockerfiles?.some((each) => linted.has(each)) ?? true);
  return [...new Map(mattering.map((problem) => [JSON.stringify([problem.file, problem.line, problem.message]), problem])).values()];
}

/** How to look for the builds of a Dockerfile; undefined when nothing may be looked for. */
type OptionsOf = (file: string, openText: OpenText | undefined) => FindBuildsOptions | undefined;

type OwnOptions = SessionOptions & { readonly snapshot: DirectorySnapshot };

function createBuildsOptions({ cwd, settingsOf, contextDirectory, standsAlone, openText: openBuffers, snapshot, ...options }: OwnOptions, known: Map<string, RepositoryBuilds>): OptionsOf {
  const { repositoryBuilds = createBuildsOfRepository({ snapshot, ...(openBuffers && { openText: openBuffers }) }) } = options;
  const buildsOf = (repository: string): RepositoryBuilds => {
    const found = repositoryBuilds(repository);
    known.set(repository, found);
    return found;
  };
  return (file, openText) => {
    const directory = contextDirectory ?? (standsAlone ? undefined : settingsOf(file).contextDirectory);
    if (standsAlone && directory === undefined) return undefined;
    return { workingDirectory: cwd, snapshot, buildsOf, ...(directory !== undefined && { directory }), ...(openText && { openText }) };
  };
}

/** Of a context that the user names all Dockerfiles below are taken to be built in it; those elsewhere say nothing. */
function createIgnoreUseOf({ cwd, settingsOf, contextDirectory, standsAlone, openText, snapshot }: OwnOptions, optionsOf: OptionsOf): IgnoreUseOf {
  if (standsAlone) return () => unknownUse;
  const namedContextOf = (dockerfile: string) => contextDirectory ?? settingsOf(dockerfile).contextDirectory;
  return createIgnoreUses({
    workingDirectory: cwd,
    buildsOf(dockerfile, demand, text) {
      const place = optionsOf(dockerfile, text);
      return place === undefined ? [plainBuild({ kind: "unknown" })] : findBuilds(dockerfile, () => demand, place);
    },
    namedContextOf,
    snapshot,
    ...(openText && { openText }),
  });
}

/** A context's name is its root relative to the repository. Builds in several contexts have no root to create files in. */
function rootOf(builds: readonly KnownBuild[], repository: string): string | undefined {
  const names = new Set(builds.map(({ context }) => (context.kind === "known" ? context.context.name : undefined)));
  const [name] = names;
  return names.size === 1 && name !== undefined ? resolve(repository, name) : undefined;
}

/** ESLint judges the options of rules; whose they are it does not know. */
function namingSource<Result>(source: ConfigurationSource | undefined, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    const complaint = error instanceof Error ? /^Key "rules": (.*)$/s.exec(error.message)?.[1] : undefined;
    if (complaint === undefined || source === undefined) throw error;
    const message = complaint.replaceAll(/\s+/g, " ").trim();
    throw new ConfigurationError(`${source.name}: ${message}`, [{ file: source.file, range: [0, 0], line: 0, column: 0, message }]);
  }
}
