import assert from "node:assert/strict";
import { mkdtemp, readFile, realpath, rm, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import js from "@eslint/js";
import { ESLint, type Linter } from "eslint";
import plugin from "../../rules/index.ts";
import type published from "../../rules/plugin.d.ts";
import { isDockerfileName } from "../../workspace/dockerfile-name.ts";
import { toyConfig, toyPlugin } from "../support/toy-linter.ts";

/** Under the type that users of the package see. */
const layerwise: typeof published = plugin;

describe("the plugin in ESLint", () => {
  let directory = "";
  beforeEach(async () => {
    directory = await realpath(await mkdtemp(path.join(tmpdir(), "layerwise-")));
  });
  afterEach(() => rm(directory, { recursive: true }));

  async function write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.join(directory, path.dirname(name)), { recursive: true });
      await writeFile(path.join(directory, name), text);
    }
  }

  function eslint(config: readonly Linter.Config[], options: ESLint.Options = {}): ESLint {
    return new ESLint({ cwd: directory, overrideConfigFile: true, overrideConfig: [...config], ...options });
  }

  /** File name → its findings, `line:column id`. */
  async function lint(config: readonly Linter.Config[], files: Readonly<Record<string, string>>): Promise<Record<string, string[]>> {
    await write(files);
    const results = await eslint(config).lintFiles(["."]);
    return Object.fromEntries(results.map(({ filePath, messages }) => [path.relative(directory, filePath), messages.map(summarize)]));
  }

  it("lints Dockerfiles of every usual name, and nothing else", async () => {
    const text = "FROM a\nRUN AAA\n";
    const names = ["Dockerfile", "Dockerfile.dev", "Dockerfile-ci", "Dockerfile_ci", "api.dockerfile", "api.Dockerfile", "web/Containerfile", "low/dockerfile"];
    const others = ["Dockerfile.dockerignore", "Dockerfile.md", "Dockerfile.j2", "Dockerfile~", "dockerfile.dev", "README.md", ".dockerignore"];
    for (const name of [...names, ...others]) assert.equal(isDockerfileName(path.basename(name)), names.includes(name), name);
    const found = await lint([toyConfig("shout")], Object.fromEntries([...names, ...others].map((name) => [name, text])));
    assert.deepEqual(found, Object.fromEntries(names.toSorted().map((name) => [name, ["2:5 layerwise/shout"]])));
  });

  it("lints the ignore files that BuildKit reads", async () => {
    const text = "!a\n*\n";
    const found = await lint(layerwise.configs.recommended, { ".dockerignore": text, "sub/api.Dockerfile.dockerignore": text, ".containerignore": text, ".gitignore": text });
    const finding = ["1:1 layerwise/no-dead-ignore-negation"];
    assert.deepEqual(found, { ".dockerignore": finding, "sub/api.Dockerfile.dockerignore": finding });
  });

  it("stands beside js.configs.recommended, with and without files", async () => {
    const files = { "Dockerfile": "# hello\nFROM a\nRUN AAA\n", "a.js": "undefinedName();\n" };
    const expected = { "Dockerfile": ["3:5 layerwise/shout"], "a.js": ["1:1 no-undef"] };
    assert.deepEqual(await lint([{ ...js.configs.recommended, files: ["**/*.js"] }, toyConfig("shout")], files), expected);
    assert.deepEqual(await lint([js.configs.recommended, toyConfig("shout")], files), expected);
    assert.deepEqual(await lint([toyConfig("shout"), js.configs.recommended], files), expected);
  });

  it("stands options that a user sets for all files", async () => {
    const globals: Linter.Config = { languageOptions: { globals: { window: "readonly" } }, linterOptions: { reportUnusedDisableDirectives: "error" } };
    assert.deepEqual(await lint([globals, toyConfig("shout")], { Dockerfile: "FROM a\nRUN AAA\n" }), { Dockerfile: ["2:5 layerwise/shout"] });
  });

  it("runs under another name", async () => {
    const config: Linter.Config = { files: ["Dockerfile"], plugins: { docker: toyPlugin }, language: "docker/dockerfile", rules: { "docker/shout": "error" } };
    assert.deepEqual(await lint([config], { Dockerfile: "FROM a\nRUN AAA\n" }), { Dockerfile: ["2:5 docker/shout"] });
  });

  it("fixes files on disk", async () => {
    await write({ Dockerfile: "FROM a\n# layerwise-disable-next-line no-floating-base-image\nRUN AAA\n" });
    const results = await eslint([toyConfig("shout", "no-floating-base-image")], { fix: true, fixTypes: ["problem", "directive"] }).lintFiles(["Dockerfile"]);
    await ESLint.outputFixes(results);
    assert.equal(await readFile(path.join(directory, "Dockerfile"), "utf8"), "FROM a\nRUN aaa\n");
  });

  it("keeps a byte order mark", async () => {
    const [result] = await eslint([toyConfig("shout")], { fix: true }).lintText("\uFEFFFROM a\n# layerwise-disable-file\nRUN aaa", { filePath: "Dockerfile" });
    assert.equal(result?.output, "\uFEFFFROM a\nRUN aaa");
  });

  it("lists what comments suppress, with the reason", async () => {
    const text = "FROM a\n# layerwise-disable-next-line shout -- it is loud\nRUN AAA\n";
    const [result] = await eslint([toyConfig("shout")]).lintText(text, { filePath: "Dockerfile" });
    assert.ok(result);
    assert.deepEqual(result.messages, []);
    assert.deepEqual(result.suppressedMessages.map(({ suppressions }) => suppressions), [[{ kind: "directive", justification: "it is loud" }]]);
  });

  it("is silent where a comment of another linter accepts the same", async () => {
    const text = "FROM a\n# hadolint ignore=DL3007\nRUN AAA\nRUN BBB\n";
    const found = await lint([toyConfig("shout", "no-floating-base-image")], { Dockerfile: text });
    assert.deepEqual(found, { Dockerfile: ["3:5 layerwise/shout", "4:5 layerwise/shout", "4:5 layerwise/no-floating-base-image"] });
  });

  it("reports a file that BuildKit cannot read on, at the right place", async () => {
    const [result] = await eslint([toyConfig("shout")]).lintText("FROM a\nRUN <<end\nAAA\n", { filePath: "Dockerfile" });
    assert.deepEqual(result?.messages.map(({ fatal, line, column }) => ({ fatal, line, column })), [{ fatal: true, line: 2, column: 1 }]);
  });

  it("can be cached and printed", async () => {
    await write({ Dockerfile: "FROM a\nRUN AAA\n" });
    const cached = eslint([toyConfig("shout")], { cache: true, cacheLocation: path.join(directory, "cache") });
    const [first] = await cached.lintFiles(["Dockerfile"]);
    const [second] = await cached.lintFiles(["Dockerfile"]);
    assert.deepEqual(second?.messages, first?.messages);
    const config: unknown = await cached.calculateConfigForFile("Dockerfile");
    assert.match(JSON.stringify(config), /layerwise@[\d.]+\/dockerfile|layerwise\/dockerfile/);
  });

  it("knows the build context on disk", async () => {
    const files = { "app/Dockerfile": "FROM node:22.3.0\nWORKDIR /app\nCOPY . .\nRUN npm ci\n", "app/package.json": "{}", "app/package-lock.json": "{}" };
    const found = await lint(layerwise.configs.recommended, files);
    assert.ok(found["app/Dockerfile"]?.includes("3:6 layerwise/require-dockerignore"), JSON.stringify(found));
    const ignored = await lint(layerwise.configs.recommended, { ...files, "app/.dockerignore": "node_modules\n.git\n" });
    assert.ok(!ignored["app/Dockerfile"]?.includes("3:6 layerwise/require-dockerignore"), JSON.stringify(ignored));
  });
});

function summarize({ line, column, ruleId, message }: Linter.LintMessage): string {
  return `${line}:${column} ${ruleId ?? message}`;
}
