import { check } from "../support/check.ts";

const files = { Dockerfile: "FROM a\nCOPY . .\n", "a1.txt": "", "b.log": "", "src/a.c": "", "secrets/key.pem": "", "README.md": "" };

check("no-gitignore-syntax", {
  invalid: [
    {
      name: "a comment behind a pattern",
      files,
      dockerignore: "secrets # never into an image\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment\n*.tmp\n",
      message: /^The comment is part of this pattern, which therefore matches nothing: `secrets` gets into the build\./,
      suggestions: { ownLine: "# never into an image\nsecrets\n*.tmp\n" },
    },
    {
      name: "a comment behind an exception",
      files,
      dockerignore: "*\n  !src   # sources\n  ^^^^^^^^^^^^^^^^ comment\n",
      message: /`src` stays out of the build/,
      suggestions: { ownLine: "*\n# sources\n!src\n" },
    },
    { name: "braces", files, dockerignore: "*.{log,tmp}\n^^^^^^^^^^^ braces\n", message: /`b.log` gets into the build/, suggestions: { write: "*.log\n*.tmp\n" } },
    { name: "a negated class of the shell", files, dockerignore: "a[!2].txt\n^^^^^^^^^ class\n", suggestions: { write: "a[^2].txt\n" } },
    { name: "another case than on disk", files, dockerignore: "Readme.md\n^^^^^^^^^ case\n", message: /because case counts: `README.md` gets into the build\. Write `README.md`/, suggestions: { write: "README.md\n" } },
  ],
  valid: [
    { name: "the comment has a line of its own", files, dockerignore: "# never into an image\nsecrets\n" },
    { name: "what the pattern without its comment would match is not there", files, dockerignore: "uploads # of users\n" },
    { name: "another line keeps it out", files, dockerignore: "secrets # never\nsecrets\n" },
    { name: "a file is really called so", files: { ...files, "*.{log,tmp}": "" }, dockerignore: "*.{log,tmp}\n" },
    { name: "both spellings, for checkouts of all kinds", files, dockerignore: "Readme.md\nREADME.md\n" },
    { name: "no build takes in what would match", files: { ...files, Dockerfile: "FROM a\nCOPY src .\n" }, dockerignore: "secrets # never\n" },
    { name: "the context is not known", files, contexts: { Dockerfile: "unknown" }, dockerignore: "secrets # never\n" },
    { name: "a number sign within a name", files, dockerignore: "a#b\nc1\n" },
    { name: "a directory is not there, nor one in another case", files, dockerignore: "Secrets/x\nbuild\n" },
  ],
});
