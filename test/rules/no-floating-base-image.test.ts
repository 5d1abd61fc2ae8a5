import { memoryContext } from "../../buildkit/files/memory-context.ts";
import { check } from "../support/check.ts";

/** The Dockerfile is images/notebook/Dockerfile of a repository with these other files. */
function inRepository(repository: Readonly<Record<string, string>>): { readonly context: { readonly kind: "known"; readonly context: ReturnType<typeof memoryContext> } } {
  return { context: { kind: "known", context: memoryContext({}, { name: "images/notebook", repository }) } };
}

check("no-floating-base-image", {
  invalid: [
    { name: "latest for one architecture", dockerfile: "\nFROM o/unrar:arm64v8-latest\n     ^^^^^^^^^^^^^^^^^^^^^^ movingTag\n" },
    { name: "no tag", dockerfile: "\nFROM node\n     ^^^^ untagged\n", message: /`node` has no tag/ },
    { name: "latest", dockerfile: "\nFROM node:latest\n     ^^^^^^^^^^^ movingTag\n" },
    { name: "a moving word with a variant", dockerfile: "\nFROM node:lts-alpine\n     ^^^^^^^^^^^^^^^ movingTag\n" },
    { name: "a registry's port is no tag", dockerfile: "\nFROM registry.example:5000/team/app\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ untagged\n" },
    { name: "the default of an ARG", dockerfile: "\nARG TAG=latest\nFROM node:${TAG}\n     ^^^^^^^^^^^ movingTag\n", message: /`node:\$\{TAG\}` \(`node:latest` by default\)/ },
    { name: "a default in the reference", dockerfile: "\nFROM node:${TAG:-latest}\n     ^^^^^^^^^^^^^^^^^^^ movingTag\n" },
    { name: "behind --platform and an alias", dockerfile: "\nFROM --platform=$BUILDPLATFORM golang AS build\n                               ^^^^^^ untagged\n" },
    { name: "every stage that is built", dockerfile: "\nFROM golang AS build\n     ^^^^^^ untagged\nFROM alpine:edge\n     ^^^^^^^^^^^ movingTag\nCOPY --from=build /x /x\n" },
    { name: "the newest version in a variant", dockerfile: "\nFROM golang:alpine\n     ^^^^^^^^^^^^^ movingTag\n" },
    { name: "the newest version in a variant of a variant", dockerfile: "\nFROM docker.io/library/php:fpm-alpine\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ movingTag\n" },
    { name: "an image without version tags", dockerfile: "\nFROM gcr.io/distroless/static:nonroot\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ movingTag\n" },
    { name: "latest behind the name of a distribution", dockerfile: "\nFROM example/tool:debian-latest\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^ movingTag\n" },
    { name: "the version of something else behind latest", dockerfile: "\nFROM lukemathwalker/cargo-chef:latest-rust-1.85.1\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ movingTag\n" },
    {
      name: "an image of this repository that is named outright",
      dockerfile: "\nFROM example/base:latest\n     ^^^^^^^^^^^^^^^^^^^ movingTag\n",
      ...inRepository({ "images/base/Dockerfile": "FROM debian:12\n" }),
    },
    {
      name: "a Dockerfile of that name that only wraps the image",
      dockerfile: "\nARG BASE=example/base:latest\nFROM $BASE\n     ^^^^^ movingTag\n",
      ...inRepository({ "images/base/Dockerfile": "FROM example/base:latest\n" }),
    },
    {
      name: "a directory of that name without a Dockerfile",
      dockerfile: "\nARG BASE=example/base:latest\nFROM $BASE\n     ^^^^^ movingTag\n",
      ...inRepository({ "images/base/README.md": "" }),
    },
    {
      name: "a directory that is the Dockerfile's own",
      dockerfile: "\nARG TAG=latest\nFROM jupyter/notebook:$TAG\n     ^^^^^^^^^^^^^^^^^^^^^ movingTag\n",
      ...inRepository({ "images/notebook/Dockerfile": "" }),
    },
    {
      name: "a variant stays",
      dockerfile: "\nFROM node:alpine\n     ^^^^^^^^^^^ movingTag\n",
      files: { ".nvmrc": "22\n" },
      suggestions: { pin: "\nFROM node:22-alpine\n" },
    },
    { name: "not every version has every release of a distribution", dockerfile: "\nFROM node:lts-buster\n     ^^^^^^^^^^^^^^^ movingTag\n", files: { ".nvmrc": "22\n" }, suggestions: {} },
    {
      name: "a file of the context proves the version",
      dockerfile: "\nFROM node:lts-slim\n     ^^^^^^^^^^^^^ movingTag\n",
      files: { ".nvmrc": "v22.11.0\n" },
      suggestions: { pin: "\nFROM node:22.11.0-slim\n" },
    },
    { name: "files that disagree prove nothing", dockerfile: "\nFROM node\n     ^^^^ untagged\n", files: { ".nvmrc": "22\n", ".node-version": "20\n" }, suggestions: {} },
    { name: "an alias in the file proves nothing", dockerfile: "\nFROM node\n     ^^^^ untagged\n", files: { ".nvmrc": "lts/*\n" }, suggestions: {} },
  ],
  valid: [
    { name: "the latest build of a version", dockerfile: "FROM o/app:3-latest\n" },
    { name: "a version", dockerfile: "FROM node:22.11.0-alpine3.20\n" },
    { name: "a major version is a choice", dockerfile: "FROM node:22\n" },
    { name: "a digest", dockerfile: `FROM node@sha256:${"a".repeat(64)}\n` },
    { name: "a digest behind latest", dockerfile: `FROM node:latest@sha256:${"a".repeat(64)}\n` },
    { name: "scratch", dockerfile: "FROM scratch\n" },
    { name: "a stage in another case of letters", dockerfile: "FROM node:22 AS Build\nFROM BUILD\n" },
    { name: "a stage by index", dockerfile: "FROM node:22\nFROM 0\n" },
    { name: "a stage behind --platform", dockerfile: "FROM node:22 AS build\nFROM --platform=linux/amd64 build\n" },
    { name: "an ARG without a default", dockerfile: "ARG BASE\nFROM $BASE\n" },
    { name: "an ARG with tag in its default", dockerfile: "ARG BASE=node:22\nFROM ${BASE}\n" },
    { name: "a port and a tag", dockerfile: "FROM registry.example:5000/app:1.2\n" },
    { name: "a name that only this machine can know", dockerfile: "FROM shop-base\n" },
    { name: "a local image", dockerfile: "FROM localhost/base:latest\n" },
    { name: "the release of a distribution is a version", dockerfile: "FROM debian:bookworm-slim\n" },
    { name: "a variant of an image whose tags nobody knows", dockerfile: "FROM example/tool:alpine\n" },
    { name: "the release that an image is made from in its name", dockerfile: "FROM gcr.io/distroless/static-debian12:nonroot\n" },
    { name: "a version behind a moving word", dockerfile: "FROM nginx:stable-1.27.1\n" },
    { name: "a default for an image of this repository", dockerfile: "ARG OWNER=example\nFROM quay.io/$OWNER/base-notebook\n", ...inRepository({ "images/base-notebook/Dockerfile": "FROM debian:12\n" }) },
    { name: "in another spelling, and higher up", dockerfile: "ARG VERSION=latest\nFROM selenium/node-base:$VERSION\n", ...inRepository({ "NodeBase/Dockerfile": "FROM debian:12\n" }) },
    { name: "by the suffix of a Dockerfile, without the prefix of its owner", dockerfile: "ARG BASE=outlinewiki/outline-base\nFROM $BASE\n", ...inRepository({ "Dockerfile.base": "FROM debian:12\n" }) },
    { name: "a placeholder", dockerfile: "ARG BASE=REPLACE-ME\nFROM $BASE\n" },
    { name: "a dated nightly", dockerfile: "FROM rustlang/rust:nightly-2026-05-01\n" },
    { name: "a stage that nobody needs", dockerfile: "FROM node AS tools\nFROM nginx:1.27\n" },
    { name: "another linter's comment accepts it", dockerfile: "# hadolint ignore=DL3007\nFROM node:latest\n" },
    { name: "our own comment accepts it", dockerfile: "# layerwise-disable-next-line no-floating-base-image -- always the newest\nFROM node:latest\n" },
  ],
});
