import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { readSettings } from "../../server/settings.ts";

const root = join(import.meta.dirname, "../..");

// What vsce would pack. Needs dist/.
describe("the VS Code extension", function () {
  this.timeout(60_000);

  it("holds client, server and schema, and nothing of the workshop", () => {
    const listed = execFileSync(join(root, "node_modules/.bin/vsce"), ["ls", "--no-dependencies"], { cwd: root, encoding: "utf8" });
    assert.deepEqual(listed.trim().split("\n").sort(), ["CHANGELOG.md", "LICENSE", "README.md", "dist/LICENSES.txt", "dist/client.cjs", "dist/schema.json", "dist/server.cjs", "package.json"]);
  });

  it("starts with the client's bundle, for Dockerfiles and ignore files", () => {
    assert.equal(packageJson.main, "./dist/client.cjs");
    assert.deepEqual(packageJson.activationEvents, ["onLanguage:dockerfile", "onLanguage:ignore"]);
  });

  it("offers settings whose defaults change nothing", () => {
    const { properties } = packageJson.contributes.configuration;
    const { "layerwise.trace.server": ofTheClient, ...own } = properties;
    assert.equal(ofTheClient.default, "off");
    assert.deepEqual(Object.keys(own), ["layerwise.enable", "layerwise.rules"]);
    const defaults = { enable: own["layerwise.enable"].default, rules: own["layerwise.rules"].default };
    assert.deepEqual(readSettings(defaults), readSettings(undefined));
    assert.deepEqual(readSettings({ rules: { "no-floating-base-image": "nonsense" } }).problems, [
      `layerwise.rules: no-floating-base-image must be ${own["layerwise.rules"].additionalProperties.enum.join(", ")}`,
    ]);
  });
});
