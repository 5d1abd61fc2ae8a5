import { check } from "../support/check.ts";

const head = "FROM node:22 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\n";
const tail = "FROM nginx:1.29\nCOPY --from=build /app/dist /srv\nRUN ./harden\n";

check("no-volatile-stage-output", {
  invalid: [
    {
      name: "the time beside the output",
      dockerfile: `\n${head}RUN date > dist/built.txt\n    ^^^^^^^^^^^^^^^^^^^^^ volatile\n${tail}`,
      message: /^This writes the time of the build to `\/app\/dist\/built\.txt`, which stage 1 takes together with the rest of `\/app\/dist`: .* that copy and the RUN below it re-run/,
    },
    { name: "in a substitution", dockerfile: `\n${head}RUN echo "built $(date -u +%FT%TZ)" > /app/dist/built.txt\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ volatile\n${tail}` },
    { name: "the commit", dockerfile: `\n${head}RUN git rev-parse HEAD > dist/REVISION\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ volatile\n${tail}`, message: /writes the commit/ },
    { name: "an argument", dockerfile: `\n${head}ARG GIT_SHA\nRUN echo "$GIT_SHA" > dist/version\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ volatile\n${tail}`, message: /writes `GIT_SHA`/ },
    { name: "handed on by ENV", dockerfile: `\n${head}ARG BUILD_DATE\nENV STAMP=$BUILD_DATE\nRUN echo $STAMP > dist/version\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^ volatile\n${tail}` },
    { name: "by a variable of the script", dockerfile: `\n${head}RUN NOW=$(date +%s) && echo $NOW > dist/version\n                       ^^^^^^^^^^^^^^^^^^^^^^^^ volatile\n${tail}` },
    { name: "a random value, through a pipe", dockerfile: `\n${head}RUN uuidgen | tee dist/id\n    ^^^^^^^ volatile\n${tail}`, message: /writes a random value/ },
    { name: "several in one RUN", dockerfile: `\n${head}RUN date > dist/a && date +%s > dist/b\n    ^^^^^^^^^^^^^ volatile\n${tail}` },
    { name: "in place", dockerfile: `\n${head}RUN sed -i "s/@DATE@/$(date)/" dist/index.html\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ volatile\n${tail}` },
    { name: "where the script goes", dockerfile: `\n${head}RUN cd dist && date > built.txt\n               ^^^^^^^^^^^^^^^^ volatile\n${tail}` },
    { name: "taken with all of the directory above", dockerfile: `\n${head}RUN date > dist/built.txt\n    ^^^^^^^^^^^^^^^^^^^^^ volatile\n${tail.replace("/app/dist", "/app/")}` },
    { name: "in a stage on the builder", dockerfile: `\n${head}FROM build AS b2\nRUN date > dist/built.txt\n    ^^^^^^^^^^^^^^^^^^^^^ volatile\n${tail.replace("=build", "=b2")}` },
  ],
  valid: [
    { name: "a copy of its own", dockerfile: `${head}RUN date > /app/built.txt\n${tail}COPY --from=build /app/built.txt /srv/\n` },
    { name: "nothing runs below", dockerfile: `${head}RUN date > dist/built.txt\n${tail.replace("RUN ./harden\n", "")}` },
    { name: "a fixed time", dockerfile: `${head}RUN date -u -d @0 > dist/built.txt\n${tail}` },
    { name: "another directory", dockerfile: `${head}RUN date > /built.txt\n${tail}` },
    { name: "a version that is a pin", dockerfile: `${head}ARG NODE_VERSION=22\nRUN echo $NODE_VERSION > dist/version\n${tail}` },
    { name: "a log", dockerfile: `${head}RUN date\nRUN echo "$(date)"\n${tail}` },
    { name: "in the stage that is delivered", dockerfile: "FROM node:22\nCOPY . .\nRUN date > dist/built.txt\nRUN ./harden\n" },
    { name: "compiled into the program", dockerfile: 'FROM golang:1.25 AS build\nWORKDIR /app\nCOPY . .\nRUN go build -ldflags "-X main.date=$(date)" -o dist/app .\nFROM alpine:3.22\nCOPY --from=build /app/dist /srv\nRUN ./harden\n' },
    { name: "the name of the branch's directory", dockerfile: `${head}RUN git rev-parse --show-toplevel > dist/root\n${tail}` },
    { name: "a stage that nobody needs", dockerfile: `${head}RUN date > dist/built.txt\n${tail.replace("nginx:1.29", "nginx:1.29 AS x")}FROM nginx:1.29\n` },
  ],
});
