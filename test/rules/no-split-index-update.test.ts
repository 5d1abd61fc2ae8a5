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
      message: /`apt-get install -y` \(line 3\)/,
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
    { name: "unrelated stages", dockerfile: "FROM debian:12 AS a\nRUN apt-get update\nFROM debian:12\nRUN --mount=from=a,target=/a apt-get update && apt-get install -y jq\n" },
  ],
});
