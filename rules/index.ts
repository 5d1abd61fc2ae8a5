import path from "node:path";
import packageJson from "../package.json" with { type: "json" };
import type { ContextKnowledge } from "../buildkit/build-context.ts";
import type { ContextDemand } from "../buildkit/context-demand.ts";
import { findContext } from "../workspace/find-context.ts";
import { toEslintRule } from "./eslint-rule.ts";
import { createLanguage, type ContextOf } from "./language/dockerfile-language.ts";
import { createProcessor } from "./language/processor.ts";
import { dockerfileGlobs, foreignGlobs, rulesOf } from "./presets.ts";
import type { DockerfileRule, Preset } from "./rule.ts";
import { rules as everyRule } from "./rules.ts";

export interface PluginInput {
  readonly contextOf: ContextOf;
  /** Stands in for the rules of this folder in tests. */
  readonly rules?: Readonly<Record<string, DockerfileRule>>;
}

/**
 * Makes the ESLint plugin: language, rules, presets. What it knows of the build context comes from `contextOf` alone,
 * so that the command line can close over the disk, an editor over its open buffers and a test over a literal.
 */
export function createPlugin({ contextOf, rules = everyRule }: PluginInput) {
  const meta = { name: "layerwise", version: packageJson.version, namespace: "layerwise" };
  const plugin = {
    meta,
    languages: { dockerfile: createLanguage({ contextOf, ruleIds: new Set(Object.keys(rules)) }) },
    processors: { dockerfile: createProcessor({ name: "layerwise/dockerfile", version: meta.version }) },
    rules: Object.fromEntries(Object.entries(rules).map(([id, rule]) => [id, toEslintRule(id, rule)])),
  };
  const toConfig = (preset: Preset) => ({
    name: `layerwise/${preset}`,
    files: dockerfileGlobs,
    ignores: foreignGlobs,
    plugins: { layerwise: plugin },
    language: "layerwise/dockerfile",
    processor: "layerwise/dockerfile",
    rules: rulesOf(preset, rules),
  });
  return { ...plugin, configs: { recommended: toConfig("recommended"), strict: toConfig("strict") } };
}

export default createPlugin({ contextOf: contextOnDisk });

/** The context around a file; a text without a name (`<text>`, as ESLint calls it) stands alone. */
function contextOnDisk(file: string, demand: ContextDemand): ContextKnowledge {
  if (path.basename(file).startsWith("<")) return { kind: "unknown" };
  return findContext(path.resolve(file), demand, { workingDirectory: process.cwd() });
}
