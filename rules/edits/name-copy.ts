import type { BroadCopy } from "../../buildkit/hazards/broad-copy.ts";
import type { CopySplit } from "../../buildkit/hazards/copy-split.ts";
import type { Install } from "../../buildkit/install.ts";
import type { ContextInput } from "../../buildkit/model.ts";

/** How titles name a split: its manifests, the copy, the last install that it passes, and what may break. */
export function nameSplit({ narrow, installs, risks }: CopySplit, { input }: BroadCopy): Readonly<Record<"manifests" | "source" | "install" | "risks", string>> {
  const [last] = installs.slice(-1);
  return {
    manifests: listOf(narrow.flatMap(({ sources }) => sources).map((path) => `\`${path}\``)),
    source: nameSource(input),
    install: last === undefined ? "" : nameInstall(last.install),
    risks: risks.slice(0, 3).join("; "),
  };
}

/** The source as the user wrote it; for a mount, what it selects. */
export function nameSource({ node, path }: ContextInput): string {
  if (node.type === "Word") return node.text;
  return path === "" ? "the build context" : (path ?? "the mounted directory");
}

/** The command as the user wrote it, or its beginning. */
export function nameInstall({ command }: Pick<Install, "command">): string {
  const text = command.words.map((word) => word.value).join(" ").replaceAll(/\s+/g, " ");
  return text.length > 48 ? `${text.slice(0, 47)}…` : text;
}

/** " and 2 more installs", or nothing. */
export function nameFurther(installs: readonly unknown[]): string {
  return installs.length < 2 ? "" : ` and ${installs.length - 1} more install${installs.length === 2 ? "" : "s"}`;
}

/** `a`, `b` and 2 more. */
export function listOf(names: readonly string[]): string {
  if (names.length > 3) return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
