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
        splitCopyAtRisk: `
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
        splitCopyAtRisk: `
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
        splitCopyAtRisk: `
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
      name: "the manifests come first, and the broad copy undoes it",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY package*.json ./
COPY . .
     ^ broadCopy
RUN npm ci
`,
      files: npm,
      output: `
FROM node:22
WORKDIR /srv
COPY package*.json ./
RUN npm ci
COPY . .
`,
    },
  ],
  valid: [
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
  ],
});
