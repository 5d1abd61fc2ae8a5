import { check } from "../support/check.ts";

const npm = { "package.json": "{}", "package-lock.json": "{}", "src/app.js": "" };

check("no-manifest-without-lockfile", {
  invalid: [
    {
      name: "an install that needs the lockfile cannot have worked: it is added",
      dockerfile: "\nFROM node:22\nWORKDIR /app\n# manifests\nCOPY --chown=node package.json ./\n                  ^^^^^^^^^^^^ fails\nRUN npm ci\nCOPY . .\n",
      files: npm,
      message: /^`npm ci` fails without `package-lock\.json`, which lies beside `package\.json`/,
      output: "FROM node:22\nWORKDIR /app\n# manifests\nCOPY --chown=node package.json package-lock.json ./\nRUN npm ci\nCOPY . .\n",
    },
    {
      name: "an install that works without it gets other versions",
      dockerfile: "\nFROM node:22\nWORKDIR /app\nCOPY ./web/package.json .\n     ^^^^^^^^^^^^^^^^^^ floats\nRUN npm install\n",
      files: { "web/package.json": "{}", "web/package-lock.json": "{}" },
      message: /^`npm install` resolves versions anew: `web\/package-lock\.json` lies beside/,
      suggestions: { addLockfileAtRisk: "FROM node:22\nWORKDIR /app\nCOPY ./web/package.json ./web/package-lock.json .\nRUN npm install\n" },
    },
    {
      name: "other sources stand around it",
      dockerfile: "\nFROM python:3.13\nWORKDIR /app\nCOPY pyproject.toml README.md ./\n     ^^^^^^^^^^^^^^ floats\nRUN poetry install --no-root\n",
      files: { "pyproject.toml": "", "poetry.lock": "", "README.md": "" },
      suggestions: { addLockfileAtRisk: "FROM python:3.13\nWORKDIR /app\nCOPY pyproject.toml poetry.lock README.md ./\nRUN poetry install --no-root\n" },
    },
    { name: "to a file of a certain name: explained", dockerfile: "\nFROM node:22\nWORKDIR /app\nCOPY package.json /app/package.json\n     ^^^^^^^^^^^^ floats\nRUN npm install\n", files: npm, suggestions: {} },
    { name: "in JSON form: explained", dockerfile: '\nFROM node:22\nWORKDIR /app\nCOPY ["package.json", "./"]\n      ^^^^^^^^^^^^^^ fails\nRUN npm ci\n', files: npm },
    { name: "a mount of the manifest alone: explained", dockerfile: "\nFROM node:22\nWORKDIR /app\nRUN --mount=type=bind,source=package.json,target=package.json npm ci\n                             ^^^^^^^^^^^^ fails\n", files: npm },
    { name: "copied in the parent stage", dockerfile: "\nFROM ruby:3.4 AS base\nWORKDIR /app\nCOPY Gemfile /app/\n     ^^^^^^^ floats\nFROM base\nRUN bundle install\n", files: { Gemfile: "", "Gemfile.lock": "" } },
    { name: "a lockfile that comes too late", dockerfile: "\nFROM node:22\nWORKDIR /app\nCOPY package.json ./\n     ^^^^^^^^^^^^ floats\nRUN yarn install\nCOPY . .\n", files: { "package.json": "{}", "yarn.lock": "" } },
    { name: "two installs of one manifest", dockerfile: "\nFROM node:22\nWORKDIR /app\nCOPY package.json ./\n     ^^^^^^^^^^^^ floats\nRUN npm install --omit=dev\nRUN npm install\n", files: npm },
  ],
  valid: [
    { name: "both are copied", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\n", files: npm },
    { name: "a wildcard covers both", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\n", files: npm },
    { name: "an optional wildcard covers it", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package.json yarn.lock* package-lock.json* ./\nRUN npm ci\n", files: npm },
    { name: "in a COPY of its own", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package.json .\nCOPY package-lock.json .\nRUN npm install\n", files: npm },
    { name: "under another name on the host", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package.json .\nCOPY locks/web.json ./package-lock.json\nRUN npm ci\n", files: { ...npm, "locks/web.json": "{}" } },
    { name: "there is no lockfile", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package.json .\nRUN npm install\n", files: { "package.json": "{}" } },
    { name: "the lockfile is another package manager's", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package.json .\nRUN npm install\n", files: { "package.json": "{}", "yarn.lock": "" } },
    { name: "the lockfile lies beside another manifest", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY web/package.json .\nRUN npm install\n", files: { ...npm, "web/package.json": "{}" } },
    { name: "the ignore file keeps it out", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package.json .\nRUN npm install\n", files: { ...npm, ".dockerignore": "package-lock.json\n" } },
    { name: "mounted for this RUN", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package.json .\nRUN --mount=type=bind,source=package-lock.json,target=package-lock.json npm ci\n", files: npm },
    { name: "from a stage that prunes", dockerfile: "FROM node:22 AS plan\nRUN make\nFROM node:22\nWORKDIR /app\nCOPY package.json .\nCOPY --from=plan /out/ .\nRUN npm ci\n", files: npm },
    { name: "a command makes it", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package.json .\nRUN curl -fo package-lock.json https://x.example/lock\nRUN npm ci\n", files: npm },
    { name: "the install is told to leave it alone", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package.json .\nRUN npm install --no-package-lock\n", files: npm },
    { name: "an update is meant to move on", dockerfile: "FROM php:8\nWORKDIR /app\nCOPY composer.json .\nRUN composer update\n", files: { "composer.json": "{}", "composer.lock": "{}" } },
    { name: "named packages read no lockfile", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package.json .\nRUN npm install express@5\n", files: npm },
    { name: "go.mod fixes every version by itself", dockerfile: "FROM golang:1.25\nWORKDIR /src\nCOPY go.mod .\nRUN go mod download\n", files: { "go.mod": "module m\n", "go.sum": "" } },
    { name: "an unknown context", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package.json .\nRUN npm install\n" },
    { name: "the whole directory is copied", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm install\n", files: npm },
    { name: "a source that nobody knows", dockerfile: "FROM node:22\nARG EXTRA\nWORKDIR /app\nCOPY package.json $EXTRA ./\nRUN npm install\n", files: npm },
    { name: "a stage that nobody needs", dockerfile: "FROM node:22 AS old\nWORKDIR /app\nCOPY package.json .\nRUN npm install\nFROM a:1\n", files: npm },
  ],
});
