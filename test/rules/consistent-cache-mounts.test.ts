import { check } from "../support/check.ts";

check("consistent-cache-mounts", {
  invalid: [
    {
      name: "the build does not see the download",
      dockerfile: `
FROM golang:1.25
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
RUN go build -o /shop ./cmd/shop
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lost
`,
      message: /`go mod download` \(line 3\)/,
      suggestions: {
        mount: `
FROM golang:1.25
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
RUN --mount=type=cache,target=/go/pkg/mod go build -o /shop ./cmd/shop
`,
      },
    },
    {
      name: "the build's mount lies over the download, in a stage built on the other",
      dockerfile: `
FROM rust:1.90 AS deps
RUN cargo fetch --locked
FROM deps
RUN --mount=type=cache,target=/usr/local/cargo/registry cargo build --release
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hidden
`,
      suggestions: {
        mount: `
FROM rust:1.90 AS deps
RUN --mount=type=cache,target=/usr/local/cargo/registry cargo fetch --locked
FROM deps
RUN --mount=type=cache,target=/usr/local/cargo/registry cargo build --release
`,
      },
    },
    {
      name: "a build that must not download fails",
      dockerfile: `
FROM mcr.microsoft.com/dotnet/sdk:10.0
RUN --mount=type=cache,target=/root/.nuget dotnet restore
RUN dotnet publish --no-restore -o /app
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lost
`,
      suggestions: {
        mount: `
FROM mcr.microsoft.com/dotnet/sdk:10.0
RUN --mount=type=cache,target=/root/.nuget dotnet restore
RUN --mount=type=cache,target=/root/.nuget dotnet publish --no-restore -o /app
`,
      },
    },
  ],
  valid: [
    { name: "both have it", dockerfile: "FROM golang:1.25\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nRUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache go build .\n" },
    { name: "none has it", dockerfile: "FROM golang:1.25\nRUN go mod download\nRUN --mount=type=cache,target=/root/.cache/go-build go build .\n" },
    { name: "a part of the directory", dockerfile: "FROM golang:1.25\nRUN --mount=type=cache,target=/go/pkg/mod/cache go mod download\nRUN go build .\n" },
    { name: "what was installed lies in the project", dockerfile: "FROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ci\nRUN npm run build\n" },
    { name: "dependencies that the project brings along", dockerfile: "FROM golang:1.25\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nRUN go build -mod=vendor .\n" },
    { name: "a download that puts them into the project", dockerfile: "FROM rust:1.90\nRUN --mount=type=cache,target=/usr/local/cargo/registry cargo vendor\nRUN cargo build\n" },
    { name: "the same by a variable", dockerfile: "FROM golang:1.25\nENV GOFLAGS=-mod=vendor\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nRUN go build .\n" },
    { name: "another stage downloads", dockerfile: "FROM golang:1.25 AS a\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nFROM golang:1.25\nCOPY --from=a /x /x\nRUN go build .\n" },
    { name: "the directory moved between them", dockerfile: "FROM golang:1.25\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nENV GOMODCACHE=/x\nRUN go build .\n" },
    { name: "a target that nobody knows", dockerfile: "FROM golang:1.25\nARG CACHE\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nRUN --mount=type=cache,target=$CACHE go build .\n" },
    { name: "an image that nobody knows", dockerfile: "FROM example/builder:1\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nRUN go build .\n" },
  ],
});
