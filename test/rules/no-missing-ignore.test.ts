import { check } from "../support/check.ts";

const copyAll = "FROM a:1\nCOPY . /app\n";
const git = { ".git/HEAD": "ref: x\n", "src/app.js": "", Dockerfile: copyAll };
const node = { "package.json": "{}", "package-lock.json": "{}", "src/app.js": "", "node_modules/x/y.js": "", Dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\n" };

check("no-missing-ignore", {
  invalid: [
    {
      name: "version control",
      files: git,
      dockerignore: "# tests\ntests\n^^^^^ missing\n# end\n",
      message: /^`Dockerfile` copies `\.git` along with the sources: every change there re-runs the copy and all below it\. Add `\.git`\.$/,
      suggestions: { add: "# tests\ntests\n# end\n.git\n" },
    },
    { name: "a file with comments alone", files: git, dockerignore: "# none\n^^^^^^ missing\n", suggestions: { add: "# none\n.git\n" } },
    { name: "what the host has installed, which lands on the install", files: node, dockerignore: ".dockerignore\n^^^^^^^^^^^^^ missing\n", message: /copies `node_modules` along/, suggestions: { add: ".dockerignore\nnode_modules\n" } },
    {
      name: "several Dockerfiles, of which each takes in something else",
      files: { ...node, ".git/HEAD": "", "web/Dockerfile": copyAll },
      dockerignore: "**/.dockerignore\n**/*ockerfile\n^^^^^^^^^^^^^ missing\n",
      message: /^`Dockerfile` and `web\/Dockerfile` copy `\.git` and `node_modules` along with the sources:/,
      suggestions: { add: "**/.dockerignore\n**/*ockerfile\n.git\nnode_modules\n" },
    },
    {
      name: "above a `!` that it would undo",
      files: git,
      dockerignore: "tests\n!.git/info/exclude\n^^^^^^^^^^^^^^^^^^ missing\n",
      suggestions: { add: "tests\n.git\n!.git/info/exclude\n" },
    },
    { name: "an allow-list that brings it along", files: { ...node, "web/package.json": "{}", "web/node_modules/x/y.js": "", Dockerfile: "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n" }, dockerignore: "*\n!web\n!package*.json\n^^^^^^^^^^^^^^ allowList\n", message: /copies `web\/node_modules` along with the sources, because a `!` pattern/, suggestions: {} },
    { name: "the file of one Dockerfile", files: { ...git, "docker/Dockerfile": copyAll }, file: "docker/Dockerfile.dockerignore", dockerignore: "tests\n^^^^^ missing\n", message: /^`docker\/Dockerfile` copies/, suggestions: { add: "tests\n.git\n" } },
  ],
  valid: [
    { name: "all of it is ignored", files: git, dockerignore: ".git\n" },
    { name: "an allow-list of something else", files: git, dockerignore: "*\n!src\n" },
    { name: "a part of the context is copied", files: { ...git, Dockerfile: "FROM a:1\nCOPY src /app\n" }, dockerignore: "tests\n" },
    { name: "the build reads it", files: { ...git, Dockerfile: `${copyAll}RUN git describe > v\n` }, dockerignore: "tests\n" },
    { name: "another build of the context reads it", files: { ...git, "web/Dockerfile": `${copyAll}RUN git describe > v\n` }, dockerignore: "tests\n" },
    { name: "another build of the context copies it by name", files: { ...git, "web/Dockerfile": "FROM a:1\nCOPY .git /git\n" }, dockerignore: "tests\n" },
    { name: "brought back by name", files: git, dockerignore: ".*\n!.git\n" },
    { name: "the Dockerfile alone is edited together with its steps", files: { Dockerfile: `${copyAll}RUN make\n` }, dockerignore: "tests\n" },
    { name: "the common file has it: that this one lacks it is told by another rule", files: { ...git, "api.Dockerfile": copyAll, ".dockerignore": ".git\n" }, file: "api.Dockerfile.dockerignore", dockerignore: "tests\n" },
    { name: "another directory is the context", files: { "app/Dockerfile": copyAll, "app/.git/HEAD": "" }, contexts: { "app/Dockerfile": "app" }, dockerignore: "tests\n" },
    { name: "nothing is known", dockerignore: "tests\n" },
  ],
});
