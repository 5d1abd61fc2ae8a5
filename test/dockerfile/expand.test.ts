import assert from "node:assert/strict";
import { expandWord } from "../../dockerfile/expand.ts";

const environment = new Map([
  ["A", "a"],
  ["PATH", "/usr/local/bin"],
  ["EMPTY", ""],
  ["FILE", "x.tar.gz"],
]);
const unknown = new Set(["HIDDEN"]);

describe("expandWord", () => {
  describe("quotes and escapes", () => {
    gives("a", "a");
    gives("'a b'\"c\"d", "a bcd");
    gives("'$A'", "$A");
    gives('"$A"', "a");
    gives("a\\ b\\$A\\\\", "a b$A\\");
    gives('"\\"\\$A\\\\ \\n"', '"$A\\ \\n');
    gives("'\\'", "\\");
    gives("a\\", "a");
    gives("$", "$");
    gives("a$/b", "a$/b");

    it("are the file's", () => {
      assert.equal(expandWord("c:\\a`$A", environment, "`").value, "c:\\a$A");
    });
  });

  describe("variables", () => {
    gives("$A-${A}b", "a-ab");
    gives("$AB", "", ["AB"]);
    gives("${EMPTY}", "");
    gives("$1x", "x", ["1"]);
    gives("${NONE}x", "x", ["NONE"]);
  });

  describe("defaults", () => {
    gives("${A:-d}", "a");
    gives("${EMPTY:-d}", "d");
    gives("${EMPTY-d}", "");
    gives("${NONE:-d}${NONE-e}", "de");
    gives("${A:+d}${A+e}", "de");
    gives("${EMPTY:+d}", "");
    gives("${EMPTY+d}", "d");
    gives("${NONE:+d}${NONE+e}", "");
    gives("${A:?e}${EMPTY?e}", "a");
    gives("${NONE:-${A}'b c'\"$A\"}", "ab ca");
    gives("${NONE:-${OTHER:-${A}}}", "a");
    gives("${NONE:-$OTHER}", "", ["OTHER"]);
    gives("${A:-$OTHER}", "a");
    gives("${NONE:+$OTHER}", "");
  });

  describe("patterns", () => {
    gives("${PATH#*/}", "usr/local/bin");
    gives("${PATH##*/}", "bin");
    gives("${PATH%/*}", "/usr/local");
    gives("${PATH%%/*}", "");
    gives("${FILE%.*}", "x.tar");
    gives("${FILE%%.*}", "x");
    gives("${FILE%.zip}", "x.tar.gz");
    gives("${FILE#?.}", "tar.gz");
    gives("${PATH/\\//_}", "_usr/local/bin");
    gives("${PATH//\\//_}", "_usr_local_bin");
    gives("${FILE/.*/}", "x");
    gives("${FILE//[/_}", "x.tar.gz");
    gives("${FILE%.${NONE:-gz}}", "x.tar");
    gives("${NONE#a}", "", ["NONE"]);
  });

  describe("unknown values", () => {
    gives("node:$HIDDEN", "node:$HIDDEN", ["HIDDEN"]);
    gives("${HIDDEN}", "${HIDDEN}", ["HIDDEN"]);
    gives("${HIDDEN:-$A}", "${HIDDEN:-a}", ["HIDDEN"]);
    gives("${HIDDEN-a}", "${HIDDEN-a}", ["HIDDEN"]);
    gives("${HIDDEN:+a}", "${HIDDEN:+a}", ["HIDDEN"]);
    gives("${HIDDEN+a}", "a");
    gives("${HIDDEN#a}", "${HIDDEN#a}", ["HIDDEN"]);
    gives("${HIDDEN//a/b}", "${HIDDEN//a/b}", ["HIDDEN"]);
    gives("${NONE:-$HIDDEN}", "$HIDDEN", ["HIDDEN"]);
    gives("${A:-$HIDDEN}", "a");
    gives("${PATH#$HIDDEN}", "/usr/local/bin", ["HIDDEN"]);
  });

  it("lists every variable once, in order", () => {
    assert.deepEqual(expandWord("$B${A:-$C}$B'$D'", environment, "\\").variables, ["B", "C", "A"]);
  });

  for (const text of ["'a", '"a', "${A", "${}", "${:-a}", "${A:", "${A@Q}", "${A:#b}", "${NONE?}", "${EMPTY:?no}", "${A#\\b}", "${A/b}", "${A:-${B}"]) {
    it(`refuses ${text}`, () => {
      const { value, problem } = expandWord(text, environment, "\\");
      assert.equal(value, text);
      assert(problem);
    });
  }

  it("says why a variable must be set", () => {
    assert.equal(expandWord("${NONE:?say $A}", environment, "\\").problem, "NONE: say a");
  });

  describe("on hostile input", () => {
    const long = "a".repeat(60_000);
    const texts: Readonly<Record<string, string>> = {
      "references in references": "${A:-".repeat(10_000),
      "closed references in references": "${A:-".repeat(10_000) + "}".repeat(10_000),
      "many stars": "${LONG#" + "*a".repeat(30_000) + "b}",
      "many replacements": "${LONG//a/$LONG}",
      "stars that reach nothing": "${LONG//a*b/c}".repeat(4000),
      "values upon values": "$LONG".repeat(12_000),
      "values upon values in quotes": `"${"$LONG".repeat(12_000)}"`,
      "many dollar signs": "$".repeat(60_000),
    };
    for (const [name, text] of Object.entries(texts)) {
      it(`ends soon with ${name}`, function () {
        this.timeout(5000);
        const { value } = expandWord(text, new Map([...environment, ["LONG", long]]), "\\");
        assert(value.length < 4_000_000);
      });
    }
  });
});

function gives(text: string, value: string, unresolved: readonly string[] = []): void {
  it(`gives ${value === "" ? "nothing" : value} for ${text}`, () => {
    const expansion = expandWord(text, environment, "\\", unknown);
    assert.deepEqual([expansion.value, expansion.unresolved, expansion.problem], [value, unresolved, undefined]);
  });
}
