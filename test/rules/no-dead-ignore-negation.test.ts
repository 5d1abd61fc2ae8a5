import { check } from "../support/check.ts";

check("no-dead-ignore-negation", {
  invalid: [
    {
      name: "an exception above the star that ignores everything",
      dockerignore: `
!package.json
^^^^^^^^^^^^^ dead
# all else
*
!src
`,
      message: /^`!package.json` brings nothing back: `\*` in line 3 ignores it again/,
      suggestions: {
        move: `
# all else
*
!package.json
!src
`,
      },
    },
    {
      name: "an exception above a wildcard that matches it, at the end of a file without a line end",
      dockerignore: "docs\n!package.json\n^^^^^^^^^^^^^ dead\n*.json",
      suggestions: { move: "docs\n*.json\n!package.json" },
    },
    { name: "an exception above a directory that holds it", dockerignore: "!dist/keep.js\n^^^^^^^^^^^^^ dead\ndist/\n", suggestions: { move: "dist/\n!dist/keep.js\n" } },
    { name: "an exception at every depth", dockerignore: "a\n!**/keep.txt\n^^^^^^^^^^^^ dead\n**/*.txt\n", suggestions: { move: "a\n**/*.txt\n!**/keep.txt\n" } },
    { name: "wildcards above the star", dockerignore: "  ! *.md\n  ^^^^^^ dead\n**\n", suggestions: { move: "**\n  ! *.md\n" } },
    { name: "the same pattern twice", dockerignore: "*\n!src\n^^^^ dead\nsrc\n", suggestions: { move: "*\nsrc\n!src\n" } },
  ],
  valid: [
    { name: "an exception below the star", dockerignore: "*\n!package.json\n!src\n" },
    { name: "an exception below an ignored directory, which a .gitignore does not know", dockerignore: "foo\n!foo/bar.txt\n" },
    { name: "part of what is brought back is ignored again", dockerignore: "*\n!src\nsrc/test\n**/*.md\n" },
    { name: "the exception undoes nothing, and nothing undoes it", dockerignore: ".env\n!.env.example\n" },
    { name: "a further exception below brings it back", dockerignore: "!package.json\n*\n!package.json\n" },
    { name: "a further exception below brings a part of it back", dockerignore: "!src\n*\n!src/main\n" },
    { name: "only the exception at the root is undone", dockerignore: "**/*.txt\n!**/keep.txt\nkeep.txt\n" },
    { name: "wildcards of which some are ignored again", dockerignore: "*\n!*.md\nREADME.md\n" },
    { name: "wildcards that other exceptions follow", dockerignore: "!*.md\n*\n!**/README.md\n" },
    { name: "a comment is no pattern", dockerignore: "#!package.json\n*\n" },
    { name: "a line that BuildKit refuses", dockerignore: "!\n*\n" },
  ],
});
