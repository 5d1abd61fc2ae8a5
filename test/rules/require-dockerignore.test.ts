import { memoryContext } from "../../buildkit/files/memory-context.ts";
import { check } from "../support/check.ts";

const candidates = [memoryContext({ ".git/HEAD": "" }, { name: "." }), memoryContext({ "package.json": "" }, { name: "api" })];
const sources = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name) => [`src/${name}.c`, ""]));
const web = { "web/package.json": "{}", "web/package-lock.json": "{}", "web/src/index.js": "" };

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
    {
      name: "a part of the context, copied over what an install has made of it",
      dockerfile: "\nFROM node:22\nWORKDIR /app\nCOPY web/package.json web/package-lock.json ./\nRUN npm ci\nCOPY ./web ./\n     ^^^^^ overwritten\nRUN npm run build\n",
      files: web,
      message: /^`\.\/web` puts `web\/node_modules` of the host, once it is there, where `npm ci` has installed: no ignore file keeps it out\. Create \.dockerignore\.$/,
      creates: { create: { ".dockerignore": /node_modules/ } },
    },
  ],
  valid: [
    { name: "the part is copied above the install", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY ./web ./\nRUN npm ci\n", files: web },
    { name: "only sources of the part are copied over it", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY web/package.json web/package-lock.json ./\nRUN npm ci\nCOPY ./web/src ./src\n", files: web },
    { name: "another part of the context", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY web/package.json web/package-lock.json ./\nRUN npm ci\nCOPY ./api ./\n", files: { ...web, "api/index.js": "" } },
    { name: "the part goes elsewhere", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY web/package.json web/package-lock.json ./\nRUN npm ci\nCOPY ./web /srv\n", files: web },
    { name: "an ignore file for the part", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY web/package.json web/package-lock.json ./\nRUN npm ci\nCOPY ./web ./\n", files: { ...web, ".dockerignore": "web/node_modules\n" } },
    { name: "the copy itself leaves the packages out", dockerfile: "FROM node:22\nWORKDIR /app\nCOPY web/package.json web/package-lock.json ./\nRUN npm ci\nCOPY --exclude=node_modules ./web ./\n", files: web },
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
