import { check } from "../support/check.ts";

const app = { "main.py": "", "src/shop.py": "", "requirements.txt": "flask==3.1.0\n" };

check("no-broad-copy-before-system-packages", {
  invalid: [
    {
      name: "packages below the whole context go above it, with the comment that belongs to them",
      dockerfile: `
FROM debian:12
WORKDIR /srv/shop
# the application
COPY . .
     ^ earlySources

# what it needs
RUN apt-get update \\
 && apt-get install -y --no-install-recommends curl jq \\
 && rm -rf /var/lib/apt/lists/*
CMD ["python3", "main.py"]
`,
      files: app,
      message: /Any change in `\.` runs `apt-get install -y --no-install-recommends curl…` \(line 7\) again/,
      output: `
FROM debian:12
WORKDIR /srv/shop
# what it needs
RUN apt-get update \\
 && apt-get install -y --no-install-recommends curl jq \\
 && rm -rf /var/lib/apt/lists/*
# the application
COPY . .

CMD ["python3", "main.py"]
`,
    },
    {
      name: "directories and files of code, several RUNs: all of them in one finding",
      dockerfile: `
FROM alpine:3.22
WORKDIR /srv/shop
COPY src ./src
     ^^^ earlySources
COPY main.py ./
EXPOSE 8000
RUN apk add --no-cache python3
RUN apk add --no-cache jq
`,
      files: app,
      message: /`apk add --no-cache python3` \(line 6\) and 1 more install again/,
      output: `
FROM alpine:3.22
WORKDIR /srv/shop
RUN apk add --no-cache python3
RUN apk add --no-cache jq
COPY src ./src
COPY main.py ./
EXPOSE 8000
`,
    },
    {
      name: "a WORKDIR in between, and a script from elsewhere: the user decides",
      dockerfile: `
FROM debian:12
COPY . /srv/shop
     ^ earlySources
WORKDIR /srv/shop
RUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash - && apt-get install -y nodejs
`,
      files: app,
      suggestions: {
        moveInstall: `
FROM debian:12
RUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash - && apt-get install -y nodejs
COPY . /srv/shop
WORKDIR /srv/shop
`,
      },
    },
    {
      name: "a place in which packages have files too",
      dockerfile: `
FROM php:8.4-apache
COPY . /var/www/html
     ^ earlySources
RUN apt-get update && apt-get install -y libzip-dev && docker-php-ext-install zip
`,
      files: { "index.php": "" },
      suggestions: {
        moveInstallAtRisk: `
FROM php:8.4-apache
RUN apt-get update && apt-get install -y libzip-dev && docker-php-ext-install zip
COPY . /var/www/html
`,
      },
    },
    {
      name: "another RUN in between",
      dockerfile: `
FROM node:22
WORKDIR /srv/shop
COPY dist ./dist
     ^^^^ earlySources
RUN npm install -g serve@14.2.4
RUN apt-get update && apt-get install -y curl
`,
      files: { "dist/app.js": "" },
      suggestions: {
        moveInstallAtRisk: `
FROM node:22
WORKDIR /srv/shop
RUN apt-get update && apt-get install -y curl
COPY dist ./dist
RUN npm install -g serve@14.2.4
`,
      },
    },
    {
      name: "a change of modes in between",
      dockerfile: `
FROM python:3.13-slim
WORKDIR /srv/shop
COPY src src
     ^^^ earlySources
COPY boot.sh ./
RUN chmod a+x boot.sh
RUN apt-get update && apt-get install -y netcat-traditional
`,
      files: { ...app, "boot.sh": "" },
      suggestions: {
        moveInstallAtRisk: `
FROM python:3.13-slim
WORKDIR /srv/shop
RUN apt-get update && apt-get install -y netcat-traditional
COPY src src
COPY boot.sh ./
RUN chmod a+x boot.sh
`,
      },
    },
    {
      name: "a variable that the install reads is set in between: explained",
      dockerfile: `
FROM debian:12
COPY . /srv/shop
     ^ earlySources
ENV DEBIAN_FRONTEND=noninteractive
RUN apt-get update && apt-get install -y tzdata
`,
      files: app,
      suggestions: {},
    },
    {
      name: "the packages share a RUN with a build of the project",
      dockerfile: `
FROM alpine:3.22
WORKDIR /srv/shop
COPY . .
     ^ leadingPackages
RUN apk add --no-cache python3 py3-pip gcc && pip install .
`,
      files: { ...app, "pyproject.toml": "" },
      suggestions: {},
    },
    {
      name: "the sources stand in a stage that serves this one alone",
      dockerfile: `
FROM debian:12 AS source
COPY . /srv/shop
     ^ earlySources
FROM source
RUN apt-get update && apt-get install -y curl
`,
      files: app,
    },
    {
      name: "nothing is known of the context: the whole of it",
      dockerfile: `
FROM fedora:42
WORKDIR /srv/shop
COPY . .
     ^ earlySources
RUN dnf install -y jq
`,
      output: `
FROM fedora:42
WORKDIR /srv/shop
RUN dnf install -y jq
COPY . .
`,
    },
    {
      name: "settings for the package manager stand in between: explained",
      dockerfile: `
FROM debian:12
COPY . /srv/shop
     ^ earlySources
COPY docker/sources.list /etc/apt/sources.list
RUN apt-get update && apt-get install -y curl
`,
      files: { ...app, "docker/sources.list": "" },
      suggestions: {},
    },
  ],
  valid: [
    { name: "the packages come first", dockerfile: "FROM debian:12\nRUN apt-get update && apt-get install -y curl\nCOPY . /srv/shop\n", files: app },
    { name: "nothing but settings is copied", dockerfile: "FROM debian:12\nCOPY docker/apt.conf /etc/apt/apt.conf.d/\nCOPY shop.toml /srv/shop/\nRUN apt-get update && apt-get install -y curl\n", files: { "docker/apt.conf": "", "shop.toml": "" } },
    { name: "a directory of settings", dockerfile: "FROM debian:12\nCOPY conf /srv/conf\nRUN apt-get update && apt-get install -y nginx\n", files: { "conf/nginx.conf": "", "conf/site.conf": "" } },
    { name: "a tree for the system may steer the install", dockerfile: "FROM debian:12\nCOPY rootfs /\nRUN apt-get update && apt-get install -y nginx\n", files: { "rootfs/etc/apt/sources.list": "", "rootfs/usr/bin/tool.py": "" } },
    { name: "manifests are copied", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json ./\nRUN apt-get update && apt-get install -y python3\nRUN npm ci\n", files: { "package.json": "{}", "package-lock.json": "{}", "src/a.js": "" } },
    { name: "a package file is installed", dockerfile: "FROM debian:12\nCOPY . /tmp/build\nRUN apt-get update && apt-get install -y /tmp/build/tool.deb\n", files: { ...app, "tool.deb": "" } },
    { name: "the list of packages is a file", dockerfile: "FROM debian:12\nCOPY . /srv/shop\nRUN apt-get update && apt-get install -y $(cat /srv/shop/packages.txt)\n", files: app },
    { name: "the list of packages comes through xargs", dockerfile: "FROM debian:12\nCOPY . /srv/shop\nRUN apt-get update && xargs -a /srv/shop/packages.txt apt-get install -y\n", files: app },
    { name: "a script of the project runs first", dockerfile: "FROM debian:12\nCOPY . /srv/shop\nRUN /srv/shop/setup.sh && apt-get install -y curl\n", files: app },
    { name: "a script of the project runs in between", dockerfile: "FROM debian:12\nCOPY . /srv/shop\nRUN /srv/shop/add-repositories.sh\nRUN apt-get update && apt-get install -y curl\n", files: app },
    { name: "settings are put in place in between", dockerfile: "FROM debian:12\nCOPY . /srv/shop\nRUN cp /srv/shop/shop.list /etc/apt/sources.list.d/\nRUN apt-get update && apt-get install -y shop\n", files: app },
    { name: "a key of the project is handed to the package manager", dockerfile: "FROM debian:12\nCOPY . /srv/shop\nRUN cp /srv/shop/keys/shop.gpg /usr/share/keyrings/ && apt-get update && apt-get install -y shop\n", files: app },
    { name: "packages for the build alone, taken away again", dockerfile: "FROM alpine:3.22\nWORKDIR /srv/shop\nCOPY . .\nRUN apk add --no-cache --virtual .build gcc && pip install . && apk del .build\n", files: app },
    { name: "a copy above a language's install is that hazard's alone", dockerfile: "FROM python:3.13\nWORKDIR /srv/shop\nCOPY . .\nRUN apt-get update && apt-get install -y libpq-dev\nRUN pip install -r requirements.txt\n", files: app },
    { name: "the stage of the sources is an image of its own, and wants no tools", dockerfile: "FROM python:3.13 AS app\nCOPY . /srv/shop\nCMD [\"python\", \"/srv/shop/main.py\"]\nFROM app AS dev\nRUN apt-get update && apt-get install -y git\n", files: app },
    { name: "some build stops at the stage of the sources", dockerfile: "FROM python:3.13 AS app\nCOPY . /srv/shop\nFROM app AS dev\nRUN apt-get update && apt-get install -y git\n", files: app, builds: [{ knownTargets: new Set(["app"]) }] },
    { name: "the stage of the sources serves others too", dockerfile: "FROM python:3.13 AS app\nCOPY . /srv/shop\nFROM app AS dev\nRUN apt-get update && apt-get install -y git\nFROM app\nCOPY --from=dev /usr/bin/git /usr/bin/\n", files: app },
    { name: "files of another stage are compared by content", dockerfile: "FROM debian:12\nCOPY --from=build /out /srv/shop\nRUN apt-get update && apt-get install -y curl\n" },
    { name: "a stage that the target does not need", dockerfile: "FROM debian:12 AS tools\nCOPY . /srv/shop\nRUN apt-get update && apt-get install -y curl\nFROM nginx:1.27\n", files: app },
    { name: "an upgrade installs nothing that is named", dockerfile: "FROM debian:12\nCOPY . /srv/shop\nRUN apt-get update && apt-get upgrade -y\n", files: app },
  ],
});
