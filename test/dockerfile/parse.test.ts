import assert from "node:assert/strict";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { outline } from "./outline.ts";

describe("parseDockerfile", () => {
  describe("lines", () => {
    check("joins continued lines", "RUN a \\\n  b\\\nc", ["RUN shell a \\\n  b\\\nc"]);
    check("skips comments and blank lines between continued lines", "ENV a=1 \\\n# c\n\n  # d\n b=2\nUSER x", ["ENV [a]=[1] [b]=[2]", "USER [x]"]);
    check("takes blanks behind the escape character for part of the joint", "ENV a=1 \\ \t\n b=2", ["ENV [a]=[1] [b]=[2]"]);
    check("does not join behind two escape characters", "ENV a=b\\\\\nUSER x", ["ENV [a]=[b\\\\]", "USER [x]"]);
    check("joins without a blank", "US\\\nER ro\\\not", ["USER [root]"]);
    check("does not join at the end of a comment", "# c \\\nUSER x", ["USER [x]"]);
    check("begins behind an escape character on a line of its own", "\\\n\nUSER x", ["USER [x]"]);
    check("joins at backticks if the file says so", "# escape=`\nENV a=c:\\ `\n b=2", ["ENV [a]=[c:\\] [b]=[2]"]);
    check("takes CRLF for a line end and a lone CR for a blank", "ENV a=1 \\\r\n b=2\rc=3\r\nUSER x", ["ENV [a]=[1] [b]=[2] [c]=[3]", "USER [x]"]);
    check("skips a byte order mark", "\ufeffUSER x", ["USER [x]"]);
    check("reads a last line that is continued", "USER x \\", ["USER [x]"]);
  });

  describe("instructions", () => {
    check("reads keywords in any case", "from a\nCopy b c", ["FROM [a] -", "COPY [b] to [c]"]);
    check("keeps unknown ones", "FOO bar\nUSER x", ["UNKNOWN [FOO]", "USER [x]"]);
    check("reads FROM", "FROM --platform=$P node:$V aS base\nFROM a b\nFROM", ["FROM --platform=$P [node:$V] [base]", "FROM [a] -", "FROM - -"]);
    check("reads USER, WORKDIR, STOPSIGNAL and MAINTAINER as one word", "WORKDIR /a b\nUSER  1:2 \nMAINTAINER A <b@c>", ["WORKDIR [/a b]", "USER [1:2]", "MAINTAINER [A <b@c>]"]);
    check("reads EXPOSE and VOLUME as words", 'EXPOSE 80 81/udp\nVOLUME /a "/b c"\nVOLUME ["/b c"]', ["EXPOSE [80] [81/udp]", 'VOLUME [/a] ["/b] [c"]', "VOLUME [/b c]"]);
    check("reads SHELL", 'SHELL ["bash", "-c"]', ["SHELL [bash] [-c]"]);
    check("reads HEALTHCHECK", 'HEALTHCHECK --interval=5s CMD a b\nHEALTHCHECK cmd ["a"]\nHEALTHCHECK NONE', ["HEALTHCHECK --interval=5s shell a b", "HEALTHCHECK exec [a]", "HEALTHCHECK exec"]);
  });

  describe("commands", () => {
    check("have exec form", 'CMD ["a", "b \\"c\\"", "\\u0041"]\nENTRYPOINT [ ]', ['CMD exec [a] [b "c"] [A]', "ENTRYPOINT exec"]);
    check("have shell form if the JSON is none", "CMD ['a']\nCMD [\"a\",]\nCMD [\"a\"] b", ["CMD shell ['a']", 'CMD shell ["a",]', 'CMD shell ["a"] b']);
    check("may be empty", "CMD\nRUN", ["CMD shell ", "RUN shell "]);

    it("have a shell's text of the same length", () => {
      const text = "# escape=`\r\nRUN  a && `  \r\n  # c\r\n\r\n  b `\r\n\t&& c\r\n";
      const [run] = parseDockerfile(text).instructions;
      assert(run?.type === "RUN" && run.command.form === "shell");
      assert.equal(run.command.source, "a &&    \\\n       " + "  " + "  b  \\\n\t&& c");
      assert.equal(text.slice(...run.command.range).length, run.command.source.length);
    });
  });

  describe("COPY and ADD", () => {
    check("have sources and a destination", "COPY a b/ /c\nADD https://x /y", ["COPY [a] [b/] to [/c]", "ADD [https://x] to [/y]"]);
    check("have JSON form", 'COPY ["a b", "c"]', ["COPY json [a b] to [c]"]);
    check("keep a single word as a source", "COPY a\nCOPY", ["COPY [a] to -", "COPY to -"]);
  });

  describe("pairs", () => {
    check("are split at white space outside quotes", "ENV a=1 b=\"x y\" c=z\\ w d='p q'", ["ENV [a]=[1] [b]=[\"x y\"] [c]=[z\\ w] [d]=['p q']"]);
    check("may have an empty value", "ENV a= b=c=d", ["ENV [a]=[] [b]=[c=d]"]);
    check("have an old form", "ENV a b  c=d\nLABEL  a\t'b'", ["ENV [a]=[b  c=d]", "LABEL [a]=['b']"]);
    check("of ARG may have no value", 'ARG A B=1 C="x y"', ["ARG [A]=- [B]=[1] [C]=[\"x y\"]"]);
    check("are kept if BuildKit refuses them", "ENV a=1 b\nENV c\nENV", ["ENV [a]=[1] [b]=-", "ENV [c]=-", "ENV"]);
  });

  describe("ONBUILD", () => {
    check("has a whole instruction", "ONBUILD COPY --from=a b c", ["ONBUILD COPY --from=a [b] to [c]"]);
    check("has its here-documents in it", "ONBUILD RUN <<E\na\nE\nUSER x", ["ONBUILD RUN shell <<E <<E:a\n", "USER [x]"]);
    check("has none in another ONBUILD", "ONBUILD ONBUILD RUN a", ["ONBUILD -"]);

    it("has its instruction where it stands", () => {
      const text = "ONBUILD \\\n  RUN --mount=type=cache,target=/x a";
      const [onbuild] = parseDockerfile(text).instructions;
      assert(onbuild?.type === "ONBUILD" && onbuild.trigger?.type === "RUN");
      assert.equal(text.slice(...onbuild.trigger.range), "RUN --mount=type=cache,target=/x a");
      assert.equal(text.slice(...(onbuild.trigger.flags[0]?.options[1]?.range ?? [])), "target=/x");
    });
  });

  it("gives every comment, and to instructions their own", () => {
    const { comments, instructions } = parseDockerfile("# a\nFROM x\n#b\nRUN y \\\n  # c \n  z <<E\n# d\nE\n#\n");
    assert.deepEqual(comments.map((comment) => comment.value), [" a", "b", " c ", ""]);
    assert.deepEqual(instructions.map((each) => each.comments.map((comment) => comment.value)), [[], [" c "]]);
  });

  it("counts lines at LF and columns in UTF-16", () => {
    const { instructions } = parseDockerfile("FROM a\r\nENV 😀=b\rc=d");
    assert(instructions[1]?.type === "ENV");
    assert.deepEqual(instructions[1].pairs.map((pair) => pair.loc.start), [
      { line: 1, column: 4 },
      { line: 1, column: 9 },
    ]);
  });
});

function check(name: string, text: string, expected: readonly string[]): void {
  it(name, () => assert.deepEqual(outline(text), expected));
}
