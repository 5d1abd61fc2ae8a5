import assert from "node:assert/strict";

import { createIgnoreMatcher, parseIgnoreFile } from "../../../buildkit/files/dockerignore.ts";

const tree = [
  "a.log",
  "b.txt",
  "c1.txt",
  "c2.txt",
  "foobar",
  "afoo",
  "#hash",
  "!bang",
  "{a.log,b.txt}",
  ".env",
  ".git",
  ".git/HEAD",
  "foo",
  "foo/bar.txt",
  "foo/x.log",
  "foo/deep",
  "foo/deep/y.log",
  "node_modules",
  "sub",
  "sub/.env",
  "sub/a.log",
  "sub/foo",
  "sub/foo/z.txt",
  "sub/node_modules",
];
const belowFoo = ["foo/bar.txt", "foo/x.log", "foo/deep", "foo/deep/y.log"];
const foo = ["foo", ...belowFoo];
const subFoo = ["sub/foo", "sub/foo/z.txt"];
const logs = tree.filter((path) => path.endsWith(".log"));

/** Paths of the tree that the lines ignore. */
function check(lines: string, ignored: readonly string[]) {
  const matcher = createIgnoreMatcher(parseIgnoreFile(lines));
  assert.deepEqual(
    tree.filter((path) => matcher.isIgnored(path)),
    tree.filter((path) => ignored.includes(path)),
  );
  for (const path of tree.filter((directory) => matcher.canSkipDirectory(directory))) {
    for (const below of tree.filter((other) => other.startsWith(`${path}/`))) assert(matcher.isIgnored(below));
  }
}

const everything = tree;
const cases: readonly (readonly [name: string, lines: string, ignored: readonly string[]])[] = [
  ["a name is the one at the root", "foo", foo],
  ["a leading slash changes nothing", "/foo", foo],
  ["a trailing slash changes nothing", "foo/", foo],
  ["neither does a leading dot", "./foo", foo],
  ["a double star reaches all depths", "**/foo", [...foo, ...subFoo]],
  ["a star stays in the root", "*.log", ["a.log"]],
  ["a double star and a star reach all logs", "**/*.log", logs],
  ["a directory star is exactly one level", "*/*.log", ["foo/x.log", "sub/a.log"]],
  ["node_modules is the one at the root", "node_modules", ["node_modules"]],
  ["a star below a directory leaves the directory", "foo/*", belowFoo],
  ["a double star below a directory leaves it too", "foo/**", belowFoo],
  ["a double star before a name is any ending", "**foo", [...foo, "afoo", ...subFoo]],
  ["a double star after a name is any beginning", "foo**", [...foo, "foobar"]],
  ["a double star in a name is whole directories", "s**z.txt", ["sub/foo/z.txt"]],
  ["a class", "c[1].txt", ["c1.txt"]],
  ["a range", "c[2-9].txt", ["c2.txt"]],
  ["a negated class", "c[^1].txt", ["c2.txt"]],
  ["an exclamation mark in a class is a member", "c[!1].txt", ["c1.txt"]],
  ["a question mark is one character", "c?.txt", ["c1.txt", "c2.txt"]],
  ["a question mark is no slash", "foo?deep", []],
  ["a comment", "#hash", []],
  ["an escaped number sign", "\\#hash", ["#hash"]],
  ["a number sign after a blank is no comment", " #hash", ["#hash"]],
  ["an escaped exclamation mark", "\\!bang", ["!bang"]],
  ["the root cannot be ignored", ".\n/", []],
  ["nothing outside is there", "../foo", []],
  ["case counts", "FOO", []],
  ["braces are characters", "{a.log,b.txt}", ["{a.log,b.txt}"]],
  ["paths are cleaned", "foo/../b.txt", ["b.txt"]],
  [".env at the root", ".env", [".env"]],
  [".env everywhere", "**/.env", [".env", "sub/.env"]],
  ["dotfiles of the root", ".*", [".env", ".git", ".git/HEAD"]],
  ["dotfiles everywhere", "**/.*", [".env", ".git", ".git/HEAD", "sub/.env"]],
  ["an allow-list", "*\n!foo", everything.filter((path) => !foo.includes(path))],
  ["a blank after the exclamation mark", "*\n! foo", everything.filter((path) => !foo.includes(path))],
  ["a file below an ignored directory comes back", "*\n!foo/bar.txt", everything.filter((path) => path !== "foo/bar.txt")],
  ["a negation before its pattern is dead", "!foo\n*", everything],
  ["a directory but one file", "foo\n!foo/bar.txt", foo.filter((path) => path !== "foo/bar.txt")],
  ["the last one decides", "foo\n!foo/bar.txt\nfoo/bar.txt", foo],
  ["a wildcard brings back below an ignored directory", "sub\n!**/z.txt", ["sub", "sub/.env", "sub/a.log", "sub/foo", "sub/node_modules"]],
  ["logs but those of a directory", "**/*.log\n!foo/**/*.log", ["a.log", "sub/a.log"]],
  ["a directory is not asked about in vain", "**/*.log\n!foo", logs],
  ["a byte order mark", "\uFEFFfoo", foo],
  ["CRLF", "*.log\r\nfoo\r\n", [...foo, "a.log"]],
  ["blank lines and blanks", "\n  \n\t*.log  \n", ["a.log"]],
  ["a comment after a pattern belongs to it", "*.log # logs", []],
  ["a regular expression's class letter", "c\\d.txt", ["c1.txt", "c2.txt"]],
  ["two negations are a name", "*\n!!bang", everything.filter((path) => path !== "!bang")],
  ["an exclamation mark found by cleaning negates", "*.txt\n./!b.txt", ["c1.txt", "c2.txt"]],
  ["a malformed line matches nothing", "[\nfoo", foo],
  ["an empty file", "", []],
];

describe("an ignore file", () => {
  for (const [name, lines, ignored] of cases) it(name, () => check(lines, ignored));

  const malformed: readonly (readonly [line: string, reason: RegExp])[] = [
    ["[", /not closed/],
    ["a[]b", /must follow/],
    ["a[b-]", /must follow/],
    ["a[-b]", /escaped/],
    ["[b-a]", /backwards/],
    ["a\\", /backslash/],
    ["src\\config", /escape/],
    ["!", /nothing follows/],
    ["!/", /nothing follows/],
  ];
  for (const [line, reason] of malformed) {
    it(`says why a build fails with ${line}`, () => {
      const [first, second] = parseIgnoreFile(`foo\n${line}`);
      assert.equal(first?.problem, undefined);
      assert.equal(second?.line, 1);
      assert.match(second?.problem ?? "", reason);
    });
  }

  it("tells where its patterns stand", () => {
    const text = "\uFEFF# first\r\n  !src/ \r\n\r\n/b";
    const patterns = parseIgnoreFile(text);
    assert.deepEqual(
      patterns.map(({ line, glob, negated, range }) => ({ line, glob, negated, written: text.slice(...range) })),
      [
        { line: 1, glob: "src", negated: true, written: "!src/" },
        { line: 3, glob: "b", negated: false, written: "/b" },
      ],
    );
    assert.deepEqual(patterns.map(({ text: line }) => line), ["  !src/ ", "/b"]);
  });

  it("tells which pattern decides", () => {
    const matcher = createIgnoreMatcher(parseIgnoreFile("foo\n!foo/bar.txt\n**/z.txt"));
    const deciding = (path: string) => matcher.decidingPattern(path)?.line;
    assert.equal(deciding("foo/deep/y.log"), 0);
    assert.equal(deciding("foo/bar.txt"), 1);
    assert.equal(deciding("sub/foo/z.txt"), 2);
    assert.equal(deciding("b.txt"), undefined);
    assert.equal(deciding(""), undefined);
  });

  const skips: readonly (readonly [lines: string, directory: string, skip: boolean])[] = [
    ["foo", "foo", true],
    ["foo", "sub", false],
    ["foo", "foo/deep", true],
    ["foo\n!foo/bar.txt", "foo", false],
    ["foo\n!foo/bar.txt", "foo/deep", true],
    ["!foo/bar.txt\nfoo", "foo", true],
    ["foo\n!sub/x", "foo", true],
    ["foo\n!**/z.txt", "foo", false],
    ["foo\n!f*/z.txt", "foo", false],
    ["foo\n!s*/z.txt", "foo", true],
    ["foo\n!foo/**", "foo", false],
    ["foo\n!*.txt", "foo", true],
    ["foo\n!foobar/**", "foo", true],
    ["foo/*", "foo", false],
  ];
  for (const [lines, directory, skip] of skips) {
    it(`${skip ? "skips" : "enters"} ${directory} with ${JSON.stringify(lines)}`, () => {
      assert.equal(createIgnoreMatcher(parseIgnoreFile(lines)).canSkipDirectory(directory), skip);
    });
  }

  it("takes no more than proportional time", () => {
    const hostile = ["**/".repeat(40) + "x*", "*a".repeat(60) + "b*", "[a-z]*".repeat(60) + "Z*", "**/a**/".repeat(30) + "Z*"];
    const matcher = createIgnoreMatcher(parseIgnoreFile(hostile.join("\n")));
    const before = process.cpuUsage();
    assert.equal(matcher.isIgnored("a".repeat(400) + "/" + "a/".repeat(20) + "c!"), false);
    assert(process.cpuUsage(before).user < 3_000_000);
  });

  it("survives a path of many levels and a line of many blanks", () => {
    const matcher = createIgnoreMatcher(parseIgnoreFile(`x${" ".repeat(200_000)}y\n**/z`));
    assert.equal(matcher.isIgnored(`${"a/".repeat(2_000)}z`), true);
    assert.equal(matcher.isIgnored(`${"a/".repeat(200_000)}z`), false);
  });
});
