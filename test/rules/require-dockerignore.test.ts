import { memoryContext } from "../../buildkit/memory-context.ts";
import { check } from "../support/check.ts";

const candidates = [memoryContext({ "a.txt": "" }, { name: "." }), memoryContext({ "a.txt": "" }, { name: "api" })];

check("require-dockerignore", {
  invalid: [
    { name: "the whole context without an ignore file", dockerfile: "\nFROM a:1\nCOPY . /app\n     ^ missing\n", files: { "src/x.js": "" }, message: /Create \.dockerignore\./, creates: { create: { ".dockerignore": /\.git/ } } },
    { name: "a context below the repository", dockerfile: "\nFROM a:1\nCOPY ./ /app\n     ^^ missing\n", context: { kind: "known", context: memoryContext({ "x.js": "" }, { name: "services/api" }) }, message: /Create services\/api\/\.dockerignore\./ },
    { name: "a wildcard that matches everything", dockerfile: "\nFROM a:1\nCOPY * /app/\n     ^ missing\n", files: {} },
    { name: "a mount of everything", dockerfile: "\nFROM a:1\nRUN --mount=target=/src make\n    ^^^^^^^^^^^^^^^^^^^ missing\n", files: {} },
    { name: "none of the possible contexts has one", dockerfile: "\nFROM a:1\nCOPY . /app\n     ^ missing\n", context: { kind: "ambiguous", candidates }, message: /at the context's root/ },
    { name: "a trigger", dockerfile: "\nFROM a:1\nONBUILD COPY . /app\n             ^ missing\n", files: {} },
    { name: "an ignore file of another Dockerfile", dockerfile: "\nFROM a:1\nCOPY . /app\n     ^ missing\n", files: { "Other.dockerignore": "x" } },
  ],
  valid: [
    { name: "an ignore file at the context's root", dockerfile: "FROM a:1\nCOPY . /app\n", files: { ".dockerignore": ".git\n" } },
    { name: "the Dockerfile's own, even when empty: its own rules speak of that", dockerfile: "FROM a:1\nCOPY . /app\n", files: { "Dockerfile.dockerignore": "" } },
    { name: "nothing broad is copied", dockerfile: "FROM a:1\nCOPY src /app\n", files: { "src/x.js": "" } },
    { name: "the broad copy comes from a stage", dockerfile: "FROM a:1 AS b\nRUN x\nFROM a:1\nCOPY --from=b . /app\n", files: {} },
    { name: "an unknown context", dockerfile: "FROM a:1\nCOPY . /app\n" },
    { name: "one of the possible contexts has one", dockerfile: "FROM a:1\nCOPY . /app\n", context: { kind: "ambiguous", candidates: [...candidates, memoryContext({ ".dockerignore": "x" })] } },
    { name: "a stage that nobody needs", dockerfile: "FROM a:1 AS old\nCOPY . /app\nFROM a:1\n", files: {} },
    { name: "the copy itself leaves files out", dockerfile: "FROM a:1\nCOPY --exclude=.git . /app\n", files: {} },
  ],
});
