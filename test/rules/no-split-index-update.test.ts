import { check } from "../support/check.ts";

check("no-split-index-update", {
  invalid: [
    {
      name: "neighbours become one RUN",
      dockerfile: `
FROM debian:12
RUN apt-get update
    ^^^^^^^^^^^^^^ split
RUN apt-get install -y jq
`,
      message: /`apt-get install jq` \(line 3\) goes on/,
      output: `
FROM debian:12
RUN apt-get update && apt-get install -y jq
`,
    },
    {
      name: "comments stay, the layout of the install too",
      dockerfile: `
FROM debian:12
# fresh
RUN apt-get -qq update
    ^^^^^^^^^^^^^^^^^^ split
# tools
RUN apt-get install -y \\
      curl \\
      # for scripts
      jq \\
 && rm -rf /var/lib/apt/lists/*
`,
      output: `
FROM debian:12
# fresh
# tools
RUN apt-get -qq update && apt-get install -y \\
      curl \\
      # for scripts
      jq \\
 && rm -rf /var/lib/apt/lists/*
`,
    },
    {
      name: "a failing update would pass unnoticed before a semicolon",
      dockerfile: `
FROM debian:12
RUN apt-get update
    ^^^^^^^^^^^^^^ split
RUN apt-get install -y jq; true
`,
      suggestions: { merge: "\nFROM debian:12\nRUN apt-get update && apt-get install -y jq; true\n" },
    },
    {
      name: "something stands between: the install refreshes for itself",
      dockerfile: `
FROM debian:12
RUN apt-get update
    ^^^^^^^^^^^^^^ split
COPY sources.list /etc/apt/
RUN apt-get install -y jq
`,
      suggestions: { prefix: "\nFROM debian:12\nCOPY sources.list /etc/apt/\nRUN apt-get update && apt-get install -y jq\n" },
    },
    {
      name: "the refresh does more: it stays where it is",
      dockerfile: `
FROM debian:12
RUN apt-get update && apt-get install -y curl
    ^^^^^^^^^^^^^^ split
RUN apt-get install -y jq
`,
      suggestions: { prefix: "\nFROM debian:12\nRUN apt-get update && apt-get install -y curl\nRUN apt-get update && apt-get install -y jq\n" },
    },
    {
      name: "an upgrade between needs the index as well",
      dockerfile: `
FROM debian:12
RUN apt-get update
    ^^^^^^^^^^^^^^ split
RUN apt-get upgrade -y
RUN apt-get install -y jq
`,
      suggestions: { prefix: "\nFROM debian:12\nRUN apt-get update && apt-get upgrade -y\nRUN apt-get update && apt-get install -y jq\n" },
    },
    {
      name: "a script between may need the index: the refresh stays",
      dockerfile: `
FROM debian:12
RUN apt-get update
    ^^^^^^^^^^^^^^ split
COPY setup.sh /
RUN /setup.sh
RUN apt-get install -y jq
`,
      suggestions: { prefix: "\nFROM debian:12\nRUN apt-get update\nCOPY setup.sh /\nRUN /setup.sh\nRUN apt-get update && apt-get install -y jq\n" },
    },
    {
      name: "the refresh goes right before the install, also in a branch",
      dockerfile: `
FROM debian:12
ARG DEBUG
RUN apt-get update && apt-get install -y curl
    ^^^^^^^^^^^^^^ split
RUN mkdir /x && if [ -n "$DEBUG" ]; then apt-get install -y gdb; fi
RUN set -ex; apt-get install -y jq; rm -rf /tmp/*
RUN cat packages.txt | xargs apt-get install -y
`,
      message: /`apt-get install gdb` \(line 4\) and 2 other installs go on/,
      suggestions: {
        prefix: `
FROM debian:12
ARG DEBUG
RUN apt-get update && apt-get install -y curl
RUN mkdir /x && if [ -n "$DEBUG" ]; then apt-get update && apt-get install -y gdb; fi
RUN set -ex; apt-get update; apt-get install -y jq; rm -rf /tmp/*
RUN apt-get update && cat packages.txt | xargs apt-get install -y
`,
      },
    },
    {
      name: "a refresh under a condition is not the one that certainly ran",
      dockerfile: `
FROM debian:12
ARG DEBUG
RUN apt-get update && apt-get install -y curl
    ^^^^^^^^^^^^^^ split
RUN if [ -n "$DEBUG" ]; then apt-get update && apt-get install -y gdb; fi
RUN apt-get install -y jq
`,
    },
    { name: "the packages are removed, not the lists", dockerfile: "\nFROM debian:12\nRUN apt-get update && apt-get install -y curl && apt-get clean && rm -rf /var/cache/apt/*\n    ^^^^^^^^^^^^^^ split\nRUN apt-get install -y jq\n" },
    { name: "the mount has the packages, not the lists", dockerfile: "\nFROM debian:12\nRUN apt-get update\n    ^^^^^^^^^^^^^^ split\nRUN --mount=type=cache,target=/var/cache/apt apt-get install -y jq\n" },
    { name: "a script in a step of its own does not renew what a later step goes by", dockerfile: "\nFROM debian:12\nRUN apt-get update && apt-get install -y curl\n    ^^^^^^^^^^^^^^ split\nRUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash -\nRUN apt-get install -y nodejs\n", message: /nodejs/ },
    { name: "flags are no names", dockerfile: "\nFROM archlinux:20260101\nRUN pacman -Sy\n    ^^^^^^^^^^ split\nRUN pacman -S --noconfirm jq\n", message: /`pacman -Sy` .* `pacman -S jq` \(line 3\)/, output: "\nFROM archlinux:20260101\nRUN pacman -Sy && pacman -S --noconfirm jq\n" },
    { name: "an upgrade that fetches the index itself", dockerfile: "\nFROM archlinux:20260101\nRUN pacman -Syu --noconfirm\n    ^^^^^^^^^^^^^^^^^^^^^^^ split\nRUN pacman -S --noconfirm jq\n", output: "\nFROM archlinux:20260101\nRUN pacman -Syu --noconfirm && pacman -S --noconfirm jq\n" },
    { name: "what adds a repository is not repeated", dockerfile: "\nFROM ubuntu:24.04\nRUN add-apt-repository -y ppa:o/r\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ split\nCOPY x /x\nRUN apt-get install -y jq\n", suggestions: {} },
    { name: "the install stands in a child stage", dockerfile: "\nFROM debian:12 AS base\nRUN apt-get update\n    ^^^^^^^^^^^^^^ split\nFROM base\nRUN apt-get install -y jq\n" },
    { name: "in exec form", dockerfile: '\nFROM debian:12\nRUN ["apt-get", "update"]\n     ^^^^^^^^^^^^^^^^^^^ split\nRUN ["apt-get", "install", "-y", "jq"]\n' },
  ],
  valid: [
    { name: "one RUN", dockerfile: "FROM debian:12\nRUN apt-get update && apt-get install -y jq\n" },
    { name: "one RUN with semicolons", dockerfile: "FROM debian:12\nRUN apt-get update; apt-get install -y jq\n" },
    { name: "one here-document", dockerfile: "FROM debian:12\nRUN <<X\napt-get -qq -y update\napt-get install -y jq\nX\n" },
    { name: "apt and apt-get are one tool", dockerfile: "FROM debian:12\nRUN apt update && apt-get install -y jq\n" },
    { name: "an upgrade after its own update", dockerfile: "FROM debian:12\nRUN apt-get update && apt-get -y upgrade\n" },
    { name: "every install refreshes for itself", dockerfile: "FROM debian:12\nRUN apt-get update && apt-get install -y curl\nRUN apt-get update && apt-get install -y jq\n" },
    { name: "the base image may keep its lists", dockerfile: "FROM example/base:1\nRUN apt-get install -y jq\n" },
    { name: "a tool that refreshes by itself", dockerfile: "FROM fedora:42\nRUN dnf makecache\nRUN dnf install -y jq\n" },
    { name: "an update of another kind", dockerfile: "FROM node:22\nRUN npm update\nRUN npm install -g serve@14.2.4\n" },
    { name: "the lists lie in a cache mount", dockerfile: "FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt apt-get update\nRUN --mount=type=cache,target=/var/lib/apt apt-get install -y jq\n" },
    { name: "the lists are removed after the refresh", dockerfile: "FROM debian:12\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nRUN apt-get install -y ./local.deb\n" },
    { name: "the lists are removed by the tool itself", dockerfile: "FROM debian:13\nRUN apt-get update && apt-get install -y curl && apt-get dist-clean\nRUN apt-get install -y ./local.deb\n" },
    { name: "the lists are removed among others", dockerfile: "FROM debian:12\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/{apt,dpkg,cache,log}/\nRUN apt-get install -y ./local.deb\n" },
    { name: "the lists are removed in a step between", dockerfile: "FROM debian:12\nRUN apt-get update && apt-get install -y curl\nRUN find /var/lib/apt/lists -type f -delete\nRUN apt-get install -y ./local.deb\n" },
    { name: "a script that adds a repository may refresh in the same RUN", dockerfile: "FROM debian:12\nRUN apt-get update && apt-get install -y curl\nRUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash - && apt-get install -y nodejs\n" },
    { name: "an upgrade alone has no list of packages that changes", dockerfile: "FROM debian:12\nRUN apt-get update\nRUN apt-get upgrade -y\n" },
    { name: "unrelated stages", dockerfile: "FROM debian:12 AS a\nRUN apt-get update\nFROM debian:12\nRUN --mount=from=a,target=/a apt-get update && apt-get install -y jq\n" },
  ],
});
