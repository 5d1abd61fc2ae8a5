import { localCrates, cargoTraps, isPinnedCrate, rustToolchain } from "./cargo-toml.ts";
import { cargoStubs } from "./cargo-stubs.ts";
import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { toolVersion } from "./manifest-text.ts";
import { proxyVariables } from "./proxy-variables.ts";

const cargoTool = {
  tools: ["cargo"],
  directoryFlags: ["-C", "--path"],
  manifestFlags: ["--manifest-path"],
  operandFlags: ["--git"],
  valueFlags: [
    "--artifact-dir", "--bench", "--bin", "--branch", "--color", "--config", "--example", "--exclude", "--features", "--index", "--jobs",
    "--message-format", "--package", "--profile", "--registry", "--rev", "--root", "--tag", "--target", "--target-dir", "--test",
    "--vers", "--version", "-F", "-Z", "-j", "-p",
  ],
} satisfies Partial<CommandForm>;

const LOCKED = { flags: ["--locked", "--frozen"] };
const TOOLCHAIN = [".cargo/config.toml", ".cargo/config", "rust-toolchain.toml", "rust-toolchain"];

/** The directory `target` has no entry among the caches: its place is relative, and a mount needs a copy out of it. */
export const cargo: Ecosystem = {
  id: "cargo",
  name: "Cargo",
  kind: "language",
  commands: [
    { ...cargoTool, subcommands: [["fetch"], ["vendor"]], effect: { kind: "install", frozen: LOCKED, lockOptional: true } },
    { ...cargoTool, subcommands: [["chef", "prepare"]], effect: { kind: "plan" } },
    {
      ...cargoTool,
      subcommands: [["chef", "cook"]],
      manifestFlags: ["--recipe-path"],
      files: { manifests: ["recipe.json"], lockfiles: [], config: TOOLCHAIN },
      effect: { kind: "install", frozen: "always", lockOptional: true },
    },
    { ...cargoTool, subcommands: [["install"]], anyFlag: ["--path"], effect: { kind: "build" } },
    { ...cargoTool, subcommands: [["install"]], operands: "some", noFlag: ["--list"], effect: { kind: "add", scope: "global" } },
    { ...cargoTool, subcommands: [["binstall"]], operands: "some", cacheless: true, effect: { kind: "add", scope: "global" } },
    { ...cargoTool, subcommands: [["add"]], operands: "some", effect: { kind: "add", scope: "project" } },
    {
      ...cargoTool,
      subcommands: [[/^(?:b|build|c|check|t|test|r|run|bench|clippy|d|doc|rustc|package|zigbuild)$/], ["auditable", "build"], ["nextest", "run"], ["leptos", "build"]],
      effect: { kind: "build" },
    },
  ],
  files: { manifests: ["Cargo.toml"], lockfiles: ["Cargo.lock"], config: [...TOOLCHAIN, "build.rs"] },
  isPinned: isPinnedCrate,
  caches: ["registry", "git"].map((directory) => ({
    path: `/usr/local/cargo/${directory}`,
    only: { images: ["rust", "cargo-chef"] },
    otherwise: `~/.cargo/${directory}`,
    variables: { CARGO_HOME: directory },
    needlessWith: { ".cargo/config.toml": /vendored-sources/, ".cargo/config": /vendored-sources/ },
    usedByBuilds: true,
    sharing: "shared",
  })),
  stubs: cargoStubs,
  bringsDependencies: /\bvendor\b/,
  hostArtifacts: ["target"],
  installsInto: ["target"],
  installsAt: { paths: ["/usr/local/cargo"], variables: ["CARGO_HOME"], tool: { path: "/usr/local/cargo", images: ["rust", "cargo-chef"] } },
  buildsInto: ["target"],
  traps: cargoTraps,
  includes: localCrates,
  versionProofs: [
    { images: ["rust"], file: "rust-toolchain.toml", version: rustToolchain },
    { images: ["rust"], file: "rust-toolchain", version: rustToolchain },
    { images: ["rust"], file: ".tool-versions", version: (text) => toolVersion(text, "rust") },
  ],
  credentials: [".cargo/credentials.toml", ".cargo/credentials"].map((path) => ({ path, holds: /^[ \t]*token[ \t]*=[ \t]*"[^"$]{8,}"/m })),
  environment: [/^CARGO_/, /^RUST/, proxyVariables],
  sources: [
    "https://doc.rust-lang.org/cargo/commands/cargo-fetch.html",
    "https://doc.rust-lang.org/cargo/commands/cargo-install.html",
    "https://doc.rust-lang.org/cargo/guide/cargo-home.html",
    "https://doc.rust-lang.org/cargo/reference/workspaces.html",
    "https://doc.rust-lang.org/cargo/reference/environment-variables.html",
    "https://rust-lang.github.io/rustup/overrides.html#the-toolchain-file",
    "https://github.com/LukeMathWalker/cargo-chef#readme",
    "https://hub.docker.com/_/rust",
  ],
};
