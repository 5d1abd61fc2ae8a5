/** How the downloads of a build can be kept apart from the sources. */
export interface DependencyLayer {
  /**
   * Whether a build downloads anything, by the manifests, lockfiles and configuration that exist (path relative to the
   * manifest's directory → text).
   */
  readonly declares: (files: ReadonlyMap<string, string>) => boolean;
  /** A file beside the manifest that proves all dependencies to lie in the project: `vendor/modules.txt`. */
  readonly vendored?: string;
  /** Manifests may lie in a directory above the one that the build works in. */
  readonly searchesUp?: true;
  /** What downloads all of them from the manifests alone, so that the build finds them. */
  readonly download: DownloadCommand;
}

export interface DownloadCommand {
  /** As it is written: `go mod download`. */
  readonly words: string;
  /** Flags of the build that change what is downloaded, with their values: they are taken over. */
  readonly flags?: readonly string[];
  /** The same for flags that are one word: `-p:PublishAot=true`. */
  readonly switches?: RegExp;
}
