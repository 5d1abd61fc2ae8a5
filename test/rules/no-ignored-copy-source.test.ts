import { check } from "../support/check.ts";

const npm = { "package.json": "{}", "package-lock.json": "{}", "src/app.js": "" };

check("no-ignored-copy-source", {
  invalid: [
    {
      name: "a named file",
      dockerfile: "\nFROM a:1\nCOPY config.yml /etc/\n     ^^^^^^^^^^ missing\n",
      files: { "config.yml": "", ".dockerignore": "# local\n*.yml\n" },
      message: /^Line 2 of \.dockerignore \(`\*\.yml`\) keeps `config\.yml` out of the build: this step fails .* Add `!config\.yml` at the end of the file\.$/,
    },
    { name: "by its own line", dockerfile: "\nFROM a:1\nADD ./dist /app\n    ^^^^^^ missing\n", files: { "dist/a.js": "", ".dockerignore": "dist/\n" }, message: /Remove that line\.$/ },
    { name: "in an ignored directory", dockerfile: "\nFROM a:1\nCOPY a.txt dist/b.txt /app/\n           ^^^^^^^^^^ missing\n", files: { "a.txt": "", "dist/b.txt": "", ".dockerignore": "dist\n" } },
    { name: "not there yet", dockerfile: "\nFROM a:1\nCOPY dist /app\n     ^^^^ missing\n", files: { ".dockerignore": "dist\n" } },
    { name: "the Dockerfile itself", dockerfile: "\nFROM a:1\nCOPY Dockerfile /\n     ^^^^^^^^^^ missing\n", files: { Dockerfile: "", ".dockerignore": "Dockerfile*\n" } },
    { name: "an allow-list that forgets it", dockerfile: "\nFROM a:1\nCOPY src /app\nCOPY go.mod /app/\n     ^^^^^^ missing\n", files: { "src/a.go": "", "go.mod": "", ".dockerignore": "*\n!src\n" } },
    { name: "brought back, and ignored again", dockerfile: "\nFROM a:1\nCOPY a.log /\n     ^^^^^ missing\n", files: { "a.log": "", ".dockerignore": "!a.log\n*.log\n" } },
    { name: "the Dockerfile's own ignore file", dockerfile: "\nFROM a:1\nCOPY a.txt /\n     ^^^^^ missing\n", files: { "a.txt": "", "Dockerfile.dockerignore": "a.txt\n", ".dockerignore": "" }, message: /Dockerfile\.dockerignore/ },
    { name: "the source of a bind mount", dockerfile: "\nFROM a:1\nRUN --mount=type=bind,source=gen,target=/gen make\n                             ^^^ missing\n", files: { "gen/x": "", ".dockerignore": "gen\n" } },
    { name: "all that a wildcard matches", dockerfile: "\nFROM a:1\nCOPY docs/*.md /docs/\n     ^^^^^^^^^ nothing\n", files: { "docs/a.md": "", "docs/b.md": "", ".dockerignore": "**/*.md\n" } },
    {
      name: "the lockfile that an install demands, in a copied directory",
      dockerfile: "\nFROM node:22\nWORKDIR /app\nCOPY . .\n     ^ lockfileNeeded\nRUN npm ci\n",
      files: { ...npm, ".dockerignore": "package-lock.json\n" },
      message: /keeps `package-lock\.json` out of what is copied here, and `npm ci` fails/,
    },
    { name: "the lockfile that a wildcard asks for too", dockerfile: "\nFROM node:22\nWORKDIR /app\nCOPY package*.json ./\n     ^^^^^^^^^^^^^ lockfileUnused\nRUN npm install\n", files: { ...npm, ".dockerignore": "**/package-lock.json\n" } },
    { name: "a lockfile that may be missing by its own wildcard", dockerfile: "\nFROM node:22\nWORKDIR /app\nCOPY package.json package-lock.json* ./\n                  ^^^^^^^^^^^^^^^^^^ nothing\nRUN npm ci\n", files: { ...npm, ".dockerignore": "package-lock.json\n" } },
    { name: "the lockfile of a build", dockerfile: "\nFROM rust:1\nWORKDIR /app\nCOPY . .\n     ^ lockfileUnused\nRUN cargo build --release\n", files: { "Cargo.toml": "", "Cargo.lock": "", "src/main.rs": "", ".dockerignore": "*.lock\n" } },
  ],
  valid: [
    { name: "another file is ignored", dockerfile: "FROM a:1\nCOPY config.yml /etc/\n", files: { "config.yml": "", ".dockerignore": "conf.yml\n" } },
    { name: "patterns start at the root", dockerfile: "FROM a:1\nCOPY web/dist /app\n", files: { "web/dist/x": "", ".dockerignore": "dist\n" } },
    { name: "it is brought back", dockerfile: "FROM a:1\nCOPY a.log /\n", files: { "a.log": "", ".dockerignore": "*.log\n!a.log\n" } },
    { name: "something in the directory is brought back", dockerfile: "FROM a:1\nCOPY dist /app\n", files: { "dist/a": "", "dist/b": "", ".dockerignore": "dist\n!dist/a\n" } },
    { name: "something may be brought back when the directory is there", dockerfile: "FROM a:1\nCOPY dist /app\n", files: { ".dockerignore": "*\n!dist/bin\n" } },
    { name: "some matches of a wildcard are left", dockerfile: "FROM a:1\nCOPY *.md /docs/\n", files: { "README.md": "", "CHANGELOG.md": "", ".dockerignore": "README.md\n" } },
    { name: "the wildcard matches nothing in any case", dockerfile: "FROM a:1\nCOPY *.md /docs/\n", files: { ".dockerignore": "*.md\n" } },
    { name: "the whole context", dockerfile: "FROM a:1\nCOPY . /app\n", files: { "a.txt": "", ".dockerignore": "*\n" } },
    { name: "the source hangs on a build argument", dockerfile: "FROM a:1\nARG OUT=dist\nCOPY $OUT /app\n", files: { "dist/a": "", ".dockerignore": "dist\n" } },
    { name: "files of another stage", dockerfile: "FROM a:1 AS b\nRUN make\nFROM a:1\nCOPY --from=b dist /app\n", files: { ".dockerignore": "dist\n" } },
    { name: "a trigger runs in another context", dockerfile: "FROM a:1\nONBUILD COPY dist /app\n", files: { ".dockerignore": "dist\n" } },
    { name: "a stage that nobody needs", dockerfile: "FROM a:1 AS old\nCOPY dist /app\nFROM a:1\n", files: { ".dockerignore": "dist\n" } },
    { name: "an unknown context", dockerfile: "FROM a:1\nCOPY dist /app\n" },
    { name: "the lockfile is not there at all", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm install\n", files: { "package.json": "{}", ".dockerignore": "package-lock.json\n" } },
    { name: "the lockfile of another package manager", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm install\n", files: { ...npm, "yarn.lock": "", ".dockerignore": "yarn.lock\n" } },
    { name: "the other of two lockfiles", dockerfile: "FROM oven/bun:1\nWORKDIR /app\nCOPY . .\nRUN bun install\n", files: { "package.json": "{}", "bun.lock": "", "bun.lockb": "", ".dockerignore": "bun.lockb\n" } },
    { name: "the install is told to leave the lockfile alone", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm install --no-package-lock\n", files: { ...npm, ".dockerignore": "package-lock.json\n" } },
    { name: "the lockfile comes from another stage", dockerfile: "FROM node:22 AS plan\nRUN make\nFROM node:22\nWORKDIR /app\nCOPY . .\nCOPY --from=plan /out/ ./\nRUN npm ci\n", files: { ...npm, ".dockerignore": "package-lock.json\n" } },
    { name: "go.sum holds checksums alone", dockerfile: "FROM golang:1.25\nWORKDIR /src\nCOPY . .\nRUN go mod download\n", files: { "go.mod": "module m\n", "go.sum": "", ".dockerignore": "go.sum\n" } },
  ],
});
