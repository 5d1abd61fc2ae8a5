import type { Trap } from "./ecosystem.ts";

/** What requirements files and requirement operands say (https://pip.pypa.io/en/stable/reference/requirements-file-format/). */

/**
 * A path to a project: it has a slash or begins with a dot, and is no URL, wheel or archive. A trailing `*` is nearly
 * always a directory of wheels.
 */
export const LOCAL_PROJECT = /^(?!git\+|[^/]*@ |.*:\/\/|.*\.(?:whl|zip|tgz|tar\.\w+)(?:\[.*\])?$|.*\*$)(?:\.|.*\/)/;

/** The files that a requirements file includes with `-r` and `-c`, relative to it; URLs are left out. */
export function includedRequirements(_path: string, text: string): readonly string[] {
  return requirementLines(text).flatMap((line) => {
    const file = /^(?:-r|-c|--requirement|--constraint)(?:\s*=\s*|\s*)(\S+)/.exec(line)?.[1];
    return file === undefined || file.includes("://") || file.includes("${") ? [] : [file];
  });
}

/** Local projects, files that are not among `files`, and repositories without a commit. */
export function requirementTraps(files: ReadonlyMap<string, string>): readonly Trap[] {
  return [...files].filter(([path]) => /\.(?:txt|in)$/.test(path)).flatMap(([path, text]) => fileTraps(path, text, files));
}

/**
 * Whether a requirement names one fixed version: `flask==3.0.2`, a wheel or archive with a version in its name, a
 * repository at a commit or version tag. `==3.*` is a range
 * (https://packaging.python.org/en/latest/specifications/version-specifiers/).
 */
export function isPinnedRequirement(operand: string): boolean {
  const requirement = (operand.split(";")[0] ?? "").trim();
  if (/(?:^|[\s@])(?:git|hg|svn|bzr)\+/.test(requirement)) return REVISION.test(requirement);
  if (/\.(?:whl|zip|tgz|tar\.\w+)(?:[#[].*)?$/.test(requirement)) return /\d+\.\d+/.test(requirement);
  const versions = /^[\w.-]+\s*(?:\[[^\]]*\]\s*)?\(?(.*?)\)?$/.exec(requirement)?.[1]?.split(",") ?? [];
  return versions.some((version) => /^===?\s*[\w.!+-]+$/.test(version.trim()));
}

/** `flask@3.0.2`, as Poetry writes it (https://python-poetry.org/docs/cli/#add). */
export function isExactConstraint(operand: string): boolean {
  return /^[^@]+@(?:==)?\d+(?:\.\d+)+$/.test(operand);
}

const REVISION = /@(?:[0-9a-f]{40}|v?\d+(?:\.\d+)+(?:[a-z][a-z\d]*)?)(?:#[^@]*)?$/;

function fileTraps(path: string, text: string, files: ReadonlyMap<string, string>): readonly Trap[] {
  const directory = path.includes("/") ? path.slice(0, path.lastIndexOf("/") + 1) : "";
  const missing = includedRequirements(path, text).filter((file) => !files.has(directory + file.replace(/^\.\//, "")));
  return [
    ...missing.map((file) => `${path} includes ${file}`),
    ...requirementLines(text).flatMap((line) => {
      const requirement = line.replace(/^(?:-e|--editable)(?:\s*=\s*|\s+)/, "");
      if (requirement.startsWith("-")) return [];
      if (/(?:^|@\s*)(?:git|hg|svn|bzr)\+/.test(requirement)) {
        return isPinnedRequirement(requirement) ? [] : [`${path} installs ${requirement}, which can move`];
      }
      return isLocal(requirement) ? [`${path} installs the local ${requirement}`] : [];
    }),
  ].map((reason) => ({ reason }));
}

function isLocal(requirement: string): boolean {
  if (LOCAL_PROJECT.test(requirement) || /(?:^|@ ?)file:/.test(requirement)) return true;
  return /^[^:@/]*\//.test(requirement) && /\.(?:whl|zip|tgz|tar\.\w+)$/.test(requirement);
}

/** Lines with continuations joined and comments off; longer ones than anybody writes are dropped. */
function requirementLines(text: string): readonly string[] {
  return text
    .replace(/\\\r?\n/g, "")
    .split("\n")
    .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
    .filter((line) => line !== "" && line.length <= 1000);
}
