import { pass, rewrite } from "../edits.ts";
import type { Scenario } from "../scenario.ts";

/** Another text that makes the same steps. What the Dockerfile says otherwise is an edit of it, which `plan` is not asked about. */
function same(name: string, before: string, after: string, expected: string): Scenario {
  return { name, dockerfile: before, files: { a: "a SALT", b: "b SALT", "d1/f": "same", "d2/f": "same", ".dockerignore": "Dockerfile\n.dockerignore\n" }, edits: [rewrite(after)], expected };
}

/** A line above RUN, RUN in exec form and COPY. */
function above(name: string, before: string, after: string): Scenario {
  const rest = 'RUN true\nRUN ["true"]\nCOPY a /\n';
  return same(name, `FROM b\n${before}\n${rest}`, `FROM b\n${after}\n${rest}`, "CCC");
}

/** Section 15: what is in no key. 14, 18 to 28, 30, 41 to 45, 53 to 55. */
export const metadataScenarios: readonly Scenario[] = [
  { ...same("14: a default is edited that the command line overrides", "FROM b\nARG FOO=1\nRUN true", "FROM b\nARG FOO=2\nRUN true", "C"), args: { FOO: "3" } },
  same("18: two ENV made one", "FROM b\nENV A=1\nENV B=2\nRUN true", "FROM b\nENV A=1 B=2\nRUN true", "C"),
  same("18: ENV made ARG", "FROM b\nENV A=1\nRUN true", "FROM b\nARG A=1\nRUN true", "C"),
  same("19: ENV below the RUN", "FROM b\nRUN true\nENV A=1\nCOPY a /", "FROM b\nRUN true\nENV A=2\nCOPY a /", "CC"),
  above("20: LABEL", "LABEL a=1", "LABEL a=2"),
  above("21: CMD", 'CMD ["a"]', "CMD b"),
  above("22: ENTRYPOINT", 'ENTRYPOINT ["a"]', 'ENTRYPOINT ["b"]'),
  above("23: EXPOSE", "EXPOSE 80", "EXPOSE 81 82"),
  above("24: VOLUME", "VOLUME /a", "VOLUME /b"),
  above("25: STOPSIGNAL", "STOPSIGNAL 9", "STOPSIGNAL 15"),
  above("26: HEALTHCHECK", "HEALTHCHECK CMD true", "HEALTHCHECK NONE"),
  above("27: ONBUILD", "ONBUILD RUN true a", "ONBUILD COPY a /"),
  above("28: MAINTAINER", "MAINTAINER a", "MAINTAINER b"),
  same("30: SHELL above COPY and WORKDIR", 'FROM b\nSHELL ["/bin/sh", "-c"]\nCOPY a /\nWORKDIR /d', 'FROM b\nSHELL ["/bin/sh", "-ec"]\nCOPY a /\nWORKDIR /d', "CC"),
  same("29: USER above COPY", "FROM b\nUSER node\nCOPY a /", "FROM b\nUSER root\nCOPY a /", "C"),
  same("41: spaces behind RUN and at its end", "FROM b\nRUN echo a", "FROM b\nRUN   echo a  ", "C"),
  same("41: carriage returns", "FROM b\nRUN echo a\nCOPY a /\n", "FROM b\r\nRUN echo a\r\nCOPY a /\r\n", "CC"),
  same("41: the case of keywords", "FROM b\nRUN echo a\nCOPY a /\n", "from b\nrun echo a\ncopy a /\n", "CC"),
  same("41: blank and comment lines inside", "FROM b\nRUN echo a && \\\n  echo b", "FROM b\nRUN echo a && \\\n# why\n\n  echo b", "C"),
  same("41: one line instead of two", "FROM b\nRUN echo a && \\\necho b", "FROM b\nRUN echo a && echo b", "C"),
  same("41: the spaces of an exec form", 'FROM b\nRUN ["echo","a"]', 'FROM b\nRUN [ "echo",   "a" ]', "C"),
  same("41: exec form of the same shell", "FROM b\nRUN echo a", 'FROM b\nRUN ["/bin/sh", "-c", "echo a"]', "C"),
  same("41: JSON form of COPY", "FROM b\nCOPY a b /d/", 'FROM b\nCOPY ["a", "b", "/d/"]', "C"),
  same("42: the delimiter of a here-document", "FROM b\nRUN <<E\necho a\nE\n", "FROM b\nRUN <<'OTHER'\necho a\nOTHER\n", "C"),
  same("42: a here-document with its tabs removed", "FROM b\nRUN <<E\necho a\nE\n", "FROM b\nRUN <<-E\n\techo a\nE\n", "C"),
  same("43: a check directive", "FROM b\nRUN true", "# check=skip=all\nFROM b\nRUN true", "C"),
  same("43: an escape directive", "FROM b\nRUN true", "# escape=`\nFROM b\nRUN true", "C"),
  same("44: a stage of another name", "FROM b AS one\nCOPY a /\nFROM b2\nCOPY --from=one /a /", "FROM b AS two\nCOPY a /\nFROM b2\nCOPY --from=two /a /", "CC"),
  same("44: a stage by its index", "FROM b AS one\nCOPY a /\nFROM b2\nCOPY --from=one /a /", "FROM b AS one\nCOPY a /\nFROM b2\nCOPY --from=0 /a /", "CC"),
  same("44: an unrelated stage in between", "FROM b AS one\nCOPY a /\nFROM b2\nCOPY --from=one /a /", "FROM b AS one\nCOPY a /\nFROM b3 AS other\nRUN false\nFROM b2\nCOPY --from=one /a /", "C-C"),
  same("44: a name in other letters", "FROM b AS one\nCOPY a /\nFROM b2\nCOPY --from=one /a /", "FROM b AS ONE\nCOPY a /\nFROM b2\nCOPY --from=One /a /", "CC"),
  same("53: another directory with the same file", "FROM b\nCOPY d1/f /x", "FROM b\nCOPY d2/f /x", "C"),
  same("54: two slashes", "FROM b\nCOPY a /x/", "FROM b\nCOPY a //x/", "C"),
  same("55: a directory with a slash, and with a dot", "FROM b\nCOPY d1 /x\nCOPY d2 /y", "FROM b\nCOPY d1/ /x\nCOPY d2/. /y", "CC"),
  same("60: a comment of a Dockerfile that is ignored", "FROM b\nCOPY . /x\nRUN true", "# why\nFROM b\nCOPY . /x\nRUN true", "CC"),
  same("87: the order of mounts", "FROM b\nRUN --mount=type=tmpfs,target=/m --mount=type=cache,target=/n true", "FROM b\nRUN --mount=type=cache,target=/n --mount=type=tmpfs,target=/m true", "C"),
  same("84: the id of a cache mount that has one", "FROM b\nRUN --mount=type=cache,id=one,target=/n true", "FROM b\nRUN --mount=type=cache,id=two,target=/n true", "C"),
  same("84: the sharing of a cache mount that has an id", "FROM b\nRUN --mount=type=cache,id=one,target=/n true", "FROM b\nRUN --mount=type=cache,id=one,sharing=locked,target=/n true", "C"),
  same("83: a mount from another directory with the same file", "FROM b\nRUN --mount=source=d1,target=/m true", "FROM b\nRUN --mount=source=d2,target=/m true", "C"),
  same("40: the network that is the default", "FROM b\nRUN true", "FROM b\nRUN --network=default true", "C"),
  same("a step more at the end", "FROM b\nRUN true\nCOPY a /", "FROM b\nRUN true\nCOPY a /\nCMD true", "CC"),
  { ...same("45: a stage that nobody needs", "FROM b AS old\nRUN false\nFROM b2\nRUN true", "FROM b AS old\nRUN false x\nFROM b2\nRUN true", "-C") },
  { ...same("45: a target that needs no other stage", "FROM b AS one\nRUN true one\nFROM b2 AS two\nRUN false", "FROM b AS one\nRUN true one\nFROM b2 AS two\nRUN false x", "C-"), target: "one" },
  { name: "45: another target builds what it needs", dockerfile: "FROM b AS one\nRUN true one\nFROM b2 AS two\nCOPY --from=one /etc/image /x\nFROM b3\nRUN false", edits: [], target: "TWO", expected: "CC-" },
  { name: "15: the case of an argument's name", dockerfile: "FROM b\nARG foo\nRUN true", edits: [pass("FOO", "1")], expected: "C" },
];
