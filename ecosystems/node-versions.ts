import type { VersionProof } from "./ecosystem.ts";
import { exactVersion, fieldsOf, parseJsonObject, toolVersion } from "./manifest-text.ts";

/** Files that tell which Node.js a project wants. */
export const nodeVersionProofs: readonly VersionProof[] = [
  { images: ["node"], file: ".nvmrc", version: nodeVersionFile },
  { images: ["node"], file: ".node-version", version: nodeVersionFile },
  { images: ["node"], file: ".tool-versions", version: (text) => toolVersion(text, "nodejs") ?? toolVersion(text, "node") },
  { images: ["node"], file: "package.json", version: packageVersion },
];

/** nvm allows comments after `#`; aliases such as `lts/*` prove nothing. */
function nodeVersionFile(text: string): string | undefined {
  const lines = text.split("\n").map((line) => line.replace(/#.*/, "").trim()).filter((line) => line !== "");
  return lines.length === 1 ? exactVersion(lines[0]) : undefined;
}

function packageVersion(text: string): string | undefined {
  const manifest = parseJsonObject(text);
  const pinned = fieldsOf(manifest["volta"])["node"];
  const range = fieldsOf(manifest["engines"])["node"];
  return rangeVersion(pinned) ?? rangeVersion(range);
}

/** The part of a version that a range holds fixed: `^20.1` → 20, `~20.1.3` → 20.1, `20.x` → 20, `>=18` → none. */
function rangeVersion(range: unknown): string | undefined {
  if (typeof range !== "string") return undefined;
  const match = /^(\^|~|=|v)?\s*v?(\d+)(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?$/.exec(range.trim());
  if (match === null) return undefined;
  const [, operator, major, minor, patch] = match;
  const numbers = [major, minor, patch].filter((part) => part !== undefined && /^\d+$/.test(part));
  if (operator === "^") return major;
  return numbers.slice(0, operator === "~" ? 2 : 3).join(".");
}
