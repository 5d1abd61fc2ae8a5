import { memoryContext } from "../../buildkit/memory-context.ts";
import { check } from "../support/check.ts";

const candidates = [memoryContext({ ".git/HEAD": "" }, { name: "." }), memoryContext({ "package.json": "" }, { name: "api" })];
const sources = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name) => [`src/${name}.c`, ""]));

check("require-dockerignore", {
  invalid: [
    {
      name: "the whole context without an ignore file",
      dockerfile: "\nFROM a:1\nCOPY . /app\n     ^ missing\nRUN make\n",
      files: { "package.json": "", ".git/HEAD": "" },
      message: /a change in `\.git`, `node_modules` or this Dockerfile re-runs this step and all below it\. Create \.dockerignore\./,
      creates: { create: { ".dockerignore": /\.git/ } },
    },
    {
      name: "a context below the repository",
      dockerfile: "\nFROM a:1\nCOPY ./ /app\n     ^^ missing\n",
      context: { kind: "known", context: memoryContext({ "go.mod": "" }, { name: "services/api" }) },
      message: /a change in this Dockerfile re-runs this step\. Create services\/api\/\.dockerignore\./,
    },
    {
      name: "a Dockerfile outside of the context",
      dockerfile: "\nFROM a:1\nCOPY . /app\n     ^ missing\n",
      context: { kind: "known", context: memoryContext({ "pom.xml": "", "target/a.jar": "" }, { name: "api", dockerfile: "../docker/Dockerfile" }) },
      message: /a change in `target` re-runs/,
    },
    { name: "sources without a manifest", dockerfile: "\nFROM a:1\nCOPY . /app\n     ^ missing\n", files: sources },
    { name: "a few files of which git ignores others", dockerfile: "\nFROM a:1\nCOPY . /app\n     ^ missing\n", files: { "x.c": "", ".gitignore": "*.o\n" } },
    {
      name: "a directory of Dockerfiles is not the one that is copied",
      dockerfile: "\nFROM a:1\nCOPY . /app\n     ^ missing\n",
      context: { kind: "ambiguous", candidates: [memoryContext({ Dockerfile: "", "Dockerfile.dev": "", "README.md": "" }, { name: "docker" }), memoryContext({ "package.json": "" })] },
      message: /Create \.dockerignore\./,
    },
    { name: "a wildcard that matches everything", dockerfile: "\nFROM a:1\nCOPY * /app/\n     ^ missing\n", files: { "package.json": "" } },
    { name: "a mount of everything", dockerfile: "\nFROM a:1\nRUN --mount=target=/src make\n    ^^^^^^^^^^^^^^^^^^^ missing\n", files: { ".git/HEAD": "" }, message: /a change in `\.git` or this Dockerfile re-runs this step\./ },
    { name: "none of the possible contexts has one", dockerfile: "\nFROM a:1\nCOPY . /app\n     ^ missing\n", context: { kind: "ambiguous", candidates }, message: /a change in local build results or this Dockerfile .* at the context's root/ },
    { name: "an ignore file of another Dockerfile", dockerfile: "\nFROM a:1\nCOPY . /app\n     ^ missing\n", files: { "Other.dockerignore": "x", "package.json": "" } },
  ],
  valid: [
    { name: "an ignore file at the context's root", dockerfile: "FROM a:1\nCOPY . /app\n", files: { ".dockerignore": ".git\n" } },
    { name: "the Dockerfile's own, even when empty: its own rules speak of that", dockerfile: "FROM a:1\nCOPY . /app\n", files: { "Dockerfile.dockerignore": "" } },
    { name: "a few files that are made for the build", dockerfile: "FROM a:1\nCOPY . /app\n", files: { Dockerfile: "", "README.md": "", "server.py": "", "run.sh": "" } },
    { name: "one of the possible contexts is such a directory", dockerfile: "FROM a:1\nCOPY . /app\n", context: { kind: "ambiguous", candidates: [memoryContext({ "server.py": "" }), ...candidates] } },
    { name: "a trigger takes the context of another build", dockerfile: "FROM a:1\nONBUILD COPY . /app\n", files: { "package.json": "" } },
    { name: "nothing broad is copied", dockerfile: "FROM a:1\nCOPY src /app\n", files: { "src/x.js": "" } },
    { name: "the broad copy comes from a stage", dockerfile: "FROM a:1 AS b\nRUN x\nFROM a:1\nCOPY --from=b . /app\n", files: {} },
    { name: "an unknown context", dockerfile: "FROM a:1\nCOPY . /app\n" },
    { name: "one of the possible contexts has one", dockerfile: "FROM a:1\nCOPY . /app\n", context: { kind: "ambiguous", candidates: [...candidates, memoryContext({ ".dockerignore": "x" })] } },
    { name: "a stage that nobody needs", dockerfile: "FROM a:1 AS old\nCOPY . /app\nFROM a:1\n", files: {} },
    { name: "the copy itself leaves files out", dockerfile: "FROM a:1\nCOPY --exclude=.git . /app\n", files: {} },
  ],
});
