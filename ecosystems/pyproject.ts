import type { Trap } from "./ecosystem.ts";

/**
 * What pyproject.toml says, by tests of single lines and tables: enough for the keys asked for here, which projects
 * write in one of a few ways, and it cannot fail on broken text. Not a TOML parser.
 */

/** Files beside pyproject.toml that building the project needs: a dynamic version, a readme, path dependencies. */
export function projectTraps(files: ReadonlyMap<string, string>): readonly Trap[] {
  const text = files.get("pyproject.toml");
  if (text === undefined) return [];
  const project = tableOf(text, "project");
  const readme = /^readme\s*=\s*(?:\{.*?\bfile\s*=\s*)?["']([^"']+)["']/m.exec(project + "\n" + tableOf(text, "tool.poetry"))?.[1];
  const isDynamic = /^dynamic\s*=\s*\[[^\]]*["']version["']/m.test(project) || /^\[tool\.setuptools[_-]scm\b/m.test(text);
  return [
    ...(isDynamic ? ["the version in pyproject.toml is dynamic and read from sources or git"] : []),
    ...(readme === undefined ? [] : [`pyproject.toml names ${readme} as the readme, without which the project does not build`]),
    ...sourceReasons(text),
  ].map((reason) => ({ reason }));
}

/** Local and dynamic dependencies alone: what stays in the way when the project itself is not installed. */
export function dependencyTraps(text: string): readonly Trap[] {
  const isDynamic = /^dynamic\s*=\s*\[[^\]]*["'](?:optional-)?dependencies["']/m.test(tableOf(text, "project"));
  const dynamic = isDynamic ? ["the dependencies in pyproject.toml are dynamic and read from other files"] : [];
  return [...dynamic, ...sourceReasons(text)].map((reason) => ({ reason }));
}

/** The manifests of members of a uv workspace, as globs relative to pyproject.toml. */
export function workspaceProjects(text: string): readonly string[] {
  const members = /^members\s*=\s*\[([^\]]*)\]/m.exec(tableOf(text, "tool.uv.workspace"))?.[1] ?? "";
  return [...members.matchAll(/["']([^"'\n]+)["']/g)].flatMap(([, member]) =>
    member === undefined ? [] : [`${member.replace(/^\.\//, "").replace(/\/+$/, "")}/pyproject.toml`],
  );
}

/** The lines of one table, up to the next header. */
export function tableOf(text: string, name: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  const start = lines.indexOf(`[${name}]`);
  if (start < 0) return "";
  const end = lines.findIndex((line, index) => index > start && /^\[\[?[\w."' -]+\]\]?$/.test(line));
  return lines.slice(start + 1, end < 0 ? undefined : end).join("\n");
}

function sourceReasons(text: string): readonly string[] {
  const lines = text.split("\n").map((line) => line.replace(/(?:^|\s)#.*$/, "").trim());
  return lines.flatMap((line) => {
    const path = /^["']?([\w.-]+)["']?\s*=.*\bpath\s*=\s*["']([^"']+)["']/.exec(line);
    if (path !== null && /\{/.test(line)) return [`${path[1]} is the local project ${path[2]}`];
    const member = /^["']?([\w.-]+)["']?\s*=.*\{.*\bworkspace\s*=\s*true/.exec(line);
    if (member !== null) return [`${member[1]} is a member of the workspace`];
    const url = /^["']([\w.[\]-]+)\s*@\s*file:([^"']*)/.exec(line);
    return url === null ? [] : [`${url[1]} is the local project ${url[2]}`];
  });
}
