/**
 * State that a step reads and that is not in its cache key: as long as the step is cached, it serves what it read when it
 * ran. `moves`: it is sure to be another in time, and no lockfile, checksum or version holds it.
 */
export interface UnseenRead {
  readonly kind: "repository" | "download" | "package" | "index" | "registry" | "secret" | "ssh" | "cache-mount";
  /** What is read, as the Dockerfile has it: an address, package names, a package manager, the id of a secret, a directory. */
  readonly subject: string;
  readonly moves: boolean;
}
