import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";

// A project of somebody else, as their compiler sees it: strict, with the checks of declaration files on.
describe("the types of the plugin", function () {
  this.timeout(60_000);

  const root = join(import.meta.dirname, "../..");
  let project = "";

  before(() => {
    project = mkdtempSync(join(tmpdir(), "layerwise-types-"));
    const modules = join(project, "node_modules");
    mkdirSync(modules);
    // A copy, so that it resolves libraries from here.
    for (const part of ["dist", "package.json"]) cpSync(join(root, part), join(modules, "layerwise", part), { recursive: true });
    // ESLint with what its own types import: links are not followed, so these are looked for beside it.
    for (const part of ["eslint", "@eslint", "@types"]) symlinkSync(join(root, "node_modules", part), join(modules, part), "dir");
    writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  });

  after(() => rmSync(project, { recursive: true }));

  const cases: readonly [name: string, text: string, codes: readonly number[]][] = [
    ["fit ESLint's configuration", "export default defineConfig(layerwise.configs.recommended, layerwise.configs.strict);", []],
    ["fit an old-style array", "export default [...layerwise.configs.recommended] satisfies Linter.Config[];", []],
    ["fit a configuration that extends a preset", 'export default defineConfig({ files: ["**/Dockerfile"], extends: [layerwise.configs.recommended] });', []],
    ["fit a configuration that names the plugin itself", 'export default defineConfig({ plugins: { docker: layerwise }, language: "docker/dockerfile" });', []],
    ["know which presets there are", "export default [layerwise.configs.everything];", [2339]],
    ["are more than any", "export const count: number = layerwise;", [2322]],
  ];
  let diagnostics: readonly ts.Diagnostic[] = [];

  before(() => {
    const imports = 'import type { Linter } from "eslint";\nimport { defineConfig } from "eslint/config";\nimport layerwise from "layerwise";\n';
    cases.forEach(([, text], index) => writeFileSync(fileOf(index), `${imports}${text}\nexport type { Linter, defineConfig };\n`));
    const program = ts.createProgram(cases.map((_, index) => fileOf(index)), {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noEmit: true,
      preserveSymlinks: true,
      types: [],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
    });
    diagnostics = ts.getPreEmitDiagnostics(program);
  });

  it("are sound in themselves", () => {
    assert.deepEqual(diagnostics.filter(({ file }) => file?.fileName.startsWith(join(project, "eslint.config.")) !== true).map(textOf), []);
  });
  cases.forEach(([name, , codes], index) => {
    it(name, () => {
      const found = diagnostics.filter(({ file }) => file?.fileName === fileOf(index));
      assert.deepEqual(found.map(({ code }) => code), codes, found.map(textOf).join("\n"));
    });
  });

  function fileOf(index: number): string {
    return join(project, `eslint.config.${index}.ts`);
  }
});

function textOf({ messageText }: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(messageText, "\n");
}
