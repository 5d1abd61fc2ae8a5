/** What the words of an `npm install`, `yarn add` and their like name (https://docs.npmjs.com/cli/using-npm/package-spec). */

/** A local directory; a tarball is a package like any other. */
export const LOCAL_PACKAGE = /^(?:\.{0,2}\/|\.{1,2}$|~\/|(?:file|link|portal|workspace):)(?!.*\.(?:tgz|tar\.gz|tar)$)/;

/**
 * Whether an operand names one fixed version: `left-pad@1.3.0`, `x@npm:y@1.0.0`, a tarball, a commit or version tag of a
 * repository. A tag (`@latest`), a range and a bare name do not.
 */
export function isPinnedPackage(operand: string): boolean {
  if (/\.(?:tgz|tar\.gz|tar)$/.test(operand)) return !operand.includes("://") || /\d+\.\d+/.test(operand);
  if (REPOSITORY.test(operand)) return /#(?:[0-9a-f]{40}|v?\d+\.\d+\.\d+\S*)$/.test(operand);
  return /.@[v=]?\d+\.\d+\.\d+(?:[-+][\w.+-]*)?$/.test(operand);
}

const REPOSITORY = /:\/\/|^(?:github|gitlab|bitbucket|gist):|^git@|^[\w.-]+\/[\w.-]+(?:#|$)/;

