import { check } from "../support/check.ts";

const touch = "find . -path ./target -prune -o -name '*.rs' -exec touch {} + && ";
const head = "FROM rust:1.90\nWORKDIR /app\nCOPY Cargo.toml Cargo.lock ./\n";
const stub = "RUN mkdir src && echo 'fn main() {}' > src/main.rs && cargo build --release\n";

check("no-stale-stub-artifacts", {
  invalid: [
    {
      name: "a stub, its build, the sources, their build",
      dockerfile: `\n${head}${stub}COPY src ./src\nRUN cargo build --release\n    ^^^^^^^^^^^^^^^^^^^^^ stale\n`,
      message: /^`cargo build` may find nothing to do and ship the placeholder: `src\/main\.rs` keeps the time that it has on the host, mostly older than what `cargo build` made of the placeholder, and Cargo goes by times/,
      suggestions: { touch: `\n${head}${stub}COPY src ./src\nRUN ${touch}cargo build --release\n` },
    },
    { name: "removed in between", dockerfile: `\n${head}${stub}RUN rm -rf src\nCOPY . .\nRUN cargo build --release --locked\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ stale\n` },
    { name: "a new project", dockerfile: "\nFROM rust:1.90\nRUN USER=root cargo new --bin app\nWORKDIR /app\nCOPY Cargo.* ./\nRUN cargo build --release\nRUN rm src/*.rs\nCOPY ./src ./src\nRUN cargo build --release\n    ^^^^^^^^^^^^^^^^^^^^^ stale\n" },
    { name: "an initialised library", dockerfile: "\nFROM rust:1.90\nWORKDIR /app\nRUN cargo init --lib\nCOPY Cargo.toml .\nRUN cargo build\nCOPY . .\nRUN cargo build\n    ^^^^^^^^^^^ stale\n" },
    { name: "an empty file", dockerfile: `\n${head}RUN mkdir src && touch src/lib.rs && cargo build --release\nCOPY . .\nRUN cargo build --release\n    ^^^^^^^^^^^^^^^^^^^^^ stale\n` },
    { name: "only one of two is touched", dockerfile: `\n${head}RUN mkdir src && touch src/lib.rs && echo 'fn main() {}' > src/main.rs && cargo build --release\nCOPY src src\nRUN touch src/main.rs && cargo build --release\n                         ^^^^^^^^^^^^^^^^^^^^^ stale\n`, message: /placeholder: `src\/lib\.rs` keeps/ },
    { name: "only the root of a workspace is touched", dockerfile: `\n${head}RUN for c in a b; do mkdir -p $c/src; touch $c/src/lib.rs; done; mkdir src; echo 'fn main(){}' > src/main.rs; cargo build --release\nCOPY . .\nRUN touch src/main.rs && cargo build --release\n                         ^^^^^^^^^^^^^^^^^^^^^ stale\n`, message: /placeholder: the sources keep the times that they have/ },
    { name: "touched before the sources come", dockerfile: `\n${head}${stub}RUN touch src/main.rs\nCOPY src src\nRUN cargo build --release\n    ^^^^^^^^^^^^^^^^^^^^^ stale\n` },
    { name: "a cache mount on both builds", dockerfile: `\n${head}RUN --mount=type=cache,target=/app/target mkdir src && echo 'fn main() {}' > src/main.rs && cargo build --release\nCOPY src src\nRUN --mount=type=cache,target=/app/target cargo build --release && cp target/release/app /app/app\n                                          ^^^^^^^^^^^^^^^^^^^^^ stale\n` },
    { name: "an installation of the project", dockerfile: `\n${head}${stub}COPY src src\nRUN cargo install --path .\n    ^^^^^^^^^^^^^^^^^^^^^^ stale\n` },
    { name: "mounted sources", dockerfile: `\n${head}${stub}RUN --mount=source=src,target=src cargo build --release\n                                  ^^^^^^^^^^^^^^^^^^^^^ stale\n`, suggestions: {} },
    { name: "as another user", dockerfile: `\n${head}${stub}COPY src src\nUSER app\nRUN cargo build --release\n    ^^^^^^^^^^^^^^^^^^^^^ stale\n`, suggestions: {} },
    { name: "in a stage on that of the dependencies", dockerfile: `\n${head.replace("1.90", "1.90 AS deps")}${stub}FROM deps\nCOPY src src\nRUN cargo build --release\n    ^^^^^^^^^^^^^^^^^^^^^ stale\n` },
    { name: "in a script", dockerfile: `\n${head}${stub}COPY src src\nRUN if true; then cargo build --release; fi\n                  ^^^^^^^^^^^^^^^^^^^^^ stale\n`, suggestions: {} },
    { name: "the real file is there", dockerfile: `\n${head}${stub}COPY . .\nRUN cargo build --release\n    ^^^^^^^^^^^^^^^^^^^^^ stale\n`, files: { "Cargo.toml": "", "Cargo.lock": "", "src/main.rs": "fn main() { run() }" } },
  ],
  valid: [
    { name: "the stub is touched", dockerfile: `${head}${stub}COPY src src\nRUN touch src/main.rs && cargo build --release\n` },
    { name: "all are touched", dockerfile: `${head}${stub}COPY src src\nRUN find src -name '*.rs' -exec touch {} + && cargo build --release\n` },
    { name: "by xargs", dockerfile: `${head}${stub}COPY src src\nRUN find . -name '*.rs' | xargs touch && cargo build --release\n` },
    { name: "by a wildcard", dockerfile: `${head}${stub}COPY src src\nRUN touch src/*.rs && cargo build --release\n` },
    { name: "in a step of its own", dockerfile: `${head}${stub}COPY src src\nRUN touch ./src/main.rs\nRUN cargo build --release\n` },
    { name: "results are cleaned", dockerfile: `${head}${stub}COPY src src\nRUN cargo clean --release -p app && cargo build --release\n` },
    { name: "results are removed", dockerfile: `${head}${stub}RUN rm -f target/release/deps/app*\nCOPY src src\nRUN cargo build --release\n` },
    { name: "so are fingerprints", dockerfile: `${head}${stub}COPY src src\nRUN rm -rf ./target/release/.fingerprint/app-* && cargo build --release\n` },
    { name: "another profile", dockerfile: `${head}RUN mkdir src && echo 'fn main() {}' > src/main.rs && cargo build\nCOPY src src\nRUN cargo build --release\n` },
    { name: "another platform", dockerfile: `${head}${stub}COPY src src\nRUN cargo build --release --target x86_64-unknown-linux-musl\n` },
    { name: "other features", dockerfile: `${head}${stub}COPY src src\nRUN cargo build --release --features tls\n` },
    { name: "other flags of the compiler", dockerfile: `${head}${stub}COPY src src\nENV RUSTFLAGS=-Ctarget-cpu=native\nRUN cargo build --release\n` },
    { name: "only fetched", dockerfile: `${head}RUN mkdir src && echo 'fn main() {}' > src/main.rs && cargo fetch\nCOPY src src\nRUN cargo build --release\n` },
    { name: "only checked", dockerfile: `${head}RUN mkdir src && echo 'fn main() {}' > src/main.rs && cargo check --release\nCOPY src src\nRUN cargo build --release\n` },
    { name: "a planner makes and removes its own stubs", dockerfile: "FROM rust:1.90\nWORKDIR /app\nCOPY recipe.json .\nRUN cargo chef cook --release\nCOPY . .\nRUN cargo build --release\n" },
    { name: "a cache mount on one of the builds", dockerfile: `${head}${stub}COPY src src\nRUN --mount=type=cache,target=/app/target cargo build --release\n` },
    { name: "other files are copied", dockerfile: `${head}${stub}COPY templates templates\nRUN cargo build --release\n` },
    { name: "the real sources lack it", dockerfile: `${head}RUN mkdir src && touch src/lib.rs && cargo build --release\nCOPY . .\nRUN cargo build --release\n`, files: { "Cargo.toml": "", "Cargo.lock": "", "src/main.rs": "fn main() { run() }" } },
    { name: "no source of the project, but written beside it", dockerfile: "FROM rust:1.90\nWORKDIR /app\nCOPY . .\nRUN cargo build --release\nRUN echo 'pub const V: u8 = 1;' > src/version.rs && cargo build --release\nRUN cargo build --release\n" },
    { name: "stubs of tests are not built", dockerfile: `${head}RUN mkdir src benches && touch benches/a.rs && cargo build --release\nCOPY . .\nRUN cargo build --release\n` },
    { name: "another directory", dockerfile: `${head}${stub}WORKDIR /real\nCOPY . .\nRUN cargo build --release\n` },
    { name: "a script of the project", dockerfile: `${head}${stub}COPY . .\nRUN ./scripts/prepare.sh && cargo build --release\n` },
    { name: "another project is built, to warm up the registry", dockerfile: "FROM rust:1.90\nWORKDIR /app\nRUN cargo init && cargo build --release\nCOPY . .\nRUN cargo build --release\n" },
    { name: "the stub is never built", dockerfile: `${head}RUN cargo init\nCOPY . .\nRUN cargo build --release\n` },
    { name: "a stage that nobody needs", dockerfile: `${head.replace("1.90", "1.90 AS a")}${stub}COPY src src\nRUN cargo build --release\nFROM alpine:3.22\n` },
  ],
});
