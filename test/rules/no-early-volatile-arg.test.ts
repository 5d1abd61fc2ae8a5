import { check } from "../support/check.ts";

check("no-early-volatile-arg", {
  invalid: [
    {
      name: "a commit that only labels the image",
      dockerfile: `
FROM alpine:3.22
ARG VCS_REF
    ^^^^^^^ earlyLabelArg
RUN apk add --no-cache curl
COPY app /srv/app

LABEL org.opencontainers.image.revision=$VCS_REF
`,
      message: /`VCS_REF` changes with every commit, and every new value re-runs `apk add --no-cache curl` \(line 3\)/,
      output: `
FROM alpine:3.22
RUN apk add --no-cache curl
COPY app /srv/app
ARG VCS_REF

LABEL org.opencontainers.image.revision=$VCS_REF
`,
    },
    {
      name: "several are one finding, and go with their comment and their label",
      dockerfile: `
FROM debian:12

# set by CI
ARG BUILD_DATE
    ^^^^^^^^^^ earlyLabelArg
ARG GIT_COMMIT=unknown
LABEL created=$BUILD_DATE \\
      revision=$GIT_COMMIT

RUN apt-get update && apt-get install -y jq
USER 1000
`,
      message: /`BUILD_DATE` and `GIT_COMMIT` are new in every build/,
      suggestions: {
        moveArg: `
FROM debian:12

RUN apt-get update && apt-get install -y jq
# set by CI
ARG BUILD_DATE
ARG GIT_COMMIT=unknown
LABEL created=$BUILD_DATE \\
      revision=$GIT_COMMIT
USER 1000
`,
      },
    },
    {
      name: "the project's build may read it, the installs above do not",
      dockerfile: `
FROM node:22
ARG GIT_SHA
    ^^^^^^^ earlyArg
WORKDIR /srv
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build
`,
      suggestions: { moveArg: "\nFROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\nARG GIT_SHA\nRUN npm run build\n" },
    },
    {
      name: "handed on by ENV",
      dockerfile: `
FROM python:3.13
ARG COMMIT_SHA
    ^^^^^^^^^^ earlyArg
ENV COMMIT_SHA=$COMMIT_SHA
RUN pip install gunicorn==23.0.0
CMD ["gunicorn"]
`,
      suggestions: { moveArg: '\nFROM python:3.13\nRUN pip install gunicorn==23.0.0\nARG COMMIT_SHA\nENV COMMIT_SHA=$COMMIT_SHA\nCMD ["gunicorn"]\n' },
    },
    { name: "an ENV does not change its place among others", dockerfile: "\nFROM python:3.13\nARG COMMIT_SHA\n    ^^^^^^^^^^ earlyArg\nENV COMMIT_SHA=$COMMIT_SHA\nENV A=1\nRUN pip install gunicorn==23.0.0\n", suggestions: {} },
    { name: "the version of a build, under the name of the project", dockerfile: "\nARG SHOP_BUILD_VERSION=dev\nFROM debian:12\nARG SHOP_BUILD_VERSION\n    ^^^^^^^^^^^^^^^^^^ earlyArg\nENV SHOP_BUILD_VERSION=$SHOP_BUILD_VERSION\nRUN apt-get update && apt-get install -y curl\n", message: /changes with every release/ },
    { name: "a compiler cache that tells its statistics", dockerfile: "\nFROM rust:1.90\nARG GIT_SHA\n    ^^^^^^^ earlyArg\nCOPY recipe.json .\nRUN cargo chef cook --recipe-path recipe.json && sccache -s\nCOPY . .\nRUN cargo build\n" },
    { name: "a compiler of C between them: its sources cannot see the environment", dockerfile: "\nFROM rust:1.90\nARG GIT_SHA\n    ^^^^^^^ earlyArg\nRUN echo 'int f() { return 1; }' > f.c && gcc -shared -fPIC -o libf.so f.c\nCOPY recipe.json .\nRUN cargo chef cook --recipe-path recipe.json\nCOPY . .\nRUN cargo build\n" },
    { name: "the version of the project itself", dockerfile: "\nFROM alpine:3.22\nARG VERSION\n    ^^^^^^^ earlyLabelArg\nLABEL version=$VERSION\nRUN apk add --no-cache curl\nENTRYPOINT [\"/x\"]\n", message: /changes with every release/ },
    { name: "a placeholder is no default", dockerfile: "\nFROM alpine:3.22\nARG BUILD_NUMBER=\"0\"\n    ^^^^^^^^^^^^ earlyArg\nRUN apk add --no-cache curl\nRUN echo $BUILD_NUMBER > /build\n" },
    { name: "a global with a placeholder, declared again", dockerfile: "\nARG GIT_COMMIT=unknown\nFROM alpine:3.22\nARG GIT_COMMIT\n    ^^^^^^^^^^ earlyArg\nRUN apk add --no-cache curl\nRUN echo $GIT_COMMIT > /build\n" },
    { name: "the install stands in a stage built on this one", dockerfile: "\nFROM alpine:3.22 AS base\nARG BUILD_ID\n    ^^^^^^^^ earlyArg\nFROM base\nRUN apk add --no-cache curl\n", message: /line 4/, suggestions: {} },
    { name: "a download", dockerfile: "\nFROM alpine:3.22\nARG CI_COMMIT_SHA\n    ^^^^^^^^^^^^^ earlyArg\nRUN wget https://example.com/tool-1.2.tgz\nLABEL a=b\nENV SHA=$CI_COMMIT_SHA\n", message: /wget/ },
    {
      name: "a declared proxy",
      dockerfile: `
FROM debian:12
ARG HTTP_PROXY
    ^^^^^^^^^^ declaredProxy
ARG no_proxy
ARG NODE_ENV
RUN apt-get update && apt-get install -y jq
`,
      message: /`HTTP_PROXY` and `no_proxy` is|Declared, `HTTP_PROXY` and `no_proxy`/,
      output: "\nFROM debian:12\nARG NODE_ENV\nRUN apt-get update && apt-get install -y jq\n",
    },
    {
      name: "an argument that a build passes the commit, whatever its name",
      dockerfile: `
FROM alpine:3.22
ARG SENTRY_BUNDLE=none
    ^^^^^^^^^^^^^ earlyArg
RUN apk add --no-cache curl
RUN ./upload $SENTRY_BUNDLE
`,
      builds: [{ name: "`ci.yml`, job `build`", passedArgs: new Map([["SENTRY_BUNDLE", { how: "volatile", text: "${{ github.sha }}" }]]) }],
      message: /^`SENTRY_BUNDLE` is passed `\$\{\{ github\.sha \}\}`, another value in nearly every build, and every new value re-runs `apk add --no-cache curl`/,
      suggestions: {
        moveArg: `
FROM alpine:3.22
RUN apk add --no-cache curl
ARG SENTRY_BUNDLE=none
RUN ./upload $SENTRY_BUNDLE
`,
      },
    },
    {
      name: "an argument that is volatile in one of two builds, which is named",
      dockerfile: `
FROM alpine:3.22
ARG BUNDLE=none
    ^^^^^^ earlyArg
RUN apk add --no-cache curl
RUN ./upload $BUNDLE
`,
      builds: [{ name: "`ci.yml`, job `build`", passedArgs: new Map([["BUNDLE", { how: "volatile", text: "$(date)" }]]) }, { name: "`compose.yaml`, service `web`" }],
      message: /\(In the build of `ci\.yml`, job `build`\.\)$/,
    },
    {
      name: "a commit for which one build passes a placeholder",
      dockerfile: `
FROM alpine:3.22
ARG GIT_SHA
    ^^^^^^^ earlyArg
RUN apk add --no-cache curl
RUN ./upload $GIT_SHA
`,
      builds: [{ passedArgs: new Map([["GIT_SHA", { how: "fixed", text: "dev" }]]) }],
    },
  ],
  valid: [
    {
      name: "an argument for which all builds pass constants",
      dockerfile: `
FROM alpine:3.22
ARG GIT_REVISION
RUN apk add --no-cache curl
RUN ./upload $GIT_REVISION
`,
      builds: [{ passedArgs: new Map([["GIT_REVISION", { how: "fixed", text: "v4.2.0" }]]) }],
    },
    {
      name: "a value that changes, and decides the base",
      dockerfile: `
ARG BASE=debian:12
FROM \${BASE}
ARG BASE
RUN apk add --no-cache curl
`,
      builds: [{ passedArgs: new Map([["BASE", { how: "volatile", text: "acme/base:$CI_COMMIT_SHA" }]]) }],
    },
    { name: "a pin is a choice, whatever its name", dockerfile: "FROM node:22\nARG NODE_VERSION=22.3\nARG VCS_REF=3f2a91c\nRUN npm install -g serve@14.2.4\n" },
    { name: "a compiler of Rust, whose sources can", dockerfile: "FROM rust:1.90\nARG GIT_SHA\nRUN rustc f.rs && cargo install cargo-chef@0.1.73\n" },
    { name: "a compiler behind its cache", dockerfile: "FROM debian:12\nARG GIT_SHA\nRUN sccache rustc x.rs && apt-get install -y curl\n" },
    { name: "the version of somebody else's build", dockerfile: "FROM debian:12\nARG LLVM_BUILD_VERSION=19.1.0\nENV LLVM_BUILD_VERSION=$LLVM_BUILD_VERSION\nRUN apt-get update && apt-get install -y curl\n" },
    { name: "the version of a build that a step names", dockerfile: "FROM debian:12\nARG LLVM_BUILD_VERSION\nENV LLVM_BUILD_VERSION=$LLVM_BUILD_VERSION\nRUN apt-get update && apt-get install -y curl\nRUN curl -fsSLO https://llvm.example/$LLVM_BUILD_VERSION.tar.gz\n" },
    { name: "a version that selects what is installed", dockerfile: "FROM node:22\nARG VERSION\nRUN npm install -g serve@$VERSION\n" },
    { name: "another tool's commit selects what is cloned", dockerfile: "FROM alpine:3.22\nARG GIT_COMMIT\nRUN apk add --no-cache git\nRUN git clone https://github.com/o/r /r && git -C /r checkout $GIT_COMMIT\n" },
    { name: "another tool's version in the environment", dockerfile: "FROM alpine:3.22\nARG VERSION\nENV TOOL_HOME=/opt/tool-$VERSION\nRUN apk add --no-cache git\n" },
    { name: "a version that a step names", dockerfile: "FROM alpine:3.22\nARG VERSION\nRUN apk add --no-cache git\nRUN echo $VERSION > /version\nLABEL version=$VERSION\n" },
    { name: "it decides the base image", dockerfile: "ARG BUILD_ID\nFROM app:$BUILD_ID\nARG BUILD_ID\nRUN apk add --no-cache curl\n" },
    { name: "the very next RUN uses it", dockerfile: "FROM alpine:3.22\nARG BUILD_DATE\nRUN echo $BUILD_DATE > /date && apk add --no-cache curl\n" },
    { name: "what is below its user re-runs anyway", dockerfile: "FROM alpine:3.22\nARG BUILD_DATE\nRUN echo $BUILD_DATE > /date\nRUN apk add --no-cache curl\n" },
    { name: "used through a variable made from it", dockerfile: "FROM alpine:3.22\nARG GIT_SHA\nENV RELEASE=app-$GIT_SHA\nRUN printenv RELEASE && apk add --no-cache curl\n" },
    { name: "declared below the installs", dockerfile: "FROM alpine:3.22\nRUN apk add --no-cache curl\nARG VCS_REF\nLABEL a=$VCS_REF\n" },
    { name: "a script may read it, and stands above the install", dockerfile: "FROM alpine:3.22\nARG GIT_SHA\nCOPY x.sh /\nRUN /x.sh\nRUN apk add --no-cache curl\n" },
    { name: "the project's build alone", dockerfile: "FROM golang:1.25\nARG GIT_SHA\nCOPY . .\nRUN go build -o /x .\n" },
    { name: "a constant hides it", dockerfile: "FROM alpine:3.22\nARG VCS_REF\nENV VCS_REF=1\nRUN apk add --no-cache curl\n" },
    { name: "a tool that may read any variable", dockerfile: "FROM mcr.microsoft.com/dotnet/sdk:9.0\nARG BUILD_NUMBER\nCOPY *.csproj .\nRUN dotnet restore\n" },
    { name: "only files are copied", dockerfile: "FROM alpine:3.22\nARG VCS_REF\nCOPY . .\nLABEL a=$VCS_REF\n" },
    { name: "another stage has an environment of its own", dockerfile: "FROM alpine:3.22 AS a\nARG VCS_REF\nRUN echo $VCS_REF > /x\nFROM alpine:3.22\nRUN apk add --no-cache curl\nCOPY --from=a /x /x\n" },
    { name: "declared before the first FROM alone", dockerfile: "ARG VCS_REF\nFROM alpine:3.22\nRUN apk add --no-cache curl\n" },
    { name: "made to bust the cache", dockerfile: "FROM alpine:3.22\nARG CACHE_DATE\nRUN apk add --no-cache curl\n" },
    { name: "a stage that nobody needs", dockerfile: "FROM alpine:3.22 AS a\nARG VCS_REF\nRUN apk add --no-cache curl\nFROM alpine:3.22\n" },
    { name: "a branch is the same in most builds", dockerfile: "FROM alpine:3.22\nARG GIT_BRANCH\nRUN apk add --no-cache curl\nLABEL a=$GIT_BRANCH\n" },
    { name: "a proxy without a declaration", dockerfile: "FROM alpine:3.22\nRUN http_proxy=$HTTP_PROXY apk add --no-cache curl\n" },
    { name: "a proxy that the image keeps", dockerfile: "FROM alpine:3.22\nARG HTTP_PROXY\nENV http_proxy=$HTTP_PROXY\nRUN apk add --no-cache curl\n" },
    { name: "a proxy with a default", dockerfile: "FROM alpine:3.22\nARG HTTP_PROXY=http://proxy:3128\nRUN apk add --no-cache curl\n" },
  ],
});
