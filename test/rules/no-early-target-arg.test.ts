import { check } from "../support/check.ts";

check("no-early-target-arg", {
  invalid: [
    {
      name: "above the download of modules",
      dockerfile: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETOS TARGETARCH
    ^^^^^^^^ earlyTargetArg
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /x .
FROM alpine:3.22
COPY --from=build /x /x
`,
      message: /`go mod download` \(line 5\) runs once for every platform.*`TARGETOS` and `TARGETARCH`.*Stage "build" runs on/,
      suggestions: {
        moveArg: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG TARGETOS TARGETARCH
RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /x .
FROM alpine:3.22
COPY --from=build /x /x
`,
      },
    },
    { name: "above system packages, in a stage built on it", dockerfile: "\nFROM --platform=${BUILDPLATFORM} debian:12 AS base\nFROM base AS tools\nARG TARGETPLATFORM\n    ^^^^^^^^^^^^^^ earlyTargetArg\nRUN apt-get update && apt-get install -y curl\nRUN echo $TARGETPLATFORM\nFROM alpine:3.22\nCOPY --from=tools /x /x\n" },
    {
      name: "the builds are known to be for two platforms",
      dockerfile: "\nFROM --platform=$BUILDPLATFORM golang:1.25 AS build\nARG TARGETARCH\n    ^^^^^^^^^^ earlyTargetArg\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN GOARCH=$TARGETARCH go build .\nFROM alpine:3.22\nCOPY --from=build /x /x\n",
      builds: [{ knownPlatforms: new Set(["linux/amd64", "linux/arm64"]) }],
    },
  ],
  valid: [
    { name: "all builds are for one platform", dockerfile: "FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nARG TARGETARCH\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN GOARCH=$TARGETARCH go build .\nFROM alpine:3.22\nCOPY --from=build /x /x\n", builds: [{ knownPlatforms: new Set(["linux/amd64"]) }] },
    { name: "declared right above its user", dockerfile: "FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nARG TARGETARCH\nRUN GOARCH=$TARGETARCH go build .\nFROM alpine:3.22\nCOPY --from=build /x /x\n" },
    { name: "a stage for each platform", dockerfile: "FROM golang:1.25\nARG TARGETARCH\nCOPY go.mod go.sum ./\nRUN go mod download\nRUN echo $TARGETARCH\n" },
    { name: "the operating system is one for all", dockerfile: "FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nARG TARGETOS\nCOPY go.mod go.sum ./\nRUN go mod download\nRUN echo $TARGETOS\nFROM alpine:3.22\nCOPY --from=build /x /x\n" },
    { name: "the builder's platform is one", dockerfile: "FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nARG BUILDARCH\nCOPY go.mod go.sum ./\nRUN go mod download\nFROM alpine:3.22\nCOPY --from=build /x /x\n" },
    { name: "the install uses it", dockerfile: "FROM --platform=$BUILDPLATFORM debian:12 AS build\nARG TARGETARCH\nRUN apt-get update && apt-get install -y gcc-$TARGETARCH\nFROM alpine:3.22\nCOPY --from=build /x /x\n" },
    { name: "the install uses what is made from it", dockerfile: "FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nARG TARGETARCH\nENV GOARCH=$TARGETARCH\nCOPY go.mod go.sum ./\nRUN go mod download\nFROM alpine:3.22\nCOPY --from=build /x /x\n" },
    { name: "a script may read it", dockerfile: "FROM --platform=$BUILDPLATFORM debian:12 AS build\nARG TARGETARCH\nCOPY setup.sh /\nRUN /setup.sh\nRUN apt-get update && apt-get install -y curl\nFROM alpine:3.22\nCOPY --from=build /x /x\n" },
    { name: "a wrapper for cross builds reads it", dockerfile: "FROM --platform=$BUILDPLATFORM alpine:3.22 AS build\nARG TARGETPLATFORM\nRUN xx-apk add gcc\nFROM alpine:3.22\nCOPY --from=build /x /x\n" },
    { name: "one platform is meant", dockerfile: "FROM --platform=$BUILDPLATFORM debian:12 AS build\nARG TARGETARCH=amd64\nRUN apt-get update && apt-get install -y curl\nFROM alpine:3.22\nCOPY --from=build /x /x\n" },
    { name: "the base differs with the platform", dockerfile: "FROM --platform=$BUILDPLATFORM debian:12-$TARGETARCH AS build\nARG TARGETARCH\nRUN apt-get update && apt-get install -y curl\nFROM alpine:3.22\nCOPY --from=build /x /x\n" },
    { name: "the stage is the image itself", dockerfile: "FROM --platform=$BUILDPLATFORM debian:12\nARG TARGETARCH\nRUN apt-get update && apt-get install -y curl\n" },
    { name: "the image is built for one architecture", dockerfile: "FROM --platform=$BUILDPLATFORM debian:12 AS build\nARG TARGETARCH\nRUN apt-get update && apt-get install -y curl\nFROM arm64v8/alpine:3.22\nCOPY --from=build /x /x\n" },
    { name: "only files are copied", dockerfile: "FROM --platform=$BUILDPLATFORM debian:12 AS build\nARG TARGETARCH\nCOPY bin/$TARGETARCH /bin\nFROM alpine:3.22\nCOPY --from=build /x /x\n" },
  ],
});
