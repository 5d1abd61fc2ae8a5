import { check } from "../support/check.ts";

check("no-floating-tool-install", {
  invalid: [
    { name: "an extension", dockerfile: "\nFROM php:8.4\nRUN pecl install redis apcu-5.1.24 && docker-php-ext-enable redis apcu\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ floating\n", message: /^`redis` gets the version/ },
    { name: "a tool under the name of a program that brings it", dockerfile: "\nFROM fluent/fluentd:v1.18\nRUN fluent-gem install fluent-plugin-s3\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ floating\n" },
    { name: "a global package", dockerfile: "\nFROM node:22\nRUN npm install -g serve\n    ^^^^^^^^^^^^^^^^^^^^ floating\n", message: /^`serve` gets the version that is newest/ },
    { name: "the newest by name", dockerfile: "\nFROM golang:1.25\nCOPY . .\nRUN go install github.com/o/t@latest && go build .\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ floating\n" },
    { name: "several packages", dockerfile: "\nFROM python:3.13\nRUN pip install flask gunicorn==23.0.0 redis\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ floating\n", message: /^`flask redis` get the version/ },
    { name: "in a builder whose sources refresh it", dockerfile: "\nFROM node:22 AS build\nCOPY . .\nRUN npm install -g esbuild\n    ^^^^^^^^^^^^^^^^^^^^^^ floating\nFROM nginx:1.27\nCOPY --from=build /x /x\n" },
  ],
  valid: [
    { name: "a version", dockerfile: "FROM node:22\nRUN npm install -g serve@14.2.4\n" },
    { name: "a range with an upper end", dockerfile: "FROM node:22\nRUN npm install -g serve@14\n" },
    { name: "a version from a variable", dockerfile: "FROM node:22\nARG V=14.2.4\nRUN npm install -g serve@$V\n" },
    { name: "packages of the operating system", dockerfile: "FROM debian:12\nRUN apt-get update && apt-get install -y jq\n" },
    { name: "the installer itself", dockerfile: "FROM python:3.13\nRUN pip install --upgrade pip setuptools\n" },
    { name: "what the manifests declare", dockerfile: "FROM python:3.13\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n" },
    { name: "constraints decide the version", dockerfile: "FROM python:3.13\nCOPY constraints.txt .\nRUN pip install -c constraints.txt flask\n" },
    { name: "packages from a directory", dockerfile: "FROM python:3.13\nCOPY wheels /w\nRUN pip install --no-index --find-links=/w flask\n" },
    { name: "the project itself", dockerfile: "FROM python:3.13\nCOPY . .\nRUN pip install .\n" },
    { name: "a stale builder stage has a rule of its own", dockerfile: "FROM node:22 AS build\nRUN npm install -g esbuild\nFROM nginx:1.27\nCOPY --from=build /usr/local/bin/esbuild /x\n" },
    { name: "a repository has a rule of its own", dockerfile: "FROM python:3.13\nRUN pip install git+https://github.com/o/r@main\n" },
    { name: "refreshed on purpose", dockerfile: "FROM node:22\nARG CACHEBUST\nRUN npm install -g serve\n" },
    { name: "a stage that nobody needs", dockerfile: "FROM node:22 AS a\nRUN npm install -g serve\nFROM alpine:3.22\n" },
  ],
});
