import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };

// The plugin in the oldest ESLint that the manifest admits, installed from npm. Needs dist/.
describe("the oldest ESLint", function () {
  this.timeout(180_000);

  const root = join(import.meta.dirname, "../..");
  const version = /\d+\.\d+\.\d+/.exec(packageJson.peerDependencies.eslint)?.[0] ?? "";
  let project = "";

  before(() => {
    project = mkdtempSync(join(tmpdir(), "layerwise-oldest-eslint-"));
    write("package.json", '{ "private": true, "type": "module" }\n');
    const { status, output } = run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", `eslint@${version}`);
    assert.equal(status, 0, output);
    // A copy, so that it resolves libraries from here.
    for (const part of ["dist", "package.json"]) cpSync(join(root, part), join(project, "node_modules/layerwise", part), { recursive: true });
    write("eslint.config.js", 'import layerwise from "layerwise";\nexport default layerwise.configs.recommended;\n');
  });

  after(() => rmSync(project, { recursive: true, force: true }));

  it(`is ${version}`, () => assert.equal(lint("--version").output.trim(), `v${version}`));

  it("finds hazards", () => {
    write("Dockerfile", "FROM node:latest\n");
    const { status, output } = lint("--max-warnings", "0");
    assert.equal(status, 1, output);
    assert.match(output, /1:6 +\w+ .*node:latest.*layerwise\/no-floating-base-image/);
  });

  it("honours comments and tells of those that have no use", () => {
    write("Dockerfile", "# layerwise-disable-next-line no-floating-base-image -- tried on purpose\nFROM node:latest\n# layerwise-disable-next-line\nRUN true\n");
    const { output } = lint("--report-unused-disable-directives");
    assert.doesNotMatch(output, /node:latest/);
    assert.match(output, /3:1 +\w+ +Nothing to disable/);
  });

  it("fixes", () => {
    copyFileSync(join(root, "examples/apt-split/Dockerfile"), join(project, "Dockerfile"));
    const { status, output } = lint("--fix");
    assert.equal(status, 0, output);
  });

  it("lints and fixes ignore files", () => {
    write("Dockerfile", "FROM node:22.1.0\nCOPY . .\n");
    write("package.json", '{ "private": true, "type": "module", "workspaces": ["web"] }\n');
    mkdirSync(join(project, "web"), { recursive: true });
    for (const file of ["package-lock.json", "web/package.json", "web/package-lock.json"]) write(file, "{}\n");
    write(".dockerignore", ".dockerignore\nnode_modules\n!docs/a\ndocs/*\n");
    const { output } = run(process.execPath, "node_modules/eslint/bin/eslint.js", "--fix", ".dockerignore");
    assert.match(output, /3:1 +\w+ .*layerwise\/no-dead-ignore-negation/);
    assert.doesNotMatch(output, /prefer-recursive-ignore/);
    assert.match(readFileSync(join(project, ".dockerignore"), "utf8"), /^\*\*\/node_modules$/m);
  });

  it("accepts the types of the plugin", () => {
    write("types.ts", 'import type { Linter } from "eslint";\nimport layerwise from "layerwise";\nexport default layerwise.configs.recommended satisfies Linter.Config[];\n');
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const flags = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022", "--ignoreConfig"];
    const { status, output } = run(process.execPath, compiler, ...flags, "types.ts");
    assert.equal(status, 0, output);
  });

  function lint(...flags: readonly string[]): { status: number | null; output: string } {
    return run(process.execPath, "node_modules/eslint/bin/eslint.js", ...flags, "Dockerfile");
  }

  function write(name: string, text: string): void {
    writeFileSync(join(project, name), text);
  }

  function run(command: string, ...args: readonly string[]): { status: number | null; output: string } {
    const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: project, encoding: "utf8" });
    if (error !== undefined) throw error;
    return { status, output: stdout + stderr };
  }
});
