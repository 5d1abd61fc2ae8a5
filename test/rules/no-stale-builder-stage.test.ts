import { check } from "../support/check.ts";

check("no-stale-builder-stage", {
  invalid: [
    {
      name: "a tool at whatever is newest",
      dockerfile: `
FROM golang:1.25 AS tools
RUN go install github.com/o/migrate@latest
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ floating
FROM alpine:3.22
COPY --from=tools /go/bin/migrate /bin/
`,
      message: /stage "tools" was first built.*--no-cache-filter=tools/,
    },
    { name: "a package without a version", dockerfile: "\nFROM node:22 AS build\nRUN npm install -g esbuild\n    ^^^^^^^^^^^^^^^^^^^^^^ floating\nFROM nginx:1.27\nCOPY --from=build /usr/local/lib/node_modules /x\n" },
    { name: "an upgrade", dockerfile: "\nFROM debian:12 AS base\nRUN apt-get update && apt-get -y upgrade\n                      ^^^^^^^^^^^^^^^^^^ upgrade\nFROM scratch\nCOPY --from=base / /\n" },
    { name: "the output is taken by a mount", dockerfile: "\nFROM python:3.13 AS wheels\nRUN pip wheel -w /w flask\n    ^^^^^^^^^^^^^^^^^^^^^ floating\nFROM python:3.13\nRUN --mount=from=wheels,source=/w,target=/w pip install --no-index -f /w flask==3.1.0\n" },
    { name: "the output of a stage built on it is taken", dockerfile: "\nFROM golang:1.25 AS tools\nRUN go install github.com/o/t@latest\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ floating\nFROM tools AS build\nCOPY . .\nFROM alpine:3.22\nCOPY --from=build /go/bin/t /x\n" },
    { name: "an ARG whose default stands before the first FROM changes nothing", dockerfile: "\nARG TEST_VERSION=v1.0.0\nFROM golang:1.25 AS tools\nARG TEST_VERSION\nRUN go install github.com/o/test@$TEST_VERSION && go install github.com/o/cover@latest\n                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ floating\nFROM alpine:3.22\nCOPY --from=tools /go/bin /bin\n" },
    { name: "files of a stage that never changes refresh nothing", dockerfile: "\nFROM alpine:3.22 AS certificates\nRUN apk add ca-certificates\nFROM golang:1.25 AS tools\nCOPY --from=certificates /etc/ssl /etc/ssl\nRUN go install github.com/o/t@latest\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ floating\nFROM alpine:3.22\nCOPY --from=tools /go/bin /bin\n" },
    { name: "the directory that the command names is taken", dockerfile: "\nFROM python:3.13 AS build\nRUN pip install --prefix=/install flask\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ floating\nFROM python:3.13\nCOPY --from=build /install /usr/local\n" },
    { name: "the environment that its tool lies in is taken", dockerfile: "\nFROM python:3.13 AS build\nRUN python -m venv /opt/app && /opt/app/bin/pip install flask\n                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ floating\nFROM python:3.13\nCOPY --from=build /opt/app /opt/app\n" },
    { name: "an environment that the PATH leads to is taken", dockerfile: "\nFROM python:3.13 AS build\nENV PATH=/app/venv/bin:$PATH\nRUN python -m venv /app/venv\nRUN pip install flask\n    ^^^^^^^^^^^^^^^^^ floating\nFROM python:3.13\nCOPY --from=build /app/venv /app/venv\n" },
    { name: "an environment that the command enters is taken", dockerfile: "\nFROM python:3.13 AS build\nWORKDIR /app\nRUN python -m venv venv && . venv/bin/activate && pip install flask\n                                                  ^^^^^^^^^^^^^^^^^ floating\nFROM python:3.13\nCOPY --from=build /app/venv /app/venv\n" },
    { name: "a directory that the tool's record knows is taken", dockerfile: "\nFROM python:3.13 AS build\nRUN pip install flask\n    ^^^^^^^^^^^^^^^^^ floating\nFROM python:3.13\nCOPY --from=build /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages\n" },
    { name: "a program called like the package is taken from where it was put", dockerfile: "\nFROM rust:1.90 AS tools\nRUN cargo install --locked monolith && cp /usr/local/cargo/bin/monolith /out/\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ floating\nFROM debian:12\nCOPY --from=tools /out/monolith /usr/bin/\n" },
    { name: "the program is moved to where it is taken", dockerfile: "\nFROM golang:1.25 AS tools\nRUN go install github.com/o/cover@latest && mkdir /out && mv /go/bin/cover /out\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ floating\nFROM alpine:3.22\nCOPY --from=tools /out /usr/bin/\n" },
    { name: "the program lies in a directory that a variable names", dockerfile: "\nFROM golang:1.25 AS tools\nENV GOBIN=/tools\nRUN go install github.com/o/cover/v2/cmd/cover@latest\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ floating\nFROM alpine:3.22\nCOPY --from=tools /tools/cover /usr/bin/\n" },
    { name: "the modules of a project", dockerfile: "\nFROM node:22 AS build\nWORKDIR /srv\nRUN npm install express\n    ^^^^^^^^^^^^^^^^^^^ floating\nFROM node:22\nCOPY --from=build /srv/node_modules /srv/node_modules\n" },
  ],
  valid: [
    { name: "a pinned tool", dockerfile: "FROM golang:1.25 AS tools\nRUN go install github.com/o/t@v1.2.3\nFROM a:1\nCOPY --from=tools /go/bin/t /x\n" },
    { name: "a version from a variable", dockerfile: "FROM golang:1.25 AS tools\nARG V=v1.2.3\nRUN go install github.com/o/t@$V\nFROM a:1\nCOPY --from=tools /go/bin/t /x\n" },
    { name: "the sources enter before: an edit refreshes it", dockerfile: "FROM node:22 AS build\nCOPY . .\nRUN npm install -g esbuild\nFROM a:1\nCOPY --from=build /usr/local/lib/node_modules /x\n" },
    { name: "an ARG without a default enters before", dockerfile: "FROM node:22 AS build\nARG REVISION\nRUN npm install -g esbuild\nFROM a:1\nCOPY --from=build /usr/local/lib/node_modules /x\n" },
    { name: "the sources enter in a parent stage", dockerfile: "FROM node:22 AS source\nCOPY . .\nFROM source AS build\nRUN npm install -g esbuild\nFROM a:1\nCOPY --from=build /usr/local/lib/node_modules /x\n" },
    { name: "a final stage is rebuilt and shipped as it is", dockerfile: "FROM node:22\nRUN npm install -g serve\n" },
    { name: "a stage that others are built on alone", dockerfile: "FROM node:22 AS base\nRUN npm install -g serve\nFROM base\nRUN x\n" },
    { name: "packages of the operating system without a version", dockerfile: "FROM debian:12 AS build\nRUN apt-get update && apt-get install -y gcc\nFROM a:1\nCOPY --from=build /usr /usr\n" },
    { name: "an installer that renews itself", dockerfile: "FROM python:3.13 AS build\nRUN pip install --upgrade pip setuptools wheel\nFROM a:1\nCOPY --from=build /usr/local /usr/local\n" },
    { name: "a clone has a rule of its own", dockerfile: "FROM alpine:3.22 AS src\nRUN git clone https://github.com/o/t /t\nFROM a:1\nCOPY --from=src /t /t\n" },
    { name: "a stage that nobody needs", dockerfile: "FROM golang:1.25 AS tools\nRUN go install github.com/o/t@latest\nFROM a:1\n" },
    { name: "an ENV hands on an ARG without a default", dockerfile: "FROM node:22 AS build\nARG REVISION\nENV REV=$REVISION\nRUN npm install -g esbuild\nFROM a:1\nCOPY --from=build /usr/local/lib/node_modules /x\n" },
    { name: "files of a stage that the sources enter", dockerfile: "FROM node:22 AS source\nCOPY . /s\nFROM node:22 AS build\nCOPY --from=source /s /s\nRUN npm install -g esbuild\nFROM a:1\nCOPY --from=build /usr/local/lib/node_modules /x\n" },
    { name: "a range with an upper end", dockerfile: "FROM node:22 AS build\nRUN npm install -g pnpm@10 turbo@^2.1.0\nFROM a:1\nCOPY --from=build /usr/local/lib/node_modules /x\n" },
    { name: "only a stage that nobody needs takes the output", dockerfile: "FROM node:22 AS build\nRUN npm install -g esbuild\nFROM a:1 AS unused\nCOPY --from=build /usr/local/lib/node_modules /x\nFROM build\n" },
    { name: "sources that are checked out at a version below", dockerfile: "FROM golang:1.25 AS build\nENV TOOL_VERSION=v1.2.0\nRUN go get github.com/o/tool || true\nWORKDIR /go/src/github.com/o/tool\nRUN git checkout $TOOL_VERSION && make\nFROM a:1\nCOPY --from=build /go/bin/tool /x\n" },
    { name: "a package manager that builds what is taken", dockerfile: "FROM node:22 AS build\nRUN npm install -g pnpm\nWORKDIR /app\nCOPY . .\nRUN pnpm install --frozen-lockfile && pnpm build\nFROM a:1\nCOPY --from=build /app/dist /x\nCOPY --from=build /app/node_modules /x/node_modules\n" },
    { name: "another program out of the same directory", dockerfile: "FROM golang:1.25 AS tools\nRUN go install github.com/o/generate@latest\nRUN go install github.com/o/t@v1.2.3\nFROM a:1\nCOPY --from=tools /go/bin/t /x\n" },
    { name: "an environment of the project, which an unpinned tool of the system fills", dockerfile: "FROM python:3.13 AS build\nENV POETRY_VIRTUALENVS_IN_PROJECT=1\nRUN python3 -m pip install poetry\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --no-root\nFROM python:3.13\nENV VIRTUAL_ENV=/app/.venv\nCOPY --from=build ${VIRTUAL_ENV} ${VIRTUAL_ENV}\n" },
    { name: "an environment that an unpinned tool fills", dockerfile: "FROM python:3.13 AS build\nRUN pip install poetry\nWORKDIR /app\nCOPY . .\nRUN poetry install\nFROM a:1\nCOPY --from=build /app/.local /x\n" },
    { name: "an upgrade below what is built", dockerfile: "FROM debian:12 AS build\nRUN apt-get update && apt-get -y upgrade\nCOPY . /src\nRUN make -C /src install\nFROM a:1\nCOPY --from=build /src/out /usr/local/bin/server /x/\n" },
    { name: "a directory of the project that is called like the tool", dockerfile: "FROM python:3.13 AS build\nRUN pip install bench\nRUN bench init /home/me/bench\nFROM a:1\nCOPY --from=build /home/me/bench /x\n" },
    { name: "only the build knows what is taken", dockerfile: "FROM golang:1.25 AS tools\nRUN go install github.com/o/t@latest\nFROM a:1\nARG TOOL\nCOPY --from=tools /go/bin/$TOOL /x\n" },
  ],
});
