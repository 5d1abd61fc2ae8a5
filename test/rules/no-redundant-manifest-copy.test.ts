import { check } from "../support/check.ts";

const npm = {
  "package.json": JSON.stringify({ name: "shop", dependencies: { express: "5.1.0" } }),
  "package-lock.json": "{}",
  "src/index.js": "",
  ".dockerignore": "**/node_modules\n",
};

check("no-redundant-manifest-copy", {
  invalid: [
    {
      name: "manifests first, then everything, then the install: the broad copy goes below it",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY package*.json ./
# the sources
COPY . .
     ^ undone
RUN npm ci
RUN npm run build
`,
      files: npm,
      message: /Any change in `\.` re-runs `npm ci`: it follows `package\*\.json` \(line 3\)/,
      output: `
FROM node:22
WORKDIR /srv
COPY package*.json ./
# the sources
RUN npm ci
COPY . .
RUN npm run build
`,
    },
    {
      name: "flags go along",
      dockerfile: `
FROM golang:1.25
WORKDIR /src
COPY --chown=1000:1000 go.mod go.sum ./
COPY --chown=1000:1000 . .
                       ^ undone
RUN go mod download
RUN go build ./...
`,
      files: { "go.mod": "module m\n", "go.sum": "", "main.go": "" },
      output: `
FROM golang:1.25
WORKDIR /src
COPY --chown=1000:1000 go.mod go.sum ./
RUN go mod download
COPY --chown=1000:1000 . .
RUN go build ./...
`,
    },
    {
      name: "the first copy lacks the lockfile: it has to come along",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY package*.json ./
COPY . .
     ^ undone
RUN yarn install --frozen-lockfile
`,
      files: { "package.json": "{}", "yarn.lock": "# yarn lockfile v1\n", "src/index.js": "" },
      suggestions: {
        splitCopy: `
FROM node:22
WORKDIR /srv
COPY package*.json ./
COPY yarn.lock ./
RUN yarn install --frozen-lockfile
COPY . .
`,
      },
    },
    {
      name: "the first copy lacks the lockfile, and the install may rewrite it",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY package.json ./
COPY . .
     ^ undone
RUN npm install
`,
      files: npm,
      suggestions: {
        splitCopyAtRisk: `
FROM node:22
WORKDIR /srv
COPY package.json ./
COPY package-lock.json ./
RUN npm install
COPY . .
`,
      },
    },
    {
      name: "a workspace may need more than the manifests that came first",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY package.json package-lock.json ./
COPY web/package.json ./web/
COPY . .
     ^ undone
RUN npm ci
`,
      files: { "package.json": JSON.stringify({ workspaces: ["web"] }), "package-lock.json": "{}", "web/package.json": "{}", "web/app.js": "" },
      suggestions: {
        moveCopyAtRisk: `
FROM node:22
WORKDIR /srv
COPY package.json package-lock.json ./
COPY web/package.json ./web/
RUN npm ci
COPY . .
`,
      },
    },
    {
      name: "the copies stand in a parent stage: explained",
      dockerfile: `
FROM node:22 AS source
WORKDIR /srv
COPY package*.json ./
COPY . .
     ^ undone
FROM source
RUN npm ci
`,
      files: npm,
      suggestions: {},
    },
    {
      name: "a directory of sources that holds the manifests as well",
      dockerfile: `
FROM python:3.13
WORKDIR /app
COPY api/requirements.txt ./
COPY api ./
     ^^^ undone
RUN pip install -r requirements.txt
`,
      files: { "api/requirements.txt": "flask==3.1.0\n", "api/app.py": "" },
      output: `
FROM python:3.13
WORKDIR /app
COPY api/requirements.txt ./
RUN pip install -r requirements.txt
COPY api ./
`,
    },
    {
      name: "nothing is known of the context: the whole of it follows",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY package.json yarn.lock ./
RUN npm config set registry https://npm.example.com
COPY . /srv
     ^ undone
RUN yarn install --frozen-lockfile
`,
    },
  ],
  valid: [
    { name: "the install stands between the copies", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\n", files: npm },
    { name: "no copy came first: another rule says so", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY . .\nRUN npm ci\n", files: npm },
    { name: "nothing is installed", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package*.json ./\nCOPY . .\nRUN npm run build\n", files: npm },
    { name: "a RUN in between uses the manifests: the first copy is not for nothing", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package*.json ./\nRUN node -p 'require(\"./package.json\").version' > /version\nCOPY . .\nRUN npm ci\n", files: npm },
    { name: "the dependencies are installed before, and again with the sources", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm ci --omit=dev\n", files: npm },
    { name: "of two installs one has no manifest of its own: another rule says so", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package*.json ./\nCOPY . .\nRUN npm ci\nRUN pip install -r requirements.txt\n", files: { ...npm, "requirements.txt": "flask==3.1.0\n" } },
    { name: "what follows holds no manifest", dockerfile: "FROM golang:1.25\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY cmd ./cmd\nRUN go build ./cmd\n", files: { "go.mod": "module m\n", "go.sum": "", "cmd/main.go": "" } },
    { name: "files of another stage are compared by content", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package*.json ./\nCOPY --from=sieve /out ./\nRUN npm ci\n", files: npm },
    { name: "a stage that the target does not need", dockerfile: "FROM node:22 AS dev\nWORKDIR /srv\nCOPY package*.json ./\nCOPY . .\nRUN npm ci\nFROM nginx:1.27\n", files: npm },
    { name: "the project is installed as well: it takes more than another order", dockerfile: "FROM python:3.13\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\nCOPY . .\nRUN poetry install\n", files: { "pyproject.toml": "", "poetry.lock": "", "app/main.py": "" } },
    { name: "the ignore file leaves nothing but manifests", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package*.json ./\nCOPY . .\nRUN npm ci\n", files: { ...npm, ".dockerignore": "*\n!package*.json\n" } },
  ],
});
