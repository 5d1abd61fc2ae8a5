import { check } from "../support/check.ts";

const dockerfile = "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n";
const files = { ".git/HEAD": "", "package.json": "{}", "package-lock.json": "{}", "api.Dockerfile": dockerfile, ".dockerignore": "# all\n.git\n**/node_modules\ndocs\n" };
const file = "api.Dockerfile.dockerignore";

check("no-shadowing-dockerfile-ignore", {
  invalid: [
    {
      name: "it lacks version control and what the host installs",
      files,
      file,
      dockerignore: "tests\ne2e\n^^^ lacks\n",
      message: /^Because this file is there, `\.dockerignore` is not read for `api\.Dockerfile`: `\.git` and `\*\*\/node_modules` of it are missing here/,
      suggestions: { add: "tests\ne2e\n.git\n**/node_modules\n" },
    },
    { name: "it lacks one of them", files, file, dockerignore: "**/node_modules\n^^^^^^^^^^^^^^^ lacks\n", message: /`\.git` of it is missing here.* Add it\.$/, suggestions: { add: "**/node_modules\n.git\n" } },
    { name: "it has only comments", files, file, dockerignore: "# nothing\n^^^^^^^^^ empty\n", message: /has no pattern and ignores nothing/, suggestions: { add: "# nothing\n.git\n**/node_modules\n" } },
    {
      name: "it has only comments, and what the other keeps out may be wanted here",
      files: { ...files, ".dockerignore": "docs\n" },
      file,
      dockerignore: "# nothing\n^^^^^^^^^ empty\n",
      suggestions: {},
    },
    { name: "in the directory of the Dockerfile, below the context", files: { ...files, "docker/Dockerfile": dockerfile }, file: "docker/Dockerfile.dockerignore", dockerignore: "tests\n^^^^^ lacks\n" },
  ],
  valid: [
    { name: "it has the same", files, file, dockerignore: ".git\n**/node_modules\n" },
    { name: "it covers the same", files, file, dockerignore: "**/.*\n**/node_modules\n" },
    { name: "it lacks what need not change by itself, on purpose perhaps", files, file, dockerignore: ".git\n**/node_modules\n!docs\n" },
    { name: "it says what the build gets", files, file, dockerignore: "*\n!src\n" },
    { name: "there is no common file", files: { ...files, ".dockerignore": "# none\n" }, file, dockerignore: "tests\n" },
    { name: "the Dockerfile copies a part of the context", files: { ...files, "api.Dockerfile": "FROM a\nCOPY src .\n" }, file, dockerignore: "" },
    { name: "the build reads version control, and does not install", files: { ...files, "api.Dockerfile": "FROM a\nCOPY . .\nRUN git describe --tags > v\n" }, file, dockerignore: "tests\n" },
    { name: "the Dockerfile copies it by name", files: { ...files, "api.Dockerfile": `${dockerfile}COPY .git /git\nCOPY node_modules /m\n` }, file, dockerignore: "tests\n" },
    { name: "it brings it back by name", files, file, dockerignore: "**/.*\n!.git\n**/node_modules\n" },
    { name: "the common file itself", files, dockerignore: "tests\n" },
    { name: "nothing is known", dockerignore: "" },
  ],
});
