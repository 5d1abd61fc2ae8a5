import type { Trap } from "./ecosystem.ts";
import { exactVersion, fieldsOf, parseJsonObject, stringsOf } from "./manifest-text.ts";

/** What composer.json says about files and scripts that an install needs (https://getcomposer.org/doc/04-schema.md). */

const INSTALL_SCRIPTS = ["pre-install-cmd", "post-install-cmd"];
const AUTOLOAD_SCRIPTS = ["pre-autoload-dump", "post-autoload-dump"];

/**
 * Scripts that run, directories whose classes are looked for, packages of the project itself and patches; without those that
 * `--no-scripts` and `--no-autoloader` switch off. PSR-4 directories are only looked at when the autoloader is optimized.
 */
export function composerTraps(files: ReadonlyMap<string, string>, flags: readonly string[] = []): readonly Trap[] {
  const manifest = parseJsonObject(files.get("composer.json"));
  const dumps = !flags.includes("--no-autoloader");
  return [
    ...(flags.includes("--no-scripts") ? [] : scriptReasons(manifest, dumps)),
    ...(dumps ? autoloadReasons(manifest) : []),
    ...pathRepositories(manifest).map((url) => `composer.json uses the packages in ${url}`),
    ...extraReasons(fieldsOf(manifest["extra"])),
  ].map((reason) => ({ reason }));
}

/** The packages of path repositories, whole: they are linked or copied into vendor. */
export function localPackages(path: string, text: string): readonly string[] {
  if (!path.endsWith("composer.json")) return [];
  return pathRepositories(parseJsonObject(text)).map((url) => `${url.replace(/^\.\//, "").replace(/\/+$/, "")}/`);
}

/**
 * The PHP that composer.json pretends to have or requires, as far as that is one minor or major: `8.2.13` and `~8.2.0` are
 * 8.2, `^8.2` is 8, `>=8.2` is none (https://getcomposer.org/doc/articles/versions.md).
 */
export function phpVersion(text: string): string | undefined {
  const manifest = parseJsonObject(text);
  const platform = fieldsOf(fieldsOf(manifest["config"])["platform"])["php"];
  if (typeof platform === "string") return minorOf(exactVersion(platform));
  const required = fieldsOf(manifest["require"])["php"];
  return typeof required === "string" ? constrainedVersion(required.trim()) : undefined;
}

function constrainedVersion(constraint: string): string | undefined {
  const match = /^([\^~=]?)\s*v?(\d+)(?:\.(\d+|\*))?(?:\.(\d+|\*))?$/.exec(constraint);
  if (match === null) return undefined;
  const [, operator, major, minor, patch] = match;
  const isMajorOnly = operator === "^" || minor === undefined || minor === "*" || (operator === "~" && patch === undefined);
  if (major === undefined || isMajorOnly) return major;
  return `${major}.${minor}`;
}

function minorOf(version: string | undefined): string | undefined {
  return /^\d+\.\d+/.exec(version ?? "")?.[0];
}

function scriptReasons(manifest: Readonly<Record<string, unknown>>, dumps: boolean): readonly string[] {
  const scripts = fieldsOf(manifest["scripts"]);
  const names = [...INSTALL_SCRIPTS, ...(dumps ? AUTOLOAD_SCRIPTS : [])].filter((name) => scripts[name] !== undefined);
  return names.map((name) => `the install runs the ${name} script`);
}

function autoloadReasons(manifest: Readonly<Record<string, unknown>>): readonly string[] {
  const autoloads = [fieldsOf(manifest["autoload"]), fieldsOf(manifest["autoload-dev"])];
  const config = fieldsOf(manifest["config"]);
  const isOptimized = ["optimize-autoloader", "classmap-authoritative"].some((name) => config[name] === true);
  return [
    ...autoloads.flatMap((autoload) => stringsOf(autoload["classmap"])).map((path) => `the autoloader needs the classes in ${path}`),
    ...autoloads.flatMap((autoload) => stringsOf(autoload["files"])).map((path) => `the autoloader loads ${path}`),
    ...(isOptimized ? ["composer.json asks for an optimized autoloader, which looks for the project's classes"] : []),
  ];
}

function pathRepositories(manifest: Readonly<Record<string, unknown>>): readonly string[] {
  const repositories = manifest["repositories"];
  const list: readonly unknown[] = Array.isArray(repositories) ? repositories : Object.values(fieldsOf(repositories));
  return list.map(fieldsOf).flatMap(({ type, url }) => (type === "path" && typeof url === "string" ? [url] : []));
}

/** Plugins that many projects have: patches of dependencies, and further composer.json files. */
function extraReasons(extra: Readonly<Record<string, unknown>>): readonly string[] {
  const patches = [extra["patches-file"], ...Object.values(fieldsOf(extra["patches"])).flatMap((group) => Object.values(fieldsOf(group)))];
  const merge = fieldsOf(extra["merge-plugin"]);
  return [
    ...patches.flatMap((patch) => (typeof patch === "string" && !patch.includes("://") ? [`the install applies ${patch}`] : [])),
    ...[...stringsOf(merge["include"]), ...stringsOf(merge["require"])].map((path) => `composer.json includes ${path}`),
  ];
}
