import { check } from "../support/check.ts";

check("no-build-output-in-cache-mount", {
  invalid: [
    {
      name: "another stage copies it",
      dockerfile: `
FROM rust:1.90 AS build
WORKDIR /app
COPY . .
RUN ./scripts/install-protoc.sh
RUN --mount=type=cache,target=/app/target cargo build --release
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ copied
FROM debian:12
COPY --from=build /app/target/release/shop /usr/local/bin/
`,
      message: /`\/app\/target\/release\/shop` lies in the cache.*line 7/,
      suggestions: {
        copyOut: `
FROM rust:1.90 AS build
WORKDIR /app
COPY . .
RUN ./scripts/install-protoc.sh
RUN --mount=type=cache,target=/app/target cargo build --release && mkdir -p /out && cp -R /app/target/release/shop /out/
FROM debian:12
COPY --from=build /out/shop /usr/local/bin/
`,
      },
    },
    {
      name: "a relative target, and a stage built on the one with the mount",
      dockerfile: `
FROM node:22 AS build
WORKDIR /srv
COPY . .
RUN --mount=type=cache,target=dist npm run build
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ copied
FROM build AS packed
FROM nginx:1.29
COPY --from=packed srv/dist /usr/share/nginx/html
`,
      suggestions: {
        copyOut: `
FROM node:22 AS build
WORKDIR /srv
COPY . .
RUN --mount=type=cache,target=dist npm run build && mkdir -p /out && cp -R /srv/dist /out/
FROM build AS packed
FROM nginx:1.29
COPY --from=packed /out/dist /usr/share/nginx/html
`,
      },
    },
    {
      name: "a later RUN copies it",
      dockerfile: `
FROM rust:1.90
WORKDIR /app
RUN --mount=type=cache,target=/app/target cargo build --release
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ run
RUN cp target/release/shop /usr/local/bin/
`,
    },
    {
      name: "the image starts it",
      dockerfile: `
FROM node:22
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/app/dist npm run build
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ started
CMD ["node", "dist/index.js"]
`,
    },
    {
      name: "the image starts it from a shell",
      dockerfile: `
FROM rust:1.90
WORKDIR /app
RUN --mount=type=cache,target=/app/target cargo build
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ started
ENTRYPOINT exec ./target/debug/shop --port 80
`,
    },
    {
      name: "a bind mount of the other stage, and a here-document without a remedy",
      dockerfile: `
FROM rust:1.90 AS build
RUN --mount=type=cache,target=/app/target <<EOF
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ copied
cargo build
EOF
FROM debian:12
RUN --mount=from=build,source=/app/target/debug,target=/x cp /x/shop /bin/
`,
    },
  ],
  valid: [
    { name: "copied out in the same RUN", dockerfile: "FROM rust:1.90 AS build\nWORKDIR /app\nRUN --mount=type=cache,target=/app/target cargo build --release && cp target/release/shop /shop\nFROM debian:12\nCOPY --from=build /shop /bin/\n" },
    { name: "a directory with the same beginning", dockerfile: "FROM rust:1.90 AS build\nRUN --mount=type=cache,target=/app/target cargo build\nFROM debian:12\nCOPY --from=build /app/target-out/shop /bin/\n" },
    { name: "the same path of another stage", dockerfile: "FROM rust:1.90 AS check\nRUN --mount=type=cache,target=/app/target cargo check\nFROM rust:1.90 AS build\nRUN --mount=type=cache,target=/root/x cargo build\nFROM debian:12\nCOPY --from=build /app/target/debug/shop /bin/\nCOPY --from=check /ok /ok\n" },
    { name: "the whole directory above, of which the cache is no part that counts", dockerfile: "FROM node:22 AS build\nWORKDIR /app\nRUN --mount=type=cache,target=/app/.next/cache npm run build\nFROM node:22\nCOPY --from=build /app/.next /app/.next\n" },
    { name: "the later RUN has the mount too", dockerfile: "FROM rust:1.90\nWORKDIR /app\nRUN --mount=type=cache,target=/app/target cargo build\nRUN --mount=type=cache,target=/app/target cp target/debug/shop /bin/\n" },
    { name: "another RUN builds it without the mount", dockerfile: "FROM rust:1.90 AS build\nWORKDIR /app\nRUN --mount=type=cache,target=/app/target cargo test\nRUN cargo build\nFROM debian:12\nCOPY --from=build /app/target/debug/shop /bin/\n" },
    { name: "a script may build it without the mount", dockerfile: "FROM rust:1.90 AS build\nWORKDIR /app\nRUN --mount=type=cache,target=/app/target cargo test\nRUN ./build.sh\nFROM debian:12\nCOPY --from=build /app/target/debug/shop /bin/\n" },
    { name: "a copy puts it there", dockerfile: "FROM node:22 AS a\nFROM node:22 AS build\nWORKDIR /app\nRUN --mount=type=cache,target=/app/dist npm test\nCOPY --from=a /dist /app/dist\nFROM nginx:1.29\nCOPY --from=build /app/dist /html\n" },
    { name: "a target that nobody knows", dockerfile: "FROM rust:1.90 AS build\nARG TARGET\nRUN --mount=type=cache,target=$TARGET cargo build\nFROM debian:12\nCOPY --from=build /app/target/debug/shop /bin/\n" },
    { name: "a stage that nobody uses", dockerfile: "FROM rust:1.90 AS build\nRUN --mount=type=cache,target=/app/target cargo build\nFROM debian:12 AS one\nCOPY --from=build /app/target/debug/shop /bin/\nFROM scratch\n" },
    { name: "an option that looks like a path", dockerfile: "FROM node:22\nWORKDIR /app\nRUN --mount=type=cache,target=/app/dist npm run build && cp -r dist /srv\nCMD [\"serve\", \"dist\"]\n" },
  ],
});
