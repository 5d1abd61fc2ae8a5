import type { Trap } from "./ecosystem.ts";
import { exactVersion } from "./manifest-text.ts";
import { linesOf, pathsOf, stringsOfKey, tableOf } from "./toml-text.ts";

/** What Cargo.toml and rust-toolchain say. */

/** Workspace members, local crates, build scripts, and targets whose sources Cargo looks for when it reads the manifest. */
export function cargoTraps(files: ReadonlyMap<string, string>): readonly Trap[] {
  const text = files.get("Cargo.toml");
  if (text === undefined) return [];
  const hasBuildScript = files.has("build.rs") || /^build\s*=\s*["']/m.test(tableOf(text, "package"));
  const isPackage = /^[ \t]*\[package\]/m.test(text);
  return [
    ...localCrates("Cargo.toml", text).map((manifest) => `Cargo.toml needs ${manifest}`),
    ...(hasBuildScript ? ["the build script of the crate reads further files"] : []),
    ...(isPackage ? ["Cargo rejects a Cargo.toml without the sources of its targets, src/main.rs or src/lib.rs"] : []),
  ].map((reason) => ({ reason }));
}

/** The manifests of workspace members and path dependencies, as paths or globs relative to Cargo.toml. */
export function localCrates(path: string, text: string): readonly string[] {
  if (!path.endsWith("Cargo.toml")) return [];
  const members = stringsOfKey(tableOf(text, "workspace"), "members");
  const directories = [...members, ...pathsOf(dependenciesOf(text)).map(([, directory]) => directory)]
    .map((directory) => directory.replace(/^\.\//, "").replace(/\/$/, ""))
    .filter((directory) => directory !== "." && directory !== "");
  return [...new Set(directories)].map((directory) => `${directory}/Cargo.toml`);
}

/** The text without tables of targets, whose `path` names a source file. */
function dependenciesOf(text: string): string {
  let isDependencies = false;
  const lines = linesOf(text).filter((line) => {
    if (line.startsWith("[")) isDependencies = /dependencies|patch|replace/.test(line);
    return isDependencies;
  });
  return lines.join("\n");
}

/**
 * Whether the command fixes the version: `x@1.2.3`, `--version 1.2.3` (a full version without an operator is exact), or
 * `--git` with a commit or tag (https://doc.rust-lang.org/cargo/commands/cargo-install.html). `--locked` fixes only the
 * dependencies.
 */
export function isPinnedCrate(operand: string, flags: readonly string[]): boolean {
  if (flags.includes("--git")) return flags.includes("--rev") || flags.includes("--tag");
  const index = flags.findIndex((flag) => flag === "--version" || flag === "--vers");
  const version = index < 0 ? /.@(.*)$/.exec(operand)?.[1] : flags[index + 1];
  return /^=?\d+\.\d+\.\d+(?:[-+].*)?$/.test(version ?? "");
}

/** The release in rust-toolchain, in either of its formats; channels such as `stable` prove none. */
export function rustToolchain(text: string): string | undefined {
  const channel = /^channel\s*=\s*["']([^"']+)["']/m.exec(tableOf(text, "toolchain"))?.[1];
  return exactVersion(channel ?? text.trim().replace(/-[a-z].*$/, ""));
}
