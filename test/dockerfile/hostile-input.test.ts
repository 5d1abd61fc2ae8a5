import assert from "node:assert/strict";
import { parseDockerfile } from "../../dockerfile/parse.ts";

const texts: Readonly<Record<string, string>> = {
  "one long line": `RUN ${"a ".repeat(300_000)}`,
  "one long word in quotes": `ENV a="${"\\'".repeat(200_000)}`,
  "many lines of one instruction": `FROM a\nRUN a${" \\\n# c\n\n b".repeat(50_000)}`,
  "many instructions": "USER a\n".repeat(20_000),
  "many blanks": `# escape =${" ".repeat(200_000)}x${" ".repeat(200_000)}x\nRUN a${" ".repeat(200_000)}\\${"\t".repeat(200_000)}x`,
  "many escape characters": `RUN ${"\\".repeat(300_000)}\n${"\\\n".repeat(50_000)}`,
  "many here-documents": `RUN ${"<<a ".repeat(20_000)}\n${"a\n".repeat(20_000)}`,
  "many open here-documents": `RUN ${"<<a ".repeat(20_000)}\n${"b\n".repeat(20_000)}`,
  "many instructions with here-documents": `FROM a\n${"RUN <<#\nx \\\n#\n".repeat(20_000)}`,
  "many arrows": `RUN ${"<".repeat(300_000)}`,
  "references in references": `RUN <<${"${a:-".repeat(60_000)}`,
  "ONBUILD in ONBUILD": "ONBUILD ".repeat(50_000),
  "JSON in JSON": `CMD ${"[".repeat(200_000)}`,
  "a long list of strings": `CMD [${'"a",'.repeat(100_000)}"a"]`,
  "a long list of mounts": `RUN --mount=${'"a",'.repeat(50_000)} --mount='${'"a""",'.repeat(50_000)}' x`,
  "signs of control": Array.from({ length: 1000 }, (_, code) => String.fromCharCode(code)).join("").repeat(100),
  "halves of surrogate pairs": 'ENV \ud800=\udc00\nCMD ["\\ud800", "\udc00"]\n'.repeat(1000),
};

describe("parseDockerfile on hostile input", () => {
  for (const [name, text] of Object.entries(texts)) {
    it(`ends soon with ${name}`, function () {
      this.timeout(10_000);
      const tree = parseDockerfile(text);
      assert.deepEqual(tree.range, [0, text.length]);
      assert(tree.instructions.length > 0);
    });
  }
});
