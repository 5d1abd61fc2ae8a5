import type { DockerfileRule, Preset } from "./rule.ts";

/** The names that BuildKit's users give their Dockerfiles. */
export const dockerfileGlobs = [
  "**/{Dockerfile,Containerfile}",
  "**/{Dockerfile,Containerfile}[._-]*",
  "**/*.{dockerfile,Dockerfile,containerfile,Containerfile}",
];

/** Names that those globs match and that hold something else: ignore files, sources and documents about Dockerfiles. */
export const foreignGlobs = ["**/*.{dockerignore,containerignore,c,cc,cjs,cs,css,cts,go,html,java,js,json,jsx,kt,md,mjs,mts,php,py,rb,rs,rst,sh,toml,ts,tsx,txt,xml,yaml,yml}"];

/** The ESLint severities of a preset's rules; `strict` holds everything that `recommended` holds. */
export function rulesOf(preset: Preset, rules: Readonly<Record<string, DockerfileRule>>): Record<string, "error" | "warn"> {
  const chosen = Object.entries(rules).filter(([, { meta }]) => isIn(preset, meta.docs.recommended));
  return Object.fromEntries(chosen.map(([id, { meta }]) => [`layerwise/${id}`, meta.docs.severity === "error" ? "error" : "warn"]));
}

function isIn(preset: Preset, smallest: Preset | false): boolean {
  return smallest === "recommended" || smallest === preset;
}
