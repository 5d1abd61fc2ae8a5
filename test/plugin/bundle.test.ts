import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { bundles, toBuildOptions, type Bundle } from "../../scripts/bundle.ts";

const dockerfile = "FROM node\nWORKDIR /app\nCOPY . .\nRUN npm ci\n# layerwise-disable-next-line no-floating-base-image\nRUN npm test\n";

const linter = `
import { Linter } from "eslint/universal";
import plugin from ${JSON.stringify(path.resolve("rules/index.ts"))};
export function lint(text) {
  return new Linter().verify(text, plugin.configs.recommended, "Dockerfile").map(({ ruleId, message }) => ruleId ?? message);
}
`;

describe("a bundle", () => {
  let directory = "";
  before(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "layerwise-"));
  });
  after(() => rm(directory, { recursive: true }));

  it("of the linter lints without the parts of ESLint that are left out", async () => {
    const entry = path.resolve("test/plugin/linter-bundle.tmp.ts");
    const outfile = path.join(directory, "linter.cjs");
    const { entryPoints: _, ...options } = toBuildOptions({ entry, outfile, format: "cjs", external: [] });
    await build({ ...options, stdin: { contents: linter, resolveDir: path.resolve("."), loader: "ts" } });
    const { lint }: { lint(text: string): string[] } = createRequire(import.meta.url)(outfile);
    const found = lint(dockerfile);
    assert.ok(found.includes("layerwise/no-floating-base-image"), found.join());
    assert.ok(found.includes("Nothing to disable: layerwise/no-floating-base-image reports nothing here."), found.join());
  });

  it("of the plugin is an ES module with the plugin as its default, and needs no ESLint", async () => {
    const bundle = bundles.find(({ outfile }) => outfile === "dist/index.js") satisfies Bundle | undefined;
    assert.ok(bundle);
    await writeFile(path.join(directory, "package.json"), '{ "type": "module" }');
    const outfile = path.join(directory, "index.js");
    await build({ ...toBuildOptions(bundle), outfile });
    const { default: plugin }: { default: { meta: { name: string }; configs: object } } = await import(pathToFileURL(outfile).href);
    assert.equal(plugin.meta.name, "layerwise");
    assert.deepEqual(Object.keys(plugin.configs), ["recommended", "strict"]);
  });
});
