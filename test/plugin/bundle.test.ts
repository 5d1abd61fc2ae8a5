import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { bundles, toBuildOptions } from "../../scripts/bundle.ts";

/** Lints two instructions: one finding, one unused comment. */
const lint = `
import { Linter } from "eslint/universal";
import plugin from "./rules/index.ts";
const text = "FROM node\\n# layerwise-disable-next-line no-floating-base-image\\nRUN true\\n";
const messages = new Linter().verify(text, plugin.configs.recommended, "Dockerfile");
console.log(messages.map(({ ruleId, message }) => ruleId ?? message).join("\\n"));
`;

describe("a bundle", () => {
  let directory = "";
  before(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "layerwise-"));
  });
  after(() => rm(directory, { recursive: true }));

  it("of the linter lints without the parts of ESLint that are left out", async () => {
    const outfile = path.join(directory, "linter.cjs");
    const { entryPoints: _, ...options } = toBuildOptions({ entry: "", outfile, format: "cjs", external: [] });
    await build({ ...options, stdin: { contents: lint, resolveDir: ".", loader: "ts" } });
    const found = execFileSync(process.execPath, [outfile], { encoding: "utf8", cwd: directory });
    assert.equal(found, "layerwise/no-floating-base-image\nNothing to disable: layerwise/no-floating-base-image reports nothing here.\n");
  });

  it("of the plugin is an ES module with the plugin as its default, and needs no ESLint", async () => {
    const bundle = bundles.find(({ outfile }) => outfile === "dist/index.js");
    assert.ok(bundle);
    const outfile = path.join(directory, "index.mjs");
    await build({ ...toBuildOptions(bundle), outfile });
    const script = `import plugin from ${JSON.stringify(pathToFileURL(outfile).href)}; console.log(plugin.meta.name, ...Object.keys(plugin.configs));`;
    const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8", cwd: directory });
    assert.equal(printed, "layerwise recommended strict\n");
  });
});
