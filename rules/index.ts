import path from "node:path";
import packageJson from "../package.json" with { type: "json" };
import { plainBuild } from "../buildkit/known-build.ts";
import { unknownUse, type IgnoreFileUse } from "../buildkit/ignore-use.ts";
import { findBuilds } from "../workspace/builds/find-builds.ts";
import { findIgnoreUse } from "../workspace/find-ignore-use.ts";
import { passingBuildsOf } from "../workspace/builds/passing-builds.ts";
import { toEslintRule } from "./eslint-rule.ts";
import { createLanguage, type BuildsOf } from "./language/dockerfile-language.ts";
import { createIgnoreLanguage, type IgnoreUseOf } from "./language/ignore-file-language.ts";
import { createProcessor } from "./language/processor.ts";
import { dockerfileGlobs, foreignGlobs, ignoreFileGlobs, rulesOf } from "./presets.ts";
import type { LanguageName, Preset, Rule } from "./rule.ts";
import { rules as everyRule } from "./rules.ts";

export interface PluginInput {
  readonly buildsOf: BuildsOf;
  /** Without it nothing is known of the builds around an ignore file. */
  readonly ignoreUseOf?: IgnoreUseOf;
  /** Stands in for the rules of this folder in tests. */
  readonly rules?: Readonly<Record<string, Rule>>;
}

/**
 * Makes the ESLint plugin: languages, rules, presets. What it knows of builds comes from `buildsOf` and
 * `ignoreUseOf` alone, so that the command line can close over the disk, an editor over its open buffers and a test over a
 * literal. A preset is a list: an object of configuration has one language.
 */
export function createPlugin({ buildsOf, ignoreUseOf = () => unknownUse, rules = everyRule }: PluginInput) {
  const ruleIds = new Set(Object.keys(rules));
  const meta = { name: "layerwise", version: packageJson.version, namespace: "layerwise" };
  const plugin = {
    meta,
    languages: { dockerfile: createLanguage({ buildsOf, ruleIds }), dockerignore: createIgnoreLanguage({ ignoreUseOf, ruleIds }) },
    processors: { dockerfile: createProcessor({ name: "layerwise/dockerfile", version: meta.version }) },
    rules: Object.fromEntries(Object.entries(rules).map(([id, rule]) => [id, toEslintRule(id, rule)])),
  };
  const toConfig = (preset: Preset, language: LanguageName, files: string[], ignores: string[]) => ({
    name: `layerwise/${preset}/${language}`,
    files,
    ignores,
    plugins: { layerwise: plugin },
    language: `layerwise/${language}`,
    processor: "layerwise/dockerfile",
    rules: rulesOf(preset, rules, language),
  });
  const toConfigs = (preset: Preset) => [toConfig(preset, "dockerfile", dockerfileGlobs, foreignGlobs), toConfig(preset, "dockerignore", ignoreFileGlobs, [])];
  return { ...plugin, configs: { recommended: toConfigs("recommended"), strict: toConfigs("strict") } };
}

export default createPlugin({ buildsOf: buildsOnDisk, ignoreUseOf: ignoreUseOnDisk });

/** The builds around a file; a text without a name (`<text>`, as ESLint calls it) stands alone. */
function buildsOnDisk(...[file, demandOf]: Parameters<BuildsOf>): ReturnType<BuildsOf> {
  if (path.basename(file).startsWith("<")) return [plainBuild({ kind: "unknown" })];
  return findBuilds(path.resolve(file), demandOf, { workingDirectory: process.cwd(), buildsOf: passingBuildsOf() });
}

/** The builds around an ignore file, whose text goes before that on disk. */
function ignoreUseOnDisk(file: string, text: string): IgnoreFileUse {
  if (path.basename(file).startsWith("<")) return unknownUse;
  const workingDirectory = process.cwd();
  const buildsOf = passingBuildsOf();
  return findIgnoreUse(path.resolve(file), text, { workingDirectory, buildsOf: (dockerfile, demand, openText) => findBuilds(dockerfile, () => demand, { workingDirectory, openText, buildsOf }) });
}
