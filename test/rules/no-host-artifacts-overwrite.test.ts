import { check } from "../support/check.ts";

const files = { "package.json": "{}", "package-lock.json": "{}", "src/app.js": "", "node_modules/express/index.js": "", ".dockerignore": ".git\n" };
const head = "\nFROM node:22\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\n";

check("no-host-artifacts-overwrite", {
  invalid: [
    {
      name: "the sources bring the host's modules along",
      dockerfile: `${head}COPY . .\n     ^ overwrite\n`,
      files,
      message: /^This puts `node_modules` of the host where `npm ci` has installed: .* Add `node_modules` to \.dockerignore\.$/,
      changes: { ignore: { ".dockerignore": ".git\nnode_modules\n" } },
    },
    { name: "a pattern for another directory only", dockerfile: `${head}COPY ./ /app/\n     ^^ overwrite\n`, files: { ...files, ".dockerignore": "web/node_modules\n" } },
    { name: "a directory below the context", dockerfile: "\nFROM node:22\nWORKDIR /app\nCOPY web/package.json ./\nRUN npm install\nCOPY web ./\n     ^^^ overwrite\n", files: { "web/package.json": "{}", "web/node_modules/x/y.js": "", ".dockerignore": "node_modules\n" }, message: /Add `web\/node_modules` to/, changes: { ignore: { ".dockerignore": "node_modules\nweb/node_modules\n" } } },
    { name: "installed in the parent stage", dockerfile: "\nFROM node:22 AS deps\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nFROM deps\nCOPY . .\n     ^ overwrite\n", files },
    { name: "brought from another stage", dockerfile: "\nFROM node:22 AS deps\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nFROM node:22\nWORKDIR /srv\nCOPY --from=deps /app/node_modules ./node_modules\nCOPY . .\n     ^ overwrite\n", files, message: /over the one from another stage/ },
    { name: "another ecosystem", dockerfile: "\nFROM php:8\nWORKDIR /app\nCOPY composer.* ./\nRUN composer install\nCOPY . .\n     ^ overwrite\n", files: { "composer.json": "{}", "composer.lock": "{}", "vendor/autoload.php": "", ".dockerignore": "" } },
    { name: "two copies, one cure", dockerfile: `${head}COPY . .\n     ^ overwrite\nRUN npm test\nCOPY . .\n`, files },
  ],
  valid: [
    { name: "the ignore file keeps it out", dockerfile: `${head}COPY . .\n`, files: { ...files, ".dockerignore": "node_modules\n" } },
    { name: "at every depth", dockerfile: `${head}COPY . .\n`, files: { ...files, ".dockerignore": "**/node_modules\n" } },
    { name: "all that is in it is kept out", dockerfile: `${head}COPY . .\n`, files: { ...files, ".dockerignore": "node_modules/*\n" } },
    { name: "the host has installed nothing", dockerfile: `${head}COPY . .\n`, files: { "package.json": "{}", "package-lock.json": "{}", ".dockerignore": "" } },
    { name: "no ignore file at all has a rule of its own", dockerfile: `${head}COPY . .\n`, files: { "package.json": "{}", "package-lock.json": "{}", "node_modules/x.js": "" } },
    { name: "the copy itself leaves it out", dockerfile: `${head}COPY --exclude=node_modules . .\n`, files },
    { name: "only the sources are copied", dockerfile: `${head}COPY src src\n`, files },
    { name: "copied before the install, which sets it right", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n", files },
    { name: "copied elsewhere", dockerfile: `${head}COPY . /src\n`, files },
    { name: "nothing is installed: the image needs the host's", dockerfile: "FROM node:22\nCOPY . /app\n", files },
    { name: "copied by name, on purpose", dockerfile: `${head}COPY node_modules node_modules\n`, files },
    { name: "the install is in another stage", dockerfile: "FROM node:22 AS deps\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nFROM node:22\nWORKDIR /app\nCOPY . .\n", files },
    { name: "the stage's modules come last", dockerfile: "FROM node:22 AS deps\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nFROM node:22\nWORKDIR /app\nCOPY . .\nCOPY --from=deps /app/node_modules ./node_modules\n", files },
    { name: "an unknown context", dockerfile: `${head}COPY . .\n` },
    { name: "a stage that nobody needs", dockerfile: `${head}COPY . .\nFROM a:1\n`, files },
  ],
});
