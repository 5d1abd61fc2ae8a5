import assert from "node:assert/strict";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { errorsIn, outline } from "./outline.ts";

describe("here-documents", () => {
  check("end at their delimiter", "RUN <<EOF\na\n EOF\nEOF \nEOF\nUSER x", ["RUN shell <<EOF <<EOF:a\n EOF\nEOF \n", "USER [x]"]);
  check("lose leading tabs", "RUN <<-EOF\n\t\ta\n\tb\tc\n\tEOF\nUSER x", ["RUN shell <<-EOF <<-EOF:a\nb\tc\n", "USER [x]"]);
  check("may be several", "RUN <<A cat <<B\na\nA\nb\nB", ["RUN shell <<A cat <<B <<A:a\n <<B:b\n"]);
  check("are no sources of COPY", "COPY <<a b <<'c d' <<\"e\" /f\n1\na\n2\ne", ["COPY [b] [<<'c] [d'] to [/f] <<a:1\n <<'c d':2\ne"]);
  check("do not expand if the delimiter is quoted", "RUN <<'A' <<\"B\" <<C\"D\" <<\\E\nA\nB\nCD\nE", ["RUN shell <<'A' <<\"B\" <<C\"D\" <<\\E <<'A': <<'B': <<'CD': <<E:"]);
  check("may name a file descriptor", "RUN a 3<<EOF\nEOF", ["RUN shell a 3<<EOF <<EOF:"]);
  check("may have blanks behind the arrows", "RUN a << EOF\nEOF", ["RUN shell a << EOF <<EOF:"]);
  check("are none inside quotes", "RUN a '<<EOF' \"<<EOF\"\nUSER x", ["RUN shell a '<<EOF' \"<<EOF\"", "USER [x]"]);
  check("are none on a line with an open quote", "RUN <<EOF it's\nUSER x", ["RUN shell <<EOF it's", "USER [x]"]);
  check("are none with three arrows", "RUN a <<<EOF\nUSER x", ["RUN shell a <<<EOF", "USER [x]"]);
  check("are none behind a number that is part of a word", "RUN echo $((1<<2))\nUSER x", ["RUN shell echo $((1<<2))", "USER [x]"]);
  check("are none in JSON form", 'RUN ["a", "<<EOF"]\nUSER x', ["RUN exec [a] [<<EOF]", "USER [x]"]);
  check("are none of other instructions", "CMD <<EOF\nENV a=<<EOF\nUSER x", ["CMD shell <<EOF", "ENV [a]=[<<EOF]", "USER [x]"]);
  check("keep what looks like instructions, comments and joints", "RUN <<EOF\nUSER x\n# c\na \\\n\nEOF\nUSER y", ["RUN shell <<EOF <<EOF:USER x\n# c\na \\\n\n", "USER [y]"]);
  check("begin below the last continued line", "RUN <<EOF \\\n  > x\na\nEOF", ["RUN shell <<EOF \\\n  > x <<EOF:a\n"]);
  check("keep CRLF, but not in the delimiter", "RUN <<EOF\r\na\r\nEOF\r\nUSER x", ["RUN shell <<EOF <<EOF:a\r\n", "USER [x]"]);
  check("escape with \\ even if the file has backticks", "# escape=`\nRUN <<\\EOF\na\nEOF", ["RUN shell <<\\EOF <<EOF:a\n"]);

  it("that are not closed reach to the end and are fatal", () => {
    assert.deepEqual(outline("RUN <<A <<B\na\nA\nUSER x"), ["RUN shell <<A <<B <<A:a\n <<B:USER x"]);
    assert.deepEqual(errorsIn("FROM x\nRUN <<A <<B\na\nA\nUSER x"), ['fatal: The here-document "B" is not closed. (RUN <<A <<B)']);
  });

  it("are part of their instruction's range, not of its arguments", () => {
    const text = "RUN <<EOF\na\nEOF\n";
    const [run] = parseDockerfile(text).instructions;
    assert.deepEqual([run?.range, run?.rest.range, run?.heredocs[0]?.range, run?.heredocs[0]?.body.range], [
      [0, 15],
      [4, 9],
      [10, 15],
      [10, 12],
    ]);
  });
});

function check(name: string, text: string, expected: readonly string[]): void {
  it(name, () => assert.deepEqual(outline(text), expected));
}
