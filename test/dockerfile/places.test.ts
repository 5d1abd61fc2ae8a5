import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { createRandom, mangle, nastyFile } from "./nasty.ts";
import { assertPlaces, withoutPlaces } from "./places.ts";

const handmade: Readonly<Record<string, string>> = {
  "an empty file": "",
  "blank lines alone": "\n \n\t\n",
  "a comment alone": "# nothing",
  "a lone escape character": "\\",
  "a byte order mark alone": "\ufeff",
  "comments and blank lines inside an instruction": "FROM a\nRUN a && \\\n  # why\n\n\t# and\n  b \\ \t\n  && c\n",
  "a keyword on two lines": "FR\\\nOM a\nRU\\\n# c\n\nN b\n",
  "words on two lines": "FROM al\\\npine AS b\\\nc\nCOPY --fr\\\nom=x a\\\nb c\nENV a=\\\nb c\\\n=d\n",
  "JSON on several lines": 'FROM a\nCMD [ \\\n  "a", \\\n  # c\n  "b\\"c", "\\u0041" \\\n]\n',
  "flags with quotes and escapes": "FROM a\nRUN --mount='type=bind,\"source=a,b\",target=/x' --mount=type=cache,\\\n  target=/y --network=\"host\" x\n",
  "several here-documents": "FROM a\nRUN <<A cat > x && <<-'B B' cat > y\n# no comment\nA\n\tb\n\tB B\nCOPY <<x <<\"y\" /z\n1\nx\n2\ny\n# c\n",
  "a here-document below a continued line": "FROM a\nRUN cat <<EOF \\\n  # c\n  > x\nRUN \\\nEOF\nRUN b\n",
  "an open here-document": "FROM a\nRUN <<EOF\nRUN b\n# c",
  "a here-document in ONBUILD": "FROM a\nONBUILD COPY --link <<EOF /x\nb\nEOF\nUSER a\n",
  "a here-document whose body joins lines over its end": "FROM a\nRUN <<\\#\nx \\\n#\nRUN b\n",
  "backticks": "# escape=`\nFROM a\nRUN a `\n  b ` \n# c\n  c\\\nCOPY a b`\n\n c\n",
  "old pairs": "FROM a\nENV a b  c\nLABEL  x \\\n   y\nENV b\n",
  "white space of all kinds": "\u00a0FROM\ta\r\n\v RUN\f a\u2003b\u0085\r\nENV a=\u00a0b=c\r\r\nUSER\ra\n",
  "letters outside the first plane": 'FROM 😀\nLABEL "😀"=\'𝒳\' y=😀\nCMD ["😀"]\nRUN echo 😀 \\\n😀\n',
  "lone carriage returns": "FROM a\rRUN b\rRUN c\n",
  "unknown instructions": "FROM a\nFOO --bar=1 baz\n...\n",
  "ONBUILD without end": `FROM a\n${"ONBUILD ".repeat(5000)}\n`,
};

describe("places of nodes", () => {
  for (const [name, text] of Object.entries(handmade)) it(`are right in ${name}`, () => void assertVariants(text));

  it("are right in random files", () => {
    const random = createRandom(42);
    for (let count = 0; count < 500; count++) assertVariants(nastyFile(random));
  });

  it("are right in random changes of the files above", () => {
    const random = createRandom(43);
    const texts = Object.values(handmade).filter((text) => text.length < 1000);
    for (let count = 0; count < 500; count++) assertVariants(mangle(texts[count % texts.length] ?? "", random));
  });

  const corpus = process.env["LAYERWISE_CORPUS"];
  it(`are right in the Dockerfiles below ${corpus ?? "LAYERWISE_CORPUS"}`, function () {
    if (corpus === undefined) return this.skip();
    this.timeout(300_000);
    const files = findDockerfiles(corpus);
    for (const file of files) assertVariants(readFileSync(file, "utf8"));
    assert(files.length > 0);
  });
});

/** Line ends and a byte order mark change nothing but the places. */
function assertVariants(text: string): void {
  const tree = assertPlaces(text);
  if (!text.startsWith("\ufeff")) assert.deepEqual(withoutPlaces(assertPlaces(`\ufeff${text}`)), withoutPlaces(tree));
  if (!text.includes("\r")) assert.deepEqual(withoutPlaces(parseDockerfile(text.replaceAll("\n", "\r\n"))), withoutPlaces(tree));
}

function findDockerfiles(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => /dockerfile|containerfile/iu.test(name)).map((name) => path.join(folder, name));
  return files.filter((file) => statSync(file).isFile() && statSync(file).size > 0);
}
