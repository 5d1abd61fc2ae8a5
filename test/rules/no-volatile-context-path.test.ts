import { memoryContext } from "../../buildkit/files/memory-context.ts";
import { check } from "../support/check.ts";

const git = { ".git/HEAD": "ref: x\n", "src/app.js": "" };

check("no-volatile-context-path", {
  invalid: [
    {
      name: "version control",
      dockerfile: "\nFROM a:1\nCOPY . /app\n     ^ volatile\n",
      files: { ...git, ".dockerignore": "node_modules\n" },
      message: /^`\.` takes in `\.git`: every commit, fetch or switch of branches re-runs this step\. Add `\.git` to \.dockerignore, unless the build reads its version from there\.$/,
      changes: { ignore: { ".dockerignore": "node_modules\n.git\n" } },
    },
    {
      name: "version control above a RUN, the Dockerfile and the files beside it too",
      dockerfile: "\nFROM a:1\nCOPY ./ /app\n     ^^ volatile\nRUN ./compile\nRUN ./test\n",
      files: { ...git, Dockerfile: "", "compose.yaml": "", ".dockerignore": "" },
      message: /takes in `\.git`, `Dockerfile`, `\.dockerignore` and `compose\.yaml`: .* re-runs this step and 2 RUNs below it\./,
    },
    { name: "a RUN of a stage that is built on it", dockerfile: "\nFROM a:1 AS src\nCOPY * /app/\n     ^ volatile\nFROM src\nRUN ./compile\n", files: { ...git, ".dockerignore": ".dockerignore\n" }, message: /and the RUN below it\. Add `.*\.git` to/ },
    {
      name: "an empty ignore file of the Dockerfile's own goes before the one at the root",
      dockerfile: "\nFROM a:1\nCOPY . /app\n     ^ volatile\n",
      files: { ...git, "Dockerfile.dockerignore": "", ".dockerignore": ".git\n" },
      message: /to Dockerfile\.dockerignore/,
      changes: { ignore: { "Dockerfile.dockerignore": ".git\n" } },
    },
    { name: "what the host has installed, above the install", dockerfile: "\nFROM node:22\nWORKDIR /app\nCOPY . .\n     ^ volatile\nRUN npm ci\n", files: { "package.json": "{}", "package-lock.json": "{}", "web/package.json": "{}", "web/node_modules/x/y.js": "", ".dockerignore": "node_modules\n.dockerignore\n" }, message: /takes in `web\/node_modules`: every install or build on the host .* Add `\*\*\/node_modules` to/, changes: { ignore: { ".dockerignore": "**/node_modules\n.dockerignore\n" } } },
    { name: "what the host has built", dockerfile: "\nFROM rust:1\nWORKDIR /app\nCOPY . .\n     ^ volatile\nRUN cargo build --release\n", files: { "Cargo.toml": "", "target/debug/app": "", ".dockerignore": "" }, message: /`target`/ },
    { name: "the copy with most below it, once for all", dockerfile: "\nFROM a:1 AS dev\nCOPY . /app\nFROM dev AS build\nCOPY . /src\nRUN ./compile\nFROM b:1\nCOPY . /app\n     ^ volatile\nRUN ./one\nRUN ./two\nCOPY --from=build /x /x\nRUN ./three\n", files: { ...git, ".dockerignore": "" } },
    {
      name: "an allow-list brings back a directory that has some: nothing is added to it",
      dockerfile: "\nFROM node:22\nWORKDIR /app\nCOPY . .\n     ^ volatile\nRUN npm ci\n",
      files: { "package.json": "{}", "package-lock.json": "{}", "web/package.json": "{}", "web/node_modules/x/y.js": "", ".dockerignore": "*\n!web\n!package*.json\n" },
      changes: {},
    },
    { name: "another RUN works on another repository", dockerfile: "\nFROM a:1\nCOPY . /app\n     ^ volatile\nRUN git clone https://github.com/o/r /r && git config --global user.name x\n", files: { ...git, ".dockerignore": "" } },
    { name: "make without a word of git", dockerfile: "\nFROM a:1\nCOPY . /app\n     ^ volatile\nRUN make\n", files: { ...git, Makefile: "all:\n\tcc a.c\n", ".dockerignore": "" } },
  ],
  valid: [
    { name: "all of it is ignored", dockerfile: "FROM a:1\nCOPY . /app\nRUN ./compile\n", files: { ...git, Dockerfile: "", ".dockerignore": ".git\nDockerfile*\n.dockerignore\n" } },
    { name: "the Dockerfile alone is edited together with its steps", dockerfile: "FROM a:1\nCOPY . /app\nRUN ./compile\n", files: { Dockerfile: "", "compose.yaml": "", ".dockerignore": "" } },
    { name: "no ignore file at all has a rule of its own", dockerfile: "FROM a:1\nCOPY . /app\nRUN ./compile\n", files: git },
    { name: "what is in the directory is ignored", dockerfile: "FROM a:1\nCOPY . /app\n", files: { ...git, ".dockerignore": ".git/*\n" } },
    { name: "nothing runs below the copy but for the Dockerfile", dockerfile: "FROM a:1\nCOPY . /app\nCMD x\n", files: { Dockerfile: "", ".dockerignore": "" } },
    { name: "the ignore file alone", dockerfile: "FROM a:1\nCOPY . /app\nRUN ./compile\n", files: { Dockerfile: "", ".dockerignore": "Dockerfile\n" } },
    { name: "brought back by name", dockerfile: "FROM a:1\nCOPY . /app\n", files: { ...git, ".dockerignore": "*\n!src\n!.git\n" } },
    { name: "an allow-list of something else", dockerfile: "FROM a:1\nCOPY . /app\nRUN ./compile\n", files: { ...git, Dockerfile: "", ".dockerignore": "*\n!src\n" } },
    { name: "the copy itself leaves it out", dockerfile: "FROM a:1\nCOPY --exclude=.git . /app\n", files: { ...git, ".dockerignore": "" } },
    { name: "a program reads it, by a command in words", dockerfile: "FROM a:1\nCOPY . /app\nRUN python version.py\n", files: { ...git, "version.py": 'import subprocess\nprint(subprocess.check_output(["git", "describe", "--tags"]))\n', ".dockerignore": "" } },
    { name: "a program reads it, by a library", dockerfile: "FROM a:1\nCOPY . /app\nRUN node scripts/version.js\n", files: { ...git, "scripts/version.js": 'const git = require("simple-git")();\n', ".dockerignore": "" } },
    { name: "the build reads it", dockerfile: "FROM a:1\nCOPY . /app\nRUN make\n", files: { ...git, Makefile: "VERSION := $(shell git describe --tags)\n", ".dockerignore": "" } },
    { name: "a makefile that cannot be read may read it", dockerfile: "FROM a:1\nCOPY . /app\nRUN make\n", files: { ...git, ".dockerignore": "" } },
    { name: "a script reads it", dockerfile: "FROM a:1\nCOPY . /app\nRUN ./scripts/build.sh\n", files: { ...git, "scripts/build.sh": "v=$(git rev-parse HEAD)\n", ".dockerignore": "" } },
    { name: "the build backend reads it", dockerfile: "FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN pip install .\n", files: { ...git, "pyproject.toml": '[build-system]\nrequires = ["setuptools-scm>=8"]\n', ".dockerignore": "" } },
    { name: "a file that points to the repository elsewhere", dockerfile: "FROM a:1\nCOPY . /app\n", files: { ".git": "gitdir: ../.git/worktrees/x\n", ".dockerignore": "" } },
    { name: "the context is below the repository", dockerfile: "FROM a:1\nCOPY . /app\n", context: { kind: "known", context: memoryContext({ "a.js": "", ".dockerignore": "" }, { name: "api", dockerfile: "../docker/Dockerfile" }) } },
    { name: "nothing installs in the image: it needs what the host has installed", dockerfile: "FROM node:22\nCOPY . /app\nCMD node /app\n", files: { "package.json": "{}", "node_modules/x/y.js": "", ".dockerignore": "" } },
    { name: "what the Dockerfile copies by name", dockerfile: "FROM maven:3 AS build\nCOPY . /src\nRUN mvn -B package\nFROM a:1\nCOPY target/app.jar /app.jar\nCOPY --from=build /x /x\n", files: { "pom.xml": "", "target/app.jar": "", ".dockerignore": "" } },
    { name: "a part of the context", dockerfile: "FROM a:1\nCOPY src /app\nRUN ./compile\n", files: { ...git, Dockerfile: "", ".dockerignore": "" } },
    { name: "what lands on an install has a rule of its own", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN npm install\nCOPY . .\n", files: { "package.json": "{}", "node_modules/x/y.js": "", ".dockerignore": "" } },
    { name: "an unknown context", dockerfile: "FROM a:1\nCOPY . /app\nRUN ./compile\n" },
    { name: "a stage that nobody needs", dockerfile: "FROM a:1 AS old\nCOPY . /app\nFROM a:1\n", files: { ...git, ".dockerignore": "" } },
  ],
});
