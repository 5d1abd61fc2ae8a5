import { check } from "../support/check.ts";

const go = "FROM golang:1.25 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /src/bin/app ./cmd/app\nFROM alpine:3.22\n";

check("no-broad-copy-from-stage", {
  invalid: [
    {
      name: "the sources along with the program",
      dockerfile: `\n${go}COPY --from=build /src /app\n                  ^^^^ broad\nRUN adduser -D app\nCMD ["/app/bin/app"]\n`,
      message: /^`\/src` holds the whole build context, which stage "build" copies there, .* even of a README, re-runs this step and the RUN below it\. The image starts what lies in `\/src\/bin\/app`/,
    },
    { name: "with a slash, into the working directory", dockerfile: `\n${go}WORKDIR /app\nCOPY --from=build /src/ .\n                  ^^^^^ broad\nENTRYPOINT ["./bin/app", "serve"]\n` },
    { name: "a directory above it", dockerfile: `\n${go.replaceAll("/src", "/usr/src")}COPY --from=build /usr /usr\n                  ^^^^ broad\nCMD /usr/src/bin/app\n` },
    { name: "the whole file system", dockerfile: `\n${go}COPY --from=build / /\n                  ^ broad\nCMD ["/src/bin/app"]\n` },
    { name: "where a tool puts its results", dockerfile: '\nFROM rust:1.90 AS b\nWORKDIR /app\nCOPY . .\nRUN cargo build --release\nFROM debian:13\nCOPY --from=b /app /app\n              ^^^^ broad\nCMD ["/app/target/release/app"]\n' },
    { name: "a package of a server", dockerfile: '\nFROM maven:3 AS b\nWORKDIR /app\nCOPY . .\nRUN mvn package\nFROM eclipse-temurin:21\nCOPY --from=b /app /app\n              ^^^^ broad\nCMD ["java", "-jar", "/app/target/app.jar"]\n' },
    { name: "a transpiler with an output directory", dockerfile: '\nFROM node:22 AS b\nWORKDIR /app\nCOPY . .\nRUN npx tsc --outDir dist\nFROM node:22\nWORKDIR /app\nCOPY --from=b /app .\n              ^^^^ broad\nCMD ["node", "dist/main.js"]\n' },
    { name: "a build directory", dockerfile: '\nFROM gcc:15 AS b\nWORKDIR /app\nCOPY . .\nRUN cmake -B build && cmake --build build\nFROM debian:13\nCOPY --from=b /app /app\n              ^^^^ broad\nCMD ["/app/build/server"]\n' },
    { name: "an ignore file that leaves things out", dockerfile: `\n${go}COPY --from=build /src /app\n                  ^^^^ broad\nCMD ["/app/bin/app"]\n`, files: { "main.go": "", "README.md": "", ".dockerignore": ".git\n*.log\n" } },
  ],
  valid: [
    { name: "only the output", dockerfile: `${go}COPY --from=build /src/bin /app/bin\nCMD ["/app/bin/app"]\n` },
    { name: "an interpreted program needs its tree", dockerfile: 'FROM python:3.13 AS b\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\nFROM python:3.13-slim\nCOPY --from=b /app /app\nCMD ["python", "/app/main.py"]\n' },
    { name: "also where assets are built", dockerfile: 'FROM node:22 AS b\nWORKDIR /app\nCOPY . .\nRUN npx esbuild app.js --outdir=static\nFROM node:22\nCOPY --from=b /app /app\nCMD ["node", "/app/server.js"]\n' },
    { name: "nobody knows where the build puts things", dockerfile: 'FROM node:22 AS b\nWORKDIR /app\nCOPY . .\nRUN npm run build\nFROM node:22\nCOPY --from=b /app /app\nCMD ["node", "/app/dist/main.js"]\n' },
    { name: "the output lies elsewhere", dockerfile: `${go.replace("/src/bin", "/out")}COPY --from=build /src /app\nCMD ["/app/run.sh"]\n` },
    { name: "a sieve", dockerfile: 'FROM node:22 AS b\nWORKDIR /app\nCOPY . .\nRUN npx tsc --outDir dist\nRUN find . -name "*.md" -delete\nFROM node:22\nCOPY --from=b /app /app\nCMD ["node", "/app/dist/main.js"]\n' },
    { name: "only some directories of the context", dockerfile: 'FROM golang:1.25 AS b\nWORKDIR /src\nCOPY cmd cmd\nRUN go build -o bin/app ./cmd\nFROM alpine:3.22\nCOPY --from=b /src /app\nCMD ["/app/bin/app"]\n' },
    { name: "an ignore file that lists what comes in", dockerfile: `${go}COPY --from=build /src /app\nCMD ["/app/bin/app"]\n`, files: { "main.go": "", ".dockerignore": "*\n!*.go\n" } },
    { name: "a flattened image", dockerfile: `${go.replace("FROM alpine:3.22", "FROM scratch")}COPY --from=build / /\nCMD ["/src/bin/app"]\n` },
    { name: "a downloader's output is no build's", dockerfile: 'FROM alpine:3.22 AS b\nWORKDIR /app\nCOPY . .\nRUN curl -o bin/tool https://example.com/tool-1.2\nFROM alpine:3.22\nCOPY --from=b /app /app\nCMD ["/app/bin/tool"]\n' },
    { name: "an image", dockerfile: 'FROM alpine:3.22\nCOPY --from=app:1 /app /app\nCMD ["/app/bin/app"]\n' },
    { name: "a stage that nobody needs", dockerfile: `${go.replace("alpine:3.22", "alpine:3.22 AS x")}COPY --from=build /src /app\nCMD ["/app/bin/app"]\nFROM alpine:3.22\n` },
  ],
});
