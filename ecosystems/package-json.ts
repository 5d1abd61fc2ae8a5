import type { Ecosystem, Trap } from "./ecosystem.ts";
import { fieldsOf, parseJsonObject, stringsOf } from "./manifest-text.ts";

/** What package.json says that all package managers for it read alike. */

/** What every package manager for package.json reads; each adds its own lockfile and settings. */
export const nodePackageFiles = { manifests: ["package.json"], config: ["patches/"] };

/**
 * Looks for traps in package.json and pnpm-workspace.yaml: scripts of the root package that the install runs (`scripts`
 * are those that the tool knows) and those of workspace members, which need their sources; workspaces, local packages, patches.
 */
export function packageTraps(scripts: readonly string[]): NonNullable<Ecosystem["traps"]> {
  return (files, flags = []) => {
    const manifest = parseJsonObject(files.get("package.json"));
    const settings = files.get("pnpm-workspace.yaml") ?? "";
    const runsScripts = !flags.includes("--ignore-scripts");
    const reasons = [
      ...(runsScripts ? scriptReasons(fieldsOf(manifest["scripts"]), scripts) : []),
      ...workspaceReasons(workspacesOf(manifest["workspaces"]), workspacesOfYaml(settings)),
      ...dependencyReasons(manifest),
      ...patchReasons(manifest, settings),
    ];
    return [...(runsScripts ? memberTraps(files, scripts) : []), ...reasons.map((reason) => ({ reason }))];
  };
}

/** The manifests of workspace members, as globs relative to the file that lists them. */
export function workspaceManifests(path: string, text: string): readonly string[] {
  const members = path.endsWith(".json") ? workspacesOf(parseJsonObject(text)["workspaces"]) : workspacesOfYaml(text);
  return members.map((member) => `${member}/package.json`);
}

/** The tool and version that package.json asks Corepack for: `["yarn", "4.1.0"]`. */
export function packageManager(text: string | undefined): readonly [name: string, version: string] | undefined {
  const value = parseJsonObject(text)["packageManager"];
  const match = typeof value === "string" ? /^([a-z]+)@(\d[^+]*)/.exec(value) : null;
  return match?.[1] === undefined || match[2] === undefined ? undefined : [match[1], match[2]];
}

/** What members run when they are installed makes something of their sources: code, types, native parts. */
function memberTraps(files: ReadonlyMap<string, string>, scripts: readonly string[]): readonly Trap[] {
  const members = [...files].filter(([path]) => path.endsWith("/package.json"));
  return members.flatMap(([path, text]) => scriptReasons(fieldsOf(parseJsonObject(text)["scripts"]), scripts).map((reason) => ({ reason: `${reason} of ${path}`, needsSources: true as const })));
}

function scriptReasons(scripts: Readonly<Record<string, unknown>>, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const script = scripts[name];
    return typeof script === "string" && script !== "" ? [`the install runs the ${name} script "${script}"`] : [];
  });
}

function workspaceReasons(...lists: readonly (readonly string[])[]): readonly string[] {
  const members = lists.flat();
  return members.length === 0 ? [] : [`the install reads the package.json of every workspace (${members.join(", ")})`];
}

function dependencyReasons(manifest: Readonly<Record<string, unknown>>): readonly string[] {
  const fields = ["dependencies", "devDependencies", "optionalDependencies", "resolutions", "overrides"];
  const dependencies = [...fields.map((field) => manifest[field]), fieldsOf(manifest["pnpm"])["overrides"]]
    .flatMap((value) => Object.entries(fieldsOf(value)));
  return dependencies.flatMap(([name, version]) => {
    if (typeof version !== "string") return [];
    if (name === "@prisma/client") return [`${name} may generate code from the Prisma schema when it is installed`];
    if (/^(?:file|link|portal|workspace):|^\.{1,2}\/|^\//.test(version)) return [`${name} is the local package ${version}`];
    return version.startsWith("patch:") ? [`${name} is patched by ${version}`] : [];
  });
}

function patchReasons(manifest: Readonly<Record<string, unknown>>, settings: string): readonly string[] {
  const patched = [manifest["patchedDependencies"], fieldsOf(manifest["pnpm"])["patchedDependencies"]]
    .flatMap((value) => Object.keys(fieldsOf(value)));
  if (patched.length > 0) return [`the install applies patches to ${patched.join(", ")}`];
  return /^patchedDependencies\s*:/m.test(settings) ? ["pnpm-workspace.yaml lists patches that the install applies"] : [];
}

function workspacesOf(value: unknown): readonly string[] {
  return memberDirectories(stringsOf(Array.isArray(value) ? value : fieldsOf(value)["packages"]));
}

/** The items below `packages:`; block and flow lists of plain or quoted strings, which is all that people write there. */
function workspacesOfYaml(text: string): readonly string[] {
  const match = /^packages[ \t]*:(.*)((?:\r?\n(?:[ \t]*(?:-.*|#.*)?(?=\r?\n|$)))*)/m.exec(text);
  if (match === null) return [];
  const flow = /\[(.*)\]/.exec(match[1] ?? "")?.[1]?.split(",") ?? [];
  const block = (match[2] ?? "").split("\n").flatMap((line) => /^[ \t]*-[ \t]*(.*)$/.exec(line.trimEnd())?.[1] ?? []);
  return memberDirectories([...flow, ...block].map((item) => (item.split(" #")[0] ?? "").trim().replace(/^(["'])(.*)\1$/, "$2")));
}

/** Without exclusions (`!old`) and without the root itself, which is a member too. */
function memberDirectories(members: readonly string[]): readonly string[] {
  return members
    .map((member) => member.replace(/^\.\//, "").replace(/\/$/, ""))
    .filter((member) => member !== "" && member !== "." && !member.startsWith("!"));
}
