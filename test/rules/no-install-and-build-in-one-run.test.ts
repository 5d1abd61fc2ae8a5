import { check } from "../support/check.ts";

const npm = {
  "package.json": JSON.stringify({ name: "shop", dependencies: { express: "5.1.0" } }),
  "package-lock.json": "{}",
  "index.js": "",
  "tsconfig.json": "{}",
  "src/shop.js": "",
};

check("no-install-and-build-in-one-run", {
  invalid: [
    {
      name: "files of code beside the manifests: they go between the two halves",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY package.json package-lock.json ./
# what is built
COPY index.js tsconfig.json ./
RUN npm ci && npm run build
    ^^^^^^ shared
CMD ["node", "."]
`,
      files: npm,
      message: /Any change in `index\.js` runs `npm ci` again, because it shares a RUN with `npm run build`/,
      suggestions: {
        split: `
FROM node:22
WORKDIR /srv
COPY package.json package-lock.json ./
# what is built
RUN npm ci
COPY index.js tsconfig.json ./
RUN npm run build
CMD ["node", "."]
`,
      },
    },
    {
      name: "manifests and code in one copy are taken apart, mounts and flags go along",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY --chown=node:node package.json package-lock.json index.js ./
RUN --mount=type=cache,target=/root/.npm npm ci \\
                                         ^^^^^^ shared
 && npm run build
`,
      files: npm,
      suggestions: {
        split: `
FROM node:22
WORKDIR /srv
COPY --chown=node:node package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY --chown=node:node index.js ./
RUN --mount=type=cache,target=/root/.npm npm run build
`,
      },
    },
    {
      name: "a lifecycle script may need the code",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY package.json package-lock.json ./
COPY index.js ./
RUN npm ci && npm run build
    ^^^^^^ shared
`,
      files: { ...npm, "package.json": JSON.stringify({ scripts: { postinstall: "node index.js" } }) },
      suggestions: {
        splitAtRisk: `
FROM node:22
WORKDIR /srv
COPY package.json package-lock.json ./
RUN npm ci
COPY index.js ./
RUN npm run build
`,
      },
    },
    {
      name: "nothing is known of the context",
      dockerfile: `
FROM golang:1.25
WORKDIR /src
COPY go.mod go.sum main.go ./
RUN go mod download && go build -o /bin/shop .
    ^^^^^^^^^^^^^^^ shared
`,
      suggestions: {},
    },
    {
      name: "a list that cannot be cut: explained",
      dockerfile: `
FROM node:22
WORKDIR /srv
COPY package.json package-lock.json index.js ./
RUN npm ci; npm run build
    ^^^^^^ shared
`,
      files: npm,
      suggestions: {},
    },
  ],
  valid: [
    { name: "each has a RUN of its own", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY index.js ./\nRUN npm run build\n", files: npm },
    { name: "the copy is broad enough to be a hazard on its own: another rule says so", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY . .\nRUN npm ci && npm run build\n", files: npm },
    { name: "a directory beside the manifests: another rule says so", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json ./\nCOPY src ./src\nRUN npm ci && npm run build\n", files: npm },
    { name: "no sources are there", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json ./\nRUN npm ci && npm run build\n", files: npm },
    { name: "settings alone", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json tsconfig.json ./\nRUN npm ci && npm run build\n", files: npm },
    { name: "what the install left is removed at the end, which only this layer can forget", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json index.js ./\nRUN npm ci && npm run build && rm -rf node_modules\n", files: npm },
    { name: "what only the build needs is taken away again", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json index.js ./\nRUN npm ci && npm run build && npm prune --omit=dev\n", files: npm },
    { name: "the dependencies were installed before", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY index.js ./\nRUN npm ci && npm run build\n", files: npm },
    { name: "an install after the build", dockerfile: "FROM node:22\nWORKDIR /srv\nCOPY package.json package-lock.json index.js ./\nRUN npm run build && npm ci\n", files: npm },
    { name: "a stage that the target does not need", dockerfile: "FROM node:22 AS dev\nWORKDIR /srv\nCOPY package.json package-lock.json index.js ./\nRUN npm ci && npm run build\nFROM nginx:1.27\n", files: npm },
  ],
});
