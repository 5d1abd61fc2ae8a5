import assert from "node:assert/strict";

import { createIgnoreMatcher, parseIgnoreFile } from "../../../buildkit/files/dockerignore.ts";
import { ignoreTemplate } from "../../../buildkit/files/ignore-template.ts";
import { memoryContext } from "../../../buildkit/files/memory-context.ts";
import { ecosystems } from "../../../ecosystems/index.ts";

interface Case {
  readonly files?: readonly string[];
  readonly copied?: readonly string[];
  readonly dockerfile?: string;
}

function templateFor({ files = [], copied = [], dockerfile = "Dockerfile" }: Case): string {
  const context = memoryContext(Object.fromEntries(files.map((file) => [file, ""])), { dockerfile });
  return ignoreTemplate(context, ecosystems, copied);
}

/** Which of some paths the new file ignores. */
function check(given: Case, paths: { readonly ignored?: readonly string[]; readonly kept?: readonly string[] }) {
  const text = templateFor(given);
  const patterns = parseIgnoreFile(text);
  assert.deepEqual(patterns.filter(({ problem }) => problem !== undefined), []);
  const matcher = createIgnoreMatcher(patterns);
  for (const path of paths.ignored ?? []) assert.equal(matcher.isIgnored(path), true, `${path} is kept by\n${text}`);
  for (const path of [...(paths.kept ?? []), ...(given.copied ?? []).filter((source) => !source.endsWith("*"))]) assert.equal(matcher.isIgnored(path), false, `${path} is ignored by\n${text}`);
}

describe("a new ignore file", () => {
  it("keeps out what no image needs", () => {
    check(
      { files: [".github/workflows/ci.yml"] },
      {
        ignored: [
          ".git/HEAD", "lib/.git", ".vscode/settings.json", "a/.DS_Store", ".github/workflows/ci.yml", "Dockerfile", "a/Dockerfile.dev", "x.Dockerfile",
          ".dockerignore", "Dockerfile.dockerignore", "compose.yaml", "compose.dev.yml", "a/docker-compose.yml", ".env", "a/.env.local", "a/b.log",
        ],
        kept: ["README.md", "src/git", "DockerfileHelper.cs", "composer.json", ".envrc", "log/a.txt", "Jenkinsfile", ".gitlab-ci.yml"],
      },
    );
  });

  it("is the same text each time, with sections and one line end", () => {
    const text = templateFor({ files: ["package.json"] });
    assert.equal(text, templateFor({ files: ["package.json"] }));
    assert.match(text, /^# .*\n\n# Version control\n\*\*\/\.git\n/);
    assert.match(text, /[^\n]\n$/);
    assert(!text.includes("\n\n\n"));
  });

  it("knows the artifacts of package managers by their manifests", () => {
    check({ files: ["package.json"] }, { ignored: ["node_modules/a", "packages/b/node_modules/c"], kept: [".pnpm-store/a", "target/a", ".venv/a"] });
    check({ files: ["package.json", "pnpm-lock.yaml"] }, { ignored: ["node_modules/a", ".pnpm-store/a"], kept: [".yarn/unplugged/a"] });
    check({ files: ["api/requirements-dev.txt"] }, { ignored: ["api/.venv/a", "api/b/__pycache__/c", "x.egg-info"] });
    check({ files: ["Cargo.toml"] }, { ignored: ["target/debug", "member/target/debug"] });
    check({ files: ["src/App/App.csproj"] }, { ignored: ["src/App/bin/x", "src/App/obj/x"] });
    check({}, { kept: ["node_modules/a", "target/a", "vendor/a", "build/a", "bin/a"] });
  });

  it("takes a plain word at every depth only if it is the name of nothing else", () => {
    check({ files: ["pom.xml", "core/pom.xml", "core/src/target/A.java"] }, { ignored: ["target/a", "core/target/a"], kept: ["core/src/target/A.java"] });
    check({ files: ["build.gradle", "buildSrc/build.gradle", "src/com/build/A.java"] }, { ignored: ["build/a", "buildSrc/build/a"], kept: ["src/com/build/A.java"] });
    check({ files: ["App/App.csproj", "bin/run"] }, { ignored: ["App/bin/a"], kept: ["bin/run"] });
  });

  it("does not take manifests among artifacts for the project's", () => {
    check({ files: ["composer.json", "vendor/a/composer.json", "node_modules/b/Cargo.toml"] }, { ignored: ["vendor/a"], kept: ["target/a", "node_modules/b"] });
    assert(templateFor({ files: ["pom.xml", "target/x/pom.xml"] }).includes("\n**/target\n"));
  });

  it("keeps every manifest and lockfile", () => {
    const files = ecosystems.flatMap(({ files: own }) => [...(own?.manifests ?? []), ...(own?.lockfiles ?? [])]).map((file) => file.replace("**/", "").replaceAll("*", "x"));
    assert(files.length > 30);
    check({ files }, { kept: files });
    check({ files: files.map((file) => `apps/a/${file}`) }, { kept: files.map((file) => `apps/a/${file}`) });
  });

  it("brings back what is copied by name", () => {
    check({ copied: [".git"] }, { ignored: ["lib/.git/HEAD"], kept: [".git/HEAD"] });
    check({ files: ["pom.xml"], copied: ["target/app.jar"] }, { ignored: ["target/classes/A.class"], kept: ["target/app.jar"] });
    check({ copied: [".env.example", "docker-compose.yml"] }, { ignored: [".env", ".env.local", "docker-compose.dev.yml"] });
    check({ files: ["package.json"], copied: ["node_modules"] }, { ignored: ["a/node_modules/b"], kept: ["node_modules/b", "node_modules/b/node_modules/c"] });
    assert(templateFor({ copied: ["../a.log", "/b.log/", "./c.log"] }).endsWith("\n!a.log\n!b.log\n!c.log\n"));
    check({ copied: ["#c.log", "!d.log", "a b/c.log"] }, { ignored: ["c.log", "d.log"] });
  });

  it("does without a pattern where a wildcard takes what it ignores", () => {
    check({ files: ["pom.xml"], copied: ["target/*.jar"] }, { kept: ["target/app.jar"], ignored: [".git"] });
    check({ copied: [".env*"] }, { kept: [".env", ".env.local"], ignored: ["a.log"] });
    check({ copied: ["logs/[a-z]?.log"] }, { kept: ["logs/ab.log"] });
    check({ files: ["docker-compose.yml"], copied: ["*.yml"] }, { kept: ["docker-compose.yml", "compose.yml"], ignored: [".env"] });
    check({ copied: ["requirements*.txt"] }, { kept: ["requirements.txt"], ignored: ["a.log", ".env", ".git"] });
  });

  it("takes all names of a directory for the directory", () => {
    check({ files: ["src/a.log"], copied: ["src/*", "lib/**/*"] }, { ignored: ["src/a.log", "src/.env", "lib/a/.git"] });
  });

  it("keeps out a Dockerfile of an unusual name, and none outside", () => {
    check({ dockerfile: "docker/build file" }, { ignored: ["docker/build file"] });
    assert(!templateFor({ dockerfile: "../build" }).includes(".."));
  });

  it("takes no plain word at every depth of a tree too large to be searched", () => {
    const files = ["pom.xml", ...Array.from({ length: 1200 }, (_, index) => `modules/m${index}/a.txt`)];
    check({ files }, { ignored: ["target/a"], kept: ["src/com/target/A.java"] });
  });
});
