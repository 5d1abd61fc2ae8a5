import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rules } from "../../rules/rules.ts";

// What npm would publish, unpacked where no other library is. Needs dist/.
describe("the packed package", function () {
  this.timeout(60_000);

  const root = join(import.meta.dirname, "../..");
  let work = "";
  let installed = "";
  let files: readonly string[] = [];

  before(() => {
    work = mkdtempSync(join(tmpdir(), "layerwise-packed-"));
    const packed = succeed(root, "npm", "pack", "--ignore-scripts", "--silent", "--pack-destination", work).trim();
    files = succeed(work, "tar", "-tzf", packed).trim().split("\n").sort();
    installed = join(work, "node_modules/layerwise");
    mkdirSync(installed, { recursive: true });
    succeed(work, "tar", "-xzf", packed, "-C", installed, "--strip-components", "1");
    writeFileSync(join(work, "Dockerfile"), "FROM node:latest\n");
  });

  after(() => rmSync(work, { recursive: true, force: true }));

  it("holds what users need and nothing of the workshop", () => {
    const known = /^package\/(?:dist\/[\w.]+|package\.json|LICENSE|(?:README|CHANGELOG)\.md)$/;
    assert.deepEqual(files.filter((file) => !known.test(file)), []);
    for (const file of ["LICENSE", "CHANGELOG.md", "dist/index.js", "dist/index.d.ts", "dist/cli.cjs", "dist/schema.json", "dist/LICENSES.txt"]) {
      assert.ok(files.includes(`package/${file}`), file);
    }
  });

  it("runs without any other library", () => {
    const { status, stdout } = run(work, process.execPath, join(installed, "dist/cli.cjs"), "lint", "Dockerfile");
    assert.equal(status, 1, stdout);
    assert.match(stdout, /no-floating-base-image/);
  });

  it("begins with the line that lets a shell run it", () => {
    const { status, stdout } = run(work, join(installed, "dist/cli.cjs"), "--version");
    assert.equal(status, 0);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it("is a plugin to the user's own ESLint", () => {
    symlinkSync(join(root, "node_modules/eslint"), join(work, "node_modules/eslint"), "dir");
    writeFileSync(join(work, "eslint.config.mjs"), 'import layerwise from "layerwise";\nexport default layerwise.configs.recommended;\n');
    const { status, stdout } = run(work, process.execPath, join(work, "node_modules/eslint/bin/eslint.js"), "--max-warnings", "0", "Dockerfile");
    assert.equal(status, 1, stdout);
    assert.match(stdout, /layerwise\/no-floating-base-image/);
  });

  it("has a schema of the configuration with every rule", () => {
    const script = 'Object.keys(require("layerwise/schema.json").properties.rules.properties).join("\\n")';
    assert.deepEqual(run(work, process.execPath, "-p", script).stdout.trim().split("\n"), Object.keys(rules));
  });

  it("can be required from CommonJS", () => {
    const { stdout } = run(work, process.execPath, "-p", 'Object.keys(require("layerwise").default.configs).join()');
    assert.equal(stdout.trim(), "recommended,strict");
  });
});

function succeed(directory: string, command: string, ...args: readonly string[]): string {
  const { status, stdout, output } = run(directory, command, ...args);
  assert.equal(status, 0, output);
  return stdout;
}

function run(directory: string, command: string, ...args: readonly string[]): { status: number | null; stdout: string; output: string } {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: directory, encoding: "utf8" });
  if (error !== undefined) throw error;
  return { status, stdout, output: stdout + stderr };
}
