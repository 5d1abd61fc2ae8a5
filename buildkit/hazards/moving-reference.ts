/**
 * Whether a tag, branch or path segment names one state for good or moves with time. Words decide; what is neither is
 * "unknown", and rules then say nothing.
 */
export type Movement = "fixed" | "moving" | "unknown";

/** Tags and branches that are re-pointed by habit. */
const movingWords: ReadonlySet<string> = new Set([
  "latest", "stable", "edge", "nightly", "current", "main", "master", "dev", "devel", "develop", "development", "rolling",
  "lts", "testing", "unstable", "sid", "next", "canary", "snapshot", "head", "trunk", "beta", "alpha", "mainline", "preview", "rawhide", "tip",
]);

/**
 * A tag of an image. What counts is the word it begins with: `lts-alpine` moves, `22-dev` does not; a date or commit
 * behind a moving word fixes it (`nightly-2024-05-01`), a version may (`stable-1.27`) unless that word is `latest`. Behind
 * words without a digit "latest" and "nightly" move too (`debian-latest`), and "latest" at the end behind anything that is
 * no version (`arm64v8-latest`). A major version alone is a choice: fixed.
 */
export function tagMovement(tag: string): Movement {
  if (holdsCommitOrDate(tag)) return "fixed";
  const words = tag.toLowerCase().split(/[-_.]/);
  const [first = ""] = words;
  if (first !== "latest" && movingWords.has(first) && /^[a-z]+[-_.]v?\d+\.\d/i.test(tag)) return "unknown";
  const unnumbered = words.slice(0, words.findIndex((word) => /\d/.test(word)) + 1 || undefined);
  if (movingWords.has(first) || unnumbered.includes("latest") || unnumbered.includes("nightly")) return "moving";
  if (words.at(-1) === "latest" && !words.some((word) => /^v?\d+$/.test(word))) return "moving";
  return /\d/.test(tag) ? "fixed" : "unknown";
}

/** A git ref: a commit or anything with a digit (a tag, a release branch) is fixed, a bare word is a branch. */
export function gitRefMovement(ref: string): Movement {
  const name = ref.replace(/^(refs\/(heads|tags)\/|origin\/)/, "");
  if (ref.startsWith("refs/tags/") || holdsCommitOrDate(name)) return "fixed";
  if (movingWords.has(name.toLowerCase())) return "moving";
  return /\d/.test(name) ? "fixed" : "moving";
}

/**
 * A URL. A segment that is a moving word makes it moving (`/latest/`, `/main/`, `tool-latest.tar.gz`); a version, commit
 * or date anywhere in it makes it fixed unless such a word comes with it (`/2.1/latest/`). A file with a whole version in
 * its own name is fixed wherever it lies (`/master/tool-1.2.3.zip`).
 */
export function urlMovement(url: string): Movement {
  const path = url.replace(/^[a-z+]+:\/\/[^/]*/i, "").replace(/[?#].*$/, "");
  if (holdsCommitOrDate(path)) return "fixed";
  const segments = path.split("/");
  const file = segments.at(-1) ?? "";
  if (!isMovingSegment(file) && /(^|[^a-z\d])v?\d+(\.\d+)+/i.test(file)) return "fixed";
  // In the pool of a package archive `main` is a component, not a branch.
  if (segments.some((segment, index) => isMovingSegment(segment) && segments[index - 1] !== "pool")) return "moving";
  return /(^|[^a-z])v?\d+(\.\d+)+|\/v?\d+(\/|$)|[-_]v?\d+[-_.]/i.test(path) ? "fixed" : "unknown";
}

/** `latest`, `tool-latest-linux.zip`, `master.tar.gz`; in compound names only "latest", "nightly", "current" and "snapshot" are sure. */
function isMovingSegment(segment: string): boolean {
  const name = segment.toLowerCase();
  const words = name.split(/[-_.]/);
  const isBranchArchive = /^(main|master|develop|trunk|head)\.(zip|tgz|tar(\.\w+)?)$/.test(name);
  const isMovingWord = ["latest", "main", "master", "nightly", "current", "head", "trunk", "develop"].includes(name);
  return isMovingWord || isBranchArchive || words.some((word) => ["latest", "nightly", "current", "snapshot"].includes(word)) || name === "stable.txt";
}

/** A commit (7 to 40 hexadecimal digits with a digit among them), a digest, or a date such as 2024-05-01 or 20240501. */
function holdsCommitOrDate(text: string): boolean {
  return /(^|[^0-9a-z])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}($|[^0-9a-z])/i.test(text) || /(^|\D)20\d\d[-_.]?[01]\d[-_.]?[0-3]\d(\D|$)/.test(text);
}
