import type { StubSources } from "./ecosystem.ts";

/**
 * Placeholder sources, by which dependencies are compiled before the project is copied. Cargo takes a crate for fresh while no
 * source is younger than what it built last, so that real sources with older times do not replace a compiled placeholder
 * (https://doc.rust-lang.org/nightly/nightly-rustc/cargo/core/compiler/fingerprint/index.html, "Mtime fingerprint").
 */
export const cargoStubs: StubSources = {
  // No build compiles these without being asked for tests.
  isSource: /^(?!.*\b(?:benches|tests|examples)\/).*\.rs$/,
  scaffold(words) {
    const [verb, ...rest] = words.filter((word) => !word.startsWith("+"));
    if (verb !== "init" && verb !== "new") return undefined;
    const operands = rest.filter((word, index) => !word.startsWith("-") && !["--name", "--edition", "--vcs", "--registry", "--color", "--config"].includes(rest[index - 1] ?? ""));
    const directory = operands[0] ?? ".";
    return `${directory}/src/${rest.includes("--lib") ? "lib.rs" : "main.rs"}`;
  },
  discards: (words) => words.includes("clean"),
  resultOf(words) {
    const verb = words.find((word) => !/^[-+]|^(?:auditable|leptos)$/.test(word)) ?? "";
    if (!/^(?:b|build|r|run|rustc|install|zigbuild)$/.test(verb)) return undefined;
    const isRelease = verb === "install" || words.some((word) => word === "--release" || /^-[a-z]*r[a-z]*$/.test(word));
    const profile = valueOf(words, ["--profile"]) ?? (isRelease ? "release" : "dev");
    const selected = words.filter((word) => /^--(?:all-features|no-default-features)$/.test(word)).toSorted();
    return [profile, valueOf(words, ["--target"]), valueOf(words, ["--target-dir"]), valueOf(words, ["--features", "-F"]), ...selected].join(" ");
  },
  outputs: "target",
  refresh: "find . -path ./target -prune -o -name '*.rs' -exec touch {} +",
};

function valueOf(words: readonly string[], flags: readonly string[]): string | undefined {
  const index = words.findIndex((word) => flags.some((flag) => word === flag || word.startsWith(`${flag}=`)));
  const word = words[index];
  if (word === undefined) return undefined;
  return word.includes("=") ? word.slice(word.indexOf("=") + 1) : words[index + 1];
}
