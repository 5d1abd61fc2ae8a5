import { check } from "../support/check.ts";

check("no-runtime-path-in-cache-mount", {
  invalid: [
    {
      name: "the image starts without its packages",
      dockerfile: `
FROM node:22
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/app/node_modules npm ci
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ started
COPY . .
CMD ["npm", "start"]
`,
      message: /`npm ci` installs into the cache.*line 6/,
      suggestions: { retarget: "\nFROM node:22\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN --mount=type=cache,target=/root/.npm npm ci\nCOPY . .\nCMD [\"npm\", \"start\"]\n" },
    },
    {
      name: "a later RUN builds without them",
      dockerfile: `
FROM node:22 AS build
WORKDIR /app
COPY . .
RUN --mount=type=cache,id=modules,target=node_modules npm ci
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ run
RUN npm run build
FROM nginx:1.29
COPY --from=build /app/dist /html
`,
    },
    {
      name: "another stage copies them",
      dockerfile: `
FROM ruby:3.4 AS gems
RUN --mount=type=cache,target=/usr/local/bundle bundle install
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ copied
FROM ruby:3.4
COPY --from=gems /usr/local/bundle /usr/local/bundle
`,
      suggestions: { retarget: "\nFROM ruby:3.4 AS gems\nRUN --mount=type=cache,target=/usr/local/bundle/cache bundle install\nFROM ruby:3.4\nCOPY --from=gems /usr/local/bundle /usr/local/bundle\n" },
    },
    {
      name: "a place that a variable names, in a stage that the last one is built on",
      dockerfile: `
FROM python:3.13 AS base
ENV VIRTUAL_ENV=/opt/env
RUN --mount=type=cache,target=/opt/env pip install -r requirements.txt
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ started
FROM base
CMD ["python", "app.py"]
`,
      suggestions: { retarget: "\nFROM python:3.13 AS base\nENV VIRTUAL_ENV=/opt/env\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\nFROM base\nCMD [\"python\", \"app.py\"]\n" },
    },
    {
      name: "packages that the program loads from the cache itself",
      files: { ".yarnrc.yml": "nodeLinker: pnp\n", "package.json": "{}", "yarn.lock": "__metadata:\n" },
      dockerfile: `
FROM node:22
WORKDIR /app
RUN --mount=type=cache,target=/root/.yarn/berry/cache yarn install --immutable
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ started
CMD ["yarn", "start"]
`,
    },
    {
      name: "the directory that holds the tool itself",
      dockerfile: `
FROM rust:1.90 AS build
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo cargo build --release
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hidden
`,
      message: /hides the directory of the image that holds Cargo itself/,
      suggestions: { retarget: "\nFROM rust:1.90 AS build\nCOPY . .\nRUN --mount=type=cache,target=/usr/local/cargo/registry cargo build --release\n" },
    },
    {
      name: "environments that a tool makes among its caches",
      dockerfile: `
FROM python:3.13
COPY pyproject.toml poetry.lock ./
RUN --mount=type=cache,target=/root/.cache/pypoetry poetry install --no-root
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ started
CMD ["poetry", "run", "shop"]
`,
      suggestions: { retarget: "\nFROM python:3.13\nCOPY pyproject.toml poetry.lock ./\nRUN --mount=type=cache,target=/root/.cache/pypoetry/cache poetry install --no-root\nCMD [\"poetry\", \"run\", \"shop\"]\n" },
    },
    {
      name: "a library of links into the cache",
      dockerfile: `
FROM rocker/r-ver:4.5
ENV RENV_PATHS_CACHE=/renv/cache
RUN --mount=type=cache,target=/renv/cache R -e "renv::restore()"
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ started
CMD ["Rscript", "app.R"]
`,
    },
    {
      name: "modules that are loaded from the cache",
      dockerfile: `
FROM denoland/deno:2.0.0
COPY . .
RUN --mount=type=cache,target=/deno-dir deno cache main.ts
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ started
CMD ["deno", "run", "main.ts"]
`,
    },
  ],
  valid: [
    { name: "a part of the directory that holds the tool", dockerfile: "FROM rust:1.90\nRUN --mount=type=cache,target=/usr/local/cargo/registry cargo build\n" },
    { name: "an image whose tool lies elsewhere", dockerfile: "FROM mambaorg/micromamba:2\nRUN --mount=type=cache,target=/usr/local/cargo cargo build\n" },
    { name: "environments beside the project", dockerfile: "FROM python:3.13\nENV POETRY_VIRTUALENVS_IN_PROJECT=true\nRUN --mount=type=cache,target=/root/.cache/pypoetry poetry install --no-root\nCMD [\"poetry\", \"run\", \"shop\"]\n" },
    { name: "no environments at all", dockerfile: "FROM python:3.13\nRUN poetry config virtualenvs.create false\nRUN --mount=type=cache,target=/root/.cache/pypoetry poetry install --no-root\nCMD [\"shop\"]\n" },
    { name: "environments beside the project, by its own settings", files: { "poetry.toml": "[virtualenvs]\nin-project = true\n" }, dockerfile: "FROM python:3.13\nCOPY . .\nRUN --mount=type=cache,target=/root/.cache/pypoetry poetry install --no-root\nCMD [\"poetry\", \"run\", \"shop\"]\n" },
    { name: "a library of copies", dockerfile: "FROM rocker/r-ver:4.5\nENV RENV_PATHS_CACHE=/renv/cache RENV_CONFIG_CACHE_SYMLINKS=FALSE\nRUN --mount=type=cache,target=/renv/cache R -e \"renv::restore()\"\nCMD [\"Rscript\", \"app.R\"]\n" },
    { name: "modules that the layer gets afterwards", dockerfile: "FROM denoland/deno:2.0.0\nCOPY deps.ts .\nRUN --mount=type=cache,target=/deno-dir deno cache deps.ts\nCOPY . .\nRUN deno cache main.ts\nCMD [\"deno\", \"run\", \"main.ts\"]\n" },
    { name: "installed, used and left in one RUN of a builder", dockerfile: "FROM node:22 AS build\nWORKDIR /app\nCOPY . .\nRUN --mount=type=cache,target=/app/node_modules npm ci && npm run build\nFROM nginx:1.29\nCOPY --from=build /app/dist /html\n" },
    { name: "the later RUN has the mount too", dockerfile: "FROM node:22 AS build\nWORKDIR /app\nRUN --mount=type=cache,target=/app/node_modules npm ci\nRUN --mount=type=cache,target=/app/node_modules npm run build\nFROM nginx:1.29\nCOPY --from=build /app/dist /html\n" },
    { name: "the download cache", dockerfile: "FROM node:22\nWORKDIR /app\nRUN --mount=type=cache,target=/root/.npm npm ci\nCMD [\"npm\", \"start\"]\n" },
    { name: "a cache below the directory", dockerfile: "FROM node:22\nWORKDIR /app\nRUN npm ci\nRUN --mount=type=cache,target=/app/node_modules/.cache npm run build\nCMD [\"npm\", \"start\"]\n" },
    { name: "copied out in the same RUN", dockerfile: "FROM node:22\nWORKDIR /app\nRUN --mount=type=cache,target=/app/node_modules npm ci && cp -r node_modules /srv/\nCMD [\"npm\", \"start\"]\n" },
    { name: "installed again without the mount", dockerfile: "FROM node:22\nWORKDIR /app\nRUN --mount=type=cache,target=/app/node_modules npm ci && npm test\nRUN npm ci --omit=dev\nCMD [\"npm\", \"start\"]\n" },
    { name: "copied in from another stage", dockerfile: "FROM node:22 AS deps\nWORKDIR /app\nRUN npm ci\nFROM node:22\nWORKDIR /app\nRUN --mount=type=cache,target=/app/node_modules npm ci && npm run lint\nCOPY --from=deps /app/node_modules node_modules\nCMD [\"npm\", \"start\"]\n" },
    { name: "the directory of another project", dockerfile: "FROM node:22\nWORKDIR /app\nRUN --mount=type=cache,target=/web/node_modules npm ci\nCMD [\"npm\", \"start\"]\n" },
    { name: "an image that starts nothing", dockerfile: "FROM node:22\nWORKDIR /app\nRUN --mount=type=cache,target=/app/node_modules npm ci && npm test\n" },
    { name: "a linker that needs no cache at run time", files: { ".yarnrc.yml": "nodeLinker: node-modules\n", "yarn.lock": "__metadata:\n", "package.json": "{}" }, dockerfile: "FROM node:22\nWORKDIR /app\nRUN --mount=type=cache,target=/root/.yarn/berry/cache yarn install --immutable\nCMD [\"yarn\", \"start\"]\n" },
  ],
});
