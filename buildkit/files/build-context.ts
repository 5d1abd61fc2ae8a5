/** The files a build can see, as the pure layers know them: an interface that workspace/ implements over the disk. */

/** Path inside the build context: forward slashes, no leading slash, no trailing slash; "" is the context's root. */
export type ContextPath = string;

export interface IgnoreFile {
  /** Relative to the context's root; a `<Dockerfile>.dockerignore` may lie outside it (`../x`). */
  readonly path: string;
  readonly text: string;
  /** True for `<Dockerfile name>.dockerignore`, which is then the only one read. */
  readonly specific: boolean;
}

/** One directory that a build may be given, with the ignore file that BuildKit would apply to it. */
export interface BuildContext {
  /** Name for messages: the root relative to the repository, "." for the repository itself. */
  readonly name: string;
  /** Path of the Dockerfile relative to the root; may begin with `../`. */
  readonly dockerfile: string;
  readonly ignoreFile: IgnoreFile | undefined;
  /** The builder fetches it from git by itself: no ignore file is applied, and nothing that git does not have is in it. */
  readonly isCheckout?: true;
  /** Whether a file or directory is there, ignored or not. */
  kind(path: ContextPath): "file" | "directory" | undefined;
  /** Whether the ignore file keeps this path out of the build. */
  isIgnored(path: ContextPath): boolean;
  /** Names in a directory, ignored ones included, sorted; empty when there is none. */
  list(directory: ContextPath): readonly ContextEntry[];
  /**
   * Where a path leads when its symbolic links are followed, the last one included; the path itself when there are none.
   * Undefined when nothing is there, or outside the context.
   */
  followLinks(path: ContextPath): ContextPath | undefined;
  /** Text of a file, ignored or not; undefined when it is missing, not text, or too large. */
  read(path: ContextPath): string | undefined;
  /** The repository that the context is a part of, which no build sees but which tells what else is built; undefined for none. */
  readonly repository?: RepositoryFiles;
}

/** Files by their paths relative to the repository's root, written as context paths are. */
export type RepositoryFiles = Pick<BuildContext, "list" | "read">;

export interface ContextEntry {
  readonly name: string;
  readonly kind: "file" | "directory";
}

/**
 * What is known of the context of one Dockerfile. `ambiguous`: several directories are possible, so nothing that
 * depends on files may be claimed; `unknown`: the text stands alone (standard input, an untitled buffer).
 */
export type ContextKnowledge =
  | { readonly kind: "known"; readonly context: BuildContext }
  | { readonly kind: "ambiguous"; readonly candidates: readonly BuildContext[] }
  | { readonly kind: "unknown" };
