/** How often the value of a build argument of such a name is another one. */
export type Volatility = "time" | "build" | "commit" | "branch" | "release";

/** Names under which builds pass what is new in every build or commit, in upper case; the parts are joined by `_` or nothing. */
const volatileNames: readonly (readonly [Volatility, RegExp])[] = [
  ["time", /^(?:DATE|NOW|CREATED|CREATED_AT|(?:IMAGE_)?CREATION_DATE|IMAGE_CREATED|RELEASE_DATE|COMPILE_(?:DATE|TIME))$/],
  ["time", /(?:^|_)(?:BUILD|IMAGE|CI)_?(?:DATE|TIME|DATETIME|DATE_TIME|TIMESTAMP|STAMP|CREATED)(?:_?UTC)?$|(?:^|_)TIMESTAMP$/],
  ["build", /(?:^|_)BUILD_?(?:NUMBER|NUM|NR|NO|ID|COUNTER|RUN|URL)$|^(?:RUN|PIPELINE|JOB|WORKFLOW)_(?:ID|NUMBER)$/],
  ["build", /^(?:CI_(?:PIPELINE|JOB)_I?ID|GITHUB_RUN_(?:ID|NUMBER)|CIRCLE_BUILD_NUM|(?:TRAVIS|BITBUCKET|BUILDKITE|DRONE)_BUILD_NUMBER)$/],
  ["commit", /^(?:SHORT_|LAST_|LATEST_|CURRENT_|HEAD_)?(?:COMMIT|SHA|REVISION)(?:_?(?:SHA|HASH|ID|REF|REV|SHORT|DATE|TIME|TIMESTAMP|MESSAGE))?$|^SHORT_SHA$/],
  ["commit", /(?:^|_)(?:GIT|VCS|SCM|BUILD|SOURCE|REPO|HEAD)_?(?:LAST_|SHORT_|HEAD_)?(?:COMMIT|SHA1?|HASH|REV|REVISION|DESCRIBE|TREE|BLOB|DIRTY|STATE|TREE_STATE)(?:_?(?:SHA|HASH|ID|SHORT|DATE|TIME|TIMESTAMP))?$/],
  ["commit", /(?:^|_)(?:GIT|VCS|BUILD)_REF$|^(?:CI_COMMIT_(?:SHA|SHORT_SHA|TIMESTAMP|MESSAGE)|GITHUB_SHA|CIRCLE_SHA1|(?:TRAVIS|BITBUCKET|BUILDKITE|DRONE)_COMMIT(?:_SHA)?)$/],
  ["branch", /(?:^|_)(?:GIT|VCS|CI)_?BRANCH(?:_NAME)?$|^(?:GITHUB_REF(?:_NAME)?|CI_COMMIT_(?:REF_NAME|REF_SLUG|BRANCH))$/],
  ["release", /^(?:(?:APP|APPLICATION|IMAGE|BUILD|PACKAGE|PKG|PROJECT|PRODUCT|PROGRAM|SERVICE|RELEASE|DOCKER|GIT|VCS|CI_COMMIT)_?)?(?:VERSION|TAG|RELEASE)(?:_(?:NAME|NUMBER|TAG))?$/],
  ["release", /(?:^|_)BUILD_(?:VERSION|TAG)$/],
];

/** Defaults that stand for "nobody told". */
const placeholders = /^(?:|unknown|none|null|nil|n\/?a|undefined|unset|unspecified|un(?:tagged|versioned)|not[-_ ]?set|dev|devel|develop|development|local|localhost|latest|head|main|master|trunk|snapshot|dirty|nightly|edge|custom|default|now|test|missing|todo|empty|-+|\?+|x{3,}|0+|v?0(?:\.0)+(?:[-+].*)?|1970-01-01.*|no[-_ ]?(?:git|commit|sha|version|revision|tag)\b.*|<.*>|\[.*\])$/i;

/** What the name alone says; undefined for all others (`NODE_VERSION` is a pin). */
export function volatilityOf(name: string): Volatility | undefined {
  if (name.length > 64) return undefined;
  const upper = name.toUpperCase();
  return volatileNames.find(([, pattern]) => pattern.test(upper))?.[0];
}

export function isPlaceholder(value: string): boolean {
  return value.length < 64 && placeholders.test(value);
}

/** Arguments that exist to re-run what stands below them: `CACHEBUST`, `NO_CACHE`, `CACHE_DATE`. */
export function isCacheBustName(name: string): boolean {
  return /(?:^|_)(?:CACHE_?(?:BUST(?:ER|ING)?|BREAK(?:ER)?|DATE|INVALIDAT\w+|KILL(?:ER)?)|BUST_?(?:THE_?)?CACHE|(?:NO|SKIP|INVALIDATE|BREAK|CLEAR|DISABLE)_?CACHE)(?:_|\d*$)/i.test(name);
}
