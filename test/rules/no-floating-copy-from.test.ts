import { check } from "../support/check.ts";

check("no-floating-copy-from", {
  invalid: [
    { name: "latest", dockerfile: "\nFROM python:3.13\nCOPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/uv\n            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ movingTag\n" },
    { name: "an official image without a tag", dockerfile: "\nFROM php:8.4\nCOPY --from=composer /usr/bin/composer /usr/bin/composer\n            ^^^^^^^^ untagged\n" },
    { name: "the newest version in a variant", dockerfile: "\nFROM a:1\nCOPY --from=docker:cli /usr/local/bin/docker /usr/local/bin/\n            ^^^^^^^^^^ movingTag\n" },
    { name: "a mount", dockerfile: "\nFROM a:1\nRUN --mount=type=bind,from=ghcr.io/o/tool,target=/t /t/x\n                           ^^^^^^^^^^^^^^ untagged\n" },
    { name: "one finding for several sources", dockerfile: "\nFROM a:1\nCOPY --from=ghcr.io/astral-sh/uv /uv /uvx /bin/\n            ^^^^^^^^^^^^^^^^^^^^ untagged\n" },
    {
      name: "a file of the context proves the version",
      dockerfile: "\nFROM a:1\nCOPY --from=node:lts /usr/local/bin/node /usr/local/bin/\n            ^^^^^^^^ movingTag\n",
      files: { ".node-version": "22.11.0" },
      suggestions: { pin: "\nFROM a:1\nCOPY --from=node:22.11.0 /usr/local/bin/node /usr/local/bin/\n" },
    },
  ],
  valid: [
    { name: "a version", dockerfile: "FROM a:1\nCOPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/uv\n" },
    { name: "a digest", dockerfile: `FROM a:1\nCOPY --from=ghcr.io/o/t@sha256:${"b".repeat(64)} /x /x\n` },
    { name: "a local image", dockerfile: "FROM a:1\nCOPY --from=localhost:5000/tools /x /x\n" },
    { name: "a stage", dockerfile: "FROM a:1 AS Build\nRUN x\nFROM b:1\nCOPY --from=build /x /x\n" },
    { name: "a stage by index", dockerfile: "FROM a:1\nRUN x\nFROM b:1\nCOPY --from=0 /x /x\n" },
    { name: "a name that can be a context of compose or bake", dockerfile: "FROM a:1\nCOPY --from=assets /x /x\n" },
    { name: "BuildKit expands nothing here", dockerfile: "FROM a:1\nCOPY --from=$TOOL /x /x\n" },
    { name: "a cache mount without from", dockerfile: "FROM a:1\nRUN --mount=type=cache,target=/c true\n" },
  ],
});
