import assert from "node:assert/strict";
import { completeIgnoreFile } from "../../../buildkit/files/complete-ignore-file.ts";
import { createIgnoreMatcher, parseIgnoreFile } from "../../../buildkit/files/dockerignore.ts";

/** `after` is the whole text; left out where nothing is added. */
interface Case {
  readonly name: string;
  readonly before: string;
  readonly wanted: readonly string[];
  readonly copied?: readonly string[];
  readonly after?: string;
  readonly leftOut?: readonly string[];
}

const cases: readonly Case[] = [
  { name: "appends in the order wanted, each once", before: "dist\n", wanted: ["**/.git", ".env", "**/.git"], after: "dist\n**/.git\n.env\n" },
  { name: "ends an unfinished last line", before: "dist", wanted: ["**/.git"], after: "dist\n**/.git\n" },
  { name: "fills an empty file", before: "", wanted: ["**/.git"], after: "**/.git\n" },
  { name: "stays behind a byte order mark", before: "\uFEFF", wanted: ["**/.git"], after: "\uFEFF**/.git\n" },
  { name: "keeps line ends of Windows", before: "dist\r\n# end", wanted: ["**/.git", ".env"], after: "dist\r\n# end\r\n**/.git\r\n.env\r\n" },
  { name: "adds nothing that is there", before: "**/.git\n/dist/\n", wanted: ["**/.git", "dist"] },
  { name: "adds nothing that a wider pattern covers", before: "**/.*\n", wanted: ["**/.git", "**/.env.*"] },
  { name: "adds nothing that the file says in two lines", before: ".env\n*/.env\n*/*/.env\n", wanted: ["**/.env"] },
  { name: "turns the same name at the root into one at every depth", before: "a\n/node_modules/ \nb\n", wanted: ["**/node_modules", "c"], after: "a\n**/node_modules \nb\nc\n" },
  { name: "appends below a `!` that it does not touch", before: "*.md\n!README.md\n", wanted: ["**/.git"], after: "*.md\n!README.md\n**/.git\n" },
  { name: "goes above a `!` that it would undo", before: "a\n!.env.example\nb\n", wanted: ["**/.env.*", "c"], after: "a\n**/.env.*\n!.env.example\nb\nc\n" },
  { name: "goes above a `!` for something below it", before: "a\n!dist/app.js\n", wanted: ["**/dist"], after: "a\n**/dist\n!dist/app.js\n" },
  { name: "goes above the first of several", before: "!b/.env.x\n!.env.example\n", wanted: ["**/.env.*"], after: "**/.env.*\n!b/.env.x\n!.env.example\n" },
  { name: "goes above the comment of a `!`", before: "# nothing\n\n# the example\n# is copied\n!.env.example\n", wanted: [".env.*"], after: "# nothing\n\n.env.*\n# the example\n# is copied\n!.env.example\n" },
  { name: "goes above a `!` in the first line", before: "\uFEFF!.env.example", wanted: [".env.*"], after: "\uFEFF.env.*\n!.env.example" },
  { name: "narrows a directory that is brought back, by whole names", before: "apps/*\n!apps/api\n", wanted: ["**/node_modules"], after: "apps/*\n!apps/api\n**/node_modules\n" },
  { name: "does not narrow it by wildcards", before: "logs\n!logs/kept\n", wanted: ["**/*.log"], after: "logs\n**/*.log\n!logs/kept\n" },
  { name: "takes no name in place below a `!` that it would undo", before: "!a/dist\ndist\n", wanted: ["**/dist"], after: "**/dist\n!a/dist\ndist\n" },
  { name: "knows that a `!` for every depth names no directory", before: "*.md\n!**/README.md\n", wanted: ["**/node_modules"], after: "*.md\n!**/README.md\n**/node_modules\n" },
  { name: "leaves what a `!` brings back by name", before: "**/.*\n!.git\n", wanted: [".git", "dist"], after: "**/.*\n!.git\ndist\n", leftOut: [".git: line 2"] },
  { name: "leaves what a COPY takes", before: "", wanted: ["**/dist", "**/.git", "**/*.log"], copied: ["dist/app.js", "logs/*.log", "src/*"], after: "**/.git\n", leftOut: ["**/dist: dist/app.js", "**/*.log: logs/*.log"] },
  { name: "leaves what only a COPY would need", before: "", wanted: ["**/dist"], copied: ["/dist"], leftOut: ["**/dist: /dist"] },
  { name: "passes over lines that BuildKit refuses", before: "[\n!\n", wanted: ["a"], after: "[\n!\na\n" },
];

describe("completeIgnoreFile", () => {
  for (const { name, before, wanted, copied, after, leftOut = [] } of cases) {
    it(name, () => {
      const completion = completeIgnoreFile(before, wanted, copied);
      assert(completion.kind === (after === undefined ? "unchanged" : "completed"), completion.kind);
      assert.deepEqual(completion.leftOut.map((each) => `${each.pattern}: ${each.kind === "copied" ? each.source : `line ${each.by.line + 1}`}`), leftOut);
      if (completion.kind !== "completed") return;
      assert.equal(completion.text, after);
      const again = completeIgnoreFile(completion.text, wanted, copied);
      assert.equal(again.kind, "unchanged", "it is not complete the second time");
      const patterns = parseIgnoreFile(completion.text);
      const matcher = createIgnoreMatcher(patterns);
      for (const { negated, glob, problem } of patterns) if (negated && problem === undefined) assert.equal(matcher.isIgnored(glob.replaceAll("**", "x")), false, `!${glob} is undone`);
    });
  }

  for (const before of ["*\n!src\n", "# all\n/*\n.x\n! src", "**\n!src\n", "!a\n**/*\n!src"]) {
    it(`adds nothing to the allow-list ${JSON.stringify(before)}`, () => {
      const completion = completeIgnoreFile(before, ["**/node_modules"]);
      assert.equal(completion.kind, "allow-list");
    });
  }

  it("takes a file that keeps out everything for complete", () => {
    assert.equal(completeIgnoreFile("!a\n*\n", ["**/node_modules"]).kind, "unchanged");
  });

  it("gives edits that lead from the one text to the other", () => {
    const before = "node_modules\n!.env.example\n";
    const completion = completeIgnoreFile(before, ["**/.git", "**/node_modules", "**/.env.*"]);
    assert(completion.kind === "completed");
    assert.deepEqual(completion.edits, [
      { range: [0, 12], text: "**/node_modules" },
      { range: [13, 13], text: "**/.env.*\n" },
      { range: [27, 27], text: "**/.git\n" },
    ]);
    assert.deepEqual(completion.added, ["**/.git", "**/node_modules", "**/.env.*"]);
  });
});
