/** An image reference taken apart: `registry:5000/team/node:22@sha256:…`. */
export interface ImageReference {
  readonly text: string;
  /** Host and path without tag and digest: `registry:5000/team/node`. */
  readonly repository: string;
  /** Last segment of the repository: `node`. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** A colon belongs to a tag only behind the last slash: `registry:5000/img` has a port and no tag. */
export function parseImageReference(text: string): ImageReference {
  const at = text.indexOf("@");
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const named = at < 0 ? text : text.slice(0, at);
  const slash = named.lastIndexOf("/");
  const colon = named.indexOf(":", slash + 1);
  const repository = colon < 0 ? named : named.slice(0, colon);
  return {
    text,
    repository,
    name: repository.slice(repository.lastIndexOf("/") + 1),
    tag: colon < 0 ? undefined : named.slice(colon + 1),
    digest,
  };
}
