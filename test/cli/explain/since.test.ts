import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryRepository } from "../../workspace/temporary-repository.ts";
import { temporaryTree } from "../../workspace/temporary-tree.ts";
import { runCommand } from "../run-command.ts";

const dockerfile = "FROM a\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\nENV MODE=dev\nCOPY src ./src\nRUN npm run build\nCOPY docs /docs\n";
const project = { Dockerfile: dockerfile, ".dockerignore": "**/*.log\n", ".gitignore": "*.tmp\n", "package.json": "{}", "src/app.ts": "", "src/old.ts": "x", "src/a.log": "", "docs/a.md": "" };

interface Case {
  readonly name: string;
  readonly edit: (root: string) => void;
  /** One letter a step: C cached, R rebuilt. */
  readonly expected: string;
  readonly shows?: RegExp;
}

const write = (file: string, text: string) => (root: string) => writeFileSync(path.join(root, file), text);

const cases: readonly Case[] = [
  { name: "nothing", edit: () => undefined, expected: "CCCCCC", shows: /All 6 steps are cached\./ },
  { name: "an edited file", edit: write("src/app.ts", "1"), expected: "CCCRRR", shows: /src\/app\.ts changed, which/ },
  { name: "a new file that git does not know yet", edit: write("src/new.ts", ""), expected: "CCCRRR", shows: /src\/new\.ts is new, which/ },
  { name: "a new file that git ignores", edit: write("src/new.tmp", ""), expected: "CCCCCC" },
  { name: "a deleted file", edit: (root) => rmSync(path.join(root, "src/old.ts")), expected: "CCCRRR", shows: /src\/old\.ts is deleted, which/ },
  { name: "a renamed file", edit: (root) => renameSync(path.join(root, "src/old.ts"), path.join(root, "src/b c\té.ts")), expected: "CCCRRR", shows: /src\/b c é\.ts is new; src\/old\.ts is deleted: `COPY src/ },
  { name: "a file that the build ignores", edit: write("src/a.log", "1"), expected: "CCCCCC" },
  { name: "an edited instruction", edit: write("Dockerfile", dockerfile.replace("npm ci", "npm ci --quiet")), expected: "CCRRRR", shows: /the instruction is new or was edited/ },
  { name: "an edited variable", edit: write("Dockerfile", dockerfile.replace("MODE=dev", "MODE=prod")), expected: "CCCCRR", shows: /MODE, set above it, has another value/ },
  { name: "an edited comment", edit: write("Dockerfile", `# c\n${dockerfile}`), expected: "CCCCCC" },
  { name: "an ignore file that now keeps a file out", edit: write(".dockerignore", "**/*.log\nsrc/old.ts\n"), expected: "CCCRRR", shows: /src\/old\.ts is kept out by the ignore file now, which/ },
  { name: "an ignore file that keeps one out no more", edit: write(".dockerignore", ""), expected: "CCCRRR", shows: /src\/a\.log is no longer kept out by the ignore file, which/ },
  { name: "an ignore file with another comment", edit: write(".dockerignore", "# logs\n**/*.log\n"), expected: "CCCCCC" },
  { name: "no ignore file any more", edit: (root) => rmSync(path.join(root, ".dockerignore")), expected: "CCCRRR" },
  { name: "an ignore file of the Dockerfile's own", edit: write("Dockerfile.dockerignore", "**/*.log\ndocs/a.md\n"), expected: "CCCCCR", shows: /docs\/a\.md is kept out by the ignore file now/ },
];

const letters: Readonly<Record<string, string>> = { cached: "C", rebuilt: "R", content: "?" };

describe("layerwise explain --since", () => {
  for (const { name, edit, expected, shows } of cases) {
    it(`answers for ${name}`, async () => {
      const root = temporaryRepository(project);
      edit(root);
      const json = await runCommand(["explain", "--since", "HEAD", "--format", "json"], { cwd: root });
      assert.equal(json.stderr, "");
      assert.equal(statuses(json.stdout), expected);
      if (shows !== undefined) assert.match((await runCommand(["explain", "--since", "HEAD"], { cwd: root, columns: 200 })).stdout, shows);
    });
  }

  it("looks below the context alone, whatever directory it is asked in", async () => {
    const nested = Object.fromEntries(Object.entries(project).map(([name, text]) => [`service/${name}`, text]));
    const root = temporaryRepository({ ...nested, "other/x": "" });
    write("other/x", "1")(root);
    write("service/src/app.ts", "1")(root);
    mkdirSync(path.join(root, "empty"));
    const { stdout } = await runCommand(["explain", "../service/Dockerfile", "--since", "HEAD", "--format", "json"], { cwd: path.join(root, "empty") });
    assert.equal(statuses(stdout), "CCCRRR");
    assert.ok(!stdout.includes("other/x"));
  });

  it("takes every step for new when there was no Dockerfile", async () => {
    const { Dockerfile, ...others } = project;
    const root = temporaryRepository(others);
    write("Dockerfile", Dockerfile)(root);
    const { stdout } = await runCommand(["explain", "--since", "HEAD", "--format", "json"], { cwd: root });
    assert.equal(statuses(stdout), "RRRRRR");
    assert.match(stdout, /the Dockerfile was not there at HEAD/);
  });

  const failures: readonly [name: string, revision: readonly string[], message: RegExp][] = [
    ["a revision that is not there", ["--since", "nope"], /--since nope: git knows no commit "nope"/],
    ["a flag in its place", ["--since=--output=x"], /--since --output=x: "--output=x" is no revision/],
  ];
  for (const [name, args, message] of failures) {
    it(`refuses ${name}`, async () => {
      const { code, stderr } = await runCommand(["explain", ...args], { cwd: temporaryRepository(project) });
      assert.equal(code, 2);
      assert.match(stderr, message);
    });
  }

  it("refuses a directory that git knows nothing of", async () => {
    const { code, stderr } = await runCommand(["explain", "--since", "HEAD"], { cwd: temporaryTree(project) });
    assert.equal(code, 2);
    assert.match(stderr, /--since HEAD: not a git repository/);
  });

  it("starts no program that the repository's configuration names", async () => {
    const root = temporaryRepository(project);
    for (const key of ["core.fsmonitor", "diff.external"]) execFileSync("git", ["config", key, `touch ${path.join(root, "started")}`], { cwd: root });
    write("src/app.ts", "1")(root);
    const { code } = await runCommand(["explain", "--since", "HEAD", "--format", "json"], { cwd: root });
    assert.equal(code, 0);
    assert.throws(() => execFileSync("ls", [path.join(root, "started")], { stdio: "ignore" }));
  });
});

/** A git repository with these files committed. */
function statuses(json: string): string {
  const { steps } = JSON.parse(json) as { steps: readonly { status: string }[] };
  return steps.map(({ status }) => letters[status] ?? status).join("");
}
