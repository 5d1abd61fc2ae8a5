import assert from "node:assert/strict";
import type { ShellWord } from "../../shell/command.ts";
import { parseShell } from "../../shell/parse.ts";

describe("a word", () => {
  const literal: readonly [name: string, text: string, value: string][] = [
    ["is bare", "a.b/c-d", "a.b/c-d"],
    ["has single quotes", "'a $b *'", "a $b *"],
    ["has double quotes", '"a b*"', "a b*"],
    ["has quotes in it", `a'b c'"d"`, "ab cd"],
    ["is empty", "''", ""],
    ["has escapes", "a\\ b\\$c\\*", "a b$c*"],
    ["has escapes in double quotes", '"\\"a\\" \\$b \\\\ \\n"', '"a" $b \\ \\n'],
    ["has ANSI-C quotes", "$'a\\tb\\x41'", "a\tbA"],
    ["has quotes for translation", '$"a b"', "a b"],
    ["goes on in the next line", "a\\\nb", "ab"],
    ["goes on in the next line in double quotes", '"a\\\nb"', "ab"],
    ["goes on in the next line in single quotes, where BuildKit joins lines first", "'a\\\nb'", "ab"],
    ["has a # in it", "a#b", "a#b"],
    ["is a flag with a value", "--a=b", "--a=b"],
    ["has braces that expand nothing", "{}", "{}"],
    ["has brackets that match nothing", "[", "["],
  ];
  for (const [name, text, value] of literal) it(name, () => assert.deepEqual(readWord(text), { text, value, literal: true, variables: [] }));

  const expanded: readonly [name: string, text: string, value: string, ...variables: string[]][] = [
    ["is a variable", "$X", "$X", "X"],
    ["is a variable in braces and quotes", '"${X}"', "${X}", "X"],
    ["has variables in it", "a-${X}_$Y", "a-${X}_$Y", "X", "Y"],
    ["has a default", "${X:-y}", "${X:-y}", "X"],
    ["has a default with a variable", "${X:-$Y}/$X", "${X:-$Y}/$X", "X", "Y", "X"],
    ["has an operation", "${X%%-*}${#Y}${Z/$A/b}", "${X%%-*}${#Y}${Z/$A/b}", "X", "Y", "Z", "A"],
    ["has no variables but parameters", "$1$@$?$$${10}", "$1$@$?$$${10}"],
    ["is a substitution, whose variables are its commands'", "$(a $X)", "$(a $X)"],
    ["is a substitution over two lines", "$(a \\\n b)", "$(a  b)"],
    ["is arithmetic", "$((X + $Y * 2))", "$((X + $Y * 2))", "X", "Y"],
    ["is a glob", "*.txt", "*.txt"],
    ["is a glob with quotes", '"a b"/?[cd]', "a b/?[cd]"],
    ["is an extended glob", "!(a|b)", "!(a|b)"],
    ["has braces", "a{b,c}{1..3}", "a{b,c}{1..3}"],
    ["is a home directory", "~/a", "~/a"],
    ["is a process", "<(a)", "<(a)"],
  ];
  for (const [name, text, value, ...variables] of expanded) {
    it(name, () => assert.deepEqual(readWord(text), { text, value, literal: false, variables }));
  }
});

describe("the name of a command", () => {
  const cases: readonly [name: string, text: string, commandName: string][] = [
    ["is its word", "npm", "npm"],
    ["is the last segment of its path", "/usr/bin/npm", "npm"],
    ["is the last segment behind a variable", '"$X/bin/npm"', "npm"],
    ["has no quotes", "'./np'm", "npm"],
    ["is no part of a variable", "${X:-/bin/npm}", "${X:-/bin/npm}"],
    ["is no part of a substitution", "$(which a/npm)", "$(which a/npm)"],
    ["is a path that ends in a slash", "a/", "a/"],
    ["is a dot", ".", "."],
  ];
  for (const [name, text, commandName] of cases) it(name, () => assert.equal(parseShell(text, 0).commands.at(-1)?.name, commandName));
});

describe("variables of a script", () => {
  const cases: readonly [name: string, source: string, ...variables: string[]][] = [
    ["are assigned", "X=1; Y='a b' Z=; a", "X=1", "Y='a b'", "Z="],
    ["are not those of a single command", "X=1 a"],
    ["are appended, members, arrays", "X+=a; Y[1]=b; Z=(c $d)", "X=a", "Y=b", "Z=(c $d)"],
    ["are exported", "export X=1 Y Z=$Y", "X=1", "Y", "Z=$Y"],
    ["are declared", "declare -x X=1; local Y=2; readonly Z; typeset A=3", "X=1", "Y=2", "Z", "A=3"],
    ["are not functions", "export -f f; declare -p X"],
    ["are read", "read -r -p 'name' X Y < f; mapfile -t Z; read -a A", "X", "Y", "Z", "A"],
    ["are those of a loop", "for X in a b; do c; done; select Y in d; do e; done", "X", "Y"],
    ["are printed into", "printf -v X '%s' a", "X"],
    ["are options", "while getopts ab: X; do a; done", "X"],
    ["are defaults", ": ${X:=y} \"${Z=$A}\" ${B:-c}", "X=y", "Z=$A"],
    ["are set in nested scripts", "sh -c 'X=1'; (Y=2); eval 'Z=3'", "X=1", "Y=2", "Z=3"],
    ["are set by a wrapped builtin", "command export X=1", "X=1"],
    ["have values with substitutions", 'X="$(a)"', 'X="$(a)"'],
  ];
  for (const [name, source, ...variables] of cases) {
    it(name, () => {
      const set = parseShell(source, 0).variables;
      assert.deepEqual(set.map(({ name: variable, value }) => variable + (value === undefined ? "" : `=${value.text}`)), variables);
    });
  }

  it("are set for certain outside of branches, loops and lists, unless they are read", () => {
    const source = "A=1; export B=2; f() { C=3; }; (D=4); if x; then E=5; fi; for F in 6; do G=7; done; x && H=8; x || I=9; case x in y) J=1;; esac; K=2 && x; export L; read M";
    const certain = parseShell(source, 0).variables.filter((variable) => variable.certain);
    assert.deepEqual(certain.map(({ name }) => name), ["A", "B", "C", "D", "K", "L"]);
  });

  it("have values that are words", () => {
    const values = parseShell("X='a b' Y=$Z V=~/c", 0).variables.map(({ value }) => value && summary(value));
    assert.deepEqual(values, [
      { text: "'a b'", value: "a b", literal: true, variables: [] },
      { text: "$Z", value: "$Z", literal: false, variables: ["Z"] },
      { text: "~/c", value: "~/c", literal: false, variables: [] },
    ]);
  });
});

function readWord(text: string): ReturnType<typeof summary> {
  const word = parseShell(`a ${text}`, 0).commands.at(-1)?.args[0];
  assert.ok(word);
  return summary(word);
}

function summary({ text, value, literal, variables }: ShellWord): Omit<ShellWord, "range"> {
  return { text, value, literal, variables };
}
