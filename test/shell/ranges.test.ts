import assert from "node:assert/strict";
import { parseShell } from "../../shell/parse.ts";

/** What the ranges of the commands cover. */
const cases: readonly [name: string, source: string, ...covered: string[]][] = [
  ["of a command covers its words", "  a  b 'c d' ; e", "a  b 'c d'", "e"],
  ["of a command starts at its assignments and ends with its redirects", "x && A=1 B=2 c d > e 2>&1 && f", "x", "A=1 B=2 c d > e 2>&1", "f"],
  ["of a command starts at its wrappers", "x; time sudo -u y env A=1 b c", "x", "time sudo -u y env A=1 b c"],
  ["of a command does not cover the body of its here-document", "a <<X | b\nc\nX", "a <<X", "b"],
  ["of a command covers the lines between its words", "a \\\n  b \\\n && c", "a \\\n  b", "c"],
  ["of a substitution is its own", 'a "x$(b c)"', "b c", 'a "x$(b c)"'],
  ["of a substitution with nested backquotes is that of the outermost", "a `b \\`c\\``", "`b \\`c\\``", "`b \\`c\\``", "a `b \\`c\\``"],
  ["of a nested command is its own", "sh -c 'a && b c' d", "a", "b c"],
  ["of a nested command covers what is escaped", 'sh -c "a \\"b c\\" && \\$d"', 'a \\"b c\\"', "\\$d"],
  ["of a nested command is its own two levels deep", `sh -c "bash -c 'a; b \\$c'"`, "a", "b \\$c"],
  ["of a command in a here-document is its own", "sh <<X\n a\\$b c\nX", "a\\$b c"],
  ["of a command of eval spans its words", "eval a 'b; c' d", "a 'b", "c' d"],
  ["of a command of xargs is that of its words", "xargs -n 1 a b > c", "xargs -n 1 a b > c", "a b"],
];

describe("the range", () => {
  const offset = 1000;
  for (const [name, source, ...covered] of cases) {
    it(name, () => {
      const { commands } = parseShell(source, offset);
      assert.deepEqual(commands.map(({ range: [start, end] }) => source.slice(start - offset, end - offset)), covered);
    });
  }

  it("of a word covers its text", () => {
    const source = `A="b c" x 'a\\\nb' "c $(d 'e')" $F > g; sh -c "y \\"h i\\" 'j'" && eval 'k "l"' && export M=n O='p q' \`r\``;
    const { commands, variables } = parseShell(source, offset);
    const words = commands.flatMap((command) => [...command.words, ...command.redirects.map(({ target }) => target), ...command.environment.map(({ value }) => value)]);
    const all = [...words, ...variables.map(({ value }) => value)].filter((word) => word !== undefined);
    assert.equal(all.length, 20);
    for (const { text, range } of all) assert.equal(source.slice(range[0] - offset, range[1] - offset), text);
  });

  it("of an assignment covers name and value", () => {
    const source = "A=1 b; C='d e'; export F=g H; read I";
    const { commands, variables } = parseShell(source, 0);
    const assignments = [...commands.flatMap(({ environment }) => environment), ...variables];
    assert.deepEqual(assignments.map(({ range }) => source.slice(...range)), ["A=1", "C='d e'", "F=g", "H", "I"]);
  });

  it("of a redirect covers operator and target", () => {
    const source = "a 2> b <<X\nc\nX";
    const redirects = parseShell(source, 0).commands.flatMap((command) => command.redirects);
    assert.deepEqual(redirects.map(({ range }) => source.slice(...range)), ["2> b", "<<X"]);
    assert.deepEqual(redirects.map(({ target }) => target && source.slice(...target.range)), ["b", "c\n"]);
  });
});
