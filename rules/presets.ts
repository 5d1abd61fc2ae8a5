import { languageOf, type LanguageName, type Preset, type Rule } from "./rule.ts";

/** The names that the command line takes for Dockerfiles too (workspace/dockerfile-name.ts), as globs. */
export const dockerfileGlobs = [
  "**/{Dockerfile,Containerfile,dockerfile,containerfile}",
  "**/{Dockerfile,Containerfile}[._-]*",
  "**/*.{dockerfile,Dockerfile,containerfile,Containerfile}",
];

/** The ignore files that BuildKit reads; `.containerignore` is not one of them. */
export const ignoreFileGlobs = ["**/.dockerignore", "**/*.dockerignore"];

/**
 * Names that those globs match and that hold something else: ignore files, templates, documents, left-overs, and the
 * sources that another part of a user's ESLint configuration owns (`Dockerfile-parser.ts`).
 */
export const foreignGlobs = [
  "**/*.{dockerignore,containerignore}",
  "**/*.{j2,jinja,jinja2,tmpl,tpl,template,gotmpl,tt,erb,ejs,hbs,mustache,njk,liquid,m4,in}",
  "**/*.{md,mdx,markdown,rst,adoc,txt,htm,html,yml,yaml,json,lock,sh,ps1,bat,cmd}",
  "**/*.{bak,orig,old,rej,diff,patch,swp,tmp}",
  "**/*~",
  "**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx,c,cc,cs,css,go,java,kt,php,py,rb,rs,toml,xml}",
];

/** The ESLint severities of a preset's rules, of one language or of all; `strict` holds everything that `recommended` holds. */
export function rulesOf(preset: Preset, rules: Readonly<Record<string, Rule>>, language?: LanguageName): Record<string, "error" | "warn"> {
  const own = Object.entries(rules).filter(([, rule]) => language === undefined || languageOf(rule) === language);
  const chosen = own.filter(([, { meta }]) => isIn(preset, meta.docs.recommended));
  return Object.fromEntries(chosen.map(([id, { meta }]) => [`layerwise/${id}`, meta.docs.severity === "error" ? "error" : "warn"]));
}

function isIn(preset: Preset, smallest: Preset | false): boolean {
  return smallest === "recommended" || smallest === preset;
}
