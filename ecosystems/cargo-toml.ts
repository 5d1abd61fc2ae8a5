import type { Trap } from "./ecosystem.ts";
import { exactVersion } from "./manifest-text.ts";
import { tableOf } from "./pyproject.ts";

/** What Cargo.toml says, by tests of single lines and tables: not a TOML parser, and broken text gives less. */

/** Workspace members, local crates, build scripts, and targets whose sources Cargo looks for when it reads the manifest. */
export function cargoTraps(files: ReadonlyMap<string, string>): readonly Trap[] {
  const text = files.get("Cargo.toml");
  if (text === undefined) return [];
  const hasBuildScript = files.has("build.rs") || /^build\s*=\s*["']/m.test(tableOf(text, "package"));
  const isPackage = /^\s*\[package\]/m.test(text);
  return [
    ...localCrates("Cargo.toml", text).map((manifest) => `Cargo.toml needs ${manifest}`),
    ...(hasBuildScript ? ["the build script of the crate reads further files"] : []),
    ...(isPackage ? ["Cargo rejects a Cargo.toml without the sources of its targets, src/main.rs or src/lib.rs"] : []),
  ].map((reason) => ({ reason }));
}

/** The manifests of workspace members and path dependencies, as paths or globs relative to Cargo.toml. */
export function localCrates(path: string, text: string): readonly string[] {
  if (!path.endsWith("Cargo.toml")) return [];
  const members = /^members\s*=\s*\[([^\]]*)\]/m.exec(tableOf(text, "workspace"))?.[1] ?? "";
  const lines = text.split("\n").map((line) => line.replace(/^\s*#.*/, "").trim());
  const dependencies = lines.flatMap((line) => /^[\w.'"-]+\s*=\s*\{.*?\bpath\s*=\s*["']([^"']+)["']/.exec(line)?.[1] ?? []);
  const tables = [...text.matchAll(/^[ \t]*\[[^\]\n]*dependencies\.[^\]\n]+\]((?:\r?\n[ \t]*(?:[^\s[].*)?)*)/gm)].flatMap(
    ([, table]) => /^[ \t]*path\s*=\s*["']([^"']+)["']/m.exec(table ?? "")?.[1] ?? [],
  );
  const quoted = [...members.replace(/#.*/g, "").matchAll(/["']([^"'\n]+)["']/g)].flatMap(([, member]) => member ?? []);
  const directories = [...quoted, ...dependencies, ...tables].map((directory) => directory.replace(/^\.\//, "").replace(/\/+$/, ""));
  return [...new Set(directories)].filter((directory) => directory !== "." && directory !== "").map((directory) => `${directory}/Cargo.toml`);
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
