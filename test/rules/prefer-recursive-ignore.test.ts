import { check } from "../support/check.ts";

const dockerfile = "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n";
const root = { Dockerfile: dockerfile, "package.json": "{}", "package-lock.json": "{}" };
const monorepo = { ...root, "package.json": '{ "workspaces": ["packages/*"] }', "packages/web/package.json": "{}", "packages/web/index.js": "" };
const installed = { ...monorepo, "packages/web/node_modules/left-pad/index.js": "" };
const python = { Dockerfile: "FROM python:3.13\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY shop shop\n", "requirements.txt": "flask\n", "shop/__init__.py": "", "shop/cart/__init__.py": "", "tests/__init__.py": "" };

check("prefer-recursive-ignore", {
  invalid: [
    {
      name: "another package of the repository has installed",
      files: installed,
      dockerignore: "node_modules\n^^^^^^^^^^^^ present\n.git\n",
      message: /^`node_modules` holds at the root of the build context alone, unlike in a .gitignore: `packages\/web\/node_modules` gets into the build.*Write `\*\*\/node_modules`\.$/,
      suggestions: { recurseAtRisk: "**/node_modules\n.git\n" },
    },
    {
      name: "a slash at the end stays",
      files: { ...installed, "packages/api/node_modules/a.js": "", "packages/api/package.json": "{}" },
      dockerignore: "  node_modules/ \n  ^^^^^^^^^^^^^ present\n",
      message: /`packages\/api\/node_modules` and `packages\/web\/node_modules` get into/,
      suggestions: { recurseAtRisk: "  **/node_modules/ \n" },
    },
    {
      name: "a workspace that has not installed yet, and the ignore file stays out of the image",
      files: monorepo,
      dockerignore: ".dockerignore\nnode_modules\n^^^^^^^^^^^^ expected\n",
      message: /once it is there, `packages\/web\/node_modules` gets into the build/,
      output: ".dockerignore\n**/node_modules\n",
    },
    {
      name: "the ignore file is copied too, so that a fix would change the image",
      files: monorepo,
      dockerignore: "node_modules\n^^^^^^^^^^^^ expected\n",
      suggestions: { recurseAtRisk: "**/node_modules\n" },
    },
    {
      name: "an exception stands above",
      files: monorepo,
      dockerignore: ".dockerignore\n!packages/web/node_modules/kept\nnode_modules\n^^^^^^^^^^^^ expected\n",
      suggestions: { recurseAtRisk: ".dockerignore\n!packages/web/node_modules/kept\n**/node_modules\n" },
    },
    {
      name: "some build of the context is not known",
      files: { ...monorepo, "ci/Dockerfile": "FROM a\nCOPY . .\n" },
      contexts: { "ci/Dockerfile": "unknown" },
      dockerignore: ".dockerignore\nnode_modules\n^^^^^^^^^^^^ expected\n",
      suggestions: { recurseAtRisk: ".dockerignore\n**/node_modules\n" },
    },
    {
      name: "a package of its own, with its own lockfile",
      files: { ...root, "frontend/package.json": "{}", "frontend/package-lock.json": "{}" },
      dockerignore: "node_modules\n^^^^^^^^^^^^ expected\n",
      suggestions: { recurseAtRisk: "**/node_modules\n" },
    },
    {
      name: "litter further down",
      files: { ...root, "src/.DS_Store": "", "src/logs/a.log": "" },
      dockerignore: ".DS_Store\n^^^^^^^^^ present\n*.log\n^^^^^ present\n",
      suggestions: { recurseAtRisk: ["**/.DS_Store\n*.log\n", ".DS_Store\n**/*.log\n"] },
    },
    {
      name: "a name that the .gitignore has as well",
      files: { ...root, ".gitignore": "dist/\n", "packages/web/dist/app.js": "" },
      dockerignore: "dist\n^^^^ present\n",
      suggestions: { recurseAtRisk: "**/dist\n" },
    },
    {
      name: "packages of Python that have not run yet",
      files: python,
      dockerignore: ".dockerignore\n__pycache__/\n^^^^^^^^^^^^ expected\n",
      message: /once it is there, `shop\/__pycache__` and `shop\/cart\/__pycache__` get into the build/,
      output: ".dockerignore\n**/__pycache__/\n",
    },
    {
      name: "the file of one Dockerfile, whose context is above",
      file: "docker/Dockerfile.dockerignore",
      files: { ...installed, "docker/Dockerfile": dockerfile },
      dockerignore: "node_modules\n^^^^^^^^^^^^ present\n",
      suggestions: { recurseAtRisk: "**/node_modules\n" },
    },
  ],
  valid: [
    {
      name: "an exception of the .gitignore is a source",
      files: { ...root, ".gitignore": "*.log\n!docs/sample.log\n", "docs/sample.log": "" },
      dockerignore: ".dockerignore\n*.log\n",
    },
    { name: "the only package is at the root", files: { ...root, "src/index.js": "" }, dockerignore: "node_modules\n" },
    { name: "the pattern holds at every depth", files: installed, dockerignore: "**/node_modules\n" },
    { name: "another pattern keeps out what lies below", files: installed, dockerignore: "node_modules\npackages/*/node_modules\n" },
    { name: "a slash says that the root is meant", files: installed, dockerignore: "/node_modules\n" },
    { name: "no build takes in the other package", files: { ...installed, Dockerfile: "FROM node:22\nCOPY package.json src ./\n", "src/a.js": "" }, dockerignore: "node_modules\n" },
    { name: "a COPY names what lies below", files: { ...installed, Dockerfile: `${dockerfile}COPY packages/web/node_modules /x\n` }, dockerignore: "node_modules\n" },
    { name: "an exception", files: installed, dockerignore: "**/node_modules\n!node_modules\n" },
    { name: "a directory of sources that is called like a result", files: { ...root, "src/build/index.ts": "" }, dockerignore: "build\ndist\n" },
    { name: "a package within the tests", files: { ...root, "test/fixtures/a/package.json": "{}", "test/fixtures/a/package-lock.json": "{}" }, dockerignore: "node_modules\n" },
    { name: "the .gitignore means the root as well", files: { ...root, ".gitignore": "/dist\n", "packages/web/dist/app.js": "" }, dockerignore: "dist\n" },
    { name: "modules at the root alone", files: { ...python, Dockerfile: "FROM python:3.13\nCOPY . .\n", "shop/__init__.py": "print()", "shop/cart/__init__.py": "" }, dockerignore: "shop\n__pycache__\n" },
    { name: "scripts that nothing imports", files: { Dockerfile: "FROM python:3.13\nCOPY . .\n", "bin/a.py": "" }, dockerignore: "__pycache__\n" },
    { name: "packages of tests alone", files: { Dockerfile: "FROM python:3.13\nCOPY . .\n", "tests/__init__.py": "" }, dockerignore: "__pycache__\n" },
    { name: "another pattern keeps out what is compiled", files: python, dockerignore: "__pycache__\n**/*.pyc\n" },
    { name: "no build takes in the packages", files: { ...python, Dockerfile: "FROM python:3.13\nCOPY requirements.txt .\n" }, dockerignore: "__pycache__\n" },
    { name: "no Dockerfile is known to be built with the file", files: installed, contexts: { Dockerfile: "unknown" }, dockerignore: "node_modules\n" },
    { name: "nothing is known", dockerignore: "node_modules\n" },
  ],
});
