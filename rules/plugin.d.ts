import type { ESLint, Linter } from "eslint";

/** What `import layerwise from "layerwise"` gives: an ESLint plugin, whose presets are lists. The build copies this file beside the bundle. */
declare const plugin: Omit<ESLint.Plugin, "configs"> & {
  configs: {
    /** What everybody wants to know. */
    recommended: Linter.Config[];
    /** `recommended`, and hazards that matter to some builds only. */
    strict: Linter.Config[];
  };
};

export default plugin;
