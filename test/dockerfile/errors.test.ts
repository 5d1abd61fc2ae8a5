import assert from "node:assert/strict";
import { errorsIn } from "./outline.ts";

describe("errors", () => {
  describe("of the file", () => {
    check("an empty file", "", ["The file has no instructions. ()"]);
    check("comments alone", "# a\n", ["The file has no instructions. ()"]);
    check("no FROM", "ARG A\n", ["The file has no FROM. ()"]);
    check("an instruction before FROM", "ARG A\nUSER x\nFROM a", ["USER stands before the first FROM. (USER)"]);
    check("an escape character that joins nothing", "FROM a\n\\\n", ["Nothing follows the escape character. (\\)"]);
  });

  describe("of arguments", () => {
    inStage("an unknown instruction", "FOO bar", ['"FOO" is no instruction. (FOO)']);
    inStage("FROM without an image", "FROM", ["FROM takes an image, or an image, AS and a name. (FROM)"]);
    inStage("FROM with two words", "FROM a b", ["FROM takes an image, or an image, AS and a name. (a b)"]);
    inStage("a bad name of a stage", "FROM a AS 1b", ['"1b" is no name for a stage: a letter, then letters, digits, "-", "_" and "." may stand there. (a AS 1b)']);
    inStage("COPY without a destination", "COPY a", ["COPY needs a source and a destination. (a)"]);
    inStage("a here-document as a destination", "COPY a <<EOF\nEOF", ["The destination of COPY cannot be a here-document. (a <<EOF)"]);
    inStage("ENV without arguments", "ENV", ["ENV needs a name. (ENV)"]);
    inStage("ENV without a value", "ENV a", ["ENV needs a name and a value. (a)"]);
    inStage("LABEL with a word that is no pair", "LABEL a=b c", ['"c" has no "=": LABEL takes name=value. (c)']);
    inStage("ARG without a name", "ARG =a", ['ARG needs a name before "=". (=a)']);
    inStage("JSON of other things than strings", 'CMD ["a", 1]', ['A JSON array may hold nothing but strings here. (["a", 1])']);
    inStage("SHELL that is no JSON", "SHELL bash", ["SHELL needs a JSON array of strings, and at least one. (bash)"]);
    inStage("an empty VOLUME", 'VOLUME [""]', ['VOLUME needs a path that is not empty. ([""])']);
    inStage("WORKDIR without arguments", "WORKDIR", ["WORKDIR needs an argument. (WORKDIR)"]);
    inStage("HEALTHCHECK of another kind", "HEALTHCHECK a", ["HEALTHCHECK needs CMD or NONE. (a)"]);
    inStage("HEALTHCHECK without a command", "HEALTHCHECK CMD", ["HEALTHCHECK CMD needs a command. (CMD)"]);
    inStage("HEALTHCHECK NONE with a command", "HEALTHCHECK NONE a", ["HEALTHCHECK NONE takes no arguments. (NONE a)"]);
    inStage("ONBUILD without an instruction", "ONBUILD", ["ONBUILD needs an instruction. (ONBUILD)"]);
    inStage("ONBUILD FROM", "ONBUILD from a", ["ONBUILD cannot trigger FROM. (from a)"]);
    inStage("a broken pair in ONBUILD", "ONBUILD ENV a", ["ENV needs a name and a value. (a)"]);
    inStage("nothing for a trigger that another build will refuse", "ONBUILD COPY a", []);
    inStage("nothing for RUN, CMD and ENTRYPOINT without arguments", "RUN\nCMD\nENTRYPOINT", []);
  });

  describe("of flags", () => {
    inStage("an unknown flag", "COPY --foo a b", ["COPY has no flag --foo. (--foo)"]);
    inStage("a flag without a value", "COPY --from a b", ["--from needs a value. (--from)"]);
    inStage("a flag given twice", "COPY --from=a --from=b a b", ["--from may be given only once. (--from=b)"]);
    inStage("nothing for lists given twice", "RUN --mount=target=/a --mount=target=/b x", []);
    inStage("a flag that is neither true nor false", "COPY --link=yes a b", ["--link takes true or false. (--link=yes)"]);
    inStage("an unknown network", "RUN --network=a x", ["--network takes default, none or host. (--network=a)"]);
    inStage("an unknown security", "RUN --security=a x", ["--security takes insecure or sandbox. (--security=a)"]);
    inStage("a mount that is no list", `RUN --mount='"a' x`, [`--mount needs a list of fields, separated by commas. (--mount='"a')`]);
    inStage("a mount from a variable", "RUN --mount=from=$A,target=/x x", ["The field from of --mount takes no variables: name a stage for it. (--mount=from=$A,target=/x)"]);
    inStage("two names of a device", "RUN --device=a,b x", ['--device takes one name: "b" is too much. (--device=a,b)']);
    inStage("a bad duration", "HEALTHCHECK --interval=5 CMD a", ["--interval takes a duration of at least 1ms, such as 1m30s. (--interval=5)"]);
    inStage("nothing for good durations", "HEALTHCHECK --interval=1.5m --timeout=0 --start-period=1h2m3s CMD a", []);
    inStage("a negative number of retries", "HEALTHCHECK --retries=-1 CMD a", ["--retries takes a whole number. (--retries=-1)"]);
    inStage("nothing for ARG, STOPSIGNAL and HEALTHCHECK NONE", "ARG --a B\nSTOPSIGNAL --a 9\nHEALTHCHECK --a NONE", []);
  });

  it("a line too long for BuildKit", () => {
    assert.deepEqual(errorsIn(`FROM a\n#${"é".repeat(32_767)}\nUSER x`), []);
    assert.equal(errorsIn(`FROM a\n#${"é".repeat(32_768)}\nUSER x`).length, 1);
    assert.deepEqual(errorsIn(`FROM a\n#${"a".repeat(65_534)}`), []);
    assert.equal(errorsIn(`FROM a\n#${"a".repeat(65_535)}`).length, 1);
  });
});

function inStage(name: string, text: string, expected: readonly string[]): void {
  check(name, `FROM a\n${text}\n`, expected);
}

function check(name: string, text: string, expected: readonly string[]): void {
  it(name, () => assert.deepEqual(errorsIn(text), expected));
}
