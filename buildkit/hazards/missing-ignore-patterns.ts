import type { Ecosystem } from "../../ecosystems/ecosystem.ts";
import type { BuildContext } from "../files/build-context.ts";
import { contextDemand, namedSources } from "../context-demand.ts";
import { parseIgnoreFile } from "../files/dockerignore.ts";
import { ignoreSections } from "../files/ignore-template.ts";
import { joinPaths } from "../files/image-path.ts";
import type { Build, RunStep } from "../model.ts";
import { compilePathPattern } from "../files/path-pattern.ts";
import { repositoryReads } from "./repository-reads.ts";

/**
 * The patterns of a new ignore file that one which exists should have too: for what is in the context now, and for what
 * installs and builds on the host are sure to leave there. `builds` are those of this context. What the host has installed or
 * built is left alone where no build installs or builds it itself, since it may be what the image is made of; version control
 * where a build reads it; and what a RUN names (`cp .env.example .env`).
 */
export function missingIgnorePatterns(context: BuildContext, builds: readonly Build[], ecosystems: readonly Ecosystem[]): readonly string[] {
  const runs = builds.flatMap(({ steps }) => steps).filter((step) => step.kind === "run");
  const sections = ignoreSections(context, ecosystems.filter(isRunBy(runs)), copiedBy(builds));
  const present = namesThere(context, sections.flatMap(({ patterns }) => patterns));
  const isRead = repositoryReads(runs, context).length > 0;
  return sections.flatMap(({ patterns, of }) =>
    patterns.filter((pattern) => {
      const names = present.get(pattern) ?? [];
      if (of === "host") return true;
      if (of === "project" && names.length === 0) return false;
      return !names.some((name) => isNamed(name, runs)) && !(isRead && versionControl.has(pattern));
    }),
  );
}

/** What the builds name of the context, each once. */
export function copiedBy(builds: readonly Build[]): readonly string[] {
  return [...new Set(builds.flatMap((build) => namedSources(contextDemand(build))))];
}

const versionControl: ReadonlySet<string> = new Set(["**/.git", "**/.hg", "**/.svn"]);

function isRunBy(runs: readonly RunStep[]): (ecosystem: Ecosystem) => boolean {
  const used = new Set(runs.flatMap(({ installs }) => installs).filter(({ effect }) => ["install", "install-project", "build"].includes(effect.kind)).map(({ ecosystem }) => ecosystem));
  return (ecosystem) => used.has(ecosystem);
}

function isNamed(name: string, runs: readonly RunStep[]): boolean {
  const texts = runs.flatMap(({ instruction }) => [instruction.text, ...instruction.heredocs.map(({ text }) => text)]);
  return texts.some((text) => text.split(/[\s"'`/=:;&|()<>]+/).includes(name));
}

/** Entries looked at. */
const mostEntries = 50_000;

/** For each pattern the names of what it would keep out and the ignore file does not keep out yet. */
function namesThere(context: BuildContext, patterns: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const compiled = parseIgnoreFile(patterns.join("\n")).flatMap(({ text, glob }) => {
    const pattern = compilePathPattern(glob);
    return pattern.kind === "pattern" ? [{ text, matches: pattern.matches }] : [];
  });
  const found = new Map<string, string[]>();
  const pending = [""];
  let left = mostEntries;
  for (let directory = pending.pop(); directory !== undefined && left > 0; directory = pending.pop()) {
    for (const { name, kind } of context.list(directory)) {
      const path = joinPaths(directory, name);
      left -= 1;
      if (context.isIgnored(path)) continue;
      const matching = compiled.filter(({ matches }) => matches(path));
      for (const { text } of matching) found.set(text, [...(found.get(text) ?? []), name]);
      if (kind === "directory" && matching.length === 0) pending.push(path);
    }
  }
  return found;
}
