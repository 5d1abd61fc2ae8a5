import { check } from "../support/check.ts";

const passed = (name: string) => new Map([[name, { how: "fixed" as const, text: "1" }]]);

check("no-undeclared-build-arg", {
  invalid: [
    {
      name: "an argument from above the first FROM",
      dockerfile: `
ARG JQ=1.8.1
FROM alpine:3.22
# the tool
RUN echo "jq $JQ" \\
         ^^^^^^^^ global
  && fetch $JQ
`,
      message: /^`JQ` is empty here: the ARG above the first FROM \(line 1\) does not reach/,
      suggestions: {
        declare: `
ARG JQ=1.8.1
FROM alpine:3.22
# the tool
ARG JQ
RUN echo "jq $JQ" \\
  && fetch $JQ
`,
      },
    },
    {
      name: "a version on an image that sets no variables",
      dockerfile: `
ARG ALPINE_VERSION=3.22
FROM alpine:\${ALPINE_VERSION}
RUN echo $ALPINE_VERSION
         ^^^^^^^^^^^^^^^ global
`,
    },
    {
      name: "an argument of another stage, on an image of somebody else",
      dockerfile: `
FROM node:22 AS build
ARG FEATURE=on
RUN make $FEATURE

FROM ghcr.io/acme/base:1
COPY --from=build /out /out
RUN if [ "$FEATURE" = on ]; then ./enable; fi
         ^^^^^^^^^^ stage
`,
      message: /the ARG on line 2 belongs to another stage/,
    },
    {
      name: "an argument that is declared below",
      dockerfile: `
FROM alpine:3.22
RUN fetch $TOOL
          ^^^^^ later
ARG TOOL
`,
    },
    {
      name: "a platform argument in an assignment, a prefix and a script",
      dockerfile: `
FROM golang:1.25 AS build
RUN GOARCH=$TARGETARCH go build .
           ^^^^^^^^^^^ platform

FROM golang:1.25
ARG TARGETOS
RUN arch=\${TARGETARCH} && GOOS=$TARGETOS go build .
         ^^^^^^^^^^^^^ platform
COPY --from=build /a /a
`,
    },
    {
      name: "an argument that a build passes and nothing declares",
      dockerfile: `
FROM ghcr.io/acme/base:1
RUN make RELEASE=$APP_VERSION
         ^^^^^^^^^^^^^^^^^^^^ passed
`,
      builds: [{ name: "`compose.yaml`, service `web`", passedArgs: passed("APP_VERSION") }],
      message: /^`compose\.yaml`, service `web` passes `APP_VERSION`, but no ARG declares it/,
    },
    {
      name: "the same in one of two builds",
      dockerfile: `
FROM ghcr.io/acme/base:1
RUN make RELEASE=$APP_VERSION
         ^^^^^^^^^^^^^^^^^^^^ passed
`,
      builds: [{ name: "`ci.yml`, job `build`" }, { name: "`compose.yaml`, service `web`", passedArgs: passed("APP_VERSION") }],
      message: /whatever the value\. \(In the build of `compose\.yaml`, service `web`\.\)$/,
    },
    {
      name: "a name under which builds pass the commit",
      dockerfile: `
FROM debian:12
RUN echo $GIT_SHA > /revision
         ^^^^^^^^ volatile
RUN echo $GIT_SHA
`,
    },
  ],
  valid: [
    {
      name: "a declaration in the stage, in the stage that it is built on, or as ENV",
      dockerfile: `
ARG A=1
FROM alpine:3.22 AS base
ARG A
ENV B=2
FROM base
RUN echo $A $B
`,
    },
    {
      name: "what the base image may set",
      dockerfile: `
ARG NODE_VERSION=22
ARG GO_TAG=1.25
FROM node:\${NODE_VERSION} AS a
RUN echo $NODE_VERSION
FROM golang:\${GO_TAG}
ARG NODE_VERSION
COPY --from=a /a /a
RUN echo $GO_TAG
`,
    },
    {
      name: "what the script sets, in any way",
      dockerfile: `
ARG A=1
ARG B=1
ARG C=1
ARG D=1
ARG E=1
FROM alpine:3.22
RUN A=2 && echo $A && export B=2 && echo $B
RUN for C in x y; do echo $C; done; read D < /d; echo $D
RUN . /etc/os-release && echo $E
RUN eval "$(cat /env)" && echo $E
RUN export $(cat /env) && echo $E
`,
    },
    {
      name: "a use with a fallback, and one that is none",
      dockerfile: `
ARG A=1
FROM alpine:3.22
RUN echo \${A:-x} \${A-} \${A:+y} '$A' \\$A
CMD echo $A
`,
    },
    {
      name: "variables of the shell, proxies and BuildKit's own arguments",
      dockerfile: `
ARG HOME=/x
ARG UID=1000
ARG HTTP_PROXY
ARG BUILDKIT_INLINE_CACHE
FROM alpine:3.22
RUN echo $HOME $UID $HTTP_PROXY $http_proxy $BUILDKIT_INLINE_CACHE $0 $1
`,
      builds: [{ passedArgs: passed("http_proxy") }],
    },
    {
      name: "a stage that nobody builds, and another program",
      dockerfile: `
ARG A=1
FROM alpine:3.22 AS unused
RUN echo $A
FROM alpine:3.22
RUN ["echo", "$A"]
`,
    },
    {
      name: "a name that nobody passes, and one that an own base image may set",
      dockerfile: `
FROM debian:12
RUN echo $FOO
FROM acme/base:1
RUN echo $GIT_SHA
`,
    },
    {
      name: "an argument that a build passes for another file",
      dockerfile: `
FROM debian:12
RUN make
`,
      builds: [{ passedArgs: passed("APP_VERSION") }],
    },
  ],
});
