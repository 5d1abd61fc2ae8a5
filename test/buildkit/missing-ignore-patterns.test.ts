import assert from "node:assert/strict";
import { missingIgnorePatterns } from "../../buildkit/hazards/missing-ignore-patterns.ts";
import { memoryContext } from "../../buildkit/files/memory-context.ts";
import { createBuild } from "../../buildkit/build.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { ecosystems } from "../../ecosystems/index.ts";

interface Case {
  readonly name: string;
  readonly files: readonly string[];
  readonly ignore?: string;
  readonly dockerfiles?: readonly string[];
  readonly expected: readonly string[];
}

const settings = ["**/.env", "**/.env.*"];
const copyAll = "FROM a\nCOPY . .\nRUN npm ci\n";

const cases: readonly Case[] = [
  { name: "settings, which come sooner or later", files: [], expected: settings },
  { name: "what is there", files: [".git/HEAD", "Dockerfile", ".github/x", "a/debug.log"], expected: ["**/.git", ".github", "**/Dockerfile", ...settings, "**/*.log"] },
  { name: "nothing that is kept out already", files: [".git/HEAD", "Dockerfile", "a/debug.log"], ignore: ".git\nDockerfile\n**/*.log\n.dockerignore", expected: settings },
  { name: "what the builds leave on the host, before it is there", files: ["package.json"], dockerfiles: [copyAll], expected: [...settings, "**/node_modules"] },
  { name: "nothing built on the host that no build makes itself", files: ["package.json"], dockerfiles: ["FROM a\nCOPY . ."], expected: settings },
  { name: "what one of several builds makes", files: ["package.json"], dockerfiles: ["FROM a\nCOPY . .", copyAll], expected: [...settings, "**/node_modules"] },
  { name: "version control that no build reads", files: [".git/HEAD"], dockerfiles: ["FROM a\nCOPY . .\nRUN git clone https://e.com/x.git"], expected: ["**/.git", ...settings] },
  { name: "no version control that a build reads", files: [".git/HEAD"], dockerfiles: ["FROM a\nCOPY . .\nRUN git describe > v"], expected: settings },
  { name: "no file that a RUN names", files: [".env.example"], dockerfiles: ["FROM a\nCOPY . .\nRUN cp ./.env.example .env"], expected: ["**/.env"] },
  { name: "no file that a script in a RUN names", files: [".env.example"], dockerfiles: ["FROM a\nCOPY . .\nRUN <<E\nmv '.env.example' .env\nE"], expected: ["**/.env"] },
  { name: "a file whose name is a part of one in a RUN", files: [".env.example"], dockerfiles: ["FROM a\nCOPY . .\nRUN cat x.env.example"], expected: settings },
  { name: "no name that a wildcard takes", files: ["a.log"], dockerfiles: ["FROM a\nCOPY *.log ."], expected: settings },
];

describe("missingIgnorePatterns", () => {
  for (const { name, files, ignore, dockerfiles = [], expected } of cases) {
    it(`wants ${name}`, () => {
      const context = memoryContext(Object.fromEntries(files.map((file) => [file, "{}"])), ignore === undefined ? {} : { ignore });
      const builds = dockerfiles.map((text) => createBuild(parseDockerfile(text), { kind: "known", context }));
      assert.deepEqual(missingIgnorePatterns(context, builds, ecosystems), expected);
    });
  }
});
