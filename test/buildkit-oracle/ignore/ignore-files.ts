import type { RandomSource } from "../plan/random-source.ts";

/** Files whose every line is a case of the documentation or of the original's tests. */
export const documented: readonly string[] = [
  // Docker's documentation of `.dockerignore`.
  "# comment\n*/temp*\n*/*/temp*\ntemp?", "**/*.go", "*.md\n!README.md", "*.md\n!README*.md\nREADME-secret.md", "*.md\nREADME-secret.md\n!README*.md", "*\n!/foo\n!*.b", "**",
  // Forms of one pattern, and of several.
  "foo", "/foo", "foo/", "./foo", "**/foo", "*.b", "**/*.b", "*/*.b", "foo/*", "foo/**", "**foo", "foo**", "a**b", "a**",
  "a[b-c]", "a[^.]b", "[!a]*", "#b", "\\#b", " #b", "\\!a", "./!a", "!!a", "*\n!!a", ".", "/", "../a", "FOO", "{a,b}",
  "a/../b", ".env", "**/.env", ".*", "**/.*", "*\n!foo", "*\n! foo", "*\n!foo/a", "!foo\n*", "foo\n!foo/a", "foo\n!foo/a\nfoo/a",
  "a\n!**/b", "**/a\n!foo/**/a", "**/b\n!foo", "\uFEFFfoo", "a\r\nb\r\n", "***", "****", "**/**", "**/**/a", "**/a/**", "a/**/b",
  "a^b", "a^*", "^a", "^*", "*^a", "a]", "a[]", "[", "!", "!/", "! ", "[^/]", "a[^b]b", "a\\", "\\d", "\\w*", "a\\c", "ä", "?",
  "\u00A0a\u0085", "\u2003a", "/ a b", "//a", "/../a", "a//b", "a/./b", "a/b/..",
];

const pieces = ["a", "b", "foo", ".", "*", "*", "**", "**/", "/", "/", "?", "[ab]", "[^a]", "[a-c.]", "[\\]]", "\\a", "\\*", "\\d", "^", "]", "!", " ", "#", "..", "ä"];

/** Up to four lines of pieces, at times below a `*`. */
export function randomFile(random: RandomSource): string {
  const lines = Array.from({ length: 1 + random.below(4) }, () => {
    const body = Array.from({ length: 1 + random.below(5) }, () => random.pickFrom(pieces));
    return (random.chance(0.3) ? "!" : "") + body.join("");
  });
  return (random.chance(0.3) ? ["*", ...lines] : lines).join("\n");
}
