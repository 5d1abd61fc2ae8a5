import path from "node:path";

import type { InvocationContext } from "./invocation.ts";

/**
 * What a word says that stands where a context is expected, after the tool's own substitution; `directory` (absolute) is
 * what relative paths start from. Source: `urlutil` of moby, buildx' `build.go` for `-`, Docker's page "Build context".
 */
export function readContextWord(word: string, directory: string): InvocationContext {
  if (word === "-") return { kind: "remote", reference: word, how: "stdin" };
  if (/^(?:git:\/\/|git@|github\.com\/|ssh:\/\/)/.test(word) || /^https?:\/\/[^#]+\.git(?:#|\?|$)/.test(word)) return { kind: "remote", reference: word, how: "git" };
  if (/^https?:\/\//.test(word)) return { kind: "remote", reference: word, how: "tar" };
  if (/^(?:docker-image|oci-layout):\/\//.test(word)) return { kind: "remote", reference: word, how: "image" };
  const other = /^(?:target|service):(.+)$/.exec(word)?.[1];
  if (other !== undefined) return { kind: "bake-target", name: other };
  // In a named context of a compose file or a shell, nobody expands the tilde for a build.
  return { kind: "directory", path: path.resolve(directory, word) };
}
