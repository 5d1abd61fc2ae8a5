import path from "node:path";
import type { InvokedValue, InvocationContext } from "./invocation.ts";

/**
 * What a build is given as context: the operand of `docker build`, `context` of an action, a service or a bake target.
 * `directory` is where relative paths start, undefined when nobody knows. `text` is the value as written, which tells a URL
 * even where variables are in it.
 *
 * URLs are told as BuildKit does (moby/buildkit, util/gitutil/git_ref.go, `ParseGitRef`; frontend/dockerui/context.go,
 * `DetectGitContext` and `detectHTTPContext`): an HTTP address is a repository when its path ends with `.git` or when its
 * fragment or query names a reference, a tar otherwise.
 */
export function contextOf(text: string, value: InvokedValue, directory: string | undefined): InvocationContext {
  const reference = value.kind === "literal" ? value.value : text;
  if (reference === "-") return { kind: "remote", reference, how: "stdin" };
  const other = /^(?:target|service):(.+)$/.exec(reference)?.[1];
  if (other !== undefined) return { kind: "bake-target", name: other };
  const how = remoteKind(reference);
  if (how !== undefined) return { kind: "remote", reference, how };
  if (value.kind !== "literal" || value.value === "") return { kind: "unknown", text };
  const isRelative = !path.isAbsolute(value.value);
  if (isRelative && directory === undefined) return { kind: "unknown", text };
  // Nobody expands a tilde for a build.
  return { kind: "directory", path: path.resolve(directory ?? "", value.value) };
}

/** How a reference is fetched that is no path; undefined for a path. */
function remoteKind(reference: string): "git" | "tar" | "image" | undefined {
  if (/^(?:docker-image|oci-layout):\/\//.test(reference)) return "image";
  if (/^(?:git|ssh|git\+\w+):\/\/|^git@|^github\.com\/|^[\w.-]+@[\w.-]+:/.test(reference)) return "git";
  if (/^https?:\/\//.test(reference)) return /^[^#?]*\.git(?:[#?]|$)|^[^#?]*\.git\/?(?:#|\?|$)/.test(reference) ? "git" : "tar";
  return /\.(?:tar|tgz|tar\.(?:gz|bz2|xz|zst))$/.test(reference) ? "tar" : undefined;
}
