import { check } from "../support/check.ts";

const dockerfile = "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build\n";
const workflow = (...inputs: readonly string[]): string =>
  ["on: push", "jobs:", "  image:", "    runs-on: ubuntu-latest", "    steps:", "      - uses: actions/checkout@v4", "      - uses: docker/build-push-action@v6", "        with:", "          push: true", ...inputs.map((input) => `          ${input}`), ""].join("\n");
const project = { "package.json": "{}", "src/app.js": "", "docs/index.md": "", "tests/app.test.js": "", "README.md": "", LICENSE: "" };
const files = { ...project, ".git/HEAD": "", Dockerfile: dockerfile, ".github/workflows/ci.yml": workflow() };
const serve = "FROM nginx:1.27\nCOPY . /usr/share/nginx/html\n";

check("no-ignore-file-with-remote-context", {
  invalid: [
    {
      name: "build-push-action without a context, whose copy takes in what is to be kept out",
      files,
      dockerignore: "# local\n.git\nnode_modules\ndocs\n^^^^ unread\ntests\n",
      message: /^In the build of `\.github\/workflows\/ci\.yml`, job `image`, the builder fetches the repository by itself and applies no ignore file: the copy of the whole context in `Dockerfile` takes in `docs` and `tests` all the same, and a commit that changes one of them re-runs it and 2 RUNs below it\. Check out the repository in that job and give the build `context: \.`\.$/,
    },
    {
      name: "the default by its name, in a directory",
      files: { "web/Dockerfile": dockerfile, "web/docs/a": "", ".github/workflows/ci.yml": workflow('context: "{{defaultContext}}:web"') },
      file: "web/.dockerignore",
      dockerignore: "docs\n^^^^ unread\n",
      message: /takes in `docs` all the same, and a commit that changes it re-runs it .* `context: web`\.$/,
    },
    { name: "a list of what the build gets", files, dockerignore: "*\n^ unread\n!src\n!package.json\n", message: /takes in `\.github`, `README\.md`, `docs` and 2 more all/ },
    { name: "single files, further down", files: { ...files, "src/app.test.js": "" }, dockerignore: "**/*.log\n**/*.test.js\n^^^^^^^^^^^^ unread\n", message: /`src\/app\.test\.js`/ },
    { name: "the ignore file of one Dockerfile", files: { ...files, "Dockerfile.dockerignore": "" }, file: "Dockerfile.dockerignore", dockerignore: "docs\n^^^^ unread\n" },
    { name: "the place is that of what matters", files, dockerignore: "Dockerfile\ndocs\n^^^^ unread\n", message: /takes in `docs` and `Dockerfile` all/ },
    { name: "a document, when RUNs re-run with it", files, dockerignore: "*.md\n^^^^ unread\n", message: /takes in `README\.md`/ },
    { name: "sources, though nothing runs below the copy", files: { ...files, Dockerfile: serve }, dockerignore: "tests\n^^^^^ unread\n", message: /re-runs it\. Check out/ },
    {
      name: "two workflows, of which each is to be changed",
      files: { ...files, ".github/workflows/release.yml": workflow() },
      dockerignore: "docs\n^^^^ unread\n",
      message: /^In the build of `\.github\/workflows\/ci\.yml`, job `image`, and in 1 more, the/,
    },
    { name: "one workflow of two", files: { ...files, ".github/workflows/a.yml": workflow("context: .") }, dockerignore: "docs\n^^^^ unread\n" },
    { name: "the copy leaves out something else", files: { ...files, Dockerfile: "FROM a\nCOPY --exclude=docs . .\nRUN make\n" }, dockerignore: "docs\ntests\n^^^^^ unread\n" },
    { name: "the target copies all", files: { ...files, Dockerfile: `${dockerfile}FROM b\nCOPY src .\n`, ".github/workflows/ci.yml": workflow("target: '0'") }, dockerignore: "docs\n^^^^ unread\n" },
  ],
  valid: [
    { name: "the directory of the checkout", files: { ...files, ".github/workflows/ci.yml": workflow("context: .") }, dockerignore: "docs\n" },
    { name: "a directory of it", files: { ...files, ".github/workflows/ci.yml": workflow("context: ./src", "file: Dockerfile") }, dockerignore: "docs\n" },
    { name: "a context that an expression decides", files: { ...files, ".github/workflows/ci.yml": workflow("context: ${{ inputs.context }}") }, dockerignore: "docs\n" },
    { name: "a repository elsewhere", files: { ...files, ".github/workflows/ci.yml": workflow("context: https://github.com/moby/buildkit.git") }, dockerignore: "docs\n" },
    { name: "the default in another directory", files: { ...files, "src/Dockerfile": dockerfile, ".github/workflows/ci.yml": workflow('context: "{{defaultContext}}:src"') }, dockerignore: "docs\n" },
    { name: "no build is known", files: { ...project, Dockerfile: dockerfile }, dockerignore: "docs\n" },
    { name: "it copies parts", files: { ...files, Dockerfile: "FROM a\nCOPY src docs ./\nRUN make\n" }, dockerignore: "tests\n" },
    { name: "it builds another Dockerfile, which copies parts", files: { ...files, "ci.Dockerfile": "FROM a\nCOPY src .\n", ".github/workflows/ci.yml": workflow("file: ci.Dockerfile") }, dockerignore: "docs\n" },
    { name: "the stage that copies all is not needed", files: { ...files, Dockerfile: `${dockerfile}FROM b\nCOPY src .\n` }, dockerignore: "docs\n" },
    { name: "git has nothing of it", files, dockerignore: ".git\nnode_modules\n*.log\n" },
    { name: "it is brought back", files, dockerignore: "docs\n!docs\n" },
    { name: "what is in it is brought back", files, dockerignore: "docs\n!docs/*.md\n" },
    { name: "the copy leaves it out by itself", files: { ...files, Dockerfile: "FROM a\nCOPY --exclude=docs --exclude=tests . .\nRUN make\n" }, dockerignore: "docs\ntests\n" },
    { name: "what never changes", files, dockerignore: "LICENSE\n.dockerignore\n" },
    { name: "Dockerfiles and compose files, whose edits re-run steps anyway", files: { ...files, "compose.yaml": "", "docker/dev.Dockerfile": "" }, dockerignore: "**/*Dockerfile*\n**/compose*.yaml\n" },
    { name: "documents and settings, and nothing runs below the copy", files: { ...files, Dockerfile: serve }, dockerignore: "README.md\n.github\nDockerfile\n" },
    { name: "the Dockerfile names what it keeps out, so that it is meant for other builds", files: { ...files, Dockerfile: `${dockerfile}COPY docs/index.md /docs/\n` }, dockerignore: "docs\ntests\n" },
    { name: "a file that this Dockerfile would not read", files: { ...files, "Dockerfile.dockerignore": "" }, dockerignore: "docs\n" },
    { name: "nothing is known", dockerignore: "docs\n" },
  ],
});
