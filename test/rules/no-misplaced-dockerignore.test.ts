import { check } from "../support/check.ts";

const dockerfile = "FROM a\nCOPY src .\n";
const files = { "docker/Dockerfile": dockerfile, "src/a": "" };

check("no-misplaced-dockerignore", {
  invalid: [
    {
      name: "beside a Dockerfile that is built at the root",
      files,
      file: "docker/.dockerignore",
      dockerignore: "# local\nnode_modules\n^^^^^^^^^^^^ directory\n*.log\n",
      message: /^No build reads this file, because the build context of `Dockerfile` is the root of the repository\. Delete it, or move its patterns, which then start there, to `\.dockerignore`, or to `Dockerfile\.dockerignore` beside it/,
    },
    {
      name: "beside a Dockerfile that is built one directory up",
      files: { "app/docker/Dockerfile": dockerfile, "app/src/a": "" },
      file: "app/docker/.dockerignore",
      contexts: { "app/docker/Dockerfile": "app" },
      dockerignore: "node_modules\n^^^^^^^^^^^^ directory\n",
      message: /is `app`\. Delete it, or move .* to `app\/\.dockerignore`/,
    },
    { name: "half of the name", files: { "prod.Dockerfile": dockerfile, "src/a": "" }, file: "prod.dockerignore", dockerignore: "*\n^ name\n", message: /of `prod\.Dockerfile` is called `prod\.Dockerfile\.dockerignore`/ },
    { name: "the suffix alone", files: { "Dockerfile.dev": dockerfile, "src/a": "" }, file: "dev.dockerignore", dockerignore: "*\n^ name\n", message: /`Dockerfile\.dev\.dockerignore`/ },
    { name: "another case", files: { Dockerfile: dockerfile, "src/a": "" }, file: "dockerfile.dockerignore", dockerignore: "*\n^ name\n" },
  ],
  valid: [
    { name: "at the root of the context", files: { Dockerfile: dockerfile, "src/a": "" }, dockerignore: "node_modules\n" },
    { name: "in a directory that is the context of another Dockerfile", files: { ...files, Dockerfile: dockerfile }, file: "docker/.dockerignore", contexts: { Dockerfile: "docker" }, dockerignore: "a\n" },
    { name: "the context of the Dockerfile is not known", files, file: "docker/.dockerignore", contexts: { "docker/Dockerfile": "unknown" }, dockerignore: "a\n" },
    { name: "no Dockerfile beside it", files: { ...files, "web/a.js": "" }, file: "web/.dockerignore", dockerignore: "a\n" },
    { name: "the directory is a context whose Dockerfile has a file of its own", files: { "app/Dockerfile": dockerfile, "app/Dockerfile.dockerignore": "" }, file: "app/.dockerignore", contexts: { "app/Dockerfile": "app" }, dockerignore: "a\n" },
    { name: "the name of its Dockerfile", files: { "prod.Dockerfile": dockerfile, "src/a": "" }, file: "prod.Dockerfile.dockerignore", dockerignore: "a\n" },
    { name: "two Dockerfiles could be meant", files: { "Dockerfile.prod": dockerfile, "prod.Dockerfile": dockerfile }, file: "prod.dockerignore", dockerignore: "a\n" },
    { name: "the Dockerfile has a file of the right name", files: { "prod.Dockerfile": dockerfile, "prod.Dockerfile.dockerignore": "" }, file: "prod.dockerignore", dockerignore: "a\n" },
    { name: "nothing stands in it", files, file: "docker/.dockerignore", dockerignore: "# a\n" },
    { name: "nothing is known", dockerignore: "a\n" },
  ],
});
