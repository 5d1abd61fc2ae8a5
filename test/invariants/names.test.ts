import assert from "node:assert/strict";
import { ecosystems } from "../../ecosystems/index.ts";
import { namesOf, strayNames } from "./names.ts";
import { parseSource, readSources } from "./source.ts";

/** Literals that are spelt like a name of the records and mean something else. */
const exceptions: readonly { readonly name: RegExp; readonly path: RegExp; readonly because: string }[] = [
  { name: /^build$/, path: /./, because: "it is an effect, a step and a word of ours" },
  { name: /^target$/, path: /^buildkit\/mount\.ts$/, because: "it is an option of RUN --mount" },
  { name: /^target$/, path: /^(?:cli\/build\/request\.ts$|workspace\/invocations\/)/, because: "it is a flag of docker build, and what compose and bake call it" },
  { name: /./, path: /\/official-images\.ts$/, because: "these are images, not tools" },
  { name: /^venv$/, path: /^buildkit\/hazards\/source-free\.ts$/, because: "it is a module of Python itself" },
  { name: /^node_modules$/, path: /^(?:workspace|engine|cli)\//, because: "a search for Dockerfiles leaves it out, and says so" },
  { name: /^target$/, path: /^workspace\/(?:builds\/)?describe-origin\.ts$/, because: "it is what bake and make call what they build" },
  { name: /^vendor$/, path: /^workspace\/(?:builds\/)?find-invocations\.ts$/, because: "a search for files leaves out what others wrote" },
  { name: /^package\.json$/, path: /^(?:workspace\/configuration|cli\/commands\/lint)\.ts$/, because: "our own configuration may stand there" },
  { name: /^package\.json$/, path: /^workspace\/invocations\/script-readers\.ts$/, because: "its scripts may build images" },
];

describe("names of package managers", () => {
  const strays = strayNames(readSources(), namesOf(ecosystems));

  it("occur in the records alone", () => {
    const unexcused = strays.filter(({ name, path }) => !exceptions.some((each) => each.name.test(name) && each.path.test(path)));
    assert.deepEqual(unexcused.map(({ name, place }) => `${place} names ${name}`), []);
  });
  for (const { name, path, because } of exceptions) {
    it(`need the exception for ${name.source} in ${path.source}: ${because}`, () => {
      assert.ok(strays.some((stray) => name.test(stray.name) && path.test(stray.path)));
    });
  }
});

describe("the check of names", () => {
  const cases: readonly [name: string, path: string, text: string, found: string[]][] = [
    ["sees a tool", "rules/a.ts", 'if (tool === "npm") f("go");', ["npm", "go"]],
    ["sees a spelling that a pattern knows", "buildkit/a.ts", 'const tool = "pip3.12";', ["pip3.12"]],
    ["sees a manifest in a message", "rules/a.ts", 'f("Copy package.json, then the rest.");', ["package.json"]],
    ["sees a directory in a path and in a template", "buildkit/a.ts", "f('/app/node_modules/'); f(`${home}/.npm`);", ["node_modules", ".npm"]],
    ["sees a file in a regular expression", "cli/a.ts", "const isLock = /(?:^|\\/)package-lock\\.json$/;", ["package-lock.json"]],
    ["sees a cache directory", "server/a.ts", 'f("~/.npm", "/var/cache/apt/");', ["~/.npm", "/var/cache/apt"]],
    ["knows English", "rules/a.ts", 'f("Builds go stale, so make them small.");', []],
    ["lets the records name what they are about", "ecosystems/npm.ts", 'f("npm");', []],
    ["reads neither imports nor comments nor identifiers", "rules/a.ts", 'import json from "../package.json";\n// npm\nconst npm = 1;', []],
  ];
  for (const [name, path, text, found] of cases) {
    it(name, () => {
      const strays = strayNames([parseSource(path, text)], namesOf(ecosystems));
      assert.deepEqual(strays.map((stray) => stray.name), found);
    });
  }
});
