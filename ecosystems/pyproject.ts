import type { Trap } from "./ecosystem.ts";
import { linesOf, pathsOf, stringsOfKey, tableOf } from "./toml-text.ts";

/** What pyproject.toml and Pipfile say that several tools read alike. */

/** Files beside pyproject.toml that building the project needs: a dynamic version, a readme, local dependencies. */
export function projectTraps(files: ReadonlyMap<string, string>): readonly Trap[] {
  const text = files.get("pyproject.toml") ?? "";
  const project = tableOf(text, "project");
  const readme = readmeOf(project) ?? readmeOf(tableOf(text, "tool.poetry"));
  const isDynamic = stringsOfKey(project, "dynamic").includes("version") || /^\[tool\.setuptools[_-]scm\b/m.test(text);
  const reasons = [
    ...(isDynamic ? ["the version in pyproject.toml is dynamic and read from sources or git"] : []),
    ...(readme === undefined ? [] : [`pyproject.toml names ${readme} as the readme, without which the project does not build`]),
  ];
  return [...reasons.map((reason) => ({ reason })), ...dependencyTraps(text)];
}

/** Local and dynamic dependencies alone: what stays in the way when the project itself is not installed. */
export function dependencyTraps(text: string): readonly Trap[] {
  const dynamic = stringsOfKey(tableOf(text, "project"), "dynamic");
  const isDynamic = dynamic.includes("dependencies") || dynamic.includes("optional-dependencies");
  return [
    ...(isDynamic ? ["the dependencies in pyproject.toml are dynamic and read from other files"] : []),
    ...pathsOf(text).map(([name, path]) => `${name} is the local project ${path}`),
    ...linesOf(text).flatMap(otherSource),
  ].map((reason) => ({ reason }));
}

/** The manifests of members of a uv workspace, as globs relative to pyproject.toml. */
export function workspaceProjects(text: string): readonly string[] {
  const members = stringsOfKey(tableOf(text, "tool.uv.workspace"), "members");
  return members.map((member) => `${member.replace(/^\.\//, "").replace(/\/$/, "")}/pyproject.toml`);
}

function readmeOf(table: string): string | undefined {
  return /^readme[ \t]*=[ \t]*(?:\{[ \t]*file[ \t]*=[ \t]*)?["']([^"']+)["']/m.exec(table)?.[1];
}

/** Sources of uv that are members of the workspace, and requirements with a `file:` URL. */
function otherSource(line: string): readonly string[] {
  const member = /^["']?([\w.-]+)["']?[ \t]*=[ \t]*\{.*\bworkspace[ \t]*=[ \t]*true/.exec(line)?.[1];
  if (member !== undefined) return [`${member} is a member of the workspace`];
  const url = /^["']([\w.-]+)[^"'@]*@[ \t]*file:([^"']*)/.exec(line);
  return url === null ? [] : [`${url[1]} is the local project ${url[2]}`];
}
