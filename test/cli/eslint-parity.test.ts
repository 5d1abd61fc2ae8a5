import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ESLint } from "eslint";
import layerwise from "../../rules/index.ts";
import { temporaryTree } from "../workspace/temporary-tree.ts";
import { runCommand } from "./run-command.ts";

const dockerfile = `# syntax=docker/dockerfile:1
FROM node
WORKDIR /srv
# layerwise-disable-next-line no-broad-copy-before-install -- measured
COPY . .
RUN npm ci
# layerwise-disable-next-line no-floating-base-image, no-volatile-add
RUN apt-get update
RUN apt-get install -y jq
FROM alpine:latest AS other
COPY . .
`;

/** What the two ways could tell apart: texts of all kinds, findings of all kinds, files with none. */
const files = {
  ".git/": "",
  Dockerfile: dockerfile,
  "package.json": '{ "name": "a" }',
  "package-lock.json": "{}",
  "src/index.py": "",
  "crlf/Dockerfile": dockerfile.replaceAll("\n", "\r\n"),
  "bom/Dockerfile": `\ufeff${dockerfile}`,
  "clean/Dockerfile": "FROM node:22.1.0-alpine@sha256:0000000000000000000000000000000000000000000000000000000000000000\n",
  "broken/Dockerfile": "FROM node\nRUN <<END\necho\n",
  "empty/Dockerfile": "",
  "everything/Dockerfile": "# layerwise-disable-file\nFROM node\n",
  "unknown/Dockerfile": "# layerwise-disable-next-line no-such-rule\nFROM node\n",
  // Without .git: what the command tells of the Dockerfile alone, ESLint tells of both (tell-once.ts).
  ".dockerignore": ".git\n!src/index.py\n*.py\n",
  "mono/Dockerfile": "FROM node:22.1.0-alpine\nCOPY . .\n",
  "mono/package.json": '{ "workspaces": ["web"] }',
  "mono/web/package.json": "{}",
  "mono/.dockerignore": "\ufeff.dockerignore\r\n# layerwise-disable-next-line no-dead-ignore-negation\r\nnode_modules\r\n",
  "names/api.Dockerfile.dockerignore": "# layerwise-disable-file\n!src\n*\n",
  "names/api.Dockerfile": "FROM node\n",
  "names/Dockerfile.dev": "FROM node\n",
  "names/Containerfile": "FROM 日本/node\n",
};

describe("layerwise lint --format json", () => {
  it("is deep-equal to npx eslint --format json", async () => {
    const cwd = temporaryTree(files);
    const plugin = pathToFileURL(path.resolve("rules/index.ts")).href;
    writeFileSync(path.join(cwd, "eslint.config.mjs"), `import layerwise from ${JSON.stringify(plugin)};\nexport default [{ ignores: ["eslint.config.mjs"] }, ...layerwise.configs.recommended];\n`);
    const ours = await runCommand(["lint", "--format", "json"], { cwd });
    assert.equal(ours.stderr, "");
    assertSame(ours.stdout, await runEslint(cwd));
    assert.equal(ours.code, 1);
  });

  const variants: readonly [name: string, args: string[], preset: "recommended" | "strict", options: ESLint.Options, rules: Record<string, "off" | "warn" | "error">][] = [
    ["fixes the same", ["--fix"], "recommended", { fix: true }, {}],
    ["sets rules the same", ["--rule", "no-floating-base-image:error", "--rule", "no-split-index-update:off"], "recommended", {}, { "layerwise/no-floating-base-image": "error", "layerwise/no-split-index-update": "off" }],
    ["leaves out warnings the same", ["--quiet", "--rule", "no-floating-base-image:error"], "recommended", quietOptions(false), { "layerwise/no-floating-base-image": "error" }],
    ["fixes only errors the same", ["--quiet", "--fix", "--rule", "no-split-index-update:error"], "recommended", quietOptions(true), { "layerwise/no-split-index-update": "error" }],
    ["has the same strict preset", [], "strict", {}, {}],
  ];
  for (const [name, args, preset, options, rules] of variants) {
    it(name, async () => {
      const configuration = preset === "strict" ? { ".layerwise.jsonc": '{ "extends": "strict" }' } : {};
      const [own, other] = [temporaryTree({ ...files, ...configuration }), temporaryTree(files)];
      const configs = layerwise.configs[preset].map((config) => ({ ...config, rules: { ...config.rules, ...(config.language === "layerwise/dockerfile" && rules) } }));
      const eslint = new ESLint({ cwd: other, overrideConfigFile: true, overrideConfig: configs, ...options });
      const results = await eslint.lintFiles(["."]);
      await ESLint.outputFixes(results);
      const theirs = args.includes("--quiet") ? ESLint.getErrorResults(results) : results;
      const { stdout, stderr } = await runCommand(["lint", "--format", "json", ...args], { cwd: own });
      assert.equal(stderr, "");
      assertSame(stdout, JSON.stringify(theirs).replaceAll(JSON.stringify(other).slice(1, -1), JSON.stringify(own).slice(1, -1)));
      for (const file of Object.keys(files).filter((file) => /ockerfile|ockerignore/.test(file))) assert.equal(read(own, file), read(other, file));
    });
  }
});

/** ESLint's own command translates `--quiet` to these. */
function quietOptions(isFixing: boolean): ESLint.Options {
  return { ruleFilter: ({ severity }) => severity === 2, fix: isFixing && (({ severity }) => severity === 2) };
}

/** Compares by file, because the order of files is nobody's promise; findings of all kinds must be there to compare. */
function assertSame(ours: string, theirs: string): void {
  const [own, other] = [toResults(ours), toResults(theirs)];
  assert.ok(own.some(({ messages }) => messages.length > 0));
  assert.deepEqual(own, other);
}

function toResults(json: string): ESLint.LintResult[] {
  const results = JSON.parse(json) as ESLint.LintResult[];
  return results.toSorted((a, b) => (a.filePath < b.filePath ? -1 : 1));
}

function read(root: string, file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** Runs ESLint's command; it ends with code 1 because there are errors. */
function runEslint(cwd: string): Promise<string> {
  const command = [path.resolve("node_modules/eslint/bin/eslint.js"), "--format", "json", "."];
  const loader = pathToFileURL(path.resolve("node_modules/tsx/dist/loader.mjs")).href;
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ["--import", loader, ...command], { cwd, maxBuffer: 1e8 }, (_error, stdout, stderr) => {
      if (stderr === "") resolve(stdout);
      else reject(new Error(stderr));
    });
  });
}
