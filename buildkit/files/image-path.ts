/**
 * A place in the image's file system. `anchored` paths are absolute. The others start at the base image's own working
 * directory, which the Dockerfile does not tell: they compare with each other, never with anchored ones.
 */
export interface ImagePath {
  readonly anchored: boolean;
  /** Without leading or trailing slash, `.` and `..` resolved; "" is the root (or the unknown start itself). */
  readonly path: string;
}

export const imageRoot: ImagePath = { anchored: true, path: "" };
export const unknownStart: ImagePath = { anchored: false, path: "" };

/** `text` as seen from `directory`: absolute when it begins with a slash. */
export function resolveImagePath(directory: ImagePath, text: string): ImagePath {
  if (text.startsWith("/")) return { anchored: true, path: normalizePath(text) };
  const path = normalizePath(`${directory.path}/${text}`);
  return { anchored: directory.anchored, path };
}

/** The path of `inner` below `outer` ("" when they are the same), undefined when it is elsewhere or cannot be compared. */
export function pathBelow(outer: ImagePath, inner: ImagePath): string | undefined {
  if (outer.anchored !== inner.anchored) return undefined;
  return relativeBelow(outer.path, inner.path);
}

/** The same for two paths without leading slashes: `relativeBelow("a", "a/b") === "b"`. */
export function relativeBelow(outer: string, inner: string): string | undefined {
  if (outer === inner) return "";
  if (outer === "") return inner;
  return inner.startsWith(`${outer}/`) ? inner.slice(outer.length + 1) : undefined;
}

export function joinPaths(...parts: readonly string[]): string {
  return normalizePath(parts.join("/"));
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function directoryName(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** Slashes and dots resolved; `..` stops at the root, as BuildKit clamps it. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}
