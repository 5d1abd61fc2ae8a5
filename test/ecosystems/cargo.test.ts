import { checkCommands, checkPinning } from "./check.ts";

checkCommands("Cargo downloads and builds", [
  ["cargo fetch", "cargo install"],
  ["cargo fetch --locked --target x86_64-unknown-linux-musl", "cargo install frozen"],
  ["cargo vendor", "cargo install"],
  ["cargo build --release", "cargo build"],
  ["cargo +nightly build", "cargo build"],
  ["cargo b -p server", "cargo build"],
  ["cargo check", "cargo build"],
  ["cargo test --workspace", "cargo build"],
  ["cargo run --bin server", "cargo build"],
  ["cargo install --path .", "cargo build"],
  ["cargo install --path=crates/server --locked", "cargo build"],
  ["cargo chef prepare --recipe-path recipe.json", "cargo plan"],
  ["cargo chef cook --release --recipe-path recipe.json", "cargo install frozen"],
  ["cargo new server", "-"],
  ["cargo --version", "-"],
  ["cargo metadata", "-"],
  ["rustup component add clippy", "-"],
]);

checkCommands("Cargo installs what the command names", [
  ["cargo install ripgrep", "cargo add global"],
  ["cargo install ripgrep --version 14.1.0", "cargo add global"],
  ["cargo install --git https://github.com/user/tool", "cargo add global"],
  ["cargo binstall ripgrep", "cargo add global"],
  ["cargo add serde", "cargo add project"],
  ["cargo install --list", "-"],
  ["cargo uninstall ripgrep", "-"],
]);

checkPinning("crates are pinned by a full version, a commit or a tag", [
  ["cargo install ripgrep@14.1.0", "pinned"],
  ["cargo install ripgrep --version 14.1.0 --locked", "pinned"],
  ["cargo install ripgrep --version=14.1.0", "pinned"],
  ["cargo install --vers =14.1.0 ripgrep", "pinned"],
  ["cargo install --git https://github.com/user/tool --rev 0123456", "pinned"],
  ["cargo install --git https://github.com/user/tool --tag v1.2.3 tool", "pinned pinned"],
  ["cargo install ripgrep", "unpinned"],
  ["cargo install ripgrep --locked", "unpinned"],
  ["cargo install ripgrep@14", "unpinned"],
  ["cargo install ripgrep --version ^14.1.0", "unpinned"],
  ["cargo install --git https://github.com/user/tool", "unpinned"],
  ["cargo install --git https://github.com/user/tool --branch main", "unpinned"],
  ["cargo install ripgrep --version $VERSION", "unknown"],
  ["cargo install ripgrep@$VERSION", "unknown"],
]);
