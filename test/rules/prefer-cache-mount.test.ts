import { check } from "../support/check.ts";

const clean = `RUN rm -f /etc/apt/apt.conf.d/docker-clean; echo 'Binary::apt::APT::Keep-Downloaded-Packages "true";' > /etc/apt/apt.conf.d/keep-cache`;

check("prefer-cache-mount", {
  invalid: [
    {
      name: "an install of the project's dependencies",
      dockerfile: `
FROM node:22
COPY package.json package-lock.json ./
RUN npm ci
    ^^^^^^ downloads
`,
      message: /^Whenever this step re-runs, `npm ci` downloads everything again\. Mount a cache at `\/root\/\.npm`: it keeps/,
      suggestions: { mount: "\nFROM node:22\nCOPY package.json package-lock.json ./\nRUN --mount=type=cache,target=/root/.npm npm ci\n" },
    },
    {
      name: "the hook of the base image and the clean-ups go with it",
      dockerfile: `
FROM debian:12
RUN apt-get update && apt-get install -y jq && apt-get clean && rm -rf /var/lib/apt/lists/* /tmp/*
                      ^^^^^^^^^^^^^^^^^^^^^ downloads
`,
      message: /at `\/var\/cache\/apt` and `\/var\/lib\/apt`/,
      suggestions: {
        mountAndDrop: `
FROM debian:12
${clean}
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\
    --mount=type=cache,target=/var/lib/apt,sharing=locked \\
    apt-get update && apt-get install -y jq && rm -rf /tmp/*
`,
      },
    },
    {
      name: "the lists stay in the layer where a later RUN goes by them",
      dockerfile: `
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl
                      ^^^^^^^^^^^^^^^^^^^^^^^ downloads
RUN apt-get install -y jq
    ^^^^^^^^^^^^^^^^^^^^^ downloads
`,
      message: [/at `\/var\/cache\/apt`:/, /at `\/var\/cache\/apt`:/],
      suggestions: {
        mount: [
          `\nFROM ubuntu:24.04\n${clean}\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl\nRUN apt-get install -y jq\n`,
          `\nFROM ubuntu:24.04\nRUN apt-get update && apt-get install -y curl\n${clean}\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get install -y jq\n`,
        ],
      },
    },
    {
      name: "a flag that switches the cache off",
      dockerfile: `
FROM python:3.13
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ downloads
`,
      suggestions: { mountAndDrop: "\nFROM python:3.13\nCOPY requirements.txt .\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n" },
    },
    {
      name: "a variable that switches it off: no suggestion",
      dockerfile: `
FROM python:3.13
ENV PIP_NO_CACHE_DIR=1
COPY requirements.txt .
RUN python -m pip install -r requirements.txt
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ downloads
`,
      message: /`python -m pip install` downloads/,
      suggestions: {},
    },
    {
      name: "a removal of what lies above the mount",
      dockerfile: `
FROM python:3.13
RUN pip install flask==3.0.2 && rm -rf ~/.cache
    ^^^^^^^^^^^^^^^^^^^^^^^^ downloads
`,
      suggestions: { mountAndDrop: "\nFROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.0.2\n" },
    },
    {
      name: "a removal by a variable, which might name the mount",
      dockerfile: `
FROM python:3.13
ARG SCRATCH
RUN pip install flask==3.0.2 && rm -rf $SCRATCH
    ^^^^^^^^^^^^^^^^^^^^^^^^ downloads
`,
      suggestions: {},
    },
    {
      name: "a download and the build that reads it get the mount together",
      dockerfile: `
FROM golang:1.25 AS build
COPY go.mod go.sum ./
RUN go mod download
    ^^^^^^^^^^^^^^^ downloads
COPY . .
RUN go build -o /shop ./cmd/shop
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ compiles
`,
      message: [/`go mod download` downloads everything again\. Mount a cache at `\/go\/pkg\/mod`:/, /`go build` compiles everything again\. Mount a cache at `\/root\/\.cache\/go-build`:/],
      suggestions: {
        mount: [
          "\nFROM golang:1.25 AS build\nCOPY go.mod go.sum ./\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nCOPY . .\nRUN --mount=type=cache,target=/go/pkg/mod \\\n    --mount=type=cache,target=/root/.cache/go-build \\\n    go build -o /shop ./cmd/shop\n",
          "\nFROM golang:1.25 AS build\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN --mount=type=cache,target=/root/.cache/go-build go build -o /shop ./cmd/shop\n",
        ],
      },
    },
    {
      name: "a script that may build: no suggestion",
      dockerfile: `
FROM golang:1.25
COPY go.mod go.sum ./
RUN go mod download
    ^^^^^^^^^^^^^^^ downloads
COPY . .
RUN make build
`,
      suggestions: {},
    },
    {
      name: "a build that downloads for itself, without a mount on its output",
      dockerfile: `
FROM rust:1.90 AS build
WORKDIR /src
COPY . .
RUN cargo build --release --locked
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ downloads
FROM debian:12
COPY --from=build /src/target/release/shop /usr/local/bin/
`,
      suggestions: {
        mount: "\nFROM rust:1.90 AS build\nWORKDIR /src\nCOPY . .\nRUN --mount=type=cache,target=/usr/local/cargo/registry \\\n    --mount=type=cache,target=/usr/local/cargo/git \\\n    cargo build --release --locked\nFROM debian:12\nCOPY --from=build /src/target/release/shop /usr/local/bin/\n",
      },
    },
    {
      name: "a build that downloads and compiles",
      dockerfile: `
FROM golang:1.25
COPY . .
RUN CGO_ENABLED=0 go build -o /shop .
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ both
`,
      suggestions: { mount: "\nFROM golang:1.25\nCOPY . .\nRUN --mount=type=cache,target=/go/pkg/mod \\\n    --mount=type=cache,target=/root/.cache/go-build \\\n    CGO_ENABLED=0 go build -o /shop .\n" },
    },
    {
      name: "the user of an official image",
      dockerfile: `
FROM node:22
USER node
WORKDIR /home/node/app
COPY package.json package-lock.json ./
RUN npm ci
    ^^^^^^ downloads
`,
      suggestions: { mount: "\nFROM node:22\nUSER node\nWORKDIR /home/node/app\nCOPY package.json package-lock.json ./\nRUN --mount=type=cache,target=/home/node/.npm,uid=1000,gid=1000 npm ci\n" },
    },
    {
      name: "a user that the file creates, with a home and a number",
      dockerfile: `
FROM debian:12
RUN useradd --create-home --uid 10001 app
USER app
RUN npm ci
    ^^^^^^ downloads
`,
      suggestions: { mount: "\nFROM debian:12\nRUN useradd --create-home --uid 10001 app\nUSER app\nRUN --mount=type=cache,target=/home/app/.npm,uid=10001 npm ci\n" },
    },
    {
      name: "a user without a number: no suggestion",
      dockerfile: `
FROM debian:12
RUN useradd -m app
USER app
RUN npm ci
    ^^^^^^ downloads
`,
      message: /at `\/home\/app\/\.npm`/,
      suggestions: {},
    },
    {
      name: "a directory below another one of the user, which the mount would make root's",
      dockerfile: `
FROM python:3.13
RUN useradd -m -u 1000 app
USER app
RUN pip install --user flask==3.0.2
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ downloads
`,
      suggestions: {},
    },
    {
      name: "an image that nobody knows",
      dockerfile: `
FROM example/node:1
RUN npm ci
    ^^^^^^ downloads
`,
      message: /Mount a cache where npm keeps its own:/,
      suggestions: {},
    },
    {
      name: "a variable moves it",
      dockerfile: `
FROM node:22
ENV PNPM_HOME=/pnpm
RUN pnpm install --frozen-lockfile
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ downloads
`,
      suggestions: { mount: "\nFROM node:22\nENV PNPM_HOME=/pnpm\nRUN --mount=type=cache,target=/pnpm/store pnpm install --frozen-lockfile\n" },
    },
    {
      name: "a tool that the command names, where the project brings its modules along",
      files: { "vendor/modules.txt": "# example.com/a v1.0.0\n" },
      dockerfile: `
FROM golang:1.25
RUN go install example.com/tool@v1.2.3
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ downloads
`,
    },
    {
      name: "two directories, and the environments between them stay where they are",
      dockerfile: `
FROM python:3.13
COPY pyproject.toml poetry.lock ./
RUN poetry install --no-root
    ^^^^^^^^^^^^^^^^^^^^^^^^ downloads
`,
      suggestions: { mount: "\nFROM python:3.13\nCOPY pyproject.toml poetry.lock ./\nRUN --mount=type=cache,target=/root/.cache/pypoetry/cache \\\n    --mount=type=cache,target=/root/.cache/pypoetry/artifacts \\\n    poetry install --no-root\n" },
    },
    {
      name: "the directory that apk keeps packages in",
      dockerfile: `
FROM alpine:3.22
RUN apk add --no-cache jq
    ^^^^^^^^^^^^^^^^^^^^^ downloads
`,
      suggestions: { mountAndDrop: "\nFROM alpine:3.22\nRUN --mount=type=cache,target=/etc/apk/cache,sharing=locked apk add jq\n" },
    },
    {
      name: "a tool that keeps nothing unless it is told to",
      dockerfile: `
FROM fedora:42
RUN dnf install -y jq && dnf clean all
    ^^^^^^^^^^^^^^^^^ downloads
`,
      suggestions: { mountAndDrop: "\nFROM fedora:42\nRUN --mount=type=cache,target=/var/cache/libdnf5,sharing=locked dnf install --setopt=keepcache=1 -y jq\n" },
    },
    {
      name: "a tool that no flag makes keep anything",
      dockerfile: `
FROM registry.example.com/ubi9/minimal
RUN microdnf install -y jq
    ^^^^^^^^^^^^^^^^^^^^^^ downloads
`,
      suggestions: {},
    },
    {
      name: "files that the mount would hide",
      dockerfile: `
FROM gradle:9
COPY gradle.properties /root/.gradle/gradle.properties
COPY . .
RUN gradle build
    ^^^^^^^^^^^^ downloads
`,
      suggestions: {},
    },
    {
      name: "another stage takes all of the home directory",
      dockerfile: `
FROM maven:3.9 AS build
COPY . .
RUN mvn package
    ^^^^^^^^^^^ downloads
FROM eclipse-temurin:21
COPY --from=build /root /root
`,
      suggestions: {},
    },
    {
      name: "a clean-up with a comment in between stays",
      dockerfile: `
FROM debian:12
RUN apt-get update && apt-get install -y jq \\
                      ^^^^^^^^^^^^^^^^^^^^^ downloads
    # small
    && rm -rf /var/lib/apt/lists/*
`,
      suggestions: {},
    },
    {
      name: "Yarn of an unknown version",
      dockerfile: `
FROM node:22
RUN yarn install --immutable
    ^^^^^^^^^^^^^^^^^^^^^^^^ downloads
`,
      suggestions: {},
    },
    {
      name: "Yarn with node_modules",
      files: { ".yarnrc.yml": "nodeLinker: node-modules\n", "package.json": "{}", "yarn.lock": "__metadata:\n  version: 8\n" },
      dockerfile: `
FROM node:22
RUN yarn install --immutable
    ^^^^^^^^^^^^^^^^^^^^^^^^ downloads
`,
      suggestions: { mount: "\nFROM node:22\nRUN --mount=type=cache,target=/root/.yarn/berry/cache yarn install --immutable\n" },
    },
    {
      name: "a frontend that knows no cache mounts",
      dockerfile: `
# syntax=docker/dockerfile:1.0
FROM node:22
RUN npm ci
    ^^^^^^ downloads
`,
      suggestions: {},
    },
  ],
  valid: [
    { name: "a mount", dockerfile: "FROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ci\n" },
    { name: "a mount above", dockerfile: "FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache pip install flask==3.0.2\n" },
    { name: "a mount of one of two directories", dockerfile: "FROM golang:1.25\nRUN --mount=type=cache,target=/go/pkg/mod go build .\n" },
    { name: "a mount whose target nobody knows", dockerfile: "FROM node:22\nARG CACHE\nRUN --mount=type=cache,target=$CACHE npm ci\n" },
    { name: "a file system in memory", dockerfile: "FROM python:3.13\nRUN --mount=type=tmpfs,target=/root/.cache pip install flask==3.0.2\n" },
    { name: "Plug'n'Play", files: { ".yarnrc.yml": "nodeLinker: pnp\n", "package.json": "{}", "yarn.lock": "__metadata:\n  version: 8\n" }, dockerfile: "FROM node:22\nRUN yarn install --immutable\n" },
    { name: "a library of links into the cache", dockerfile: `FROM rocker/r-ver:4.5\nRUN R -e "renv::restore()"\n` },
    { name: "Deno's modules", dockerfile: "FROM denoland/deno:2\nRUN deno install\n" },
    { name: "Julia's depot", dockerfile: `FROM julia:1.11\nRUN julia --project=. -e "using Pkg; Pkg.instantiate()"\n` },
    { name: "links by a setting", dockerfile: "FROM python:3.13\nENV UV_LINK_MODE=symlink\nRUN uv sync --frozen --no-install-project\n" },
    { name: "a build of what an earlier layer holds", dockerfile: "FROM mcr.microsoft.com/dotnet/sdk:9.0\nRUN --mount=type=bind,target=/src true\nCOPY . .\nRUN dotnet publish --no-restore -o /app\n" },
    { name: "a build that only compiles", dockerfile: "FROM node:22\nRUN npm run build\n" },
    { name: "another stage takes the downloads", dockerfile: "FROM golang:1.25 AS deps\nRUN go mod download\nFROM golang:1.25\nCOPY --from=deps /go/pkg/mod /go/pkg/mod\nRUN --mount=type=cache,target=/root/.cache/go-build go build -o /shop .\n" },
    { name: "the image starts the tool, which needs what was downloaded", dockerfile: `FROM maven:3.9\nCOPY pom.xml .\nRUN mvn dependency:resolve\nCMD ["mvn", "spring-boot:run"]\n` },
    { name: "a stage that is not built", dockerfile: "FROM node:22 AS unused\nRUN npm ci\nFROM node:22\n" },
    { name: "a trigger", dockerfile: "FROM node:22\nONBUILD RUN npm ci\n" },
    { name: "Windows", dockerfile: "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN npm ci\n" },
    { name: "a tool that renews itself", dockerfile: "FROM python:3.13\nRUN pip install --upgrade pip setuptools\n" },
    { name: "a tool that keeps no downloads", dockerfile: "FROM perl:5\nRUN cpanm --installdeps .\n" },
    { name: "a download that goes past the cache", dockerfile: "FROM node:22\nRUN corepack prepare pnpm@9.1.0 --activate\n" },
    { name: "another rule's: the mount lies elsewhere", dockerfile: "FROM node:22\nENV npm_config_cache=/cache\nRUN --mount=type=cache,target=/root/.npm npm ci\n" },
    { name: "an install without the network", dockerfile: "FROM node:22\nRUN pnpm install --offline\n" },
    { name: "the index alone", dockerfile: "FROM debian:12\nRUN apt-get update\n" },
    { name: "a file of the project moves it", files: { ".npmrc": "cache=/srv/npm\n" }, dockerfile: "FROM node:22\nRUN npm ci\n" },
    { name: "modules that the project brings along", files: { "vendor/modules.txt": "# example.com/a v1.0.0\n" }, dockerfile: "FROM golang:1.25\nRUN go mod download\n" },
    { name: "vendored modules", dockerfile: "FROM golang:1.25\nRUN --mount=type=cache,target=/root/.cache/go-build go build -mod=vendor .\n" },
    { name: "another rule's: one of two has the mount", dockerfile: "FROM golang:1.25\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nCOPY . .\nRUN go build .\n" },
  ],
});
