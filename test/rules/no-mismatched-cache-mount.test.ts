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
      name: "a variable moves it out of a mount above it",
      dockerfile: `
FROM python:3.13
ENV POETRY_CACHE_DIR=/tmp/poetry
RUN --mount=type=cache,target=/root/.cache/pypoetry poetry install --no-root
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ moved
`,
      suggestions: { move: "\nFROM python:3.13\nENV POETRY_CACHE_DIR=/tmp/poetry\nRUN --mount=type=cache,target=/tmp/poetry/cache poetry install --no-root\n" },
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
      suggestions: { move: "\nFROM node:22\nUSER node\nRUN --mount=type=cache,target=/home/node/.npm,uid=1000,gid=1000 npm ci\n" },
    },
    {
      name: "the user is one that nobody knows more of",
      dockerfile: `
FROM debian:12
USER app
RUN --mount=type=cache,target=/root/.npm npm ci
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ user
`,
      suggestions: {},
    },
    {
      name: "the mount belongs to root",
      dockerfile: `
FROM node:22
USER node
RUN --mount=type=cache,target=/home/node/.npm npm ci
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ owner
`,
      message: /belongs to root, and `node`/,
      suggestions: { own: "\nFROM node:22\nUSER node\nRUN --mount=type=cache,target=/home/node/.npm,uid=1000,gid=1000 npm ci\n" },
    },
    {
      name: "the mount belongs to root, and the user is a number",
      dockerfile: `
FROM python:3.13
USER 10001
RUN --mount=type=cache,target=/home/app/.cache/pip pip install flask==3.0.2
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ owner
`,
      suggestions: { own: "\nFROM python:3.13\nUSER 10001\nRUN --mount=type=cache,target=/home/app/.cache/pip,uid=10001 pip install flask==3.0.2\n" },
    },
    {
      name: "the tool keeps packages where nothing links to the mount",
      dockerfile: `
FROM alpine:3.22
RUN --mount=type=cache,target=/var/cache/apk,sharing=locked apk add jq
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unlinked
`,
      suggestions: { move: "\nFROM alpine:3.22\nRUN --mount=type=cache,target=/etc/apk/cache,sharing=locked apk add jq\n" },
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
    { name: "a mount with a mode of its own", dockerfile: "FROM node:22\nUSER node\nRUN --mount=type=cache,target=/home/node/.npm,mode=0777 npm ci\n" },
    { name: "another mount of it that belongs to the user", dockerfile: "FROM node:22\nUSER node\nRUN --mount=type=cache,target=/home/node/.npm,uid=1000 npm ci\nRUN --mount=type=cache,target=/home/node/.npm npm i -g x@1.0.0\n" },
    { name: "a mount that root has handed over", dockerfile: "FROM node:22\nRUN --mount=type=cache,target=/home/node/.npm chown node /home/node/.npm\nUSER node\nRUN --mount=type=cache,target=/home/node/.npm npm ci\n" },
    { name: "a user that nobody knows, in a home", dockerfile: "FROM node:22\nARG USER\nUSER $USER\nRUN --mount=type=cache,target=/home/node/.npm npm ci\n" },
    { name: "a link in the same RUN", dockerfile: "FROM alpine:3.22\nRUN --mount=type=cache,target=/var/cache/apk,sharing=locked ln -s /var/cache/apk /etc/apk/cache && apk add jq\n" },
    { name: "a link above", dockerfile: "FROM alpine:3.22\nRUN ln -s /var/cache/apk /etc/apk/cache\nRUN --mount=type=cache,target=/var/cache/apk,sharing=locked apk add jq\n" },
    { name: "an image that may have the link", dockerfile: "FROM example/alpine:3\nRUN --mount=type=cache,target=/var/cache/apk,sharing=locked apk add jq\n" },
    { name: "the directory itself", dockerfile: "FROM alpine:3.22\nRUN --mount=type=cache,target=/etc/apk/cache,sharing=locked apk add jq\n" },
    { name: "a cache in one of two places", dockerfile: "FROM php:8.4-cli\nRUN --mount=type=cache,target=/root/.cache/composer composer install\n" },
    { name: "a directory where many tools have their own", dockerfile: "FROM python:3.13\nENV PIP_CACHE_DIR=/tmp/pip\nRUN --mount=type=cache,target=/root/.cache pip install flask==3.0.2\n" },
    { name: "a home that is set", dockerfile: "FROM node:22\nUSER node\nENV HOME=/root\nRUN --mount=type=cache,target=/root/.npm,uid=1000 npm ci\n" },
    { name: "a user that nobody knows", dockerfile: "FROM node:22\nARG USER\nUSER $USER\nRUN --mount=type=cache,target=/root/.npm npm ci\n" },
    { name: "as root after all", dockerfile: "FROM node:22\nUSER node\nRUN --mount=type=cache,target=/root/.npm sudo npm ci\n" },
    { name: "another user before", dockerfile: "FROM node:22\nUSER node\nUSER root\nRUN --mount=type=cache,target=/root/.npm npm ci\n" },
    { name: "a directory of no tool", dockerfile: "FROM node:22\nRUN --mount=type=cache,target=/app/cache npm ci\n" },
    { name: "images that link one to the other", dockerfile: "FROM gradle:9\nRUN --mount=type=cache,target=/home/gradle/.gradle gradle build\n" },
    { name: "a mount above", dockerfile: "FROM golang:1.25\nRUN --mount=type=cache,target=/root/.cache go build .\n" },
  ],
});
