import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";

import { configurationSchema } from "../../workspace/configuration-schema.ts";
import { createConfigurations } from "../../workspace/configuration.ts";
import { readConfiguration } from "../../workspace/read-configuration.ts";
import { temporaryTree } from "./temporary-tree.ts";

const ruleIds = ["no-broad-copy-before-install", "require-dockerignore", "no-floating-base-image"];

function configurationOf(root: string, file: string, workingDirectory = root) {
  return createConfigurations({ workingDirectory, ruleIds })(path.join(root, file));
}

/** Problems as `line:column message`, both counted from one, under the marked piece of the text. */
function problemsOf(text: string, key?: string) {
  const content = readConfiguration(text, { file: "/r/.layerwise.jsonc", key, ruleIds, isAllowedContext: (directory) => !directory.startsWith("..") });
  return content?.problems.map(({ line, column, range, message }) => `${line + 1}:${column + 1} ${text.slice(...range)} | ${message}`);
}

describe("a configuration", () => {
  it("sets preset, rules, ignored files and contexts", () => {
    const root = temporaryTree({
      ".layerwise.jsonc": `{
        "$schema": "./node_modules/layerwise/schema.json",
        // everything
        "extends": "strict",
        "rules": { "require-dockerignore": "off", "no-floating-base-image": ["error", { "allow": ["node"] }], },
        "ignorePatterns": ["legacy/", "*.old.Dockerfile"],
        "contexts": { "docker/*": "docker", "docker/api.Dockerfile": ".", "**/Dockerfile": "./services/" }
      }`,
    });
    const found = configurationOf(root, "docker/api.Dockerfile");
    assert.deepEqual(found?.problems, []);
    assert.equal(found?.file, path.join(root, ".layerwise.jsonc"));
    assert.equal(found?.preset, "strict");
    assert.deepEqual(
      [...(found?.rules ?? [])],
      [
        ["require-dockerignore", { severity: "off", options: [] }],
        ["no-floating-base-image", { severity: "error", options: [Object.assign(Object.create(null), { allow: ["node"] })] }],
      ],
    );
    const ignored = ["legacy/Dockerfile", "a/legacy/b/Dockerfile", "x.old.Dockerfile", "Dockerfile", "../legacy/Dockerfile"];
    assert.deepEqual(ignored.map((file) => found?.isIgnored(path.join(root, file))), [true, true, true, false, false]);
    const contextOf = (file: string) => found?.contextOf(path.join(root, file));
    assert.equal(contextOf("docker/api.Dockerfile"), root);
    assert.equal(contextOf("docker/web.Dockerfile"), path.join(root, "docker"));
    assert.equal(contextOf("docker/Dockerfile"), path.join(root, "docker"));
    assert.equal(contextOf("a/b/Dockerfile"), path.join(root, "services"));
    assert.equal(contextOf("a/b/Containerfile"), undefined);
  });

  it("may be empty", () => {
    const root = temporaryTree({ ".layerwise.jsonc": "\uFEFF// nothing yet\r\n" });
    const found = configurationOf(root, "Dockerfile");
    assert.deepEqual([found?.preset, found?.rules.size, found?.problems], ["recommended", 0, []]);
    assert.equal(found?.contextOf(path.join(root, "Dockerfile")), undefined);
  });
});

describe("the search for a configuration", () => {
  it("takes the nearest one up to the root of the repository", () => {
    const root = temporaryTree({
      ".layerwise.jsonc": "{}",
      "inner/.git/HEAD": "",
      "inner/a/.layerwise.jsonc": "{}",
      "inner/a/b/package.json": `{ "name": "b" }`,
      "inner/c/Dockerfile": "",
    });
    assert.equal(configurationOf(root, "inner/a/b/Dockerfile")?.file, path.join(root, "inner/a/.layerwise.jsonc"));
    assert.equal(configurationOf(root, "inner/c/Dockerfile"), undefined);
    assert.equal(configurationOf(root, "other/Dockerfile")?.file, path.join(root, ".layerwise.jsonc"));
    assert.equal(configurationOf(root, "other/Dockerfile", path.join(root, "other")), undefined);
  });

  it("reads package.json, after the file of its own", () => {
    const files = { "package.json": `{ "name": "x", "name": "x", "layerwise": { "extends": "strict" } }`, "both/.layerwise.jsonc": "{}", "both/package.json": `{"layerwise":{}}` };
    const root = temporaryTree(files);
    const found = configurationOf(root, "Dockerfile");
    assert.deepEqual([found?.file, found?.preset, found?.problems], [path.join(root, "package.json"), "strict", []]);
    assert.equal(configurationOf(root, "both/Dockerfile")?.file, path.join(root, "both/.layerwise.jsonc"));
  });

  it("does not look at an ESLint configuration", () => {
    assert.equal(configurationOf(temporaryTree({ "eslint.config.js": "throw 1" }), "Dockerfile"), undefined);
  });

  it("looks at a directory once", () => {
    const root = temporaryTree({ ".layerwise.jsonc": `{ "extends": "strict" }` });
    const find = createConfigurations({ workingDirectory: root, ruleIds });
    const first = find(path.join(root, "Dockerfile"));
    writeFileSync(path.join(root, ".layerwise.jsonc"), "{}");
    assert.equal(find(path.join(root, "a/Dockerfile")), first);
    assert.equal(first?.preset, "strict");
  });

  it("prefers the text of an open file", () => {
    const root = temporaryTree({ ".layerwise.jsonc": "{}" });
    const find = createConfigurations({ workingDirectory: root, ruleIds, openText: () => `{ "extends": "strict" }` });
    assert.equal(find(path.join(root, "Dockerfile"))?.preset, "strict");
  });

  it("refuses contexts outside of the repository", () => {
    const contexts = { a: "..", b: "/", c: "link", d: "inside/../inside", e: "not/there/yet" };
    const root = temporaryTree({ "r/.git/HEAD": "", "r/.layerwise.jsonc": JSON.stringify({ contexts }), "r/link": { link: "/" }, "r/inside/": "" });
    const found = configurationOf(path.join(root, "r"), "Dockerfile");
    assert.deepEqual(found?.problems.map(({ message }) => message), Array(3).fill("a context must be a relative path inside the repository"));
    assert.equal(found?.contextOf(path.join(root, "r/a")), undefined);
    assert.equal(found?.contextOf(path.join(root, "r/d")), path.join(root, "r/inside"));
    assert.equal(found?.contextOf(path.join(root, "r/e")), path.join(root, "r/not/there/yet"));
  });
});

describe("a mistake in a configuration", () => {
  const cases: readonly (readonly [name: string, text: string, ...problems: string[]])[] = [
    ["an unknown setting", `{\n  "ruels": {}\n}`, `2:3 "ruels" | "ruels" is not a setting; did you mean "rules"?`],
    ["an unknown rule", `{ "rules": { "no-floating-image": "off" } }`, `1:14 "no-floating-image" | there is no rule "no-floating-image"; did you mean "no-floating-base-image"?`],
    ["a rule with ESLint's prefix", `{ "rules": { "layerwise/require-dockerignore": "off" } }`, `1:14 "layerwise/require-dockerignore" | there is no rule "layerwise/require-dockerignore"; did you mean "require-dockerignore"?`],
    ["a rule unlike any", `{ "rules": { "xyz": "off" } }`, `1:14 "xyz" | there is no rule "xyz"`],
    ["a property that every object has", `{ "rules": { "__proto__": "off" } }`, `1:14 "__proto__" | there is no rule "__proto__"`],
    ["a wrong severity", `{ "rules": { "require-dockerignore": "warning" } }`, `1:38 "warning" | "warning" is not a severity; did you mean "warn"?`],
    ["a severity unlike any", `{ "rules": { "require-dockerignore": ["x", {}] } }`, `1:39 "x" | "x" is not a severity; use "off", "warn" or "error"`],
    ["a number for a severity", `{ "rules": { "require-dockerignore": 2 } }`, `1:38 2 | a severity must be a string`],
    ["a rule without severity", `{ "rules": { "require-dockerignore": [] } }`, `1:38 [] | a severity must come first`],
    ["a wrong preset", `{ "extends": "recomended" }`, `1:14 "recomended" | "recomended" is not a preset; did you mean "recommended"?`],
    ["several presets", `{ "extends": ["strict"] }`, `1:14 ["strict"] | a preset must be a string`],
    ["rules in a list", `{ "rules": [] }`, `1:12 [] | "rules" must be an object`],
    ["one pattern", `{ "ignorePatterns": "x" }`, `1:21 "x" | "ignorePatterns" must be a list`],
    ["a pattern that is none", `{ "ignorePatterns": ["x", null] }`, `1:27 null | a pattern must be a string`],
    ["a malformed pattern", `{ "contexts": { "[": "." } }`, `1:17 "[" | "[" is not a pattern: a "[" is not closed`],
    ["a context that is no path", `{ "contexts": { "a": {} } }`, `1:22 {} | a context must be a string`],
    ["a context outside", `{ "contexts": { "a": "../b" } }`, `1:22 "../b" | a context must be a relative path inside the repository`],
    ["a setting twice", `{ "extends": "strict", "extends": "strict" }`, `1:24 "extends" | "extends" is there twice`],
    ["no object", `[]`, `1:1 [] | the configuration must be an object`],
    ["two mistakes", `{ "x": 1,\r\n "extends": 1 }`, `1:3 "x" | "x" is not a setting`, `2:13 1 | a preset must be a string`],
  ];
  for (const [name, text, ...problems] of cases) it(name, () => assert.deepEqual(problemsOf(text), problems));

  it("leaves the rest in force", () => {
    const text = `{ "extends": "strct", "rules": { "x": "off", "require-dockerignore": "error" } }`;
    const content = readConfiguration(text, { file: "f", key: undefined, ruleIds, isAllowedContext: () => true });
    assert.deepEqual([content?.preset, [...(content?.rules.keys() ?? [])]], ["recommended", ["require-dockerignore"]]);
  });

  it("in its JSON is told with its place", () => {
    for (const text of [`{ "extends": }`, `{ "extends" "strict" }`, `{`, `{ "rules": {`, `x`, `{} {}`, `{ 'a': 1 }`, `"`, "\0", `{ "rules": [`, "["]) {
      const problems = problemsOf(text);
      assert(problems?.some((problem) => problem.includes("this is not JSON")), text);
    }
    assert.deepEqual(problemsOf(`{\n  "extends" "strict"\n}`), [`2:13 "strict" | this is not JSON: colon expected`]);
  });

  it("elsewhere in a package.json is not ours", () => {
    assert.deepEqual(problemsOf(`{ "a": 1, "a": 1, "layerwise": {}, }}`, "layerwise"), []);
    assert.deepEqual(problemsOf(`{ "layerwise": 1 }`, "layerwise"), ["1:16 1 | the configuration must be an object"]);
    assert.equal(problemsOf(`{ "a": `, "layerwise"), undefined);
    assert.equal(problemsOf(`[]`, "layerwise"), undefined);
  });

  it("may be nested without end", () => {
    assert.match(problemsOf("[".repeat(200_000))?.join() ?? "", /nested too deeply/);
    assert.equal(problemsOf(`{"a":`.repeat(200_000), "layerwise"), undefined);
  });
});

describe("the schema of configurations", () => {
  const schema = configurationSchema(ruleIds);

  it("has every setting and rule", () => {
    const settings = Object.keys(schema.properties).map((name) => `"${name}": null`);
    assert(!problemsOf(`{ ${settings.join(", ")} }`)?.some((problem) => problem.includes("is not a setting")));
    assert.deepEqual(Object.keys(schema.properties.rules.properties), ruleIds);
    assert.deepEqual(problemsOf(JSON.stringify({ extends: schema.properties.extends.enum[1], rules: { "require-dockerignore": schema.definitions.severity.enum[2] } })), []);
  });

  it("is JSON", () => assert.deepEqual(JSON.parse(JSON.stringify(schema)), schema));
});
