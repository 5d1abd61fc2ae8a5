import type { VersionProof } from "./ecosystem.ts";
import { exactVersion, toolVersion } from "./manifest-text.ts";

const images = ["ruby"];

/** Files that tell which Ruby a project wants. */
export const rubyVersionProofs: readonly VersionProof[] = [
  { images, file: ".ruby-version", version: (text) => exactVersion(text.trim().replace(/^ruby-/, "")) },
  { images, file: ".tool-versions", version: (text) => toolVersion(text, "ruby") },
  { images, file: "Gemfile", version: gemfileVersion },
];

/** `ruby "3.3.1"` is exact; `~> 3.3.0` holds 3.3 fixed and `~> 3.3` holds 3 (https://bundler.io/man/gemfile.5.html#RUBY). */
function gemfileVersion(text: string): string | undefined {
  const requirement = /^[ \t]*ruby[ \t(]+["']([^"'\n]+)["'][ \t)]*(?:#.*)?\r?$/m.exec(text)?.[1]?.trim() ?? "";
  if (!requirement.startsWith("~>")) return exactVersion(requirement.replace(/^=\s*/, ""));
  return exactVersion(requirement.slice(2))?.replace(/\.?\d+$/, "") || undefined;
}
