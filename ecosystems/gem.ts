import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const gemTool = {
  // Ruby implementations and programs that bring their own Ruby have the same tool under their name.
  tools: [/^gem[\d.]*$/, "jgem", "fluent-gem", "td-agent-gem"],
  valueFlags: [
    "-v", "--version", "-i", "--install-dir", "-n", "--bindir", "-s", "--source", "--build-root", "--platform", "-P",
    "--trust-policy", "-B",
  ],
} satisfies Partial<CommandForm>;

/** It keeps each downloaded gem in `cache` beside the installed ones, and takes it from there (tried with 3.3, `gem env`). */
export const gem: Ecosystem = {
  id: "gem",
  name: "RubyGems",
  kind: "language",
  commands: [
    { ...gemTool, subcommands: [["install"], ["i"]], operands: "some", effect: { kind: "add", scope: "global" } },
    { ...gemTool, subcommands: [["update"]], anyFlag: ["--system"], operands: "none", effect: { kind: "upgrade", index: "fetched" } },
    { ...gemTool, subcommands: [["update"]], noFlag: ["--system"], effect: { kind: "upgrade", index: "fetched" } },
    { ...gemTool, subcommands: [["build"]], operands: "some", effect: { kind: "build", downloads: false } },
    { ...gemTool, subcommands: [["cleanup"]], effect: { kind: "clean-cache", empties: [] } },
  ],
  isPinned: isPinnedGem,
  companions: ["bundler"],
  caches: [{ path: "/usr/local/bundle/cache", only: { images: ["ruby"] }, variables: { GEM_HOME: "cache" }, flags: { "-i": "cache", "--install-dir": "cache" }, sharing: "shared" }],
  hostArtifacts: [],
  installsInto: [],
  installsAt: { paths: ["/usr/local/bundle"], variables: ["GEM_HOME"] },
  environment: [/^GEM_/, /^RUBY/, proxyVariables],
  sources: [
    "https://guides.rubygems.org/command-reference/#gem-install",
    "https://github.com/rubygems/rubygems/blob/master/lib/rubygems/remote_fetcher.rb",
    "https://hub.docker.com/_/ruby",
  ],
};

/** `nokogiri:1.18.6`, `-v 1.18.6`, `-v '= 1.18.6'` and a file with a version in its name. What follows `--` is for compilers. */
export function isPinnedGem(operand: string, flags: readonly string[]): boolean {
  if (operand.startsWith("-")) return true;
  if (operand.endsWith(".gem")) return /-\d+(?:\.\w+)+\.gem$/.test(operand);
  const index = flags.findIndex((flag) => flag === "-v" || flag === "--version");
  const version = operand.includes(":") ? operand.split(":")[1] : flags[index < 0 ? flags.length : index + 1];
  return /^(?:=\s*)?\d+(?:\.\w+)*$/.test(version ?? "");
}
