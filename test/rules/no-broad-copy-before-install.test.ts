import { check } from "../support/check.ts";

const npm = {
  "package.json": JSON.stringify({ name: "shop", dependencies: { express: "5.1.0" } }),
  "package-lock.json": "{}",
  "src/index.js": "",
  ".dockerignore": "**/node_modules\n",
};

check("no-broad-copy-before-install", {
  invalid: [
    {
      name: "a member of the workspace makes something of its sources when it is installed: nothing is offered",
      dockerfile: "\nFROM node:22\nWORKDIR /srv\nCOPY . .\n     ^ broadCopy\nRUN npm ci\nRUN npm start\n",
      files: { ...npm, "package.json": '{ "workspaces": ["web"] }', "web/package.json": '{ "scripts": { "postinstall": "graphql-codegen" } }' },
      suggestions: {},
    },
    {
      name: "an install that fails without a lockfile, and none in sight: nothing is offered",
      dockerfile: "\nFROM node:22\nWORKDIR /srv\nCOPY . .\n     ^ broadCopy\nRUN npm ci\nRUN npm start\n",
      files: { "package.json": "{}", "src/index.js": "", ".dockerignore": "**/node_modules\n" },
      suggestions: {},
    },
    {
      name: "a mount that names no target lies where the RUN works",
      dockerfile: "\nFROM node:22\nWORKDIR /srv\nRUN --mount=type=bind,source=. npm ci\n                             ^ broadMount\n",
      files: npm,
    },
    {
      name: "the whole context is copied above npm ci: the manifests go first and nothing else changes",
      dockerfile: `
FROM node:22
WORKDIR /srv/shop
# the application
COPY . .
     ^ broadCopy
RUN npm ci
CMD ["node", "."]
`,
      files: npm,
      message: /Any change in `\.` re-runs `npm ci`/,
      output: `
FROM node:22
WORKDIR /srv/shop
# the application
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
CMD ["node", "."]
`,
    },
    {
      name: "flags are carried to both copies",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY --chown=node:node --link . /srv
                              ^ broadCopy
RUN npm ci
`,
      files: npm,
      output: `
FROM node:22
WORKDIR /srv
COPY --chown=node:node --link package.json package-lock.json /srv/
RUN npm ci
COPY --chown=node:node --link . /srv
`,
    },
    {
      name: "a configuration file of the package manager comes along",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY . .
     ^ broadCopy
RUN npm ci
`,
      files: { ...npm, ".npmrc": "fund=false" },
      output: `
FROM node:22
WORKDIR /srv
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
`,
    },
    {
      name: "an install that may rewrite its lockfile is only suggested",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY . .
     ^ broadCopy
RUN npm install
`,
      files: npm,
      suggestions: {
        splitCopyAtRisk: `
FROM node:22
WORKDIR /srv
COPY package.json package-lock.json ./
RUN npm install
COPY . .
`,
      },
    },
    {
      name: "a lifecycle script may need the sources",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY . .
     ^ broadCopy
RUN npm ci
`,
      files: { ...npm, "package.json": JSON.stringify({ scripts: { postinstall: "node src/setup.js" } }) },
      suggestions: {
        splitCopyAtRisk: `
FROM node:22
WORKDIR /srv
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
`,
      },
    },
    {
      name: "host artefacts that are not ignored would overwrite the install",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY . .
     ^ broadCopy
RUN npm ci
`,
      files: { ...npm, ".dockerignore": "", "node_modules/express/index.js": "" },
      suggestions: {
        splitCopyAtRisk: `
FROM node:22
WORKDIR /srv
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
`,
      },
      changes: { copyAndIgnore: { ".dockerignore": "node_modules\n" } },
    },
    {
      name: "host artefacts that an allow-list brings along",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY . .
     ^ broadCopy
RUN npm ci
`,
      files: { ...npm, ".dockerignore": "*\n!node_modules\n!*.json\n!src\n", "node_modules/express/index.js": "" },
      changes: {},
    },
    {
      name: "install and build in one RUN are taken apart",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY . .
     ^ broadCopy
RUN --mount=type=cache,target=/root/.npm npm ci && npm run build
`,
      files: npm,
      suggestions: {
        splitCopy: `
FROM node:22
WORKDIR /srv
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN --mount=type=cache,target=/root/.npm npm run build
`,
      },
    },
    {
      name: "the copy stands in a parent stage: explained, since other children may need it there",
      dockerfile: `
FROM node:22 AS source
WORKDIR /srv
COPY . .
     ^ broadCopy
FROM source
RUN npm ci
`,
      files: npm,
    },
    {
      name: "a directory with manifests and sources is broad too",
      dockerfile: `
FROM python:3.13
WORKDIR /app
COPY api/ .
     ^^^^ broadCopy
RUN pip install --no-cache-dir -r requirements.txt
`,
      files: { "api/requirements.txt": "flask==3.1.0\n", "api/app.py": "" },
      output: `
FROM python:3.13
WORKDIR /app
COPY api/requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY api/ .
`,
    },
    {
      name: "the install works in a directory below the copy",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY . .
     ^ broadCopy
RUN cd web && npm ci
`,
      files: { "web/package.json": "{}", "web/package-lock.json": "{}", "web/app.js": "" },
      suggestions: {
        splitCopy: `
FROM node:22
WORKDIR /srv
COPY web/package.json web/package-lock.json ./web/
RUN cd web && npm ci
COPY . .
`,
      },
    },
    {
      name: "requirements include further requirements",
      dockerfile: `
FROM python:3.13
WORKDIR /app
COPY . .
     ^ broadCopy
RUN pip install -r requirements/prod.txt
`,
      files: { "requirements/prod.txt": "-r base.txt\ngunicorn==23.0.0\n", "requirements/base.txt": "flask==3.1.0\n", "app.py": "" },
      output: `
FROM python:3.13
WORKDIR /app
COPY requirements/prod.txt requirements/base.txt ./requirements/
RUN pip install -r requirements/prod.txt
COPY . .
`,
    },
    {
      name: "go mod download needs go.mod and go.sum alone",
      dockerfile: `
FROM golang:1.25
WORKDIR /src
COPY . .
     ^ broadCopy
RUN go mod download
RUN go build -o /bin/api ./cmd/api
`,
      files: { "go.mod": "module example.com/api\n\ngo 1.25\n", "go.sum": "", "cmd/api/main.go": "" },
      output: `
FROM golang:1.25
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go build -o /bin/api ./cmd/api
`,
    },
    {
      name: "system packages between copy and install stay where they are",
      dockerfile: `
FROM python:3.13
WORKDIR /app
COPY . .
     ^ broadCopy
RUN apt-get update && apt-get install -y libpq-dev
RUN pip install -r requirements.txt
`,
      files: { "requirements.txt": "psycopg==3.2.1\n", "app.py": "" },
      suggestions: {
        splitCopy: `
FROM python:3.13
WORKDIR /app
COPY requirements.txt ./
RUN apt-get update && apt-get install -y libpq-dev
RUN pip install -r requirements.txt
COPY . .
`,
      },
    },
    {
      name: "without a known context the finding stands alone",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY . .
     ^ broadCopy
RUN npm ci
`,
    },
    {
      name: "two installs hang on one copy",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY . .
     ^ broadCopy
RUN npm ci
RUN pip install -r requirements.txt
`,
      message: /`npm ci` and 1 more install/,
    },
    {
      name: "ADD is a copy too, also in exec form and through wrappers",
      dockerfile: `
FROM node:22
ADD ./ /srv
    ^^ broadCopy
WORKDIR /srv
RUN ["npm", "ci"]
`,
    },
    {
      name: "the install hides in a script",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY . .
     ^ broadCopy
RUN <<EOF
set -e
if [ -f package-lock.json ]; then npm ci; fi
EOF
`,
    },
    {
      name: "a mount of the whole context on an install",
      dockerfile: `
FROM node:22
WORKDIR /srv
RUN --mount=type=bind,target=. npm ci
    ^^^^^^^^^^^^^^^^^^^^^^^^^^ broadMount
`,
    },
    {
      name: "triggers for images built on this one",
      dockerfile: `
FROM node:22
WORKDIR /srv
ONBUILD COPY . .
             ^ broadOnbuild
ONBUILD RUN npm ci
`,
    },
    {
      name: "the copy spells its destination out where a WORKDIR would move it",
      dockerfile: `
FROM mcr.microsoft.com/dotnet/sdk:9.0
WORKDIR /src
COPY . .
     ^ broadCopy
WORKDIR /src/web
RUN dotnet restore
RUN dotnet publish --no-restore -o /out
`,
      files: { "web/web.csproj": "<Project/>", "web/Program.cs": "" },
      suggestions: {
        splitCopy: `
FROM mcr.microsoft.com/dotnet/sdk:9.0
WORKDIR /src
COPY web/web.csproj ./web/
WORKDIR /src/web
RUN dotnet restore
COPY . /src/
RUN dotnet publish --no-restore -o /out
`,
      },
    },
    {
      name: "an absolute destination stays as it is",
      dockerfile: `
FROM node:22
COPY . /srv
     ^ broadCopy
WORKDIR /srv
ENV NODE_ENV=production
RUN npm ci
`,
      files: npm,
      suggestions: {
        splitCopy: `
FROM node:22
COPY package.json package-lock.json /srv/
WORKDIR /srv
ENV NODE_ENV=production
RUN npm ci
COPY . /srv
`,
      },
    },
    {
      name: "below the base image's own directory a WORKDIR cannot be undone",
      dockerfile: `
FROM node:22
COPY . .
     ^ broadCopy
WORKDIR web
RUN npm ci
`,
      files: { "web/package.json": "{}", "web/package-lock.json": "{}", "web/app.js": "" },
      suggestions: {},
    },
    {
      name: "a variable of the copy may have another value further down",
      dockerfile: `
FROM node:22
ARG HOME=/srv
COPY . $HOME
     ^ broadCopy
WORKDIR /srv
ENV HOME=/root
RUN npm ci
`,
      files: npm,
      suggestions: {},
    },
    {
      name: "a virtual environment is made before the install",
      dockerfile: `
FROM python:3.13
WORKDIR /app
COPY . .
     ^ broadCopy
ENV VIRTUAL_ENV=/venv
RUN python -m venv $VIRTUAL_ENV
RUN . /venv/bin/activate && pip install -r requirements.txt
CMD ["python", "app.py"]
`,
      files: { "requirements.txt": "flask==3.1.0\n", "app.py": "" },
      suggestions: {
        splitCopy: `
FROM python:3.13
WORKDIR /app
COPY requirements.txt ./
ENV VIRTUAL_ENV=/venv
RUN python -m venv $VIRTUAL_ENV
RUN . /venv/bin/activate && pip install -r requirements.txt
COPY . .
CMD ["python", "app.py"]
`,
      },
    },
    {
      name: "packages and a copy to the system's directories may bring the same files",
      dockerfile: `
FROM python:3.13
COPY . /
     ^ broadCopy
RUN apt-get update && apt-get install -y nginx
RUN pip install -r /requirements.txt
`,
      files: { "requirements.txt": "flask==3.1.0\n", "etc/nginx/nginx.conf": "" },
      suggestions: {
        splitCopyAtRisk: `
FROM python:3.13
COPY requirements.txt /
RUN apt-get update && apt-get install -y nginx
RUN pip install -r /requirements.txt
COPY . /
`,
      },
    },
    {
      name: "a step in between reads the sources: explained",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY . .
     ^ broadCopy
RUN ./scripts/prepare.sh
RUN npm ci
`,
      files: npm,
      suggestions: {},
    },
    {
      name: "an install of the project too: a flag of its own tells it to leave the project out",
      dockerfile: `
FROM python:3.13
WORKDIR /app
COPY . .
     ^ projectInstall
RUN pip install poetry==2.1.0 && poetry install --only main
`,
      files: { "pyproject.toml": "", "poetry.lock": "", "app/main.py": "" },
      message: /downloads all dependencies again\. Run it with `--no-root` on its manifests alone first/,
      suggestions: {},
    },
    {
      name: "an autoloader is made of the sources",
      dockerfile: `
FROM php:8.4
WORKDIR /app
COPY . .
     ^ projectInstall
RUN if [ -f composer.json ]; then composer install --no-dev --optimize-autoloader; fi
`,
      message: /Run it with `--no-autoloader`/,
    },
    {
      name: "sources beside manifests that came by name",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY package.json package-lock.json ./
COPY src ./src
     ^^^ sideCopy
RUN npm ci
RUN npm run build
`,
      files: npm,
      message: /`npm ci`, which needs nothing of it/,
      suggestions: {
        moveCopy: `
FROM node:22
WORKDIR /srv
COPY package.json package-lock.json ./
RUN npm ci
COPY src ./src
RUN npm run build
`,
      },
    },
    {
      name: "a directory beside manifests in a place of packages, which a RUN in between installs",
      dockerfile: `
FROM node:22
WORKDIR /usr/share/shop
COPY package.json package-lock.json ./
COPY src ./src
     ^^^ sideCopy
RUN apt-get update && apt-get install -y jq
RUN npm ci
`,
      files: npm,
      suggestions: {
        moveCopyAtRisk: `
FROM node:22
WORKDIR /usr/share/shop
COPY package.json package-lock.json ./
RUN apt-get update && apt-get install -y jq
RUN npm ci
COPY src ./src
`,
      },
    },
    {
      name: "a file of code beside the manifests, in one copy with them: explained",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY package.json package-lock.json index.js ./
                                    ^^^^^^^^ sideCopy
RUN npm ci
`,
      files: { ...npm, "index.js": "" },
      suggestions: {},
    },
    {
      name: "files of code beside the manifests, in a copy of their own",
      dockerfile: `
FROM python:3.13
WORKDIR /app
COPY requirements.txt ./
COPY *.py ./
     ^^^^ sideCopy
RUN pip install -r requirements.txt
`,
      files: { "requirements.txt": "flask==3.1.0\n", "app.py": "" },
      suggestions: {
        moveCopy: `
FROM python:3.13
WORKDIR /app
COPY requirements.txt ./
RUN pip install -r requirements.txt
COPY *.py ./
`,
      },
    },
    {
      name: "packages that go away again in the same RUN: it is not taken apart",
      dockerfile: `
FROM node:22-alpine
WORKDIR /srv
COPY . .
     ^ broadCopy
RUN apk add --no-cache python3 && npm ci && apk del python3
RUN npm run build
`,
      files: npm,
      suggestions: {
        splitCopy: `
FROM node:22-alpine
WORKDIR /srv
COPY package.json package-lock.json ./
RUN apk add --no-cache python3 && npm ci && apk del python3
COPY . .
RUN npm run build
`,
      },
    },
    {
      name: "something is removed behind the build, which only the same layer can forget: explained",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY . .
     ^ broadCopy
RUN npm ci && npm run build && rm -rf node_modules
`,
      files: npm,
      suggestions: {},
    },
    {
      name: "a directory beside manifests, in a parent stage",
      dockerfile: `
FROM node:22 AS base
WORKDIR /srv
COPY package.json package-lock.json ./
COPY src ./src
     ^^^ sideCopy
FROM base
RUN npm ci
`,
      files: npm,
    },
    {
      name: "without a known context a directory is one that takes the name of the place",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY src/portal /srv
     ^^^^^^^^^^ broadCopy
RUN npm ci
`,
    },
  ],
  valid: [
    { name: "settings of a linter beside the manifests", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json .stylelintrc.js ./\nRUN npm ci\n", files: { ...npm, ".stylelintrc.js": "" } },
    { name: "a file of configuration beside the manifests", dockerfile: "FROM elixir:1.18\nWORKDIR /app\nCOPY mix.exs mix.lock ./\nCOPY config/config.exs config/prod.exs ./config/\nRUN mix deps.get && mix deps.compile\n", files: { "mix.exs": "", "mix.lock": "", "config/config.exs": "", "config/prod.exs": "", "lib/a.ex": "" } },
    { name: "a file of code in the RUN that builds it: another rule says so", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json index.js ./\nRUN npm ci && npm run build\n", files: { ...npm, "index.js": "" } },
    { name: "a settings file in code beside the manifests", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json babel.config.js ./\nRUN npm ci\n", files: { ...npm, "babel.config.js": "" } },
    { name: "the manifests came first, and the broad copy undoes it: another rule says so", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package*.json ./\nCOPY . .\nRUN npm ci\n", files: npm },
    { name: "the manifests are copied first", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\n", files: npm },
    { name: "a wildcard names the manifests", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\n", files: npm },
    { name: "nothing is installed after the copy", dockerfile: "FROM node:22\nCOPY . .\nCMD node .\n", files: npm },
    { name: "files of another stage are compared by content", dockerfile: "FROM a AS sieve\nCOPY . /out\nRUN prune\nFROM node:22\nWORKDIR /srv\nCOPY --from=sieve /out ./\nRUN npm ci\n" },
    { name: "a stage that nobody needs is not built", dockerfile: "FROM node:22 AS dev\nCOPY . .\nRUN npm ci\nFROM nginx:1.27\n" },
    { name: "a global tool needs no manifest", dockerfile: "FROM node:22\nCOPY . .\nRUN npm install -g serve@14.2.4\n", files: npm },
    { name: "the project itself is installed: it needs its sources", dockerfile: "FROM python:3.13\nCOPY . .\nRUN pip install .\n", files: { "pyproject.toml": "", "app.py": "" } },
    { name: "a build needs its sources", dockerfile: "FROM golang:1.25\nCOPY . .\nRUN go build ./...\n", files: { "go.mod": "module m", "main.go": "" } },
    { name: "the ignore file leaves nothing but manifests", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY . .\nRUN npm ci\n", files: { ...npm, ".dockerignore": "*\n!package*.json\n" } },
    { name: "the context holds nothing but manifests and documents", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY . .\nRUN npm ci\n", files: { "package.json": "{}", "package-lock.json": "{}", Dockerfile: "", "README.md": "" } },
    { name: "the manifest is not part of what is copied", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY src /srv/src\nRUN npm ci\n", files: npm },
    { name: "the install works elsewhere", dockerfile: "FROM node:22\nCOPY . /srv\nRUN cd /opt/tool && npm ci\n", files: npm },
    { name: "the dependencies were installed from manifests before", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm ci --omit=dev\n", files: npm },
    { name: "a mount of one manifest", dockerfile: "FROM node:22\nWORKDIR /srv\nRUN --mount=type=bind,source=package.json,target=package.json npm ci\n", files: npm },
    { name: "a build under a mount of the sources", dockerfile: "FROM golang:1.25\nWORKDIR /src\nRUN --mount=type=bind,target=. go mod download && go build -o /bin/api .\n" },
    { name: "another shell is not read", dockerfile: 'FROM node:22\nSHELL ["pwsh", "-Command"]\nCOPY . .\nRUN npm ci\n', files: npm },
    { name: "the downloads were fetched by the lockfile alone before", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY pnpm-lock.yaml ./\nRUN pnpm fetch\nCOPY . .\nRUN pnpm install --offline --frozen-lockfile\n", files: { "package.json": "{}", "pnpm-lock.yaml": "", "src/a.js": "" } },
    { name: "the dependencies were installed without the project before", dockerfile: "FROM python:3.13\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --no-root\nCOPY . .\nRUN poetry install\n", files: { "pyproject.toml": "", "poetry.lock": "", "app/a.py": "" } },
    { name: "a cache mount keeps the downloads of an install of the project", dockerfile: "FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN --mount=type=cache,target=/root/.cache/uv uv sync --locked\n", files: { "pyproject.toml": "", "uv.lock": "", "app/a.py": "" } },
    { name: "a directory of nothing but requirements", dockerfile: "FROM python:3.13\nWORKDIR /app\nCOPY requirements ./requirements\nRUN pip install -r requirements/prod.txt\n", files: { "requirements/prod.txt": "-r base.txt\n", "requirements/base.txt": "", "requirements/test.txt": "", "requirements/base.in": "", "app.py": "" } },
    { name: "without a known context a wrapper is no directory", dockerfile: "FROM eclipse-temurin:21\nWORKDIR /app\nCOPY .mvn .mvn\nCOPY mvnw pom.xml ./\nRUN ./mvnw dependency:resolve\nCOPY .env .\nRUN ./mvnw dependency:resolve-plugins\n" },
    { name: "without a known context a file may take any name", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY settings .\nRUN npm ci\n" },
    { name: "a lifecycle script may need the directory", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json ./\nCOPY scripts ./scripts\nRUN npm ci\n", files: { ...npm, "package.json": JSON.stringify({ scripts: { postinstall: "node scripts/setup.js" } }), "scripts/setup.js": "" } },
    { name: "the Prisma schema is read when its client is installed", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json ./\nCOPY prisma ./prisma\nRUN npm ci\n", files: { ...npm, "package.json": JSON.stringify({ dependencies: { "@prisma/client": "6.0.0" } }), "prisma/schema.prisma": "" } },
    { name: "a step in between uses the directory", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY ci ./ci\nRUN ./ci/prepare.sh\nCOPY package.json package-lock.json ./\nRUN npm ci\n", files: { ...npm, "ci/prepare.sh": "" } },
    { name: "the RUN uses the directory first", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json ./\nCOPY src ./src\nRUN make -C src && npm ci\n", files: npm },
    { name: "the directory holds a local module", dockerfile: "FROM golang:1.25\nWORKDIR /src\nCOPY go.mod go.sum ./\nCOPY api ./api\nRUN go mod download\n", files: { "go.mod": "module m\nreplace example.com/api => ./api\n", "go.sum": "", "api/go.mod": "module example.com/api\n", "api/api.go": "", "main.go": "" } },
    { name: "the directory is configuration that the install reads", dockerfile: "FROM elixir:1.18\nWORKDIR /app\nCOPY mix.exs mix.lock ./\nCOPY config ./config\nRUN mix deps.get && mix deps.compile\n", files: { "mix.exs": "", "mix.lock": "", "config/config.exs": "", "lib/a.ex": "" } },
    { name: "the command names the directory", dockerfile: "FROM python:3.13\nWORKDIR /app\nCOPY requirements.txt ./\nCOPY wheels ./wheels\nRUN pip install --find-links wheels -r requirements.txt\n", files: { "requirements.txt": "flask==3.1.0\n", "wheels/flask.whl": "" } },
    { name: "a directory for the system goes first", dockerfile: "FROM php:8.4\nCOPY docker/php /usr/local/etc/php\nWORKDIR /app\nCOPY composer.json composer.lock ./\nRUN composer install\n", files: { "composer.json": "{}", "composer.lock": "{}", "docker/php/php.ini": "", "src/a.php": "" } },
  ],
});
