import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import packageJson from "../../package.json" with { type: "json" };
import eslintJson from "eslint/package.json" with { type: "json" };
import { pagesUrl } from "../../rules/eslint-rule.ts";

describe("the manifest", () => {
  it("asks nobody to install a library that is bundled", () => assert.ok(!("dependencies" in packageJson)));

  it("leaves ESLint to those who use the plugin", () => {
    assert.deepEqual(Object.keys(packageJson.peerDependencies), ["eslint"]);
    assert.deepEqual(packageJson.peerDependenciesMeta, { eslint: { optional: true } });
  });

  it("runs where ESLint runs", () => {
    assert.equal(packageJson.engines.node.replaceAll(/(\d+\.\d+)\b/g, "$1.0"), eslintJson.engines.node);
  });

  it("is typed against the oldest editor it runs in", () => {
    assert.equal(packageJson.devDependencies["@types/vscode"].replace("~", "^"), packageJson.engines.vscode);
  });

  it("names the repository that the rules link to", () => {
    const repository = packageJson.repository.url.replace(/^git\+|\.git$/g, "");
    assert.equal(pagesUrl, `${repository}/blob/main/docs/rules`);
  });
});

describe("the lockfile", () => {
  it("names no registry", () => {
    const lockfile = readFileSync("package-lock.json", "utf8");
    assert.doesNotMatch(lockfile, /"resolved"|registry\./);
  });
});
