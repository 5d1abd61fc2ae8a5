import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

// Where foreign data gets its type. Everywhere else a cast hides a mistake. What a layer may import, and that the pure
// ones do no IO, is checked by test/invariants, which knows the layers.
const adapters = ["dockerfile/parse.ts", "shell/parse.ts", "rules/language/**", "workspace/**", "scripts/**", "test/**"];

export default defineConfig(
  { ignores: ["dist/", "examples/", "test/**/fixtures/", "test/corpus/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      // A Dockerfile is text in code points; nothing here is shown letter by letter.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      // `ContextPath | "too-large"` tells the reader more than `string`.
      "@typescript-eslint/no-redundant-type-constituents": "off",
      // The compiler already reports these.
      "@typescript-eslint/no-unused-vars": "off",
      // A switch whose default returns is complete; one without must name every case.
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Our objects are literals and closures: their functions have no `this` to lose.
      "@typescript-eslint/unbound-method": "off",
      eqeqeq: "error",
      "max-depth": ["error", 3],
      "no-duplicate-imports": ["error", { allowSeparateTypeImports: true }],
      "no-restricted-imports": ["error", { paths: restrictedPaths() }],
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"] }],
      "object-shorthand": "error",
    },
  },
  {
    files: adapters,
    rules: { "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "as" }] },
  },
  {
    files: ["test/**"],
    rules: {
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-meaningless-void-operator": "off",
      // A test may doubt what the types promise.
      "@typescript-eslint/no-unnecessary-condition": "off",
    },
  },
  {
    files: ["**/*.js"],
    languageOptions: { globals: { process: "readonly", console: "readonly" } },
  },
);

/** Built-in modules by their full name, and the strict one of the two assertion modules. */
function restrictedPaths() {
  const bare = ["assert", "child_process", "fs", "fs/promises", "os", "path", "url", "util"];
  return [
    ...bare.map((name) => ({ name, message: `Write "node:${name}".` })),
    { name: "node:assert", message: 'Write "node:assert/strict".' },
  ];
}
