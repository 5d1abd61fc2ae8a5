import type { BuildContext, ContextPath } from "./files/build-context.ts";
import { baseName, directoryName, joinPaths, pathBelow, relativeBelow, type ImagePath } from "./files/image-path.ts";
import type { ContextInput } from "./model.ts";
import { compilePathPattern } from "./files/path-pattern.ts";

/**
 * The path in the build context whose file this input puts at `target` in the image. `asDirectory` when it arrives as
 * part of a copied directory, `asFile` when the source names it (or matches it with a wildcard) itself. Undefined when
 * the input puts nothing there, or when that cannot be known. The file need not exist: see `BuildContext.kind`.
 */
export interface Delivery {
  readonly path: ContextPath;
  readonly as: "file" | "directory";
}

export function deliveryAt(input: ContextInput, target: ImagePath, context?: BuildContext): Delivery | undefined {
  if (input.path === undefined || input.destination === undefined) return undefined;
  const below = pathBelow(input.destination, target);
  if (below === undefined) return undefined;
  if (input.keepsParents) return parentsDelivery(input, input.path, below);
  if (input.hasWildcard) return wildcardDelivery(input.path, below, input);
  if (isFile(input, input.path, context)) return fileDelivery(input, input.path, below);
  return { path: joinPaths(input.path, below), as: "directory" };
}

/** Source `a/b` with `--parents` lands at `<destination>/a/b` (Dockerfile reference, COPY --parents). */
function parentsDelivery(input: ContextInput, source: string, below: string): Delivery | undefined {
  if (input.hasWildcard) return compileMatches(source, below) ? { path: below, as: "file" } : undefined;
  const inside = relativeBelow(source, below);
  if (inside === undefined) return undefined;
  return { path: below, as: inside === "" && source !== "" ? "file" : "directory" };
}

/** Every match of a wildcard lands in the destination under its own name; a matched directory hands over what it holds. */
function wildcardDelivery(source: string, below: string, input: ContextInput): Delivery | undefined {
  const renamed = below === "" && !input.isDirectory;
  if (renamed || below.includes("/") || below === "") return undefined;
  const path = joinPaths(directoryName(source), below);
  if (!compileMatches(source, path)) return undefined;
  return { path, as: isAnyName(source) ? "directory" : "file" };
}

function fileDelivery(input: ContextInput, source: string, below: string): Delivery | undefined {
  const arrives = below === "" ? !input.isDirectory : below === baseName(source);
  return arrives ? { path: source, as: "file" } : undefined;
}

/** `*` and `*.*` select a directory's whole content, as the directory itself does. */
export function isAnyName(source: string): boolean {
  return /^\*+(\.\*)?$/.test(baseName(source));
}

/** Without the context: a last segment with an extension is a file unless a slash ends it; the context's root never is. */
function isFile(input: ContextInput, path: string, context: BuildContext | undefined): boolean {
  if (path === "") return false;
  const known = context?.kind(path);
  if (known !== undefined) return known === "file";
  const written = input.node.type === "Word" ? input.node.text : "";
  return !written.endsWith("/") && /[^/]\.[\w-]+$|^[A-Z][A-Za-z]*file$/.test(baseName(path));
}

/** A source that takes in all that is at the root of the context: `.`, `*`. */
export function isWholeContext(source: string): boolean {
  return source === "" || (isAnyName(source) && !source.includes("/"));
}

function compileMatches(source: string, path: string): boolean {
  const pattern = compilePathPattern(source);
  return pattern.kind === "pattern" && pattern.matches(path);
}
