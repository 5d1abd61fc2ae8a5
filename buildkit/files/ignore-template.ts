import type { Ecosystem } from "../../ecosystems/ecosystem.ts";
import type { BuildContext } from "./build-context.ts";
import { findHostArtifacts, type HostArtifact } from "./host-artifacts.ts";
import { compilePathPattern, literalPattern } from "./path-pattern.ts";
import { ignoredBy, mayOverlap } from "./pattern-samples.ts";
import { directoryOfAll, findMatches, isWildcard, longestSource } from "./wildcard.ts";

/**
 * The text of a new ignore file for a context that has none: what changes without the image changing, and what should
 * not get into one. `ecosystems` are the records of package managers, of which those count whose manifests are there.
 *
 * It never ignores what the Dockerfile names (`copied`: paths and wildcards relative to the root of the context), nor a
 * directory above it, nor a manifest or lockfile. Of a pattern that would, either the file is brought back at the end, or
 * the pattern is left out.
 */
export function ignoreTemplate(context: BuildContext, ecosystems: readonly Ecosystem[], copied: readonly string[]): string {
  const sections = ignoreSections(context, ecosystems, copied);
  const ignored = ignoredBy(sections.flatMap(({ patterns }) => patterns), namedPaths(copied).filter((source) => !isWildcard(source)));
  const broughtBack = ignored.map((path) => `!${literalPattern(path)}`);
  const all = broughtBack.length > 0 ? [...sections, section("Copied by the Dockerfile", broughtBack)] : sections;
  return [introduction, ...all.map(({ title, patterns }) => [`# ${title}`, ...patterns].join("\n"))].join("\n\n") + "\n";
}

export interface IgnoreSection {
  readonly title: string;
  /** Without `!`. */
  readonly patterns: readonly string[];
  /** `host`: what installs and builds there leave behind. `settings`: of a developer's machine. Both come sooner or later. */
  readonly of: "host" | "settings" | "project";
}

/** The patterns of the template, without those that would ignore a manifest, or what a wildcard of `copied` may match. */
export function ignoreSections(context: BuildContext, ecosystems: readonly Ecosystem[], copied: readonly string[]): readonly IgnoreSection[] {
  const { artifacts, manifests } = findHostArtifacts(context, ecosystems);
  const wildcards = namedPaths(copied).filter((source) => isWildcard(source) && compilePathPattern(source).kind === "pattern");
  const needed = [...manifests, ...wildcards.flatMap((source) => findMatches(context, source).paths)];
  const isHarmless = (pattern: string) => ignoredBy([pattern], needed).length === 0 && !wildcards.some((source) => mayOverlap(pattern, source));
  return [...commonSections(context), section("Installed and built on the host", artifacts.flatMap(patternsOf), "host")]
    .map((each) => ({ ...each, patterns: each.patterns.filter(isHarmless) }))
    .filter(({ patterns }) => patterns.length > 0);
}

function namedPaths(copied: readonly string[]): readonly string[] {
  return copied.filter((source) => source.length <= longestSource).map(directoryOfAll).filter((source) => source !== "");
}

function section(title: string, patterns: readonly string[], of: IgnoreSection["of"] = "project"): IgnoreSection {
  return { title, patterns: [...new Set(patterns)], of };
}

const introduction = "# Kept out of the build. Patterns start at this directory; with **/ they hold at every depth.";

const continuousIntegration = [
  ".github", ".gitlab", ".gitlab-ci.yml", ".circleci", ".travis.yml", ".buildkite", ".drone.yml", ".woodpecker", ".woodpecker.yml", ".semaphore",
  ".forgejo", ".gitea", ".teamcity", "Jenkinsfile", "azure-pipelines.yml", "bitbucket-pipelines.yml", "appveyor.yml", ".appveyor.yml",
];

function commonSections(context: BuildContext): readonly IgnoreSection[] {
  const here = continuousIntegration.filter((name) => context.kind(name) !== undefined);
  return [
    section("Version control", ["**/.git", "**/.hg", "**/.svn"]),
    section("Editors and file managers", ["**/.idea", "**/.vscode", "**/.devcontainer", "**/*.swp", "**/*~", "**/.DS_Store"]),
    section("Continuous integration", here),
    section("Instructions for builds, which the builder reads all the same", [
      "**/Dockerfile", "**/Dockerfile.*", "**/*.Dockerfile", "**/Containerfile", "**/Containerfile.*", ...ownPattern(context.dockerfile),
      "**/.dockerignore", "**/compose.y*ml", "**/compose.*.y*ml", "**/docker-compose*.y*ml", "**/docker-bake*",
    ]),
    section("Local settings, which often hold secrets", ["**/.env", "**/.env.*"], "settings"),
    section("Logs", ["**/*.log"]),
  ];
}

/** The Dockerfile itself, if its name is an unusual one. */
function ownPattern(dockerfile: string): readonly string[] {
  const isUsual = /(?:^|\/)(?:(?:Docker|Container)file(?:\..+)?|.+\.Dockerfile)$/s.test(dockerfile);
  return isUsual || dockerfile.startsWith("../") || dockerfile.includes("\n") ? [] : [literalPattern(dockerfile)];
}

function patternsOf({ name, directories, isUnmistakable }: HostArtifact): readonly string[] {
  if (isUnmistakable) return [`**/${name}`];
  return directories.filter((directory) => !directory.includes("\n")).map((directory) => (directory === "" ? name : `${literalPattern(directory)}/${name}`));
}
