import { check } from "../support/check.ts";

check("no-mismatched-cache-mount", {
  invalid: [
    {
      name: "a variable moves the cache",
      dockerfile: `
FROM gradle:9
ENV GRADLE_USER_HOME=/opt/gradle-home
RUN --mount=type=cache,target=/root/.gradle,sharing=locked gradle build
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ moved
`,
      message: /`GRADLE_USER_HOME` moves the cache of Gradle to `\/opt\/gradle-home`/,
      suggestions: { move: "\nFROM gradle:9\nENV GRADLE_USER_HOME=/opt/gradle-home\nRUN --mount=type=cache,target=/opt/gradle-home,sharing=locked gradle build\n" },
    },
    {
      name: "the base image has it elsewhere",
      dockerfile: `
FROM rust:1.90
RUN --mount=type=cache,target=/root/.cargo/registry cargo build
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ image
`,
      suggestions: { move: "\nFROM rust:1.90\nRUN --mount=type=cache,target=/usr/local/cargo/registry cargo build\n" },
    },
    {
      name: "a newer version of the distribution has it elsewhere",
      dockerfile: `
FROM fedora:42
RUN --mount=type=cache,target=/var/cache/dnf,sharing=locked dnf install -y jq
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ image
`,
      suggestions: { move: "\nFROM fedora:42\nRUN --mount=type=cache,target=/var/cache/libdnf5,sharing=locked dnf install -y jq\n" },
    },
    {
      name: "the user is not root",
      dockerfile: `
FROM node:22
USER node
RUN --mount=type=cache,target=/root/.npm npm ci
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ user
`,
      message: /executed by `node`/,
    },
  ],
  valid: [
    { name: "the default place", dockerfile: "FROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ci\n" },
    { name: "the place that the variable names", dockerfile: "FROM node:22\nENV npm_config_cache=/cache\nRUN --mount=type=cache,target=/cache npm ci\n" },
    { name: "a variable that nobody knows", dockerfile: "FROM node:22\nARG npm_config_cache\nRUN --mount=type=cache,target=/root/.npm npm ci\n" },
    { name: "an image that nobody knows", dockerfile: "FROM example/rust:1\nRUN --mount=type=cache,target=/root/.cargo/registry cargo build\n" },
    { name: "an older version of the distribution", dockerfile: "FROM fedora:40\nRUN --mount=type=cache,target=/var/cache/dnf dnf install -y jq\n" },
    { name: "a distribution that nobody knows", dockerfile: "FROM example/linux:1\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y jq\n" },
    { name: "the home of the user", dockerfile: "FROM node:22\nUSER node\nRUN --mount=type=cache,target=/home/node/.npm,uid=1000 npm ci\n" },
    { name: "a home that is set", dockerfile: "FROM node:22\nUSER node\nENV HOME=/root\nRUN --mount=type=cache,target=/root/.npm npm ci\n" },
    { name: "a user that nobody knows", dockerfile: "FROM node:22\nARG USER\nUSER $USER\nRUN --mount=type=cache,target=/root/.npm npm ci\n" },
    { name: "as root after all", dockerfile: "FROM node:22\nUSER node\nRUN --mount=type=cache,target=/root/.npm sudo npm ci\n" },
    { name: "another user before", dockerfile: "FROM node:22\nUSER node\nUSER root\nRUN --mount=type=cache,target=/root/.npm npm ci\n" },
    { name: "a directory of no tool", dockerfile: "FROM node:22\nRUN --mount=type=cache,target=/app/cache npm ci\n" },
    { name: "images that link one to the other", dockerfile: "FROM gradle:9\nRUN --mount=type=cache,target=/home/gradle/.gradle gradle build\n" },
    { name: "a mount above", dockerfile: "FROM golang:1.25\nRUN --mount=type=cache,target=/root/.cache go build .\n" },
  ],
});
