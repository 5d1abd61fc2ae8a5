import { memoryContext } from "../../buildkit/files/memory-context.ts";
import { check } from "../support/check.ts";

const go = { "go.mod": "module example.com/api\n\ngo 1.25\n\nrequire github.com/go-chi/chi/v5 v5.2.1\n", "go.sum": "github.com/go-chi/chi/v5 v5.2.1/go.mod h1:x\n", "main.go": "", "cmd/api/main.go": "" };
const project = '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><PackageReference Include="Serilog" Version="4.2.0" /></ItemGroup></Project>';
const cargo = { "Cargo.toml": '[package]\nname = "shop"\n\n[dependencies]\nserde = "1"\n', "Cargo.lock": '[[package]]\nname = "serde"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\n', "src/main.rs": "" };

check("prefer-dependency-layer", {
  invalid: [
    {
      name: "a Go build below the sources: the modules get a layer of their own",
      dockerfile: `
FROM golang:1.25
WORKDIR /src
# the sources
COPY . .
RUN go build -o /bin/api ./cmd/api
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ noLayer
`,
      files: go,
      message: /Any change in `\.` makes `go build -o \/bin\/api \.\/cmd\/api` download its dependencies again\. Copy the manifests first and run `go mod download`/,
      suggestions: {
        addLayer: `
FROM golang:1.25
WORKDIR /src
# the sources
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go build -o /bin/api ./cmd/api
`,
      },
    },
    {
      name: "system packages in between, secrets and the directory of the build",
      dockerfile: `
FROM golang:1.25-alpine
COPY . /src
RUN apk add --no-cache git
WORKDIR /src/cmd/api
# static
RUN --mount=type=secret,id=netrc,target=/root/.netrc CGO_ENABLED=0 go build -o /bin/api .
                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ noLayer
`,
      files: go,
      suggestions: {
        addLayer: `
FROM golang:1.25-alpine
COPY go.mod go.sum /src/
RUN apk add --no-cache git
WORKDIR /src/cmd/api
RUN --mount=type=secret,id=netrc,target=/root/.netrc go mod download
COPY . /src
# static
RUN --mount=type=secret,id=netrc,target=/root/.netrc CGO_ENABLED=0 go build -o /bin/api .
`,
      },
    },
    {
      name: "a local module comes along, and is named",
      dockerfile: `
FROM golang:1.25
WORKDIR /src
COPY . .
RUN go mod tidy && go build ./...
    ^^^^^^^^^^^ noLayer
`,
      files: { ...go, "go.mod": `${go["go.mod"]}replace example.com/log => ./log\n`, "log/go.mod": "module example.com/log\n", "log/log.go": "" },
      suggestions: {
        addLayerAtRisk: `
FROM golang:1.25
WORKDIR /src
COPY go.mod go.sum ./
COPY log/go.mod ./log/
RUN go mod download
COPY . .
RUN go mod tidy && go build ./...
`,
      },
    },
    {
      name: "manifests and sources come by name: the copies of the sources cannot be moved as one",
      dockerfile: `
FROM golang:1.25
WORKDIR /src
COPY go.mod go.sum main.go ./
RUN go build -o /bin/api .
    ^^^^^^^^^^^^^^^^^^^^^^ noLayer
`,
      files: go,
      suggestions: {},
    },
    {
      name: "the manifests are there already, and nothing is done with them",
      dockerfile: `
FROM golang:1.25
WORKDIR /src
COPY go.mod go.sum ./
COPY . .
RUN go test ./...
    ^^^^^^^^^^^^^ noLayer
RUN go build ./...
`,
      files: go,
      suggestions: {
        addLayer: `
FROM golang:1.25
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go test ./...
RUN go build ./...
`,
      },
    },
    {
      name: "a .NET project is restored with its references in place",
      dockerfile: `
FROM mcr.microsoft.com/dotnet/sdk:9.0
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN dotnet publish Web/Web.csproj -c Release -a $TARGETARCH -o /app
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ noLayer
`,
      files: { "Web/Web.csproj": project.replace("<ItemGroup>", '<ItemGroup><ProjectReference Include="../Core/Core.csproj" />'), "Core/Core.csproj": "<Project/>", "Directory.Build.props": "<Project/>", "Web/Program.cs": "" },
      suggestions: {
        addLayer: `
FROM mcr.microsoft.com/dotnet/sdk:9.0
ARG TARGETARCH
WORKDIR /src
COPY Web/Web.csproj ./Web/
COPY Core/Core.csproj ./Core/
COPY Directory.Build.props ./
RUN dotnet restore Web/Web.csproj -a $TARGETARCH
COPY . .
RUN dotnet publish Web/Web.csproj -c Release -a $TARGETARCH -o /app
`,
      },
    },
    {
      name: "in every directory that may be the context",
      dockerfile: `
FROM golang:1.25
WORKDIR /src
COPY . .
RUN go build ./...
    ^^^^^^^^^^^^^^ noLayer
`,
      context: { kind: "ambiguous", candidates: [memoryContext(go), memoryContext({ "README.md": "" })] },
      suggestions: {},
    },
  ],
  valid: [
    { name: "the modules are downloaded first", dockerfile: "FROM golang:1.25\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build ./...\n", files: go },
    { name: "the download stands below the sources: another rule says so", dockerfile: "FROM golang:1.25\nWORKDIR /src\nCOPY . .\nRUN go mod download\nRUN go build ./...\n", files: go },
    { name: "a cache mount keeps the modules", dockerfile: "FROM golang:1.25\nWORKDIR /src\nCOPY . .\nRUN --mount=type=cache,target=/go/pkg/mod go build ./...\n", files: go },
    { name: "the modules are vendored", dockerfile: "FROM golang:1.25\nWORKDIR /src\nCOPY . .\nRUN go build ./...\n", files: { ...go, "vendor/modules.txt": "" } },
    { name: "the modules are vendored, as a flag says", dockerfile: "FROM golang:1.25\nWORKDIR /src\nCOPY . .\nRUN go build -mod=vendor ./...\n", files: go },
    { name: "the modules are vendored, as a variable says", dockerfile: "FROM golang:1.25\nENV GOFLAGS=-mod=vendor\nWORKDIR /src\nCOPY . .\nRUN go build ./...\n", files: go },
    { name: "a module without dependencies", dockerfile: "FROM golang:1.25\nWORKDIR /src\nCOPY . .\nRUN go build ./...\n", files: { "go.mod": "module example.com/api\n\ngo 1.25\n", "main.go": "" } },
    { name: "a module with local dependencies alone", dockerfile: "FROM golang:1.25\nWORKDIR /src\nCOPY . .\nRUN go build ./...\n", files: { "go.mod": "module example.com/api\n\nrequire example.com/log v0.0.0\n\nreplace example.com/log => ./log\n", "log/go.mod": "module example.com/log\n", "main.go": "" } },
    { name: "a tool of another module", dockerfile: "FROM golang:1.25\nWORKDIR /src\nCOPY . .\nRUN go install example.com/tool@v1.2.3\n", files: go },
    { name: "nothing is known of the context", dockerfile: "FROM golang:1.25\nWORKDIR /src\nCOPY . .\nRUN go build ./...\n" },
    { name: "one directory that may be the context has vendored modules", dockerfile: "FROM golang:1.25\nWORKDIR /src\nCOPY . .\nRUN go build ./...\n", context: { kind: "ambiguous", candidates: [memoryContext(go), memoryContext({ ...go, "vendor/modules.txt": "" })] } },
    { name: "the sources come from elsewhere", dockerfile: "FROM golang:1.25\nWORKDIR /src\nRUN git clone https://example.com/api.git . && go build ./...\n", files: go },
    { name: "files of another stage are compared by content", dockerfile: "FROM golang:1.25\nWORKDIR /src\nCOPY --from=generate /out ./\nRUN go build ./...\n", files: go },
    { name: "a stage that the target does not need", dockerfile: "FROM golang:1.25 AS dev\nWORKDIR /src\nCOPY . .\nRUN go build ./...\nFROM nginx:1.27\n", files: go },
    { name: "packages are restored first", dockerfile: "FROM mcr.microsoft.com/dotnet/sdk:9.0\nWORKDIR /src\nCOPY Web.csproj ./\nRUN dotnet restore\nCOPY . .\nRUN dotnet publish -o /app\n", files: { "Web.csproj": project, "Program.cs": "" } },
    { name: "a project without packages", dockerfile: "FROM mcr.microsoft.com/dotnet/sdk:9.0\nWORKDIR /src\nCOPY . .\nRUN dotnet publish -o /app\n", files: { "Web.csproj": "<Project/>", "Program.cs": "" } },
    { name: "Cargo has no command for it: another rule wants a cache mount", dockerfile: "FROM rust:1.90\nWORKDIR /src\nCOPY . .\nRUN cargo build --release\n", files: cargo },
    { name: "dependencies are cooked before", dockerfile: "FROM lukemathwalker/cargo-chef:0.1.72 AS plan\nWORKDIR /src\nCOPY . .\nRUN cargo chef prepare\nFROM lukemathwalker/cargo-chef:0.1.72\nWORKDIR /src\nCOPY --from=plan /src/recipe.json ./\nRUN cargo chef cook --release\nCOPY . .\nRUN cargo build --release\n", files: cargo },
    { name: "a command that a flag makes an install: another rule says so", dockerfile: "FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN poetry install\n", files: { "pyproject.toml": "", "poetry.lock": "", "shop/app.py": "" } },
  ],
});
