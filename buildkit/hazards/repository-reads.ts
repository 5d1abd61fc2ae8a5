import type { BuildContext } from "../files/build-context.ts";
import { joinPaths } from "../files/image-path.ts";
import type { RunStep } from "../model.ts";
import type { Command } from "../../shell/command.ts";

/** What in a build reads the version control directory of the project. */
export interface RepositoryRead {
  readonly step: RunStep;
  /** The command that reads it, or runs what reads it. */
  readonly command: Command;
  /** The file of the context that says so; undefined when the Dockerfile itself does. */
  readonly file: string | undefined;
}

const reading = /^(?:describe|rev-parse|rev-list|log|show|status|symbolic-ref|tag|branch|submodule|ls-files|diff)$/;
const readingText = /\bgit\s+(?:-\S+\s+(?:\S+\s+)?)?(?:describe|rev-parse|rev-list|log|show|status|symbolic-ref|tag|branch|submodule|ls-files|diff)\b/;
/** The same from a program: the words of a command as a list (`["git", "log"]`), or a library that reads repositories. */
const readingCode = /["']git["'],\s*["'](?:-\S*["'],\s*["'])*(?:describe|rev-parse|rev-list|log|show|status|symbolic-ref|tag|branch|submodule|ls-files|diff)["']|^\s*(?:import|from)\s+(?:git|pygit2|dulwich)\b|\b(?:require\(|from\s+)["'](?:simple-git|nodegit|isomorphic-git)["']/m;
/** Plugins of build backends that take the version from the last tag. */
const versionPlugin = /\b(?:setuptools[_-]scm|hatch-vcs|versioningit|versioneer|dunamai|vergen|shadow-rs|[\w-]*dynamic-versioning|pbr|git-commit-id|gitversion|nerdbank\.gitversioning|minver)\b/i;

/**
 * `git describe` and the like; makefiles and scripts of the context that run it; manifests with a plugin that does. Scripts
 * are looked for from the root of the context, since a whole copy puts them into the working directory as a rule.
 */
export function repositoryReads(runs: readonly RunStep[], context: BuildContext | undefined): readonly RepositoryRead[] {
  return runs.flatMap((step) => step.script.commands.flatMap((command) => repositoryRead(step, command, context) ?? []));
}

function repositoryRead(step: RunStep, command: Command, context: BuildContext | undefined): RepositoryRead | undefined {
  if (command.name === "git") return readsOwnRepository(step, command) ? { step, command, file: undefined } : undefined;
  const makefile = command.name === "make" || command.name === "gmake" ? makefileThatMayRead(context) : undefined;
  const file = makefile ?? [...scriptsOf(command), ...projectFilesOf(command, step)].find((path) => saysSo(context?.read(path)));
  return file === undefined ? undefined : { step, command, file };
}

/** Not where the script has made another repository before, or goes into one. */
function readsOwnRepository({ script }: RunStep, { args, range }: Command): boolean {
  const isElsewhere = script.commands.some((other) => other.name === "git" && other.range[0] <= range[0] && other.args.some(({ value }) => /^(?:clone|init|-C|--git-dir.*)$/.test(value)));
  return !isElsewhere && args.some(({ value }) => reading.test(value));
}

/** One that cannot be read, or reads others, may do anything. */
function makefileThatMayRead(context: BuildContext | undefined): string | undefined {
  const name = ["GNUmakefile", "makefile", "Makefile"].find((path) => context?.kind(path) === "file") ?? "Makefile";
  const text = context?.read(name)?.trim() ?? "";
  return text === "" || /^[ \t]*-?include\b/m.test(text) || saysSo(text) ? name : undefined;
}

function scriptsOf({ words }: Command): readonly string[] {
  const scripts = words.filter(({ value }) => /^[\w./-]+$/.test(value) && (value.includes("/") || /\.(?:sh|bash|py|js)$/.test(value)));
  return scripts.map(({ value }) => joinPaths(value));
}

/** Manifests and build scripts at the root that the package manager reads when it builds or installs the project. */
function projectFilesOf({ words }: Command, step: RunStep): readonly string[] {
  const own = step.installs.filter(({ command }) => command.words === words);
  const files = own.flatMap(({ ecosystem, form }) => [ecosystem.files, form.files].flatMap((found) => (found === undefined ? [] : [...found.manifests, ...found.config])));
  return [...new Set(files)].filter((path) => !/[*/]/.test(path));
}

function saysSo(text: string | undefined): boolean {
  const start = text?.slice(0, longestText) ?? "";
  return readingText.test(start) || readingCode.test(start) || versionPlugin.test(start);
}

const longestText = 200_000;
