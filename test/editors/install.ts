import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where what the tests install stays from one run to the next. */
const cache = join(import.meta.dirname, "../../.cache/editors");

/**
 * Installs Debian packages, if any of these programs is missing, as root or by sudo.
 * @param programs Name of the program → names of the packages that bring it.
 */
export function installDebian(programs: Readonly<Record<string, string>>): void {
  const missing = Object.entries(programs).filter(([program]) => spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0);
  if (missing.length === 0) return;
  const packages = missing.flatMap(([, names]) => names.split(" "));
  asRoot("apt-get", "update");
  asRoot("apt-get", "install", "-y", "--no-install-recommends", ...packages);
}

/**
 * Installs npm packages without their scripts, once.
 * @returns The absolute path of their `node_modules`.
 */
export function installNpm(name: string, packages: readonly string[]): string {
  const directory = join(cache, name);
  const modules = join(directory, "node_modules");
  const done = join(directory, `${packages.join("_").replaceAll("/", "+")}.installed`);
  if (existsSync(done)) return modules;
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "package.json"), '{ "private": true }\n');
  npmInstall(directory, packages);
  writeFileSync(done, "");
  return modules;
}

export function npmInstall(directory: string, args: readonly string[]): void {
  execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...args], { cwd: directory, stdio: ["ignore", "ignore", "inherit"] });
}

function asRoot(command: string, ...args: readonly string[]): void {
  const isRoot = process.getuid?.() === 0;
  execFileSync(isRoot ? command : "sudo", isRoot ? args : [command, ...args], { stdio: ["ignore", "ignore", "inherit"] });
}
