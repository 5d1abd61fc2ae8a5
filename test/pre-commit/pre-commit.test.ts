import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };

// Needs `pre-commit` of version 4 in PATH. Everything happens in a folder of its own: a clone with the tag of a release,
// a project that uses it, and pre-commit's store.
describe("pre-commit", function () {
  this.timeout(300_000);

  const root = join(import.meta.dirname, "../..");
  const tag = `v${packageJson.version}`;
  let work = "";
  let release = "";
  let project = "";

  before(() => {
    work = mkdtempSync(join(tmpdir(), "layerwise-pre-commit-"));
    release = join(work, "layerwise");
    project = join(work, "project");
    succeed(work, "git", "clone", "--quiet", root, release);
    succeed(root, "npm", "run", "--silent", "release-tag", "--", "--repo", release);
    mkdirSync(project);
    succeed(project, "git", "init", "--quiet");
    write(".pre-commit-config.yaml", `repos:\n  - repo: ${release}\n    rev: ${tag}\n    hooks:\n      - id: layerwise\n      - id: layerwise-all\n      - id: layerwise-dockerignore\n`);
    succeed(project, "pre-commit", "install", "--install-hooks");
  });

  after(() => rmSync(work, { recursive: true, force: true }));

  it("gets a tag that holds the package and the hooks, and nothing to build", () => {
    const files = succeed(release, "git", "ls-tree", "-r", "--name-only", tag).trim().split("\n");
    const unexpected = files.filter((file) => !/^dist\/|^(?:\.pre-commit-hooks\.yaml|package\.json|LICENSE|(?:README|CHANGELOG)\.md)$/.test(file));
    assert.deepEqual(unexpected, []);
    assert.ok(files.includes("dist/cli.cjs") && files.includes(".pre-commit-hooks.yaml"));
    const manifest: unknown = JSON.parse(succeed(release, "git", "show", `${tag}:package.json`));
    assert.deepEqual(["scripts", "devDependencies", "dependencies"].filter((key) => key in Object(manifest)), []);
  });

  it("never gets another tag under the same name", () => {
    const { status, output } = run(root, "npm", "run", "--silent", "release-tag", "--", "--repo", release);
    assert.notEqual(status, 0);
    assert.match(output, new RegExp(`${tag} exists already`));
  });

  it("stops a commit with a hazard and shows it", () => {
    write("Dockerfile", "FROM node:latest\n");
    const { status, output } = commit();
    assert.notEqual(status, 0);
    assert.match(output, /Dockerfile.*1[:,]/);
    assert.match(output, /no-floating-base-image/);
    assert.match(output, /node:latest/);
  });

  it("lets the commit through once the hazard is gone", () => {
    write("Dockerfile", "FROM node:22.11.0-bookworm-slim\n");
    const { status, output } = commit();
    assert.equal(status, 0, output);
  });

  it("sees a file that it knows by its name alone", () => {
    write("api.dockerfile", "FROM node:latest\n");
    const { status, output } = commit();
    assert.notEqual(status, 0);
    assert.match(output, /api\.dockerfile/);
    rmSync(join(project, "api.dockerfile"));
  });

  it("takes ignore files for what they are", () => {
    write("Dockerfile.dockerignore", "FROM node:latest\n");
    const { status, output } = commit();
    assert.equal(status, 0, output);
    assert.match(output, /layerwise \(ignore files\)\.+Passed/);
    assert.match(output, /no files to check/);
  });

  for (const name of [".dockerignore", "Dockerfile.dockerignore"]) {
    it(`stops a commit with a hazard in ${name}`, () => {
      write(name, "!src\n*\n");
      const { status, output } = commit();
      assert.notEqual(status, 0);
      assert.ok(output.includes(`${name}:1:1`), output);
      assert.match(output, /no-dead-ignore-negation/);
      write(name, "*\n!src\n");
      assert.equal(commit().status, 0);
    });
  }

  function write(name: string, text: string): void {
    writeFileSync(join(project, name), text);
  }

  function commit(): { status: number | null; output: string } {
    succeed(project, "git", "add", "--all");
    return run(project, "git", "commit", "--message", "Change");
  }

  function succeed(directory: string, command: string, ...args: readonly string[]): string {
    const { status, output, stdout } = run(directory, command, ...args);
    assert.equal(status, 0, `${command} ${args.join(" ")}\n${output}`);
    return stdout;
  }

  function run(directory: string, command: string, ...args: readonly string[]): { status: number | null; output: string; stdout: string } {
    const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: directory, encoding: "utf8", env: environment(work) });
    if (error !== undefined) throw error;
    return { status, stdout, output: stdout + stderr };
  }
});

/** An author for git, a store of its own for pre-commit, and nothing of a hook that this test may itself run in. */
function environment(work: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_") && !name.startsWith("PRE_COMMIT"));
  const author = { GIT_AUTHOR_NAME: "Test", GIT_AUTHOR_EMAIL: "test@example.com", GIT_COMMITTER_NAME: "Test", GIT_COMMITTER_EMAIL: "test@example.com" };
  return { ...Object.fromEntries(inherited), ...author, PRE_COMMIT_HOME: join(work, "store"), PRE_COMMIT_COLOR: "never" };
}
