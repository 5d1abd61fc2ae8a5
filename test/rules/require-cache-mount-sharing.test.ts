import { check } from "../support/check.ts";

check("require-cache-mount-sharing", {
  invalid: [
    {
      name: "packages of the operating system, each mount for itself",
      dockerfile: `
FROM debian:12
RUN --mount=type=cache,target=/var/cache/apt \\
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unlocked
    # lists
    --mount=target=/var/lib/apt,type=cache \\
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unlocked
    apt-get update && apt-get install -y jq
`,
      message: /`\/var\/(cache|lib)\/apt`.*APT does not expect/,
      output: `
FROM debian:12
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\
    # lists
    --mount=target=/var/lib/apt,type=cache,sharing=locked \\
    apt-get update && apt-get install -y jq
`,
    },
    {
      name: "two stages that run at the same time",
      dockerfile: `
FROM alpine:3.22 AS one
RUN --mount=type=cache,target=/var/cache/apk apk add jq
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rivals
FROM alpine:3.22
RUN --mount=type=cache,id=/var/cache/apk,target=/var/cache/apk apk add curl
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rivals
FROM scratch
COPY --from=one / /
COPY --from=1 / /
`,
      message: [/^Stage "one" and stage 1 can run/, /^Stage 1 and stage "one"/],
      output: `
FROM alpine:3.22 AS one
RUN --mount=type=cache,target=/var/cache/apk,sharing=locked apk add jq
FROM alpine:3.22
RUN --mount=type=cache,id=/var/cache/apk,target=/var/cache/apk,sharing=locked apk add curl
FROM scratch
COPY --from=one / /
COPY --from=1 / /
`,
    },
    {
      name: "sharing that was asked for is left to the user",
      dockerfile: `
FROM maven:3.9
RUN --mount=type=cache,target=/root/.m2,sharing=shared mvn package
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unlocked
`,
      suggestions: { lock: "\nFROM maven:3.9\nRUN --mount=type=cache,target=/root/.m2,sharing=locked mvn package\n" },
    },
    {
      name: "the home of a user whom nobody knows",
      dockerfile: `
FROM example/jdk:21
USER build
RUN --mount=type=cache,target=/home/build/.gradle,uid=1000 ./gradlew build
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unlocked
`,
      output: `
FROM example/jdk:21
USER build
RUN --mount=type=cache,target=/home/build/.gradle,uid=1000,sharing=locked ./gradlew build
`,
    },
    {
      name: "a part of the directory; a variable in the target",
      dockerfile: `
FROM gradle:9
ARG HOME_OF_GRADLE=/home/gradle/.gradle
RUN --mount=type=cache,target=$HOME_OF_GRADLE/caches gradle build
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unlocked
`,
      output: `
FROM gradle:9
ARG HOME_OF_GRADLE=/home/gradle/.gradle
RUN --mount=type=cache,target=$HOME_OF_GRADLE/caches,sharing=locked gradle build
`,
    },
    {
      name: "a directory that a variable moves",
      dockerfile: `
FROM gradle:9
ENV GRADLE_USER_HOME=/cache/gradle
RUN --mount=type=cache,target=/cache/gradle gradle build
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unlocked
`,
      output: `
FROM gradle:9
ENV GRADLE_USER_HOME=/cache/gradle
RUN --mount=type=cache,target=/cache/gradle,sharing=locked gradle build
`,
    },
    {
      name: "a script that nobody sees, beside a directory that only one tool has",
      dockerfile: `
FROM debian:12
RUN --mount=type=cache,target=/var/cache/apt ./install.sh
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unlocked
`,
      output: `
FROM debian:12
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked ./install.sh
`,
    },
    {
      name: "in a here-document no fix is made by itself",
      dockerfile: `
FROM fedora:42
RUN --mount=type=cache,target=/var/cache/libdnf5 <<EOF
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unlocked
dnf install -y jq
EOF
`,
      suggestions: { lock: "\nFROM fedora:42\nRUN --mount=type=cache,target=/var/cache/libdnf5,sharing=locked <<EOF\ndnf install -y jq\nEOF\n" },
    },
    {
      name: "quoted options",
      dockerfile: `
FROM debian:12
RUN --mount="type=cache,target=/var/lib/apt/lists" apt-get update && apt-get install -y jq
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unlocked
`,
      output: `
FROM debian:12
RUN --mount="type=cache,target=/var/lib/apt/lists,sharing=locked" apt-get update && apt-get install -y jq
`,
    },
  ],
  valid: [
    { name: "locked", dockerfile: "FROM debian:12\nRUN --mount=type=cache,sharing=locked,target=/var/cache/apt apt-get install -y jq\n" },
    { name: "private", dockerfile: "FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt,sharing=private apt-get install -y jq\n" },
    { name: "a tool that expects other writers", dockerfile: "FROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ci\n" },
    { name: "a tool that locks its own directory", dockerfile: "FROM rust:1.90\nRUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/app/target cargo build\n" },
    { name: "nobody writes", dockerfile: "FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt,readonly apt-get install -y jq\n" },
    { name: "the other Yarn", dockerfile: "FROM node:22\nRUN --mount=type=cache,target=/root/.yarn/berry/cache yarn install\n" },
    { name: "another directory than the tool's", dockerfile: "FROM maven:3.9\nRUN --mount=type=cache,target=/root/.cache mvn package\n" },
    { name: "a target that nobody knows", dockerfile: "FROM maven:3.9\nARG M2\nRUN --mount=type=cache,target=$M2 mvn package\n" },
    { name: "other mounts than caches", dockerfile: "FROM debian:12\nRUN --mount=type=tmpfs,target=/var/cache/apt apt-get install -y jq\nRUN --mount=target=/var/lib/apt apt-get install -y jq\n" },
    { name: "a stage that is not built", dockerfile: "FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt apt-get install -y jq\nFROM scratch\n" },
  ],
});
