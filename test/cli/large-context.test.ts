import assert from "node:assert/strict";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { temporaryTree } from "../workspace/temporary-tree.ts";
import { runCommand } from "./run-command.ts";

const dockerfile = "FROM node AS build\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\nFROM nginx:1.27\nCOPY --from=build /app/dist /srv\n";
const ignored = { "web/node_modules": 60_000, "data/cache": 135_000 };
const kept = { src: 5000 };
const perDirectory = 500;

describe("a context of 200,000 files, nearly all of them kept out", () => {
  let root = "";
  before(function () {
    this.timeout(120_000);
    root = temporaryTree({ ".git/HEAD": "", Dockerfile: dockerfile, "package.json": "{}", ".dockerignore": ".git\n**/node_modules\ndata\n", ".gitignore": "node_modules\n/data\n" });
    for (const [directory, count] of Object.entries({ ...ignored, ...kept })) fill(path.join(root, directory), count);
  });

  const questions: readonly { readonly args: readonly string[]; readonly shows: RegExp }[] = [
    { args: ["lint", "."], shows: /no-floating-base-image/ },
    { args: ["explain", "--context", "."], shows: /any of 5004 files \(the whole context\) re-runs/ },
    { args: ["explain", "--context", ".", "--change", "src/d0/f1"], shows: /src\/d0\/f1 changed, which/ },
    { args: ["explain", "--context", ".", "--change", "data"], shows: /line 3 of \.dockerignore keeps it out/ },
    { args: ["context", "--context", ".", "--list"], shows: /^src\/d9\/f99$/m },
    { args: ["init-ignore", "--dry-run"], shows: /which keeps out \d+ files?, [\d.]+ k?B more/ },
  ];
  for (const { args, shows } of questions) {
    it(`opens no directory that is kept out for \`${args.join(" ")}\``, async () => {
      const { result, opened } = await recordDirectories(() => runCommand(args, { cwd: root }));
      assert.match(result.stdout, shows);
      const inside = opened.map((directory) => path.relative(root, directory)).filter((directory) => Object.keys(ignored).some((each) => directory.startsWith(each)));
      assert.deepEqual(inside, []);
      assert.ok(opened.length > 0 && opened.length < 60, `${opened.length} directories`);
    });
  }

  it("counts them for `layerwise context` alone", async () => {
    const { stdout } = await runCommand(["context", "--context", "."], { cwd: root });
    assert.match(stdout, /: at least 160001 files, [^]*\n +100000 +[\d.]+ \w+ {2}data \(line 3; not all counted\)\n +60000 +[\d.]+ \w+ {2}\*\*\/node_modules \(line 2\)\n/);
  });
});

/** Hard links, which are made twice as fast as files; no file may have more than 65,000 on some file systems. */
function fill(directory: string, count: number): void {
  for (let made = 0; made < count; made += perDirectory) {
    const own = path.join(directory, `d${made / perDirectory}`);
    fs.mkdirSync(own, { recursive: true });
    fs.writeFileSync(path.join(own, "f0"), "x");
    for (let index = 1; index < perDirectory; index += 1) fs.linkSync(path.join(own, "f0"), path.join(own, `f${index}`));
  }
}

/** Every directory that is listed while an action runs, as often as it is. */
async function recordDirectories<Result>(action: () => Promise<Result>): Promise<{ readonly result: Result; readonly opened: readonly string[] }> {
  const opened: string[] = [];
  const original = fs.readdirSync;
  const recording = (...args: Parameters<typeof original>) => {
    opened.push(String(args[0]));
    return original(...args);
  };
  Object.assign(fs, { readdirSync: recording });
  syncBuiltinESMExports();
  try {
    return { result: await action(), opened };
  } finally {
    Object.assign(fs, { readdirSync: original });
    syncBuiltinESMExports();
  }
}

describe("one run of layerwise lint", () => {
  it("reads no directory twice", async () => {
    const dockerfiles = { "a/Dockerfile": dockerfile, "a/b/Dockerfile": dockerfile, "c/Dockerfile": dockerfile };
    const root = temporaryTree({ ".git/": "", ...dockerfiles, ".dockerignore": "x\n", "a/.dockerignore": "y\n", "a/package.json": "{}", "a/b/package.json": "{}", "c/package.json": "{}" });
    const { opened } = await recordDirectories(() => runCommand(["lint", "."], { cwd: root }));
    const twice = opened.filter((directory, index) => opened.indexOf(directory) !== index).map((directory) => path.relative(root, directory));
    assert.deepEqual(twice, []);
    assert.ok(opened.length >= 4);
  });
});
